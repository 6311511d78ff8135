"""A paper as its fields are judged by: its lines, what is called what on them, its title, all evidence together."""
