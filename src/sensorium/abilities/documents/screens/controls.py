"""Which rectangles are controls: fields, buttons, tabs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.labels import Label
from sensorium.abilities.documents.screens.elements import Element, Kind
from sensorium.abilities.documents.screens.regions import Region

_LOWEST, _HIGHEST = 1.25, 3.6  # sizes of type that a field or button is high
_NARROWEST = 2.2  # sizes of type
_CENTRED = 0.28  # of the room beside a text that its middle may be off


def controls_of(
    regions: Sequence[Region], labels: Sequence[Label], pixels: NDArray[np.uint8], em: float
) -> list[Element]:
    """Fields, buttons and tabs of a screen, outermost rectangles first; none inside another."""
    found: list[Element] = []
    for region in regions:
        if any(_covered(region.box, other.box) for other in found):
            continue
        element = _field_or_button(region, labels, pixels, em)
        if element is not None:
            found.append(element)
    return _with_tabs(found)


def _covered(box: Box, by: Box) -> bool:
    return box.common(by) > 0.5 * box.area


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
