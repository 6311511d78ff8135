"""A flow set in type on pages of our own: every word gets a page and a place; pdfium draws the pages."""
