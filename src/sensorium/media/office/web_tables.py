"""Tables of HTML: cells in their places, whatever they span (WHATWG's "forming a table")."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from sensorium.media.office import bounds
from sensorium.media.office.flow import Block, Cell, Runs, Table
from sensorium.media.office.markup import Element, name_of, number

_WIDEST = 500  # columns
_LONGEST = 5_000  # rows that a cell may span
_Face = tuple[bool, bool]
CellReader: TypeAlias = Callable[[Element, _Face], tuple[Runs, list[Block]]]
_GROUPS: Final = ("thead", "tbody", "tfoot")


def is_layout(table: Element) -> bool:
    """Whether a table only puts things in their places: it says so, holds another table, or is one cell."""
    if table.get("role") in ("presentation", "none"):
        return True
    inside = [name_of(element) for element in table.iterdescendants()]
    return "table" in inside or inside.count("td") + inside.count("th") <= 1


def read_table(table: Element, read_cell: CellReader, anchor: str, face: _Face) -> list[Block]:
    """A table, and behind it what stands in its cells and cannot be characters."""
    caption: Runs = ()
    cells: list[Cell] = []
    others: list[Block] = []
    taken: set[tuple[int, int]] = set()
    rows = _rows(table)
    for row, (element, headed) in enumerate(rows):
        column = 0
        for child in element:
            if name_of(child) not in ("td", "th"):
                continue
            while (row, column) in taken:
                column += 1
            runs, more = read_cell(child, face)
            others += more
            height, width = _spans(child, len(rows) - row)
            heading = headed or name_of(child) == "th"
            cells.append(Cell(row=row, column=column, runs=runs, row_span=height, column_span=width, heading=heading))
            if height > 1:
                num_taken = len(taken) + height * width
                bounds.judge(
                    "The cells of a table span too much; simplify it", num_taken, bounds.MOST_SPANNED, "places"
                )
                taken |= {(below, beside) for below in range(row + 1, row + height)
                          for beside in range(column, column + width)}  # fmt: skip
            column += width
    for child in table:
        if name_of(child) == "caption":
            caption, _ = read_cell(child, face)
    return [Table(cells=tuple(cells), caption=caption, anchor=anchor), *others] if cells else others


def _spans(cell: Element, num_left: int) -> tuple[int, int]:
    height = number(cell.get("rowspan"), 1)
    height = num_left if height == 0 else height
    return max(1, min(height, num_left, _LONGEST)), max(1, number(cell.get("colspan"), 1, most=_WIDEST))


def _rows(table: Element) -> list[tuple[Element, bool]]:
    """Every row, and whether it belongs to the head."""
    found: list[tuple[Element, bool]] = []
    for child in table:
        if name_of(child) == "tr":
            found.append((child, False))
        elif name_of(child) in _GROUPS:
            found += [(row, name_of(child) == "thead") for row in child if name_of(row) == "tr"]
    return found
