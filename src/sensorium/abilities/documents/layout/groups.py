"""Lines → groups: lines of one column that stand close below each other and are set alike.

Grouping goes from the top down and joins a line to the nearest one above it, as Docstrum does with components
(O'Gorman 1993), by the distance of lines that is usual on the page itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout.columns import frame_of
from sensorium.abilities.documents.layout.lines import Line, median

_SPREAD = 1.28  # by how much the distance of lines may exceed what is usual
_USUAL_PITCH = 1.25  # of the size of type, where a page does not tell
_SIZES, _GUESSED_SIZES = 1.17, 1.45  # the larger by the smaller size, up to which lines are set alike
_AROUND = 10  # lines before and after one that may stand at its height
_REACH = 3.5  # sizes of type below a line, from where on nothing is joined to it


@dataclass(slots=True, kw_only=True)
class Group:
    """Lines from the top down."""

    lines: list[Line]
    frame: int = -1
    closed: bool = False  # a figure or a table: nothing is joined to it, and nothing across it

    @property
    def box(self) -> Box:
        return Box.around(line.box for line in self.lines)

    @property
    def last(self) -> Line:
        return self.lines[-1]


def groups_of(
    lines: Sequence[Line], rules: Sequence[Box], frames: Sequence[Box], obstacles: Sequence[Box]
) -> list[Group]:
    """All `lines` in groups; none reaches across a level rule, out of a frame or over one of `obstacles`."""
    walls = [Line(words=(), box=box, size_pt=0.0, exact=True) for box in obstacles]
    ordered = sorted([*lines, *walls], key=lambda line: (line.box.top + line.box.bottom, line.box.left))
    level = _Level(rules)
    usual = _usual_pitch(ordered)
    groups: list[Group] = []
    growing: list[Group] = []
    for place, line in enumerate(ordered):
        growing = [one for one in growing if one.last.box.bottom + _REACH * _reach(one.last) > line.box.top]
        above = _above(line, growing)
        frame = frame_of(line.box, frames)
        around = ordered[max(0, place - _AROUND) : place + _AROUND]
        alone = above is not None and not _branches(above, line, around, growing)
        if (
            above
            and line.words
            and alone
            and not above.closed
            and above.frame == frame
            and _joins(above, line, usual, level)
        ):
            above.lines.append(line)
            continue
        group = Group(lines=[line], frame=frame, closed=not line.words)
        growing.append(group)
        groups += [group] if line.words else []
    return groups


def _branches(above: Group, line: Line, around: Sequence[Line], growing: Sequence[Group]) -> bool:
    """Whether a line spans several below it, or several above it: there columns begin or end."""
    last = above.last.box
    below = any(other is not line and _level_with(other.box, line.box) and _over(last, other.box) for other in around)
    return below or any(
        group is not above and _level_with(group.last.box, last) and _over(group.last.box, line.box)
        for group in growing
    )


def _level_with(first: Box, second: Box) -> bool:
    common = min(first.bottom, second.bottom) - max(first.top, second.top)
    return common > 0.5 * min(first.height, second.height)


def _over(first: Box, second: Box) -> bool:
    """Whether two boxes share more than the edge of a column."""
    return _common(first, second) > 0.2 * min(first.width, second.width)


class _Level:
    """Level rules, found by their height on the page."""

    def __init__(self, rules: Sequence[Box]) -> None:
        self._rules = sorted((rule for rule in rules if rule.width >= rule.height), key=lambda rule: rule.top)
        self._tops = [rule.top for rule in self._rules]

    def between(self, upper: Box, lower: Box) -> bool:
        """Whether a rule parts two boxes, the one above the other."""
        start, end = upper.bottom - 0.15 * upper.height, lower.top + 0.4 * lower.height
        left, right = max(upper.left, lower.left), min(upper.right, lower.right)
        for rule in self._rules[bisect_left(self._tops, start) : bisect_left(self._tops, end)]:
            if min(rule.right, right) - max(rule.left, left) > 0.5 * (right - left):
                return not _underlines(rule, upper)
        return False


def _underlines(rule: Box, line: Box) -> bool:
    """Whether a rule belongs to a line that it is as long as, close under it."""
    return rule.top < line.bottom + 0.1 * line.height and rule.width <= line.width + 0.2 * line.height


def _reach(line: Line) -> float:
    return line.size_pt or line.box.height


def _usual_pitch(lines: Sequence[Line]) -> float:
    """The distance of lines in sizes of type: from each to the nearest below it, the lower middle of all."""
    pitches = []
    for number, line in enumerate(lines):
        if line.size_pt <= 0 or len(line.text) < 12:
            continue
        for other in lines[number + 1 : number + 12]:
            pitch = (other.box.bottom - line.box.bottom) / line.size_pt
            if pitch > 0.6 and _common(line.box, other.box) > 0:
                if pitch < 3 and _alike(line, other):
                    pitches.append(pitch)
                break
    return sorted(pitches)[int(0.4 * len(pitches))] if len(pitches) >= 3 else _USUAL_PITCH


def _above(line: Line, growing: Sequence[Group]) -> Group | None:
    """The group whose last line is the nearest above a line."""
    best: Group | None = None
    for group in growing:
        last = group.last.box
        if _common(last, line.box) <= 0 or last.bottom > line.box.bottom:
            continue
        if best is None or last.bottom > best.last.box.bottom:
            best = group
    return best


def _common(first: Box, second: Box) -> float:
    """How wide the strip is in which both stand, points; 0 and less where there is none."""
    return min(first.right, second.right) - max(first.left, second.left)


def _alike(first: Line, second: Line) -> bool:
    small, large = sorted((first.size_pt, second.size_pt))
    most = _SIZES if first.exact and second.exact else _GUESSED_SIZES
    return large <= most * small


def _joins(group: Group, line: Line, usual: float, level: _Level) -> bool:
    last = group.last
    size_pt = max(line.size_pt, last.size_pt)
    if not _alike(group.lines[0], line) and not (len(line.text) < 12 and _alike(last, line)):
        return False
    pitch = line.box.bottom - last.box.bottom
    if pitch > _SPREAD * _own_pitch(group, usual * size_pt) or pitch < 0.4 * size_pt:
        return False
    if line.bold != last.bold and _changes_weight(group, line):
        return False
    if _beside(last.box, line.box, size_pt):
        return False
    return not level.between(last.box, line.box)


def _own_pitch(group: Group, usual: float) -> float:
    """The distance of the lines of a group, points, where it has three; a single step may be a narrow one."""
    bottoms = [line.box.bottom for line in group.lines[-6:]]
    own = median([lower - upper for upper, lower in pairwise(bottoms)])
    return own if len(bottoms) >= 3 else max(own, usual)


def _changes_weight(group: Group, line: Line) -> bool:
    """Whether a bold head ends here, or begins."""
    return all(one.bold for one in group.lines) or line.bold


def _beside(upper: Box, lower: Box, size_pt: float) -> bool:
    """Whether two lines only touch at their corners, as those of neighbouring columns do."""
    least = min(upper.width, lower.width)
    return _common(upper, lower) < min(0.3 * least, 2 * size_pt) and abs(upper.left - lower.left) > 2 * size_pt
