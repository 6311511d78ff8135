"""Loss, optimizer, loop, resume, and recipes: a whole run is one function."""
