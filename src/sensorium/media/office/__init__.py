"""Formats that are text and structure themselves → a flow: headings, paragraphs, lists, tables, pictures in order."""
