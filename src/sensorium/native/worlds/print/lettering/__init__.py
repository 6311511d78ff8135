"""Setting lines of text in many typefaces: from font files, and drawn by a pen of our own. No words and no pages."""
