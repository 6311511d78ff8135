"""What is asked for: the fields of a schema, and whether values keep it."""
