"""Where the columns of a table part: at upright lines, and where white space runs down between what is printed.

The white space is that of the lines with most columns, for a heading over several columns closes gaps that are
there (after
A. Nurminen, "Algorithmic extraction of data in tables in PDF documents", Tampere 2013, who counts edges of
words instead;
and T. Kieninger's T-Recs, 1998, who lets words that overlap from line to line grow together).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.tables.print_lines import Line, is_figure, print_height
from sensorium.abilities.documents.tree import Word

_STEP_PT = 0.5  # of the ruler on which white space is measured
_FEW, _SOME = 3, 6  # lines
_CROSSED = 0.06  # share of lines that may cross a gap
_WORD_GAP, _FIGURE_GAP = 0.5, 0.3  # of the height of print: less is a space
_SIGNS = frozenset("$ € £ ¥ ₹ % ) * ** *** † ‡ kr CHF EUR USD".split())


@dataclass(frozen=True, slots=True)
class Gap:
    """White space between two columns, in points."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def gaps_of(lines: Sequence[Line]) -> list[Gap]:
    """The white space that parts the columns of these lines, from the left; none where they are one column."""
    pieces = [stretches(line) for line in lines]
    pieces = [line for line in pieces if line]
    if not pieces:
        return []
    height = print_height([word for line in lines for word in line.words])
    telling = _telling(pieces)
    gaps = _white(telling, height)
    gaps = _with_rare(pieces, gaps, height)
    return [_freest(pieces, gap) for gap in _supported(pieces, lines, gaps)]


def _freest(pieces: Sequence[list[tuple[float, float]]], gap: Gap) -> Gap:
    """The part of a gap that fewest of all lines print on, headings included."""
    inside = [
        [(max(start, gap.left), min(end, gap.right)) for start, end in line if start < gap.right and end > gap.left]
        for line in pieces
    ]
    covered = _covered([line for line in inside if line], gap.left, gap.right)[
        : max(1, int((gap.right - gap.left) / _STEP_PT))
    ]
    free = covered == covered.min()
    edges = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0])))).reshape(-1, 2)
    first, last = max(edges.tolist(), key=lambda edge: edge[1] - edge[0])
    return Gap(gap.left + first * _STEP_PT, gap.left + last * _STEP_PT)


def stretches(line: Line) -> list[tuple[float, float]]:
    """From where to where a line is printed on, spaces between words included."""
    found: list[tuple[float, float]] = []
    last: Word | None = None
    for word in sorted(line.words, key=lambda word: word.box.left):
        if last is not None and word.box.left - found[-1][1] <= _space(last, word):
            found[-1] = (found[-1][0], max(found[-1][1], word.box.right))
        else:
            found.append((word.box.left, word.box.right))
        last = word
    return found


def _space(before: Word, after: Word) -> float:
    height = min(before.box.height, after.box.height)
    return height * (_FIGURE_GAP if is_figure(before.text) and is_figure(after.text) else _WORD_GAP)


def _telling(pieces: Sequence[list[tuple[float, float]]]) -> list[list[tuple[float, float]]]:
    """The lines that have most columns."""
    counts = sorted(len(line) for line in pieces)
    usual = counts[min(len(counts) - 1, int(0.8 * len(counts)))]
    least = max(2, math.ceil(0.6 * usual))
    return [line for line in pieces if len(line) >= least]


def _white(pieces: Sequence[list[tuple[float, float]]], height: float) -> list[Gap]:
    """Stretches that hardly any of the lines prints on, wide enough for so many lines."""
    if not pieces:
        return []
    left = min(line[0][0] for line in pieces)
    covered = _covered(pieces, left, max(line[-1][1] for line in pieces))
    free = covered <= int(_CROSSED * len(pieces))
    least = height * (0.8 if len(pieces) <= _FEW else 0.5 if len(pieces) <= _SOME else 0.3)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0]))))
    spans = [(left + first * _STEP_PT, left + last * _STEP_PT) for first, last in edges.reshape(-1, 2).tolist()]
    return [Gap(start, end) for start, end in spans if end - start >= least and start > left]


def _covered(pieces: Sequence[list[tuple[float, float]]], left: float, right: float) -> NDArray[np.int64]:
    """How many lines print on each step from `left` to `right`."""
    changes = np.zeros(int((right - left) / _STEP_PT) + 3, np.int64)
    for line in pieces:
        for start, end in line:
            changes[max(0, int((start - left) / _STEP_PT + 0.5))] += 1
            changes[max(0, min(len(changes) - 1, int((end - left) / _STEP_PT + 0.5)))] -= 1
    return np.cumsum(changes)[:-2]


def _with_rare(pieces: Sequence[list[tuple[float, float]]], gaps: list[Gap], height: float) -> list[Gap]:
    """Gaps in which some lines have a column of their own are two gaps."""
    found: list[Gap] = []
    for gap in gaps:
        inside = [
            [(start, end)]
            for line in pieces
            for start, end in line
            if start >= gap.left - 1 and end <= gap.right + 1 and end > start
        ]
        if len(inside) < 2:
            found.append(gap)
            continue
        left, right = min(line[0][0] for line in inside), max(line[0][1] for line in inside)
        between = [Gap(gap.left, left), Gap(right, gap.right)]
        found += between if all(part.right - part.left > 0.2 * height for part in between) else [gap]
    return found


def _supported(pieces: Sequence[list[tuple[float, float]]], lines: Sequence[Line], gaps: list[Gap]) -> list[Gap]:
    """Gaps without those that cut off what is no column: something in a single line, or signs of currencies."""
    kept = list(gaps)
    while kept:
        edges = [-math.inf, *(gap.middle for gap in kept), math.inf]
        for column, (left, right) in enumerate(itertools.pairwise(edges)):
            count = sum(any(left < (a + b) / 2 < right for a, b in line) for line in pieces)
            sign = _sign(lines, left, right)
            if count >= 2 and sign == 0:
                continue
            kept.pop(_side(kept, column, sign))
            break
        else:
            return kept
    return kept


def _sign(lines: Sequence[Line], left: float, right: float) -> int:
    """1 where a column holds nothing but signs that belong to what follows, -1 to what stands before, 0 otherwise."""
    texts = [w.text for line in lines for w in line.words if left < (w.box.left + w.box.right) / 2 < right]
    signs = [text for text in texts if text in _SIGNS]
    if len(signs) < 0.7 * len(texts) or not texts:
        return 0
    return -1 if sum(text[0] in "%)*†‡" for text in signs) * 2 > len(signs) else 1


def _side(gaps: Sequence[Gap], column: int, sign: int) -> int:
    """Which gap goes, so that a column joins its neighbour: the one its signs belong to, else the nearer one."""
    before, after = column - 1, column
    if before < 0 or (sign > 0 and after < len(gaps)):
        return after if after < len(gaps) else before
    if after >= len(gaps) or sign < 0:
        return before
    narrow = gaps[after].right - gaps[after].left < gaps[before].right - gaps[before].left
    return after if narrow else before
