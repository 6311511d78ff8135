"""What a line spells: the likeliest path through the letters of its features. No weights.

Letters are the bytes of UTF-8, counted from 1; label 0 is the blank of connectionist temporal classification (Graves et
al. 2006).
"""

from __future__ import annotations

from itertools import groupby

from torch import Tensor

BLANK = 0
NUM_LETTERS = 256
NUM_LABELS = 1 + NUM_LETTERS


def labels_of(text: str) -> tuple[int, ...]:
    """The labels that spell `text`."""
    return tuple(byte + 1 for byte in text.encode())


def spelled(scores: Tensor) -> str:
    """The text of scores (features, NUM_LABELS): repeats, then blanks dropped; no broken UTF-8, no outer space."""
    path = (label for label, _ in groupby(scores.argmax(-1).tolist()))
    return bytes(label - 1 for label in path if label != BLANK).decode(errors="ignore").strip()
