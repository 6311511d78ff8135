"""Documents as data: what stands on each page, where, who read it and how sure that is."""
