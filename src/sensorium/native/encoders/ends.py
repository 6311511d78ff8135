"""Where values end in a chart, and how far along their scale that is, as the features of its view tell it.

A feature that covers the end of a column, bar, line or slice means two words (`train/hints.py`): a tenth of the scale,
and a fifth of that tenth. What is seen so is written behind the print of the picture, as "6 c" for 64 to 66 hundredths,
so that an answer can look it up and reckon with it, as with print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from torch import Tensor

from sensorium.native.encoders.views import GRID
from sensorium.native.tokens.tokenizer import WordTokenizer

TENTHS, FIFTHS = "0123456789", "abcde"
SLACK = 1e-9  # 0.3 of a scale is fifteen fiftieths, whatever binary fractions make of it


@dataclass(frozen=True)
class End:
    """The end of a value: over which cell of the view, counted row by row, and which fiftieth of the scale, 0 … 49."""

    cell: int
    fiftieth: int

    @classmethod
    def of(cls, text: str, cell: int) -> End:
        """The way back from `text`."""
        return cls(cell, TENTHS.index(text[0]) * len(FIFTHS) + FIFTHS.index(text[-1]))

    @classmethod
    def at(cls, share: float, cell: int = 0) -> End:
        """The end at a share of the scale, 0 … 1."""
        return cls(cell, min(len(TENTHS) * len(FIFTHS) - 1, int(share * len(TENTHS) * len(FIFTHS) + SLACK)))

    @property
    def text(self) -> str:
        """As it stands in the stream: "6 c"."""
        tenth, fifth = divmod(self.fiftieth, len(FIFTHS))
        return f"{TENTHS[tenth]} {FIFTHS[fifth]}"


def ids_of_marks(words: WordTokenizer) -> tuple[list[int], list[int]]:
    """The words of tenths and of fifths, each in order, as they stand within a text."""
    tenths, fifths = ([words.encode(mark)[-1] for mark in marks] for marks in (TENTHS, FIFTHS))
    return tenths, fifths


def ends_of(reached: Tensor, scores: Tensor, tenths: Sequence[int], fifths: Sequence[int]) -> list[End]:
    """Ends of a view. reached: (cells,) log-odds that a value ends there; scores: (cells, words) of what each tells;
    tenths, fifths: the words that tell how far it is, in order.
    """
    tenth, fifth = scores[:, list(tenths)], scores[:, list(fifths)]
    told = (tenth.argmax(-1) * len(FIFTHS) + fifth.argmax(-1)).tolist()
    return in_order(End(cell, told[cell]) for cell in (reached > 0).nonzero().flatten().tolist())


def in_order(ends: Iterable[End], grid: int = GRID) -> list[End]:
    """From left to right where they lie in more columns than rows, as those of columns do; else from above."""
    listed = sorted(ends, key=lambda end: end.cell)
    rows, columns = ({end.cell // grid for end in listed}, {end.cell % grid for end in listed})
    if len(columns) < len(rows):
        return listed
    return sorted(listed, key=lambda end: end.cell % grid)
