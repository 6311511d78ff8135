"""Tables of a DOCX: spans of columns and rows, heading rows (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, TypeAlias

from sensorium.media.office.flow import Block, Cell, Runs, Table
from sensorium.media.office.markup import Element, first, number, prefixed, told
from sensorium.media.office.word_styles import is_on

_TRANSPARENT: Final = ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")
_WIDEST = 500  # columns


CellReader: TypeAlias = Callable[[Element], tuple[Runs, list[Block]]]


def read_table(element: Element, read_cell: CellReader) -> list[Block]:
    """A table, and behind it what stands in its cells and cannot be characters."""
    cells: list[Cell] = []
    others: list[Block] = []
    growing: dict[int, int] = {}  # column → index of the cell that spans rows there
    for row, row_element in enumerate(_children(element, "w:tr")):
        properties = first(row_element, "w:trPr")
        column = number(told(None if properties is None else first(properties, "w:gridBefore"), "w:val"), most=_WIDEST)
        heading = bool(is_on(properties, "w:tblHeader"))
        for cell_element in _children(row_element, "w:tc"):
            own = first(cell_element, "w:tcPr")
            width = max(1, number(told(None if own is None else first(own, "w:gridSpan"), "w:val"), 1, most=_WIDEST))
            merge = None if own is None else first(own, "w:vMerge")
            if merge is not None and told(merge, "w:val") != "restart" and column in growing:
                above = cells[growing[column]]
                cells[growing[column]] = replace(above, row_span=row - above.row + 1)
            else:
                runs, more = read_cell(cell_element)
                others += more
                _keep(growing, column, None if merge is None else len(cells))
                cells.append(Cell(row=row, column=column, runs=runs, column_span=width, heading=heading))
            column += width
    if not cells:
        return others
    return [Table(cells=_with_headings(cells)), *others]


def _keep(growing: dict[int, int], column: int, index: int | None) -> None:
    if index is None:
        growing.pop(column, None)
    else:
        growing[column] = index


def _children(element: Element, tag: str) -> list[Element]:
    """Rows or cells, those in content controls and insertions too; deleted rows not."""
    found = []
    for child in element:
        name = prefixed(child)
        if name == tag and first(child, "w:trPr/w:del") is None:
            found.append(child)
        elif name in _TRANSPARENT:
            found += _children(child, tag)
    return found


def _with_headings(cells: list[Cell]) -> tuple[Cell, ...]:
    """Where no row says that it is a heading, a first row that alone is all bold is one."""
    if any(cell.heading for cell in cells):
        return tuple(cells)
    top = [cell for cell in cells if cell.row == 0]
    below = [cell for cell in cells if cell.row > 0]
    if not below or not all(_bold(cell.runs) for cell in top) or all(_bold(cell.runs) for cell in below):
        return tuple(cells)
    return tuple(replace(cell, heading=cell.row == 0) for cell in cells)


def _bold(runs: Runs) -> bool:
    return all(run.bold for run in runs if run.text.strip()) and any(run.text.strip() for run in runs)
