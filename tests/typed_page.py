"""Pages typed as text: every character has a place, as on a typewriter, so that columns stand where they are typed."""

from __future__ import annotations

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Block, Cell, Reading, ReadPage, Table, Word

CHARACTER_PT, LINE_PT, HEIGHT_PT = 6.0, 14.0, 10.0


def words_of(line: str, row: int = 0) -> tuple[Word, ...]:
    """The words of one line, at their places."""
    found, at = [], 0
    for part in line.split(" "):
        if part:
            left, top = at * CHARACTER_PT, row * LINE_PT
            box = Box(left, top, left + len(part) * CHARACTER_PT, top + HEIGHT_PT)
            found.append(Word(text=part, box=box, size_pt=10.0))
        at += len(part) + 1
    return tuple(found)


def typed_table(texts: list[list[str]], num_heads: int = 1, caption: str = "") -> Table:
    """A table of cells of one size; its first rows are heads."""
    cells = tuple(
        Cell(
            row=row,
            column=column,
            box=Box(column * 100, 300 + row * 12, column * 100 + 90, 310 + row * 12),
            words=words_of(text),
            heading=row < num_heads,
        )
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )
    return Table(box=Box(0, 300, 400, 400), cells=cells, caption=caption)


def typed(text: str, *, blocks: tuple[Block, ...] = ()) -> Reading:
    """A document of one page without blocks, unless some are given."""
    lines = text.strip("\n").split("\n")
    words = tuple(word for row, line in enumerate(lines) for word in words_of(line, row))
    return Reading(pages=(ReadPage(number=1, width_pt=600.0, height_pt=800.0, blocks=blocks, words=words),))
