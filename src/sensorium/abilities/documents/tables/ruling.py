"""Drawn lines of a page, tidied: pieces of one line joined, edges of shaded areas added, what lies together found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Fill, Sheet

_SNAP_PT = 2.6  # lines nearer than this are one
_JOIN_PT = 4.0  # a gap in a line that is none
_REACH_PT = 3.5  # by which lines that meet may miss each other
_THIN_PT = 3.2  # an area thinner than this is a line
_PAPER = 0.985  # luminance of what is not shaded


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line: where it lies (`at`: y of a level one, x of an upright one), from where to where, in points."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start

    def covers(self, start: float, end: float) -> bool:
        """Whether it runs along most of a stretch."""
        return min(self.end, end) - max(self.start, start) >= 0.7 * (end - start)


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """Level lines from the top, upright ones from the left."""

    level: tuple[Stroke, ...] = ()
    upright: tuple[Stroke, ...] = ()

    def within(self, box: Box, slack: float = _REACH_PT) -> Ruling:
        """Those that run mostly inside a box."""
        return Ruling(
            level=tuple(line for line in self.level if _inside(line, box.top, box.bottom, box.left, box.right, slack)),
            upright=tuple(
                line for line in self.upright if _inside(line, box.left, box.right, box.top, box.bottom, slack)
            ),
        )

    @property
    def box(self) -> Box:
        """Around all of them, of which there must be one."""
        return Box.around(
            [Box(line.start, line.at, line.end, line.at) for line in self.level]
            + [Box(line.at, line.start, line.at, line.end) for line in self.upright]
        )


def _inside(line: Stroke, first: float, last: float, start: float, end: float, slack: float) -> bool:
    shared = min(line.end, end + slack) - max(line.start, start - slack)
    return first - slack <= line.at <= last + slack and shared >= min(0.5 * line.length, 0.5 * (end - start))


def ruling_of(sheet: Sheet) -> Ruling:
    """All lines of a page, the edges of shaded cells among them."""
    level, upright = [], []
    for box in (*sheet.rules, *(fill.box for fill in sheet.fills if min(fill.box.width, fill.box.height) <= _THIN_PT)):
        x, y = box.center
        if box.width >= box.height:
            level.append(Stroke(y, box.left, box.right))
        else:
            upright.append(Stroke(x, box.top, box.bottom))
    return Ruling(level=_joined(level), upright=_joined(upright))


def shades_of(sheet: Sheet) -> list[Fill]:
    """Shaded areas of the size of cells or rows, not those that lie under half the page."""
    return [
        fill
        for fill in sheet.fills
        if fill.luminance < _PAPER
        and min(fill.box.width, fill.box.height) > _THIN_PT
        and fill.box.height < 0.4 * sheet.height_pt
    ]


def edges_of(fills: Iterable[Fill]) -> Ruling:
    """The sides of shaded areas as lines."""
    level, upright = [], []
    for fill in fills:
        box = fill.box
        level += [Stroke(box.top, box.left, box.right), Stroke(box.bottom, box.left, box.right)]
        upright += [Stroke(box.left, box.top, box.bottom), Stroke(box.right, box.top, box.bottom)]
    return Ruling(level=_joined(level), upright=_joined(upright))


def together(first: Ruling, second: Ruling) -> Ruling:
    """Lines of both, those that lie on each other as one."""
    return Ruling(level=_joined([*first.level, *second.level]), upright=_joined([*first.upright, *second.upright]))


def _joined(lines: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Lines that lie at one place and touch become one."""
    found: list[Stroke] = []
    for group in _near(sorted(lines, key=lambda line: line.at)):
        at = sum(line.at * line.length for line in group) / max(sum(line.length for line in group), 1e-6)
        group.sort(key=lambda line: line.start)
        start, end = group[0].start, group[0].end
        for line in group[1:]:
            if line.start - end > _JOIN_PT:
                found.append(Stroke(at, start, end))
                start, end = line.start, line.end
            end = max(end, line.end)
        found.append(Stroke(at, start, end))
    return tuple(found)


def _near(lines: Sequence[Stroke]) -> list[list[Stroke]]:
    """Lines in the order of their places → groups that lie at one place."""
    groups: list[list[Stroke]] = []
    for line in lines:
        if groups and line.at - groups[-1][0].at <= _SNAP_PT:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def frames_of(ruling: Ruling) -> list[Ruling]:
    """Lines that touch each other, level with upright, as groups: each may be the frame of a table."""
    lines = [(line, True) for line in ruling.level] + [(line, False) for line in ruling.upright]
    leader = list(range(len(lines)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for first in range(len(ruling.level)):
        for second in range(len(ruling.level), len(lines)):
            if _meet(lines[first][0], lines[second][0]):
                leader[find(first)] = find(second)
    groups: dict[int, list[tuple[Stroke, bool]]] = defaultdict(list)
    for index, line in enumerate(lines):
        groups[find(index)].append(line)
    return [
        Ruling(level=tuple(a for a, flat in group if flat), upright=tuple(a for a, flat in group if not flat))
        for group in groups.values()
    ]


def _meet(level: Stroke, upright: Stroke) -> bool:
    across = level.start - _REACH_PT <= upright.at <= level.end + _REACH_PT
    along = upright.start - _REACH_PT <= level.at <= upright.end + _REACH_PT
    return across and along
