"""Pages that are read from the right are mirrored before they are understood, and what was found back: then their lines
begin at the left as those of all others, their columns follow each other from there, and they are set in from there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.reading_direction import is_from_right
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tree import Block, Pair, Table, Word


@dataclass(frozen=True, kw_only=True)
class Facing:
    """A sheet whose lines begin at the left. mirrored: whether it was made so; originals: of its words, by identity."""

    sheet: Sheet
    mirrored: bool
    originals: dict[int, Word]

    def table(self, table: Table) -> Table:
        """A table of the page as it is, on the sheet; its cells and words are left as they are."""
        return replace(table, box=_mirrored(table.box, self.sheet)) if self.mirrored else table

    def back(self, block: Block) -> Block:
        """A block where it stands on the page as it is."""
        if not self.mirrored:
            return block
        placed = replace(block, box=_mirrored(block.box, self.sheet), words=self._of(block.words))
        if isinstance(placed, Pair):
            return replace(placed, key=self._of(placed.key), value=self._of(placed.value))
        return placed

    def _of(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(self.originals.get(id(word), word) for word in words)


def facing(sheet: Sheet) -> Facing:
    """The sheet itself, or mirrored where most of its letters are read from the right."""
    if not is_from_right(sheet.words):
        return Facing(sheet=sheet, mirrored=False, originals={})

    def placed(box: Box) -> Box:
        return _mirrored(box, sheet)

    moved = [(replace(word, box=placed(word.box)), word) for word in (*sheet.words, *sheet.turned)]
    new = tuple(word for word, _ in moved)
    other = replace(
        sheet, words=new[: len(sheet.words)], turned=new[len(sheet.words) :], rules=tuple(map(placed, sheet.rules)),
        fills=tuple(replace(one, box=placed(one.box)) for one in sheet.fills),
        pictures=tuple(map(placed, sheet.pictures)), drawings=tuple(map(placed, sheet.drawings)),
        fields=tuple(replace(one, box=placed(one.box)) for one in sheet.fields),
    )  # fmt: skip
    return Facing(sheet=other, mirrored=True, originals={id(after): before for after, before in moved})


def _mirrored(box: Box, sheet: Sheet) -> Box:
    return Box(sheet.width_pt - box.right, box.top, sheet.width_pt - box.left, box.bottom)
