"""A document in passages, and which of them fit a question."""
