"""What is built on any model."""
