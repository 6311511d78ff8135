"""Rows that the end of a page cuts: what goes on at the top of the next page belongs to the row before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sensorium.abilities.documents.tables.print_lines import is_figure
from sensorium.abilities.documents.tree import Cell, Table

_NAMED = 0.8  # of the rows that have a text in the first column, from which on a row without one is none
_LEAST_ROWS = 3  # to tell that by
_ENDS = (".", "!", "?", ":", ";")


def goes_on_in_row(cells: Sequence[Cell], part: Table, row: int) -> bool:
    """Whether row `row` of `part`, the first after its head, goes on the last row of the cells before.

    It says nothing where that says nothing, has no figure, and is not all of its part. Where rows have names it has
    none, or else each of its texts goes on in small letters what is no whole sentence.
    """
    above, below = _row(cells, _last(cells)), _row(part.cells, row)
    if not below or row + 1 >= part.num_rows or any(cell.row_span > 1 for cell in (*above.values(), *below.values())):
        return False
    if not below.keys() <= above.keys() or any(is_figure(word.text) for cell in below.values() for word in cell.words):
        return False
    if 0 not in below:
        return 0 in above and _rows_have_names(cells)
    return all(_goes_on(above[column], cell) for column, cell in below.items())


def with_rest(cells: Sequence[Cell], part: Table, row: int) -> list[Cell]:
    """Cells of which those of the last row have what stands in row `row` of `part` as their rest."""
    last, below = _last(cells), _row(part.cells, row)
    return [
        replace(cell, rest=below[cell.column]) if cell.row == last and cell.words and cell.column in below else cell
        for cell in cells
    ]


def _last(cells: Sequence[Cell]) -> int:
    return max(cell.row for cell in cells)


def _row(cells: Sequence[Cell], row: int) -> Mapping[int, Cell]:
    """Cells of a row that say something, by column."""
    return {cell.column: cell for cell in cells if cell.row == row and cell.words}


def _rows_have_names(cells: Sequence[Cell]) -> bool:
    plain = {cell.row for cell in cells if cell.words and not cell.heading}
    named = {cell.row for cell in cells if cell.words and not cell.heading and cell.column == 0}
    return len(plain) >= _LEAST_ROWS and len(named) >= _NAMED * len(plain)


def _goes_on(above: Cell, below: Cell) -> bool:
    return below.text[:1].islower() and not above.text.endswith(_ENDS)
