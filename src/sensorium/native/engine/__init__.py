"""A request becomes prefill, decode steps and events."""
