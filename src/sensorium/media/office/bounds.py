"""What a document of such a format may cost: refused as `document_too_complex`, from what it declares where it does."""

from __future__ import annotations

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import Limits
from sensorium.media.office.flow import Flow, Table, all_runs

MOST_ENTRIES = 10_000  # of an archive
MOST_ELEMENTS = 500_000  # of one part in XML
MOST_ELEMENTS_OF_SHEET = 4_000_000  # of one that is read row by row
MOST_TAGS = 200_000  # of a page in HTML
MOST_CELLS = 100_000  # of all tables
MOST_SPANNED = 1_000_000  # places of a table that cells cover
MOST_BLOCKS = 50_000
DEEPEST = 200  # elements in each other
MOST_MARKUP_SHARE = 4  # of what may be unpacked, markup may take a quarter: as a tree it is several times as large


def judge(what: str, got: int, limit: int, unit: str) -> None:
    """Raises `TooLarge(code="document_too_complex")`."""
    if got > limit:
        raise TooLarge(what, limit=limit, got=got, unit=unit, code="document_too_complex")


def too_deep() -> InvalidInput:
    """What to raise where things lie in each other without end."""
    message = f"The document's parts lie more than {DEEPEST} deep in each other; simplify it."
    return InvalidInput(message, code="document_too_complex")


def damaged(what: str) -> InvalidInput:
    """What to raise where a part is missing or broken."""
    return InvalidInput(f"The document is damaged: {what}; give an intact one.", code="invalid_document")


def judge_flow(flow: Flow, limits: Limits) -> None:
    """Characters, cells and blocks of the whole."""
    num_blocks = sum(len(section.blocks) for section in flow.sections)
    judge("The document has too many paragraphs; split it", num_blocks, MOST_BLOCKS, "paragraphs")
    num_cells = sum(len(block.cells) for block in flow.blocks if isinstance(block, Table))
    judge("The document has too many cells; split it", num_cells, MOST_CELLS, "cells")
    for table in (block for block in flow.blocks if isinstance(block, Table)):
        num_places = (1 + max((cell.row for cell in table.cells), default=0)) * (
            1 + max((cell.column for cell in table.cells), default=0)
        )
        judge("A table has too many rows and columns; split it", num_places, MOST_SPANNED, "places")
    num_characters = sum(len(run.text) for block in flow.blocks for runs in all_runs(block) for run in runs)
    judge("The document holds too much text; split it", num_characters, limits.text_characters, "characters")
