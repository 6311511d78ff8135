"""The HTTP server: the OpenAI API for any model, the built-in one first."""
