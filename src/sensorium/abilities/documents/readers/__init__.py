"""Pictures of pages → words: what is done to a picture before it is read, who reads it, and what is believed of that."""
