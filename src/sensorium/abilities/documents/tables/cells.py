"""A grid → cells: places that belong together are joined, words go to the cell in which they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.reading_direction import as_read
from sensorium.abilities.documents.tables.print_lines import Run, is_leader
from sensorium.abilities.documents.tables.rows import crossing
from sensorium.abilities.documents.tables.structure import Grid, runs_in, strokes_at
from sensorium.abilities.documents.tree import Cell, Word

_CENTRED_PT = 6.0  # a heading may stand so far from the middle of what it spans


def cells_of(grid: Grid) -> list[Cell]:
    """All cells that say something, and the empty places between them, row by row."""
    areas = _areas(grid)
    words = _placed(grid, areas)
    return [_cell(grid, area, words.get(area, [])) for area in sorted(set(areas.values()))]


Area = tuple[int, int, int, int]  # first row, first column, last row, last column


def _areas(grid: Grid) -> dict[tuple[int, int], Area]:
    """Every place → the cell it belongs to."""
    areas: dict[tuple[int, int], Area] = {
        (row, column): (row, column, row, column) for row in range(len(grid.rows)) for column in range(grid.num_columns)
    }
    for row in range(len(grid.rows)):
        for first, last in _level_spans(grid, row):
            _join(areas, (row, first, row, last))
    for area in _upright_spans(grid, areas):
        _join(areas, area)
    return areas


def _join(areas: dict[tuple[int, int], Area], area: Area) -> None:
    """Make one cell of an area, if no cell lies across its side."""
    top, left, bottom, right = area
    places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
    inside = set(places)
    for place in places:
        a, b, c, d = areas[place]
        if not {(row, column) for row in range(a, c + 1) for column in range(b, d + 1)} <= inside:
            return
    for place in places:
        areas[place] = area


def _level_spans(grid: Grid, row: int) -> list[tuple[int, int]]:
    """Columns of one row that are one cell: first and last."""
    joined = [False] * len(grid.edges)
    for run in runs_in(grid.rows[row]):
        for index in crossing(run, grid.edges):
            joined[index] = not _parted(grid, row, index)
    printed = list(joined)
    if grid.region.framed:
        for index in range(len(grid.edges)):
            joined[index] = joined[index] or _open(grid, row, index)
    spans = [span for span in _stretches(joined) if _one_text(grid, row, *span)] or _stretches(printed)
    if row < grid.num_head:
        spans = _widened(grid, row, spans)
    return spans


def _one_text(grid: Grid, row: int, first: int, last: int) -> bool:
    """Whether no two runs stand apart in these columns of a row."""
    for strip in grid.rows[row]:
        inside = [run for run in strip.line.runs if first <= _under(grid, run)[0] <= last]
        if len(inside) > 1:
            return False
    return True


def _stretches(joined: Sequence[bool]) -> list[tuple[int, int]]:
    spans, first = [], 0
    for index in range(len(joined) + 1):
        if index == len(joined) or not joined[index]:
            if index > first:
                spans.append((first, index))
            first = index + 1
    return spans


def _parted(grid: Grid, row: int, edge: int) -> bool:
    """Whether an upright line is drawn between two columns beside this row."""
    top, bottom = grid.top(row), grid.top(row + 1)
    return any(line.covers(top, bottom) for line in strokes_at(grid.region.ruling.upright, grid.edges[edge]))


def _open(grid: Grid, row: int, edge: int) -> bool:
    """Whether a line that parts these columns elsewhere is missing here, and no two texts stand apart."""
    if not strokes_at(grid.region.ruling.upright, grid.edges[edge]) or _parted(grid, row, edge):
        return False
    left = any(strip.cells[edge] for strip in grid.rows[row])
    right = any(strip.cells[edge + 1] for strip in grid.rows[row])
    return not (left and right)


def _widened(grid: Grid, row: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of a row of headings, by the line drawn under each or by the columns whose middle they stand over."""
    if row + 1 >= len(grid.rows):
        return spans
    found = dict(spans)
    for run in runs_in(grid.rows[row]):
        first, last = _under(grid, run)
        for start, end in spans:
            if start <= first <= end:
                first, last = start, max(last, end)
        if first == 0 and last == 0:
            continue
        wide = _ruled_under(grid, row, run) or _centred_over(grid, row, run, first, last)
        if wide is not None and wide[1] > wide[0] and wide[0] <= first and wide[1] >= last:
            for start in [start for start in found if wide[0] <= start <= wide[1]]:
                del found[start]
            found[wide[0]] = wide[1]
    return sorted(found.items())


def _under(grid: Grid, run: Run) -> tuple[int, int]:
    """First and last column that a run stands over."""
    left = sum(edge < run.box.left + 1 for edge in grid.edges)
    right = sum(edge < run.box.right - 1 for edge in grid.edges)
    return min(left, right), max(left, right)


def _ruled_under(grid: Grid, row: int, run: Run) -> tuple[int, int] | None:
    """The columns over which the line under a heading is drawn, where it is drawn under some of them only."""
    at = grid.drawn.get(row + 1)
    if at is None:
        return None
    middle = run.box.center[0]
    others = [other.box.center[0] for other in runs_in(grid.rows[row]) if other is not run]
    for line in strokes_at(grid.region.ruling.level, at):
        if any(line.start <= other <= line.end for other in others):
            continue
        if line.start - 3 <= middle <= line.end + 3 and line.length < 0.9 * grid.region.box.width:
            inside = [
                column
                for column, (left, right) in enumerate(grid.reaches)
                if line.start - 4 <= (left + right) / 2 <= line.end + 4
            ]
            return (inside[0], inside[-1]) if inside else None
    return None


def _centred_over(grid: Grid, row: int, run: Run, first: int, last: int) -> tuple[int, int] | None:
    """The columns in whose middle a heading stands, its neighbours in the row left alone."""
    taken = {column for other in runs_in(grid.rows[row]) if other is not run for column in range(*_past(grid, other))}
    below = {column for strip in grid.rows[row + 1] for column in strip.filled}
    low, high = first, last
    while low - 1 > 0 and low - 1 not in taken and low - 1 in below:
        low -= 1
    while high + 1 < grid.num_columns and high + 1 not in taken and high + 1 in below:
        high += 1
    if len(below & set(range(low, high + 1))) < 2:
        return None
    best: tuple[float, int, int] | None = None
    for start in range(low, first + 1):
        for end in range(last, high + 1):
            middle = (grid.reaches[start][0] + grid.reaches[end][1]) / 2
            off = abs(middle - run.box.center[0])
            if start < end and off <= _CENTRED_PT and (best is None or off < best[0] - 1):
                best = (off, start, end)
    return best[1:] if best else None


def _past(grid: Grid, run: Run) -> tuple[int, int]:
    first, last = _under(grid, run)
    return first, last + 1


def _upright_spans(grid: Grid, areas: dict[tuple[int, int], Area]) -> list[Area]:
    """Places of one column that are one cell although rows part beside them: no line is drawn there."""
    found: list[Area] = []
    for column in range(grid.num_columns):
        top = 0
        for row in range(1, len(grid.rows) + 1):
            if row < len(grid.rows) and _falls_through(grid, areas, row, column):
                continue
            if row - 1 > top and not _rows_apart(grid, top, row, column):
                area = areas[top, column]
                found.append((top, area[1], row - 1, area[3]))
            top = row
    return found


def _rows_apart(grid: Grid, top: int, end: int, column: int) -> bool:
    """Whether every one of these rows has something of its own in this column: no wrapped text, though no line
    is drawn.
    """
    if top < grid.num_head:
        return False
    firsts = [
        next((strip.cells[column][0] for strip in grid.rows[row] if strip.cells[column]), None)
        for row in range(top, end)
    ]
    return all(word is not None and not word.text[:1].islower() for word in firsts)


def _falls_through(grid: Grid, areas: dict[tuple[int, int], Area], row: int, column: int) -> bool:
    """Whether the cell above goes on in this row: the line that begins the row is not drawn in this column."""
    above, below = areas[row - 1, column], areas[row, column]
    if (above[1], above[3]) != (below[1], below[3]):
        return False
    if row not in grid.drawn:
        return grid.region.framed and row < grid.num_head and not _says(grid, row, column)
    left, right = grid.side(above[1]), grid.side(above[3] + 1)
    lines = strokes_at(grid.region.ruling.level, grid.drawn[row])
    if any(line.covers(left, right) for line in lines):
        return False
    if any(min(line.end, right) - max(line.start, left) > 0.4 * (right - left) for line in lines):
        return False
    if grid.region.framed:
        return True
    return row < grid.num_head and not (_says(grid, row, column) and _says(grid, row - 1, column))


def _says(grid: Grid, row: int, column: int) -> bool:
    return any(strip.cells[column] for strip in grid.rows[row])


def _placed(grid: Grid, areas: dict[tuple[int, int], Area]) -> dict[Area, list[Word]]:
    """Words by cell, in the order they are read."""
    words: dict[Area, list[Word]] = defaultdict(list)
    for row, strips in enumerate(grid.rows):
        for strip in strips:
            for column, cell in enumerate(strip.cells):
                words[areas[row, column]] += as_read(cell)
    return {area: _without_leaders(cell) for area, cell in words.items()}


def _without_leaders(words: list[Word]) -> list[Word]:
    """Words without the dots that end them."""
    end = len(words)
    while end > 1 and is_leader(words[end - 1].text):
        end -= 1
    return words[:end] if end < len(words) else words


def _cell(grid: Grid, area: Area, words: Sequence[Word]) -> Cell:
    top, left, bottom, right = area
    return Cell(
        row=top,
        column=left,
        row_span=bottom - top + 1,
        column_span=right - left + 1,
        box=Box(grid.side(left), grid.top(top), grid.side(right + 1), grid.top(bottom + 1)),
        words=tuple(words),
        heading=top < grid.num_head,
    )
