"""White alleys between columns: upright strips of a page without ink that have words on both sides.

Page layout by its white space after Baird (1990) and Breuel, "Two Geometric Algorithms for Layout Analysis" (2002);
where Breuel searches for the largest white rectangles among boxes, here a coarse picture of the page is scanned for
the longest upright runs, which takes the same time however many words there are.

Not every alley parts columns: between a name and what it is, an article and its price, a mark and its item it joins
what stands at one height. Which it is, the words beside it tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout.lines import median, size_of
from sensorium.abilities.documents.tree import Word

_MOST_CELLS = 640  # of the picture's longer side
_CELLS_OF_TYPE = 8  # that a size of type is wide, where the page is not too large for it
_LEAST_WIDTH = 0.8  # of the size of type
_LEAST_HEIGHT = 1.6  # of the size of type, inked on both sides: two lines
_MOST_ALLEYS = 48
_WORDY = 16  # letters beside an alley, on the average, from which on it is running text
_MARK_WIDTH = 2.5  # of the size of type: narrower is a mark of a list
_PAIRED = 0.7  # of the lines have another at their height, in a list of names and values
_CELL_GAP = 1.6  # of the size of type: ends a cell
_NARROW = 1.6  # of the size of type: no alley of fewer than four lines is narrower
_RIVER = 1.7  # times the spaces between words beside it, or less: a river in justified text
_EDGE, _WIDE = 0.5, 3.5  # sizes of type: how much an edge may waver; an alley so wide needs none
_LONG, _ALIGNED, _LONG_ALIGNED = 8, 0.65, 0.4  # lines; parts of them that begin at the edge
_SHORT, _PITCH = 6, 1.7  # lines of an alley that may be a hole; sizes of type to the next line
_NUMBERS = re.compile(r"[\W\d_]*[A-Z]{0,3}[\W\d_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The cells along one side of an alley."""

    mean_letters: float
    mean_width: float  # of the size of type
    numbers: float  # the part of them that are numbers
    colons: float  # the part of them that end in ":"


def alleys_of(rows: Sequence[Sequence[Word]], size_pt: float) -> tuple[Box, ...]:
    """The alleys that part columns on a page of `rows`, whose type is mostly `size_pt` points."""
    words = [word for row in rows for word in row]
    if len(words) < 4 or size_pt <= 0:
        return ()
    white = _white(words, size_pt)
    return tuple(box for box in white if _parts_columns(box, rows, size_pt))


def _white(words: Sequence[Word], size_pt: float) -> list[Box]:
    hull = Box.around(word.box for word in words)
    cell = max(size_pt / _CELLS_OF_TYPE, hull.width / _MOST_CELLS, hull.height / _MOST_CELLS)
    if hull.width < 3 * cell or hull.height < 2 * cell:
        return []
    ink = _ink(words, hull, cell)
    least_width = max(2, round(_LEAST_WIDTH * size_pt / cell))
    found = _strips(ink, least_width, max(2, round(_LEAST_HEIGHT * size_pt / cell)))
    return [
        Box(hull.left + left * cell, hull.top + top * cell, hull.left + right * cell, hull.top + bottom * cell)
        for left, top, right, bottom in found
    ]


def _ink(words: Sequence[Word], hull: Box, cell: float) -> NDArray[np.bool_]:
    """The page in cells: where words stand."""
    ink = np.zeros((int(hull.height / cell) + 1, int(hull.width / cell) + 1), bool)
    edges = np.array([(w.box.left, w.box.top, w.box.right, w.box.bottom) for w in words])
    edges = (edges - (hull.left, hull.top, hull.left, hull.top)) / cell
    starts, ends = edges[:, :2].astype(int), np.ceil(edges[:, 2:]).astype(int)
    for (left, top), (right, bottom) in zip(starts.tolist(), ends.tolist(), strict=True):
        ink[top : max(bottom, top + 1), left : max(right, left + 1)] = True
    return ink


def _strips(ink: NDArray[np.bool_], width: int, height: int) -> list[tuple[int, int, int, int]]:
    """Upright white strips, the longest first, none inside another: left, top, right, bottom."""
    height_all, width_all = ink.shape
    if width_all <= width:
        return []
    total = np.zeros((height_all, width_all + 1), np.int32)
    np.cumsum(ink, axis=1, out=total[:, 1:])
    clear: NDArray[np.bool_] = np.equal(total[:, width:], total[:, :-width])
    inside = clear & (total[:, :-width] > 0) & (total[:, width:] < total[:, -1:])
    lengths, inked = _runs(clear, inside)
    last = clear.copy()
    last[:-1] &= ~clear[1:]
    rows, columns = np.nonzero(last & (inked >= height))
    order = np.argsort(-inked[rows, columns], kind="stable")
    return _largest(ink, inside, rows[order], columns[order], lengths[rows[order], columns[order]])


def _runs(clear: NDArray[np.bool_], inside: NDArray[np.bool_]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """How long each white run is down to here, and over how many of its rows there is ink on both sides."""
    lengths = np.zeros(clear.shape, np.int32)
    inked = np.zeros(clear.shape, np.int32)
    length = np.zeros(clear.shape[1], np.int32)
    both = np.zeros(clear.shape[1], np.int32)
    for row in range(len(clear)):
        length = (length + 1) * clear[row]
        both = (both + inside[row]) * clear[row]
        lengths[row], inked[row] = length, both
    return lengths, inked


def _largest(
    ink: NDArray[np.bool_],
    inside: NDArray[np.bool_],
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    lengths: NDArray[np.int32],
) -> list[tuple[int, int, int, int]]:
    found: list[tuple[int, int, int, int]] = []
    width = ink.shape[1] - inside.shape[1] + 1
    tops = rows - lengths + 1
    open_ = np.ones(len(rows), bool)
    while open_.any() and len(found) < _MOST_ALLEYS:
        best = int(np.argmax(open_))
        top, bottom, column = int(tops[best]), int(rows[best]), int(columns[best])
        level: NDArray[np.bool_] = np.logical_or.reduce(ink[top : bottom + 1], axis=0)
        left = column - int(np.argmax(np.append(level[:column][::-1], True)))
        right = column + int(np.argmax(np.append(level[column:], True)))
        both = np.flatnonzero(inside[top : bottom + 1, column])
        found.append((left, top + int(both[0]), right, top + int(both[-1]) + 1))
        common = np.minimum(rows, bottom) - np.maximum(tops, top) + 1
        open_ &= ~((columns < right) & (columns + width > left) & (common * 2 > lengths))
        open_[best] = False
    return found


def _parts_columns(alley: Box, rows: Sequence[Sequence[Word]], size_pt: float) -> bool:
    """Whether what stands left of an alley is read before what stands right of it, or line by line across."""
    lefts, rights, num_paired = _beside(alley, rows, size_pt)
    num_lines = min(len(lefts), len(rights))
    if num_lines < 2 or _is_hole(alley, rows, [*lefts, *rights], num_lines, size_pt):
        return False
    if not _has_edge(alley, rights, size_pt):
        return False
    left, right = _side(lefts, size_pt), _side(rights, size_pt)
    if min(left.mean_width, right.mean_width) < _MARK_WIDTH:
        return False
    if min(left.mean_letters, right.mean_letters) >= _WORDY:
        return left.colons < 0.5
    paired = num_paired >= _PAIRED * max(len(lefts), len(rights))
    return not (paired and (left.colons >= 0.3 or max(right.numbers, left.numbers) >= 0.5))


def _is_hole(
    alley: Box, rows: Sequence[Sequence[Word]], cells: Sequence[Sequence[Word]], num_lines: int, size_pt: float
) -> bool:
    """Whether an alley is only spaces of justified lines that happen to stand below each other."""
    if num_lines < _LONG and alley.width < _RIVER * median(_spaces(cells)):
        return True
    if alley.width < _NARROW * size_pt and num_lines < 4:
        return True
    return num_lines <= _SHORT and _is_crossed(alley, rows, size_pt)


def _beside(
    alley: Box, rows: Sequence[Sequence[Word]], size_pt: float
) -> tuple[list[list[Word]], list[list[Word]], int]:
    """The cells left and right of an alley, and how many rows have both."""
    lefts, rights, num_paired = [], [], 0
    middle = (alley.left + alley.right) / 2
    for row in rows:
        y = (row[0].box.top + row[0].box.bottom) / 2
        if not alley.top <= y <= alley.bottom:
            continue
        left = _cell([word for word in reversed(row) if word.box.center[0] < middle], size_pt)
        right = _cell([word for word in row if word.box.center[0] >= middle], size_pt)
        lefts += [left] if left else []
        rights += [right] if right else []
        num_paired += bool(left and right)
    return lefts, rights, num_paired


def _is_crossed(alley: Box, rows: Sequence[Sequence[Word]], size_pt: float) -> bool:
    """Whether the next line above or below runs across an alley, as it does where a paragraph has a hole."""
    middle, reach = (alley.left + alley.right) / 2, _PITCH * size_pt
    for row in rows:
        y = row[0].box.center[1]
        near = alley.top - reach < y < alley.top or alley.bottom < y < alley.bottom + reach
        if near and _crosses(row, middle, size_pt):
            return True
    return False


def _crosses(row: Sequence[Word], x: float, size_pt: float) -> bool:
    """Whether a row of usual type has a word at `x`, or no more than a space."""
    before = [word for word in row if word.box.left <= x]
    after = [word for word in row if word.box.left > x]
    if not before or abs(size_of(before[-1]) - size_pt) > 0.2 * size_pt:
        return False
    if before[-1].box.right > x:
        return True
    return bool(after) and after[0].box.left - before[-1].box.right < size_pt


def _has_edge(alley: Box, rights: Sequence[Sequence[Word]], size_pt: float) -> bool:
    """Whether lines right of an alley begin at one place, the more of them the shorter it is."""
    if alley.width >= _WIDE * size_pt:
        return True
    starts = sorted(cell[0].box.left for cell in rights)
    reach = _EDGE * size_pt
    most = max(bisect_right(starts, start + reach) - place for place, start in enumerate(starts))
    return most >= (_ALIGNED if len(rights) < _LONG else _LONG_ALIGNED) * len(rights)


def _spaces(cells: Sequence[Sequence[Word]]) -> list[float]:
    """How wide the spaces between words are, points."""
    return [second.box.left - first.box.right for cell in cells for first, second in pairwise(cell)]


def _cell(words: Sequence[Word], size_pt: float) -> list[Word]:
    """The first of `words` that have no wide gap between them, from left to right."""
    cell: list[Word] = []
    for word in words:
        if cell:
            first, second = sorted((cell[-1].box, word.box), key=lambda box: box.left)
            if second.left - first.right > _CELL_GAP * size_pt:
                break
        cell.append(word)
    return sorted(cell, key=lambda word: word.box.left)


def _side(cells: Sequence[Sequence[Word]], size_pt: float) -> _Side:
    texts = [" ".join(word.text for word in cell) for cell in cells]
    widths = [cell[-1].box.right - cell[0].box.left for cell in cells]
    scale = max(size_pt, median([size_of(cell[0]) for cell in cells]) or size_pt)
    return _Side(
        mean_letters=sum(map(len, texts)) / len(texts),
        mean_width=sum(widths) / len(widths) / scale,
        numbers=sum(bool(_NUMBERS.fullmatch(text)) for text in texts) / len(texts),
        colons=sum(text.endswith(":") for text in texts) / len(texts),
    )
