"""Words of a table that run up or down: names of narrow columns, mostly, turned so that they fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sensorium.abilities.documents.tree import Table, Word

_SLACK_PT = 2.0  # by which a word may stand out of its cell
_UPRIGHT = 1.2  # times as high as wide, from which on a word of some letters runs up or down


def with_upended(tables: Sequence[Table], turned: Iterable[Word]) -> list[Table]:
    """Tables with the turned words that stand inside one of their cells, in the order of the file, before what runs
    level there. A word across several cells, such as a stamp's, is of none.
    """
    upended = [word for word in turned if _runs_up_or_down(word)]
    return [_with(table, upended) for table in tables] if upended else list(tables)


def _runs_up_or_down(word: Word) -> bool:
    return len(word.text) < 3 or word.box.height > _UPRIGHT * word.box.width


def _with(table: Table, upended: Sequence[Word]) -> Table:
    added: dict[int, list[Word]] = defaultdict(list)
    for word in upended:
        place = _place(table, word) if table.box.holds(word.box.center) else None
        if place is not None:
            added[place].append(word)
    if not added:
        return table
    cells = tuple(
        replace(cell, words=(*added[at], *cell.words)) if at in added else cell for at, cell in enumerate(table.cells)
    )
    return replace(table, cells=cells, words=tuple(word for cell in cells for word in cell.words))


def _place(table: Table, word: Word) -> int | None:
    """The cell in which a word stands, by its number."""
    for at, cell in enumerate(table.cells):
        around = cell.box.grown(_SLACK_PT)
        if around.holds(word.box.center) and around.top <= word.box.top and word.box.bottom <= around.bottom:
            return at
    return None
