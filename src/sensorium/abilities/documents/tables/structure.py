"""A region known to be a table → its cells: rows, columns, what spans several, which are headings.

A grid is laid through drawn lines, white space between columns and rows of print; places of the grid that no line parts
although it runs beside them elsewhere, or that one run of words is printed across, are one cell.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tables.columns import Gap, gaps_of
from sensorium.abilities.documents.tables.head_rows import head_rows
from sensorium.abilities.documents.tables.print_lines import Line, Run, lines_of
from sensorium.abilities.documents.tables.rows import Strip, crossing, grouped, head_of, strip_of
from sensorium.abilities.documents.tables.ruling import Ruling, Stroke
from sensorium.abilities.documents.tree import Word

_ACROSS = 0.8  # of a region's width
_SAME_PT = 4.0  # separators nearer than this are one


@dataclass(frozen=True, kw_only=True, eq=False)
class Region:
    """A part of a page that holds one table. framed: its lines part cells, so that where one is missing a cell
    spans.
    """

    box: Box
    words: tuple[Word, ...] = field(repr=False)
    ruling: Ruling = field(default=Ruling(), repr=False)
    framed: bool = False

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.words)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A region cut into rows and columns.

    edges: x between columns; rows: the lines of print of each row; tops: y where each row begins; drawn: the rows (by
    index) that a line begins, with that line's y; num_head: rows that are headings.
    """

    region: Region
    edges: tuple[float, ...]
    rows: tuple[tuple[Strip, ...], ...]
    tops: tuple[float, ...]
    drawn: dict[int, float]
    num_head: int

    @property
    def num_columns(self) -> int:
        return len(self.edges) + 1

    @cached_property
    def reaches(self) -> list[tuple[float, float]]:
        """From where to where each column has print, heads left out where there is more."""
        body = [strip for row in self.rows[self.num_head :] for strip in row]
        found = []
        for column in range(self.num_columns):
            words = [word for strip in body for word in strip.cells[column]]
            words = words or [word for row in self.rows for strip in row for word in strip.cells[column]]
            left, right = self.side(column), self.side(column + 1)
            found.append((min(w.box.left for w in words), max(w.box.right for w in words)) if words else (left, right))
        return found

    def side(self, index: int) -> float:
        """X of the left side of column `index`; of the right side of the last for one more."""
        return (self.region.box.left, *self.edges, self.region.box.right)[index]

    def top(self, index: int) -> float:
        """Y of the upper side of row `index`; of the lower side of the last for one more."""
        return (*self.tops, self.region.box.bottom)[index]


def grid_of(region: Region) -> Grid | None:
    """The rows and columns of a region; None where it is a single column or row."""
    edges = _edges(region)
    strips = [strip_of(line, edges) for line in region.lines]
    if not strips or not edges:
        return None
    rules = _row_rules(region)
    bands = _bands(strips, rules)
    count = _head_lines(region, strips, rules)
    rows, drawn, num_head = _rows(region, bands, count, edges)
    if len(rows) < 2:
        return None
    tops = _tops(region.box.top, rows, drawn)
    return Grid(region=region, edges=edges, rows=tuple(map(tuple, rows)), tops=tops, drawn=drawn, num_head=num_head)


def _edges(region: Region) -> tuple[float, ...]:
    """X between columns: drawn where it is drawn, the middle of white space elsewhere."""
    box = region.box
    drawn = _places(
        line.at
        for line in region.ruling.upright
        if line.length >= 0.12 * box.height or (region.framed and line.length > 6)
    )
    inner = [at for at in drawn if box.left + _SAME_PT < at < box.right - _SAME_PT]
    inner = [
        at
        for at in inner
        if any(w.box.right <= at + 2 for w in region.words) and any(w.box.left >= at - 2 for w in region.words)
    ]
    white = _white(region, inner)
    return tuple(sorted([*inner, *(gap.middle for gap in white)]))


def _white(region: Region, drawn: Sequence[float]) -> list[Gap]:
    """White space between columns that no line parts yet, looked for between lines that are drawn."""
    if not drawn:
        return gaps_of(region.lines)
    sides = [region.box.left - 1e6, *drawn, region.box.right + 1e6]
    found: list[Gap] = []
    for left, right in itertools.pairwise(sides):
        words = [word for word in region.words if left < (word.box.left + word.box.right) / 2 < right]
        lines = lines_of(words)
        gaps = gaps_of(lines)
        if gaps and _agreed(lines, gaps):
            found += gaps
    return found


def _agreed(lines: Sequence[Line], gaps: Sequence[Gap]) -> bool:
    """Whether most lines between two drawn lines keep a gap free: wrapped words would not."""
    both = 0
    for line in lines:
        left = any(word.box.right <= gaps[0].middle for word in line.words)
        right = any(word.box.left >= gaps[0].middle for word in line.words)
        both += left and right
    width = max(gap.right - gap.left for gap in gaps)
    height = lines[0].box.height
    return both >= max(3, 0.6 * len(lines)) and width > 0.6 * height


def _places(values: Iterable[float]) -> list[float]:
    """Places in order, those that are one told once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _SAME_PT:
            found.append(value)
    return found


def _row_rules(region: Region) -> list[float]:
    """Y of level lines inside a region, in order."""
    inside = (line.at for line in region.ruling.level if line.length > 8)
    return [at for at in _places(inside) if region.box.top < at < region.box.bottom]


def _bands(strips: Sequence[Strip], rules: Sequence[float]) -> list[tuple[float | None, list[Strip]]]:
    """Lines of print between level lines, with the y of the line above them; bands that hold none are left out."""
    bands: list[tuple[float | None, list[Strip]]] = []
    index, begun = 0, None
    for strip in strips:
        above = begun
        while index < len(rules) and rules[index] < strip.line.middle:
            above = rules[index]
            index += 1
        if not bands or above != begun:
            bands.append((above, []))
            begun = above
        bands[-1][1].append(strip)
    return bands


def _head_lines(region: Region, strips: Sequence[Strip], rules: Sequence[float]) -> int:
    """How many lines of print are headings, by figures and by the first line drawn across."""
    count = head_of(strips)
    wide = [
        line.at
        for line in region.ruling.level
        if (line.length > 0.7 * region.box.width and line.at in rules)
        or (_close(line.at, rules) and line.length > 0.7 * region.box.width)
    ]
    above = [sum(strip.line.middle < at for strip in strips) for at in wide]
    if not count and strips[0].figures - {0} and _under_every_row(above, len(strips)):
        return 0
    above = [number for number in above if 0 < number <= max(count, 1 if count else 4) and number < len(strips)]
    if above:
        return max(above) if count else min(above)
    if count:
        return _trimmed(strips, count)
    return 1 if _bold(strips[0]) and not all(_bold(strip) for strip in strips[1:]) else 0


def _under_every_row(above: Sequence[int], num_lines: int) -> bool:
    """Whether lines are drawn between most lines of print, by how many stand above each: none of them ends a head."""
    return len({number for number in above if 0 < number < num_lines}) >= max(3, 0.6 * (num_lines - 1))


def _close(at: float, places: Sequence[float]) -> bool:
    return any(abs(at - place) < _SAME_PT for place in places)


def _trimmed(strips: Sequence[Strip], count: int) -> int:
    """Without lines at the end of the head that have a stub alone: they begin the body."""
    while count > 1 and strips[count - 1].filled == {0}:
        count -= 1
    return count


def _bold(strip: Strip) -> bool:
    return all(word.bold for word in strip.line.words)


def _rows(
    region: Region, bands: Sequence[tuple[float | None, list[Strip]]], num_head_lines: int, edges: tuple[float, ...]
) -> tuple[list[list[Strip]], dict[int, float], int]:
    """Rows of lines of print, which of them a drawn line begins, how many are headings."""
    limits = _limits(region, edges)
    across = region.framed or _run_across(region, [rule for rule, _ in bands if rule is not None])
    full = len(bands) >= 3 and across and _rows_are_drawn(bands)
    rows: list[list[Strip]] = []
    drawn: dict[int, float] = {}
    num_head, seen = 0, 0
    for rule, band in bands:
        if rule is not None:
            drawn[len(rows)] = rule
        head = band[: max(0, num_head_lines - seen)]
        body = band[len(head) :]
        rows += head_rows(head, edges, ruled=region.framed)
        if head:
            num_head = len(rows)
        rows += grouped(body, ruled=full, limits=limits)
        seen += len(band)
    return rows, drawn, num_head


def _rows_are_drawn(bands: Sequence[tuple[float | None, list[Strip]]]) -> bool:
    """Whether level lines part rows: no two of them hold most of what is printed."""
    counts = [len(band) for _, band in bands]
    return max(counts) <= max(4, 0.5 * sum(counts))


def _run_across(region: Region, rules: Sequence[float]) -> bool:
    """Whether level lines run over most of a region's width, as those over sums do not: they leave the names out."""
    lengths = [sum(line.length for line in strokes_at(region.ruling.level, at)) for at in rules]
    return 2 * sum(length >= _ACROSS * region.box.width for length in lengths) >= len(rules)


def _limits(region: Region, edges: Sequence[float]) -> list[float]:
    """Right edge of the print of each column; the region's own where nothing stands."""
    limits = [region.box.left] * (len(edges) + 1)
    for line in region.lines:
        if len(line.runs) == 1:
            continue
        for run in line.runs:
            if crossing(run, edges):
                continue
            column = sum(edge < run.box.center[0] for edge in edges)
            limits[column] = max(limits[column], run.box.right)
    return limits


def _tops(top: float, rows: Sequence[Sequence[Strip]], drawn: dict[int, float]) -> tuple[float, ...]:
    """Y where each row begins: at its drawn line, else half way between the print of two rows."""
    found = [top]
    for index in range(1, len(rows)):
        above = max(strip.line.box.bottom for strip in rows[index - 1])
        below = min(strip.line.box.top for strip in rows[index])
        found.append(drawn.get(index, (above + below) / 2))
    return tuple(found)


def strokes_at(lines: Sequence[Stroke], at: float) -> list[Stroke]:
    """Lines that lie at one place."""
    return [line for line in lines if abs(line.at - at) <= _SAME_PT]


def runs_in(row: Sequence[Strip]) -> list[Run]:
    """All runs of the lines of a row."""
    return [run for strip in row for run in strip.line.runs]
