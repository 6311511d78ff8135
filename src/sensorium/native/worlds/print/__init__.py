"""Printed text: what stands on a line, the typefaces that set it, the paper that wears it."""
