"""The tables of a page: regions that may be one, each cut into cells and judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tables.captions import caption_of
from sensorium.abilities.documents.tables.cells import cells_of
from sensorium.abilities.documents.tables.diagrams import bars_of
from sensorium.abilities.documents.tables.judging import heads, is_open_table, is_table, keeps_to, num_sums
from sensorium.abilities.documents.tables.print_lines import Line, lines_of
from sensorium.abilities.documents.tables.prose import prose_in
from sensorium.abilities.documents.tables.regions import between_lines, framed, in_white_space
from sensorium.abilities.documents.tables.ruling import Ruling, edges_of, ruling_of, shades_of, together
from sensorium.abilities.documents.tables.side_by_side import parted
from sensorium.abilities.documents.tables.slips import is_narrow, is_slip
from sensorium.abilities.documents.tables.structure import Grid, Region, grid_of
from sensorium.abilities.documents.tables.stubs import lacks_names, with_names
from sensorium.abilities.documents.tables.upended import with_upended
from sensorium.abilities.documents.tree import Table, said


def find(sheet: Sheet) -> list[Table]:
    """The tables of a page from the top. Words are given to one table at the most; empty places are cells
    without words.

    Works on words and lines alone, so on a page that was scanned as well. Nothing is raised: a page without
    tables has none.
    """
    words = [word for word in sheet.words if word.text.strip()]
    lines = lines_of(words)
    shades = shades_of(sheet)
    prose, narrow = prose_in(lines, [shade.box for shade in shades]), is_narrow(lines)
    drawn, shaded = ruling_of(sheet), edges_of(shades)
    both = together(drawn, Ruling(level=shaded.level)) if shaded.level else drawn
    bars = bars_of(shades)
    frames = _named(framed(words, drawn, shaded), lines, prose)
    diagrams = [frame for frame in frames if any(frame.box.holds(bar.center) for bar in bars)]
    found = _tables_in([frame for frame in frames if frame not in diagrams], lines, is_table)
    lines = _left(lines, [*diagrams, *(grid.region for grid in found)])
    between = between_lines(lines, prose, both)
    of_sums = [region for region in between if lacks_names(region, lines, prose)]
    whole = [region for region in between if region not in of_sums]
    found += _tables_in(whole, lines, _none_of_slips(is_table, narrow=narrow))
    lines = _left(lines, [grid.region for grid in found])
    open_regions = [part for region in in_white_space(lines, prose, drawn) for part in parted(region)]
    found += _tables_in(open_regions, lines, _none_of_slips(is_open_table, narrow=narrow))
    found += _tables_in(_named(_free(of_sums, found), lines, prose), lines, is_table)
    lines = _left(lines, [grid.region for grid in found])
    tables = with_upended([_table(grid, lines) for grid in found], sheet.turned)
    return sorted(tables, key=lambda table: (table.box.top, table.box.left))


def _named(regions: Sequence[Region], lines: Sequence[Line], prose: set[int]) -> list[Region]:
    """Regions with the names of their rows, where those stand outside of all regions."""
    inside = {id(word) for region in regions for word in region.words}
    return [with_names(region, lines, prose | inside) for region in regions]


def _free(regions: Iterable[Region], found: Iterable[Grid]) -> list[Region]:
    """Regions none of whose words is in a table."""
    taken = {id(word) for grid in found for word in grid.region.words}
    return [region for region in regions if not any(id(word) in taken for word in region.words)]


def _none_of_slips(judge: Callable[[Grid], bool], *, narrow: bool) -> Callable[[Grid], bool]:
    return lambda grid: judge(grid) and not is_slip(grid, narrow=narrow)


def _tables_in(regions: Iterable[Region], lines: Sequence[Line], judge: Callable[[Grid], bool]) -> list[Grid]:
    """The grids of those regions that are tables, none with words of one before it."""
    found: list[Grid] = []
    taken: set[int] = set()
    for region in regions:
        if any(id(word) in taken for word in region.words):
            continue
        grid = grid_of(region)
        if grid is not None and judge(grid):
            grid = _with_neighbours(_without_sums(grid), lines)
            found.append(grid)
            taken.update(id(word) for word in grid.region.words)
    return found


def _without_sums(grid: Grid) -> Grid:
    """A grid without the sums under a bill, which have their names where others have figures; lines drawn
    around keep them.
    """
    count = num_sums(grid)
    if not count or grid.region.framed:
        return grid
    words = tuple(word for row in grid.rows[:-count] for strip in row for word in strip.line.words)
    box = replace(grid.region.box, bottom=max(word.box.bottom for word in words))
    ruling = grid.region.ruling.within(box)
    return grid_of(replace(grid.region, words=words, box=box, ruling=ruling)) or grid


def _with_neighbours(grid: Grid, lines: Sequence[Line]) -> Grid:
    """A grid with the lines of print right above and below that keep to its columns: heads and totals outside
    its lines.
    """
    region = grid.region
    inside = {id(word) for word in region.words}
    others = [left for line in lines if (left := line.without(inside)) is not None]
    added = [*_joining(grid, reversed(others), above=True), *_joining(grid, others, above=False)]
    if not added:
        return grid
    words = (*region.words, *(word for line in added for word in line.words))
    box = Box.around([region.box, *(line.box for line in added)])
    return grid_of(replace(region, words=words, box=box)) or grid


def _joining(grid: Grid, lines: Iterable[Line], *, above: bool) -> list[Line]:
    """Lines in their order away from the grid, up to the first that is not of it."""
    edge = grid.region.box.top if above else grid.region.box.bottom
    added: list[Line] = []
    for line in lines:
        beyond = edge - line.box.bottom if above else line.box.top - edge
        if beyond < -0.6 * line.box.height:
            continue
        of_it = keeps_to(grid, line) or (above and not added and heads(grid, line))
        if beyond > 0.6 * line.box.height or not of_it:
            break
        added.append(line)
        edge = line.box.top if above else line.box.bottom
    return added


def _left(lines: Iterable[Line], regions: Iterable[Region]) -> list[Line]:
    """Lines without what stands in these regions."""
    taken = {id(word) for region in regions for word in region.words}
    return [left for line in lines if (left := line.without(taken)) is not None]


def _table(grid: Grid, lines: Sequence[Line]) -> Table:
    cells = tuple(cells_of(grid))
    words = tuple(word for cell in cells for word in cell.words)
    box = Box.around([grid.region.box, *(word.box for word in words)])
    return Table(box=box, words=words, cells=cells, caption=said(caption_of(box, lines)))
