"""Pages that were set from a flow → pages as they are read: everything is known, from the file itself.

Whoever wrote the file said what is a heading and what a table; so all of it has the source `tree.FILE` and a
confidence of 1.
"""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import (
    FILE,
    Block,
    Cell,
    Figure,
    Heading,
    ListItem,
    Pair,
    Paragraph,
    ReadPage,
    Table,
    Word,
    said,
)
from sensorium.media.documents import PageArrays
from sensorium.media.flow import BlockMark, PageFlow


def read_pages(pages: Sequence[PageArrays]) -> tuple[ReadPage, ...]:
    """Every page that has a flow, numbered from 1 as it lies in the document; pages without one are left out."""
    return tuple(
        read_page(page.flow, number, page.width_pt, page.height_pt)
        for number, page in enumerate(pages, 1)
        if page.flow is not None
    )


def read_page(flow: PageFlow, number: int, width_pt: float, height_pt: float) -> ReadPage:
    """One page; number from 1, its size in points."""
    words = words_of(flow)
    blocks = tuple(block_of(mark, words) for mark in flow.blocks)
    return ReadPage(number=number, width_pt=width_pt, height_pt=height_pt, blocks=blocks, words=words)


def words_of(flow: PageFlow) -> tuple[Word, ...]:
    """All words of a page in reading order."""
    rows = zip(flow.words, flow.boxes.tolist(), flow.sizes_pt.tolist(), flow.bold, flow.italic, strict=True)
    return tuple(
        Word(text=text, box=Box(*box), source=FILE, size_pt=size, bold=bool(bold), italic=bool(italic))
        for text, box, size, bold, italic in rows
    )


def block_of(mark: BlockMark, words: Sequence[Word]) -> Block:
    """A block, with its words out of those of its page."""
    box, own, anchor = Box(*mark.box), tuple(words[slice(*mark.words)]), mark.anchor
    caption = said(words[slice(*mark.caption)])
    match mark.kind:
        case "heading":
            return Heading(box=box, words=own, anchor=anchor, level=mark.level)
        case "item":
            return ListItem(box=box, words=own, anchor=anchor, marker=mark.marker, level=mark.level)
        case "table":
            return Table(box=box, words=own, anchor=anchor, cells=_cells(mark, words), caption=caption)
        case "picture":
            return Figure(box=box, anchor=anchor, alt=mark.alt, caption=caption)
        case "pair":
            key, value = words[slice(*mark.key)], words[mark.key[1] : mark.words[1]]
            return Pair(box=box, words=own, anchor=anchor, key=tuple(key), value=tuple(value))
        case _:
            return Paragraph(box=box, words=own, anchor=anchor, role=mark.role)


def _cells(mark: BlockMark, words: Sequence[Word]) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            row=cell.row, column=cell.column, box=Box(*cell.box), words=tuple(words[slice(*cell.words)]),
            row_span=cell.row_span, column_span=cell.column_span, heading=cell.heading,
        )
        for cell in mark.cells
    )  # fmt: skip
