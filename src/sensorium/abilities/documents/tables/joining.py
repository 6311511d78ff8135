"""Tables that go on over pages: parts with the same columns become one, heads that are repeated are told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sensorium.abilities.documents.tree import Cell, Table, Word

_SAME_COLUMN = 0.06  # of the width of a table: its columns may have moved so far from page to page
_CONTINUED = ("cont", "fortsetzung", "forts.", "suite", "continuación", "segue", "vervolg", "продолжение", "続")


def goes_on(first: Table, second: Table) -> bool:
    """Whether the first table of a page goes on the last one of the page before: as many columns, at like places.

    Its head is the same, or it has none, or its caption says that it is continued; a caption of another name
    parts them.
    """
    if first.num_columns != second.num_columns or first.num_columns < 2:
        return False
    continued = any(sign in second.caption.casefold() for sign in _CONTINUED)
    if second.caption and not continued and second.caption != first.caption:
        return False
    again = num_repeated(first, second) > 0
    headless = not any(cell.heading for cell in second.cells)
    return (again or headless or continued) and _same_places(first, second)


def join(parts: Sequence[Table]) -> Table:
    """Parts of one table in their order → the table. Its box is that of the first part, on whose page it begins.

    Raises `ValueError` where there is no part.
    """
    if not parts:
        raise ValueError("There is no part to join; give one table at least.")
    whole = parts[0]
    for part in parts[1:]:
        skipped = num_repeated(parts[0], part)
        moved = whole.num_rows - skipped
        added = tuple(replace(cell, row=cell.row + moved) for cell in part.cells if cell.row >= skipped)
        cells = (*whole.cells, *added)
        whole = replace(whole, cells=cells, words=_words(cells))
    return whole


def num_repeated(first: Table, second: Table) -> int:
    """How many rows at the top of `second` say what the top of `first` says, as a head that is repeated does."""
    count = 0
    for ours, theirs in zip(first.rows, second.rows, strict=False):
        if not any(ours) or [_plain(text) for text in ours] != [_plain(text) for text in theirs]:
            break
        count += 1
    spans = [cell.row + cell.row_span for cell in second.cells if cell.row < count]
    return count if max(spans, default=0) <= count < second.num_rows else 0


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _words(cells: Sequence[Cell]) -> tuple[Word, ...]:
    return tuple(word for cell in cells for word in cell.words)


def _same_places(first: Table, second: Table) -> bool:
    """Whether columns begin at like places, measured from the left side of each table."""
    slack = _SAME_COLUMN * max(first.box.width, second.box.width)
    ours, theirs = _lefts(first), _lefts(second)
    shared = ours.keys() & theirs.keys()
    return len(shared) >= 2 and all(abs(ours[column] - theirs[column]) <= slack for column in shared)


def _lefts(table: Table) -> dict[int, float]:
    return {cell.column: cell.box.left - table.box.left for cell in table.cells if cell.column_span == 1}
