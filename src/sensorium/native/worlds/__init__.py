"""Training data with known truth, and the checkers that judge what was made of it."""
