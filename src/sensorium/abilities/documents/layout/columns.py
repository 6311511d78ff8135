"""Rows of a page → lines, each of one column: cut where an alley, an upright rule or the edge of an area passes."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout.lines import Line, line_of, size_of
from sensorium.abilities.documents.reading_direction import as_read
from sensorium.abilities.documents.sheet import Fill
from sensorium.abilities.documents.tree import Word

_LEAST_GAP = 0.7  # of the smaller type beside it: narrower is a space between words, whatever the alley says
_OVER = 1.0  # points by which a field may reach over the words beside it
_AREA_OF_PAGE = 0.6  # a larger fill is the page's ground


def lines_of(
    rows: Sequence[Sequence[Word]],
    alleys: Sequence[Box],
    rules: Sequence[Box],
    frames: Sequence[Box],
    *,
    fields: Sequence[Box] = (),
    right: bool = False,
) -> list[Line]:
    """All words of `rows` in lines, from the top down, each as it is read.

    frames: areas that hold what stands in them together. fields: of a form; what stands on two sides of one is parted.
    right: the page is a mirrored one.
    """
    upright = [rule for rule in rules if rule.height > rule.width]
    lines = []
    for row in rows:
        started = 0
        around = Box.around(word.box for word in row) if fields else None
        near = [one for one in fields if around and one.top < around.bottom and one.bottom > around.top]
        for place in range(1, len(row)):
            first, second = row[place - 1], row[place]
            if _parted(first, second, alleys, upright, frames) or _beside(first, second, near):
                lines.append(line_of(as_read(row[started:place], right=right)))
                started = place
        lines.append(line_of(as_read(row[started:], right=right)))
    return lines


def _parted(first: Word, second: Word, alleys: Sequence[Box], upright: Sequence[Box], frames: Sequence[Box]) -> bool:
    gap = second.box.left - first.box.right
    small = min(size_of(first), size_of(second))
    if gap < 0.2 * small:
        return False
    y = (first.box.top + first.box.bottom + second.box.top + second.box.bottom) / 4
    start, end = first.box.right, second.box.left
    if gap >= _LEAST_GAP * small and _passes(alleys, start, end, y):
        return True
    if _passes(upright, start - 0.1 * small, end + 0.1 * small, y):
        return True
    return gap >= _LEAST_GAP * small and frame_of(first.box, frames) != frame_of(second.box, frames)


def _beside(first: Word, second: Word, fields: Sequence[Box]) -> bool:
    """Whether a field stands between two words."""
    start, end = first.box.right, second.box.left
    y = (first.box.center[1] + second.box.center[1]) / 2
    return any(start - _OVER <= one.left and one.right <= end + _OVER and one.top <= y <= one.bottom for one in fields)


def _passes(strips: Sequence[Box], start: float, end: float, y: float) -> bool:
    return any(one.left < end and one.right > start and one.top <= y <= one.bottom for one in strips)


def frames_of(fills: Sequence[Fill], page: Box) -> list[Box]:
    """Areas behind words, the smallest first; the ground of the page is none of them."""
    boxes = {fill.box for fill in fills if fill.box.area < _AREA_OF_PAGE * page.area and fill.luminance < 0.99}
    return sorted((box for box in boxes if min(box.width, box.height) > 8), key=lambda box: (box.area, box.told()))


def frame_of(box: Box, frames: Sequence[Box]) -> int:
    """The number of the smallest frame around the middle of `box`; -1 outside of all."""
    x, y = box.center
    for number, frame in enumerate(frames):
        if frame.left <= x <= frame.right and frame.top <= y <= frame.bottom:
            return number
    return -1
