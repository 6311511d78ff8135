"""Pages typed as text: every character has a place, as on a typewriter, so that columns stand where they are typed."""

from __future__ import annotations

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Block, Reading, ReadPage, Word

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


def typed(text: str, *, blocks: tuple[Block, ...] = ()) -> Reading:
    """A document of one page without blocks, unless some are given."""
    lines = text.strip("\n").split("\n")
    words = tuple(word for row, line in enumerate(lines) for word in words_of(line, row))
    return Reading(pages=(ReadPage(number=1, width_pt=600.0, height_pt=800.0, blocks=blocks, words=words),))
