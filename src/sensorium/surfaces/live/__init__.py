"""A conversation by voice, as a machine: events in, events out. It knows no socket, no key and no wire spelling."""
