"""Bytes to arrays and arrays to bytes. Knows no value type above it and no weights."""
