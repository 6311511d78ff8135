"""Bytes of any such format → a flow. What the formats are called is in `media.formats`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sensorium.errors import SensoriumError
from sensorium.limits import Limits
from sensorium.media import formats
from sensorium.media.office import books, bounds, charsets, mail, markdown, markup, separated, sheets, slides, web, word
from sensorium.media.office.flow import Cell, Flow, Section, Table

READERS: Final[dict[str, Callable[[bytes, Limits], Flow]]] = {
    formats.DOCX: word.read,
    formats.PPTX: slides.read,
    formats.XLSX: sheets.read,
    formats.EPUB: books.read,
    formats.HTML: web.read,
    formats.MAIL: mail.read,
    formats.MARKDOWN: markdown.read,
    formats.CSV: separated.read,
    formats.TSV: separated.read,
}


def prepare() -> None:
    """Load all that is loaded when it is first used: no file can be opened later."""
    for part in (charsets, markup, markdown, mail):
        part.prepare()


def read(data: bytes, media_type: str, limits: Limits) -> Flow:
    """The flow of a file of a known type, within what it may cost; cells of its tables cover no place twice.

    Raises `TooLarge(code="document_too_complex")`, `InvalidInput(code="invalid_document" | "document_encrypted" |
    "document_too_complex" | "invalid_text")`, `MissingDependency` where lxml is not installed.
    """
    try:
        flow = READERS[media_type](data, limits)
    except (SensoriumError, MemoryError):
        raise
    except RecursionError as error:
        raise bounds.too_deep() from error
    except Exception as error:
        raise bounds.damaged(f"it cannot be read ({type(error).__name__})") from error
    bounds.judge_flow(flow, limits)
    return replace(flow, sections=tuple(_tidied(section) for section in flow.sections))


def _tidied(section: Section) -> Section:
    blocks = (
        replace(block, cells=without_overlap(block.cells)) if isinstance(block, Table) else block
        for block in section.blocks
    )
    return replace(section, blocks=tuple(blocks))


def without_overlap(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Cells in their order, none outside the rows and columns where cells begin, none over another."""
    rows = 1 + max((cell.row for cell in cells), default=0)
    columns = 1 + max((cell.column for cell in cells), default=0)
    begun = {(cell.row, cell.column) for cell in cells}
    taken: set[tuple[int, int]] = set()
    kept = []
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if (cell.row, cell.column) in taken:
            continue
        width = _free_width(cell, min(cell.column + cell.column_span, columns), taken, begun)
        height = min(cell.row_span, rows - cell.row)
        for row in range(1, height):
            if any((cell.row + row, column) in begun for column in range(cell.column, cell.column + width)):
                height = row
                break
        bounds.judge(
            "Cells span too much; simplify the tables", len(taken) + height * width, bounds.MOST_SPANNED, "places"
        )
        taken |= {(cell.row + row, cell.column + column) for row in range(height) for column in range(width)}
        kept.append(replace(cell, row_span=height, column_span=width))
    return tuple(kept)


def _free_width(cell: Cell, end: int, taken: set[tuple[int, int]], begun: set[tuple[int, int]]) -> int:
    """How many columns a cell can span in its first row."""
    for column in range(cell.column + 1, end):
        if (cell.row, column) in taken or (cell.row, column) in begun:
            return column - cell.column
    return end - cell.column
