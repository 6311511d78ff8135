"""Questions about documents with known answers, put to models and to the offline reader: text against visual ones."""
