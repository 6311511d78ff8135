"""The tables of a document: those that go on over pages with all their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sensorium.abilities.documents.tables.joining import CONTINUED, goes_on, join
from sensorium.abilities.documents.tree import Block, Figure, Paragraph, ReadPage, Table

_SAME_PLACE_PT = 8.0  # by which a logo may move from page to page
_MOST_LETTERS = 80  # of a line that says no more than that a table goes on
_CARRIED = re.compile(
    r"\b(carried|brought|forward|überträge?|übertrag|à reporter|report|suma y sigue|riporto|a riportare|transport"
    r"|next page|nächste seite|page suivante|página siguiente)\b",
    re.IGNORECASE,
)  # at the foot or head of a page: sums of what stands before, or where it goes on


@dataclass(frozen=True, kw_only=True)
class Whole:
    """A table, its cells each with the number of its page, and its parts as they lie in the pages' blocks."""

    table: Table
    parts: tuple[Table, ...]


def wholes(pages: Sequence[ReadPage]) -> tuple[Whole, ...]:
    """All tables of pages in reading order. One goes on where nothing but what every page has, notes, and lines that
    say so stand between its parts, and pages follow each other.
    """
    groups: list[list[tuple[int, Table]]] = []
    open_group: list[tuple[int, Table]] | None = None
    for at, page in enumerate(pages):
        before = pages[at - 1] if at and pages[at - 1].number == page.number - 1 else None
        after = pages[at + 1] if at + 1 < len(pages) else None
        first = next(_speaking(page.blocks, before), None)
        last = next(_speaking(page.blocks[::-1], after), None)
        for table in (block for block in page.blocks if isinstance(block, Table)):
            follows = open_group is not None and before is not None and table is first
            if open_group is not None and follows and goes_on(open_group[-1][1], table):
                open_group.append((page.number, table))
            else:
                open_group = [(page.number, table)]
                groups.append(open_group)
        if last is None or not isinstance(last, Table):
            open_group = None
    return tuple(_whole(group) for group in groups)


def _whole(group: Sequence[tuple[int, Table]]) -> Whole:
    placed = [
        replace(table, cells=tuple(replace(cell, page=number) for cell in table.cells)) for number, table in group
    ]
    return Whole(table=join(placed), parts=tuple(table for _, table in group))


def _speaking(blocks: Sequence[Block], neighbour: ReadPage | None) -> Iterator[Block]:
    """Blocks that say something of their own: not what the page next to them has as well."""
    known = set() if neighbour is None else {_masked(block.text) for block in neighbour.blocks}
    logos = [] if neighbour is None else [block.box for block in neighbour.blocks if isinstance(block, Figure)]
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Figure):
            same = (max(abs(a - b) for a, b in zip(block.box.told(), logo.told(), strict=True)) for logo in logos)
            if not any(far <= _SAME_PLACE_PT for far in same):
                yield block
        elif not _is_quiet(block) and _masked(block.text) not in known:
            yield block


def _is_quiet(block: Block) -> bool:
    if isinstance(block, Paragraph) and block.role not in ("body", "code"):
        return True
    return len(block.text) <= _MOST_LETTERS and bool(CONTINUED.search(block.text) or _CARRIED.search(block.text))


def _masked(text: str) -> str:
    """A text in which any number is as good as another: pages are counted."""
    return re.sub(r"\d+", "#", text).casefold()
