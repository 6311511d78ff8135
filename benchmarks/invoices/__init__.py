"""Real invoices: what is true of them, which are of one layout, and what is right."""
