"""Engines that set sheets as PDF. reportlab and fpdf2 are for tuning readers, chromium and typst for testing them."""
