"""What stands in a place of its own: cells of tables and charts, values beside labels, boxes that are ticked."""
