"""Answers out of running text: by a part that is wanted, by the run of words that fits best, by order."""
