"""A document in pieces that can be found and quoted: sentences, rows of tables with their heads, pairs, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.answering.answered import Citation
from sensorium.abilities.documents.answering.cells.grids import Grid, grids_of
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.printed.date_words import MONTHS
from sensorium.abilities.documents.printed.folding import fold
from sensorium.abilities.documents.tree import (
    Block,
    Chart,
    Figure,
    Heading,
    ListItem,
    Pair,
    Paragraph,
    Table,
    Word,
    said,
)

_ENDS = re.compile(r"[.!?。！？][\"'”’)]*$")
_SHORT = re.compile(r"(?:[A-Z]|Mr|Mrs|Ms|Dr|No|Nr|St|Inc|Ltd|Co|vs|etc|e\.g|i\.e|z\.B|bzw|ca|approx|Fig|Tel)\.$")

_ORDINAL = re.compile(r"\d{1,2}\.")  # "21. September"


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Something that is found as one. text: what it says, heads of a table's columns with it; context: its heading;
    row: it is one of a table.
    """

    page: int
    text: str
    words: tuple[Word, ...]
    box: Box
    context: str = ""
    row: bool = False

    def cite(self) -> Citation:
        return Citation(page=self.page, box=self.box, text=said(self.words), words=self.words)


def passages_of(evidence: Evidence) -> list[Passage]:
    """All passages of a document in reading order; where it has no blocks, its lines, running text put together."""
    found = list(_of_blocks(evidence))
    return found or list(_of_lines(evidence))


def _of_blocks(evidence: Evidence) -> Iterator[Passage]:
    heading = ""
    for page, block in evidence.reading.blocks:
        if isinstance(block, Heading):
            heading = block.text
        if isinstance(block, Table | Chart):
            continue
        if isinstance(block, Pair):
            yield _passage(page.number, (*block.key, *block.value), heading)
        elif isinstance(block, Paragraph | Heading | ListItem | Figure) or type(block) is Block:
            for words in sentences(block.words):
                yield _passage(page.number, words, heading)
    for grid in grids_of(evidence):
        yield from _of_grid(grid)


def _of_grid(grid: Grid) -> Iterator[Passage]:
    for row in grid.rows:
        cells = [cell for cell in row if cell.words or cell.text]
        if cells:
            named = (
                f"{head}: {cell.text}" if head else cell.text
                for head, cell in zip(grid.heads, row, strict=True)
                if cell.text
            )
            words = tuple(word for cell in cells for word in cell.words)
            text, box = "; ".join(named), Box.around(cell.box for cell in cells)
            yield Passage(page=cells[0].page, text=text, words=words, box=box, context=grid.caption, row=True)


def _of_lines(evidence: Evidence) -> Iterator[Passage]:
    """Lines of running text joined to sentences; lines with wide gaps, or short ones, as they are."""
    words: list[Word] = []
    page = 0
    lines = evidence.lines
    widest = max((line.box.width for line in lines), default=0.0)
    for line in lines:
        running = "\t" not in line.text and line.box.width > 0.75 * widest
        if words and (line.page != page or "\t" in line.text):
            yield from (_passage(page, part) for part in sentences(words))
            words = []
        page = line.page
        words += line.words
        if not running:
            yield from (_passage(page, part) for part in sentences(words))
            words = []
    yield from (_passage(page, part) for part in sentences(words))


def sentences(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Words parted where sentences end."""
    found, start = [], 0
    for at, word in enumerate(words):
        following = words[at + 1].text if at + 1 < len(words) else ""
        short = _SHORT.search(word.text) or (_ORDINAL.fullmatch(word.text) and fold(following.strip(".,")) in MONTHS)
        ends = bool(_ENDS.search(word.text)) and not short and not following[:1].islower()
        if ends or not following:
            found.append(tuple(words[start : at + 1]))
            start = at + 1
    return [part for part in found if part]


def _passage(page: int, words: Sequence[Word], context: str = "") -> Passage:
    box = Box.around(word.box for word in words) if words else Box(0.0, 0.0, 0.0, 0.0)
    return Passage(page=page, text=said(words), words=tuple(words), box=box, context=context)
