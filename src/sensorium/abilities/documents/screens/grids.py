"""Tables on screens: rows of words that stand under each other in columns."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.labels import Label, below
from sensorium.abilities.documents.screens.elements import Element
from sensorium.abilities.documents.screens.regions import Region

_LEAST_ROWS = 3
_NEAR_ROWS = 2.6  # heights of type between two rows


def ruled_tables(regions: Sequence[Region], labels: Sequence[Label], em: float) -> list[Element]:
    """Tables whose cells are drawn: rectangles that lie against each other, four or more."""
    cells = [region.box for region in regions if 0.9 * em < region.box.height < 8 * em and region.box.width > 1.2 * em]
    cells = [cell for cell in cells if any(_above(cell, other) or _above(other, cell) for other in cells)]
    groups: list[list[Box]] = []
    for cell in cells:
        touching = [group for group in groups if any(_touch(cell, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([cell, *(other for group in touching for other in group)])
    return [_ruled(group, labels, em) for group in groups if len(group) >= 4 and len(_starts(group)) > 1]


def _above(first: Box, second: Box) -> bool:
    """Whether the second lies right under the first, as wide."""
    gap = second.top - first.bottom
    return -1 <= gap <= 3 and abs(first.left - second.left) <= 2 and abs(first.right - second.right) <= 2


def _touch(first: Box, second: Box) -> bool:
    return first.grown(2).common(second) > 0


def _starts(cells: Sequence[Box]) -> set[int]:
    return {round(cell.left / 4) for cell in cells}


def _ruled(cells: Sequence[Box], labels: Sequence[Label], em: float) -> Element:
    box = Box.around(cells).grown(1)
    inside = [label for label in labels if box.holds(label.box.center)]
    tops = sorted({round(cell.top) for cell in cells})
    rows = [sorted((cell for cell in cells if round(cell.top) == top), key=lambda cell: cell.left) for top in tops]
    told = tuple(tuple(_in_cell(cell, inside) for cell in row) for row in rows)
    words = tuple(word for label in inside for word in label.words)
    return Element(kind="table", box=box, words=words, rows=told, size_px=em)


def _in_cell(cell: Box, labels: Sequence[Label]) -> str:
    return " ".join(label.text for label in labels if cell.holds(label.box.center))


def tables_of(labels: Sequence[Label], em: float) -> list[Element]:
    """Three or more rows of as many labels each, whose columns begin (or end) at the same places."""
    runs: list[list[list[Label]]] = [[]]
    for row in below([label for label in labels if not label.turned]):
        last = runs[-1][-1] if runs[-1] else None
        if last is not None and not (_alike(last, row, em) and row[0].box.top - last[0].box.bottom < _NEAR_ROWS * em):
            runs.append([])
        runs[-1].append(row)
    return [_table(run, em) for run in runs if len(run) >= _LEAST_ROWS and len(run[0]) > 1]


def _alike(first: Sequence[Label], second: Sequence[Label], em: float) -> bool:
    near = 0.7 * em
    return len(first) == len(second) and all(
        abs(one.box.left - two.box.left) < near or abs(one.box.right - two.box.right) < near
        for one, two in zip(first, second, strict=True)
    )


def _table(rows: Sequence[Sequence[Label]], em: float) -> Element:
    cells = [label for row in rows for label in row]
    words = tuple(word for label in cells for word in label.words)
    box = Box.around(label.box for label in cells)
    wide = Box(box.left - 0.9 * em, box.top - 0.7 * em, box.right + 0.9 * em, box.bottom + 0.7 * em)
    told = tuple(tuple(label.text for label in row) for row in rows)
    return Element(kind="table", box=wide, words=words, rows=told, size_px=em)
