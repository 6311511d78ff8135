"""Pages whose words do not run from left to right are turned before they are understood, and what was found back.

A page tells no angle, only that its words are turned; upwards, downwards or head over heels is told by where the words
that follow each other in the file stand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tree import Block, Pair, Table, Word

_MOSTLY = 0.8  # of a page's letters


@dataclass(frozen=True, kw_only=True)
class Upright:
    """A sheet with level words; quarters: how many quarter turns clockwise have made it so."""

    sheet: Sheet
    quarters: int
    originals: dict[int, Word]  # of turned words, by identity

    def back(self, block: Block) -> Block:
        """A block where it stands on the page as it is."""
        if not self.quarters:
            return block
        box = turned(block.box, self.sheet, 4 - self.quarters)
        if isinstance(block, Table):
            return self.table_back(block)
        if isinstance(block, Pair):
            return replace(
                block, box=box, words=self._of(block.words), key=self._of(block.key), value=self._of(block.value)
            )
        return replace(block, box=box, words=self._of(block.words))

    def table_back(self, table: Table) -> Table:
        """A table where it stands on the page as it is."""
        placed = turned_table(table, self.sheet, 4 - self.quarters)
        cells = tuple(replace(cell, words=self._of(cell.words)) for cell in placed.cells)
        return replace(placed, words=self._of(table.words), cells=cells)

    def _of(self, words: Sequence[Word]) -> tuple[Word, ...]:
        return tuple(self.originals.get(id(word), word) for word in words)


def upright(sheet: Sheet) -> Upright:
    """The sheet itself where most of its letters are level, else turned so that they are."""
    return turned_by(sheet, quarters_for(sheet))


def quarters_for(sheet: Sheet) -> int:
    """How many quarter turns clockwise make most letters of a sheet level; 0 where they are."""
    askew = sum(len(word.text) for word in sheet.turned)
    level = sum(len(word.text) for word in sheet.words)
    return quarters_of(sheet.turned) if askew > _MOSTLY * (askew + level) else 0


def turned_by(sheet: Sheet, quarters: int) -> Upright:
    """A sheet after some quarter turns clockwise."""
    if not quarters:
        return Upright(sheet=sheet, quarters=0, originals={})
    moved = [(word, replace(word, box=turned(word.box, sheet, quarters))) for word in (*sheet.words, *sheet.turned)]
    count = len(sheet.words)
    sideways, straight = [new for _, new in moved[:count]], [new for _, new in moved[count:]]
    made = _sheet(sheet, quarters, straight, sideways)
    return Upright(sheet=made, quarters=quarters, originals={id(new): old for old, new in moved})


def _sheet(sheet: Sheet, quarters: int, words: Sequence[Word], sideways: Sequence[Word]) -> Sheet:
    def move(box: Box) -> Box:
        return turned(box, sheet, quarters)

    sides = (sheet.height_pt, sheet.width_pt) if quarters % 2 else (sheet.width_pt, sheet.height_pt)
    return Sheet(
        number=sheet.number, width_pt=sides[0], height_pt=sides[1], words=tuple(words), turned=tuple(sideways),
        rules=tuple(map(move, sheet.rules)), fills=tuple(replace(one, box=move(one.box)) for one in sheet.fills),
        pictures=tuple(map(move, sheet.pictures)), drawings=tuple(map(move, sheet.drawings)),
        fields=tuple(replace(one, box=move(one.box)) for one in sheet.fields),
    )  # fmt: skip


def quarters_of(words: Sequence[Word]) -> int:
    """How many quarter turns clockwise make turned `words`, in the order of the file, run from left to right."""
    if not words:
        return 0
    upright_letters = sum(len(word.text) for word in words if word.box.height > word.box.width and len(word.text) > 1)
    level_letters = sum(len(word.text) for word in words if word.box.height <= word.box.width and len(word.text) > 1)
    if level_letters >= upright_letters:
        return 2
    up, down = _steps(words, lambda box: -box.bottom), _steps(words, lambda box: box.top)
    return 1 if up >= down else 3


def _steps(words: Sequence[Word], ahead: Callable[[Box], float]) -> int:
    """How often a word follows the one before it closely in the direction that `ahead` measures."""
    count = 0
    for first, second in pairwise(words):
        beside = min(first.box.right, second.box.right) - max(first.box.left, second.box.left) > 0
        count += beside and ahead(second.box) > ahead(first.box)
    return count


def turned(box: Box, sheet: Sheet, quarters: int) -> Box:
    """A box of a sheet after some quarter turns clockwise of the page."""
    width, height = sheet.width_pt, sheet.height_pt
    for _ in range(quarters % 4):
        box = Box(height - box.bottom, box.left, height - box.top, box.right)
        width, height = height, width
    return box


def turned_table(table: Table, sheet: Sheet, quarters: int) -> Table:
    """A table of a sheet after some quarter turns clockwise of the page; its words are left as they are."""
    cells = tuple(replace(cell, box=turned(cell.box, sheet, quarters)) for cell in table.cells)
    return replace(table, box=turned(table.box, sheet, quarters), cells=cells)


def runs_of(words: Sequence[Word]) -> list[list[Word]]:
    """Turned words that follow each other closely, in the order of the file."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _touches(runs[-1][-1].box, word.box):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _touches(first: Box, second: Box) -> bool:
    reach = 0.8 * min(first.width, second.width)
    grown = first.grown(reach)
    return grown.common(second) > 0
