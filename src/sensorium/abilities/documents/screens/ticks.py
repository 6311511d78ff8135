"""Boxes to tick and round ones: small outlines to the left of a text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.labels import Label
from sensorium.abilities.documents.screens.elements import Element
from sensorium.abilities.documents.screens.regions import ground_of

_REACH_PX, _HALF_PX = 34, 13  # how far left of a text, and above and below its middle, a box may lie
_LEAST_PX, _MOST_PX = 9, 24  # its sides
_UNLIKE = 40  # steps of 0 … 255 over three channels: other than the ground
_RIM = 0.8  # of the outline that must be drawn
_MARKED = 0.3  # of the middle that a tick or dot covers


def ticks_of(labels: Sequence[Label], pixels: NDArray[np.uint8]) -> list[Element]:
    """The box of every text that has one."""
    found = [_tick(label, pixels) for label in labels]
    return [one for one in found if one is not None]


def is_misread(label: Label, ticks: Sequence[Element]) -> bool:
    """Whether a label is a box that a reader took for a letter."""
    return len(label.text) < 3 and any(tick.box.grown(3).holds(label.box.center) for tick in ticks)


def _tick(label: Label, pixels: NDArray[np.uint8]) -> Element | None:
    x, y = round(label.box.left) - 3, round(label.box.center[1])
    left, top = max(0, x - _REACH_PX), max(0, y - _HALF_PX)
    crop = pixels[top : y + _HALF_PX, left : max(left, x)].astype(int)
    if crop.size == 0:
        return None
    ground = ground_of(crop.astype(np.uint8))
    drawn = np.abs(crop - np.array(ground)).sum(2) > _UNLIKE
    rows, columns = np.flatnonzero(drawn.any(1)), np.flatnonzero(drawn.any(0))
    if not len(rows):
        return None
    inner = drawn[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = inner.shape
    if not (_LEAST_PX <= width <= _MOST_PX and abs(width - height) <= 1):
        return None
    round_one, square = _is_round(inner), _is_square(inner)
    if not (round_one or square):
        return None
    box = Box(float(left + columns[0]), float(top + rows[0]), float(left + columns[-1] + 1), float(top + rows[-1] + 1))
    middle = inner[height // 4 : -(height // 4), width // 4 : -(width // 4)]
    return Element(kind="radio" if round_one else "check box", box=box, on=bool(middle.mean() > _MARKED))


def _is_square(drawn: NDArray[np.bool_]) -> bool:
    """Whether all four sides are drawn but for their ends."""
    end = max(1, drawn.shape[1] // 5)
    sides = (drawn[0, end:-end], drawn[-1, end:-end], drawn[end:-end, 0], drawn[end:-end, -1])
    return all(bool(side.mean() > _RIM) for side in sides)


def _is_round(drawn: NDArray[np.bool_]) -> bool:
    """Whether a circle is drawn, and the ends of the sides are not."""
    size = drawn.shape[1]
    turns = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    middle, radius = size / 2, size / 2 - 0.8
    rows = np.clip((drawn.shape[0] / 2 + radius * np.sin(turns)).astype(int), 0, drawn.shape[0] - 1)
    columns = np.clip((middle + radius * np.cos(turns)).astype(int), 0, size - 1)
    off = max(1, size // 6)
    corners = [drawn[y, x] for y in (0, -1) for x in (off, -1 - off)]
    return bool(drawn[rows, columns].mean() > _RIM) and sum(corners) < 2
