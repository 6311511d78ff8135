"""The native model, from layers to training. See ARCHITECTURE.md for the order of its rooms."""
