"""Words, ids and the order of the stream. No weights."""
