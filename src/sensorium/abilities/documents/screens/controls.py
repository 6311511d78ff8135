"""Which rectangles are controls: boxes to tick, fields, buttons, tabs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.labels import Label
from sensorium.abilities.documents.screens.elements import Colour, Element, Kind
from sensorium.abilities.documents.screens.regions import Region

_BOX_PX = (8.0, 26.0)  # sides of boxes to tick
_LOWEST, _HIGHEST = 1.25, 3.6  # sizes of type that a field or button is high
_NARROWEST = 2.2  # sizes of type
_CENTRED = 0.28  # of the room beside a text that its middle may be off
_ROUND = 0.9  # of its box that a disc covers at the most


def controls_of(
    regions: Sequence[Region], labels: Sequence[Label], pixels: NDArray[np.uint8], em: float
) -> list[Element]:
    """Controls of a screen, outermost rectangles first; none inside another."""
    found: list[Element] = []
    for region in regions:
        if any(_covered(region.box, other.box) for other in found):
            continue
        element = _tick_box(region, labels, pixels) or _field_or_button(region, labels, pixels, em)
        if element is not None:
            found.append(element)
    return _with_tabs(found)


def _covered(box: Box, by: Box) -> bool:
    return box.common(by) > 0.5 * box.area


def _tick_box(region: Region, labels: Sequence[Label], pixels: NDArray[np.uint8]) -> Element | None:
    box, (least, most) = region.box, _BOX_PX
    square = least <= box.width <= most and abs(box.width - box.height) <= 2
    if not square or any(label.box.grown(1).holds(box.center) and len(label.text) > 1 for label in labels):
        return None
    beside = [label for label in labels if 0 <= label.box.left - box.right < 30 and _level(label.box, box)]
    if not beside:
        return None
    marked, round_one = _mark(box, region.colour, pixels)
    colourful = max(region.colour) - min(region.colour) > 60
    return Element(
        kind="radio" if round_one else "check box",
        box=box if region.filled < _ROUND or colourful else box.grown(1),
        on=marked or colourful,
        ground=region.colour,
    )


def _level(first: Box, second: Box) -> bool:
    return abs(first.center[1] - second.center[1]) <= 0.5 * max(first.height, second.height)


def _mark(box: Box, colour: Colour, pixels: NDArray[np.uint8]) -> tuple[bool, bool]:
    """Whether something is in the middle of a box, and whether the box is round: near its corners is another colour."""
    top, left, bottom, right = round(box.top), round(box.left), round(box.bottom), round(box.right)
    crop = pixels[top:bottom, left:right].astype(int)
    same = np.abs(crop - np.array(colour)).max(2) < 24
    core = same[len(same) // 4 : -(len(same) // 4), same.shape[1] // 4 : -(same.shape[1] // 4)]
    off = round(0.2 * same.shape[1])
    corners = [same[y, x] for y in (0, -1) for x in (off, -1 - off)]  # a disc's upper row is short, a square's is not
    return bool(core.mean() < 0.8), sum(corners) < 2


def _field_or_button(region: Region, labels: Sequence[Label], pixels: NDArray[np.uint8], em: float) -> Element | None:
    box = region.box
    fits = _LOWEST * em <= box.height <= _HIGHEST * em and _NARROWEST * em <= box.width
    inside = [label for label in labels if box.holds(label.box.center)]
    if not fits or not _is_bordered(region, pixels) or any(label.box.width > box.width + 4 for label in inside):
        return None
    words = tuple(word for label in inside for word in label.words)
    text = Box.around(word.box for word in words) if words else None
    if text is not None and text.height > 2.0 * em:
        return None
    kind: Kind = "button" if text is not None and _is_centred(text, box) and len(words) <= 5 else "input"
    if kind == "input" and box.width > 45 * em:
        return None
    return Element(kind=kind, box=box.grown(1), words=words, ground=region.colour, size_px=em)


def _is_bordered(region: Region, pixels: NDArray[np.uint8]) -> bool:
    """Whether another colour lies all around: just beyond the middle of every side."""
    box = region.box
    height, width = pixels.shape[:2]
    (x, y) = (round(edge) for edge in box.center)
    beyond = [(round(box.left) - 1, y), (round(box.right), y), (x, round(box.top) - 1), (x, round(box.bottom))]
    if any(not (0 <= column < width and 0 <= row < height) for column, row in beyond):
        return False
    return all(np.abs(pixels[row, column].astype(int) - np.array(region.colour)).max() > 10 for column, row in beyond)


def _is_centred(text: Box, box: Box) -> bool:
    before, after = text.left - box.left, box.right - text.right
    return abs(before - after) <= max(3.0, _CENTRED * (before + after))


def _with_tabs(found: Sequence[Element]) -> list[Element]:
    """Buttons that touch each other in a row of three or more are tabs."""
    touching = {
        id(one)
        for one in found
        if one.kind == "button" and sum(_touches(one.box, other.box) for other in found if other.kind == "button") > 0
    }
    rows = [one for one in found if id(one) in touching]
    tabs = {id(one) for one in rows if sum(abs(one.box.center[1] - other.box.center[1]) < 3 for other in rows) > 2}
    return [_as_tab(one) if id(one) in tabs else one for one in found]


def _touches(first: Box, second: Box) -> bool:
    gap = max(first.left, second.left) - min(first.right, second.right)
    return first is not second and -4 <= gap <= 3 and abs(first.center[1] - second.center[1]) < 3


def _as_tab(element: Element) -> Element:
    return Element(kind="tab", box=element.box, words=element.words, ground=element.ground, size_px=element.size_px)
