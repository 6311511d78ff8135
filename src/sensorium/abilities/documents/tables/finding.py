"""The tables of a page: regions that may be one, each cut into cells and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tables.cells import cells_of
from sensorium.abilities.documents.tables.judging import is_open_table, is_table
from sensorium.abilities.documents.tables.regions import between_lines, framed, in_white_space, words_in
from sensorium.abilities.documents.tables.ruling import ruling_of
from sensorium.abilities.documents.tables.structure import Grid, Region, grid_of
from sensorium.abilities.documents.tree import Table, Word


def find(sheet: Sheet) -> list[Table]:
    """The tables of a page from the top. Words are given to one table at the most; empty places are cells without words.

    Works on words and lines alone, so on a page that was scanned as well. Nothing is raised: a page without tables has none.
    """
    left = [word for word in sheet.words if word.text.strip()]
    found: list[Grid] = []
    left = _take(found, framed(sheet, left), left, is_table)
    left = _take(found, between_lines(sheet, left), left, is_table)
    _take(found, in_white_space(left, ruling_of(sheet)), left, is_open_table)
    tables = [_table(grid) for grid in found]
    return sorted(tables, key=lambda table: (table.box.top, table.box.left))


def _take(
    found: list[Grid], regions: Iterable[Region], left: list[Word], judge: Callable[[Grid], bool]
) -> list[Word]:
    """Add the grids of those regions that are tables; gives the words that are in none."""
    taken: set[int] = set()
    for region in regions:
        if any(id(word) in taken for word in region.words):
            continue
        grid = grid_of(region)
        if grid is not None and judge(grid):
            found.append(grid)
            taken.update(id(word) for word in region.words)
    return [word for word in left if id(word) not in taken]


def _table(grid: Grid) -> Table:
    cells = tuple(cells_of(grid))
    words = tuple(word for cell in cells for word in cell.words)
    box = Box.around([grid.region.box, *(word.box for word in words)])
    return Table(box=box, words=words, cells=cells)


__all__ = ["find", "words_in"]
