"""Data that a file carries, held against its pages: what they say, whether that is the same, line by line."""
