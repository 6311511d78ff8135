"""What is to be paid: amounts that a paper calls by name, and the rows of what was bought."""
