"""Words → rows of a page → lines of its columns.

A row is what stands at one height, from the left edge of the page to the right; a line is a row's share of one column.
Mixed sizes, raised and lowered signs belong to the row of the words beside them; an initial that is several lines high
belongs to the first of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import TEXT_LAYER, Word, said

_ASCENT, _DESCENT = 0.72, 0.2  # of a word's height, over its lower edge: where the small letters stand
_SHARED = 0.5  # of the lower one's height, by which two words of a row overlap
_INITIAL = 1.9  # times the usual height: an initial
_OPEN_ROWS = 6  # rows that can still grow, from the top down


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words as they are read; size_pt: the size of type of most of its letters; exact: whether a file said so."""

    words: tuple[Word, ...]
    box: Box
    size_pt: float
    exact: bool

    @property
    def text(self) -> str:
        return said(self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


@dataclass(slots=True)
class _Row:
    top: float
    bottom: float
    words: list[Word] = field(default_factory=list)

    def shares(self, top: float, bottom: float) -> float:
        """The part of the lower one's height that both have in common."""
        least = min(self.bottom - self.top, bottom - top)
        return (min(self.bottom, bottom) - max(self.top, top)) / least if least > 0 else float(top == self.top)


def size_of(word: Word) -> float:
    """The size of a word's type in points; its height where nobody told."""
    return word.size_pt if word.size_pt > 0 else word.box.height


def median(values: Sequence[float], otherwise: float = 0.0) -> float:
    """The middle one of sorted `values`; `otherwise` where there are none."""
    return sorted(values)[len(values) // 2] if values else otherwise


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Rows from the top, each from left to right; every word is in one."""
    usual = median([word.box.height for word in words])
    initials = _initials(words, usual)
    banded = [(*_band(word, usual, initial=id(word) in initials), word) for word in words]
    banded.sort(key=lambda one: (one[0] + one[1], one[2].box.left))
    rows: list[_Row] = []
    for top, bottom, word in banded:
        near = [(row.shares(top, bottom), index) for index, row in enumerate(rows[-_OPEN_ROWS:])]
        share, index = max(near, default=(0.0, 0))
        if share < _SHARED:
            rows.append(_Row(top, bottom, [word]))
            continue
        row = rows[-_OPEN_ROWS:][index]
        row.words.append(word)
        if bottom - top > row.bottom - row.top:
            row.top, row.bottom = top, bottom
    return [sorted(row.words, key=lambda word: (word.box.left, word.box.right)) for row in rows]


def _band(word: Word, usual: float, *, initial: bool) -> tuple[float, float]:
    """Where the small letters of a word stand: top, bottom."""
    box, height = word.box, word.box.height
    if initial:
        return box.top + (1 - _ASCENT) * usual, box.top + (1 - _DESCENT) * usual
    return box.bottom - _ASCENT * height, box.bottom - _DESCENT * height


def _initials(words: Sequence[Word], usual: float) -> set[int]:
    """Tall letters that stand alone, by identity: in a head the words beside them are as tall."""
    tall = [word for word in words if word.box.height > _INITIAL * usual]
    short = [word for word in tall if len(word.text) <= 2]
    return {
        id(word) for word in short if not any(_stands_by(word.box, other.box) for other in tall if other is not word)
    }


def _stands_by(first: Box, second: Box) -> bool:
    level = min(first.bottom, second.bottom) - max(first.top, second.top)
    apart = max(first.left, second.left) - min(first.right, second.right)
    return level > _SHARED * min(first.height, second.height) and apart < 2 * first.height


def line_of(words: Sequence[Word]) -> Line:
    """A line of words that already stand in order, of which there must be one."""
    exact = any(word.source == TEXT_LAYER for word in words)
    return Line(words=tuple(words), box=Box.around(word.box for word in words), size_pt=_usual_size(words), exact=exact)


def _usual_size(words: Sequence[Word]) -> float:
    """The size that half of the letters do not exceed."""
    sizes = sorted((size_of(word), len(word.text)) for word in words)
    half = sum(count for _, count in sizes) / 2
    for size_pt, count in sizes:
        half -= count
        if half <= 0:
            return size_pt
    return sizes[-1][0]
