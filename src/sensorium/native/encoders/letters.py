"""What a line spells: the likeliest path through the letters of its features.

Letters are the bytes of UTF-8, counted from 1; label 0 is the blank of connectionist temporal classification (Graves et
al. 2006).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from torch import Tensor, nn

BLANK = 0
LABELS_PER_FEATURE = 2  # a column of 8 pixels may hold parts of two narrow letters, or a pair of equal ones
NUM_LETTERS = 256
NUM_LABELS = 1 + NUM_LETTERS


@dataclass(frozen=True)
class Spelling:
    """What a line spells, '' where it is no print. logprob: natural, of the likeliest labels, their mean;
    far below 0 where the reader does not know the letters.
    """

    text: str
    logprob: float = 0.0


def labels_of(text: str) -> tuple[int, ...]:
    """The labels that spell `text`."""
    return tuple(byte + 1 for byte in text.encode())


class LetterHead(nn.Module):
    """Tells letters from features, two labels one after the other from each."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.out = nn.Linear(width, LABELS_PER_FEATURE * NUM_LABELS)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, features: Tensor) -> Tensor:
        """(…, T, width) → (…, T × LABELS_PER_FEATURE, NUM_LABELS) logits."""
        return self.out(features).unflatten(-1, (LABELS_PER_FEATURE, NUM_LABELS)).flatten(-3, -2)  # type: ignore[no-any-return]


def spelled(scores: Tensor) -> Spelling:
    """The text of scores (labels, NUM_LABELS): repeats, then blanks dropped; no broken UTF-8, no outer space."""
    likeliest, labels = scores.detach().log_softmax(-1).max(-1)
    path = (label for label, _ in groupby(labels.tolist()))
    text = bytes(label - 1 for label in path if label != BLANK).decode(errors="ignore").strip()
    return Spelling(text, float(likeliest.mean()))
