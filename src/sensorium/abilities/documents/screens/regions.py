"""Areas of one colour on a screen: what may be a control, a panel, a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.components import Components, components_of
from sensorium.abilities.documents.screens.elements import Colour

_FILLED = 0.55  # of its box: print and rounded corners take the rest
_FEWEST_COLOURS = 12
_PLAIN = 0.6  # of an area in one colour: a button
_BUSY_PX = 28  # the shorter side of a picture


@dataclass(frozen=True, kw_only=True)
class Region:
    """A rectangle of one colour; filled: the part of its box that has it."""

    box: Box
    colour: Colour
    filled: float


def ground_of(pixels: NDArray[np.uint8]) -> Colour:
    """The most common colour of uint8, shape = (H, W, 3)."""
    return _colour(int(np.bincount(_codes(pixels).ravel()).argmax()))


def regions_of(pixels: NDArray[np.uint8]) -> list[Region]:
    """Rectangles of any one colour that are at least 8 pixels wide and high, the larger first."""
    codes = _codes(pixels)
    counts = np.bincount(codes.ravel())
    found: list[Region] = []
    for code in np.argsort(-counts)[:24].tolist():
        if counts[code] >= 60:
            found += _rectangles(components_of(codes == code), _colour(code))
    return sorted(found, key=lambda region: -region.box.area)


def _codes(pixels: NDArray[np.uint8]) -> NDArray[np.int64]:
    bins = pixels.astype(np.int64) >> 2
    return np.asarray((bins[..., 0] << 12) | (bins[..., 1] << 6) | bins[..., 2])


def _colour(code: int) -> Colour:
    red, green, blue = ((code >> shift & 63) * 4 + 2 for shift in (12, 6, 0))
    return (min(255, red + (red > 250)), min(255, green + (green > 250)), min(255, blue + (blue > 250)))


def _rectangles(areas: Components, colour: Colour) -> list[Region]:
    widths, heights = areas.sides
    filled = areas.areas / np.maximum(widths * heights, 1)
    fits = (np.minimum(widths, heights) >= 8) & (filled >= _FILLED)
    return [
        Region(box=areas.box(int(index)), colour=colour, filled=float(filled[index]))
        for index in np.flatnonzero(fits)[:600]
    ]


def pictures_of(pixels: NDArray[np.uint8], words: Sequence[Box]) -> list[Box]:
    """Areas of many colours without print: photographs, drawings, gradients."""
    codes = _codes(pixels)
    counts = np.bincount(codes.ravel())
    common = np.argsort(-counts)[:6]
    flat = np.isin(codes, common[counts[common] > 0.004 * codes.size])
    for box in words:
        flat[int(box.top) - 1 : int(box.bottom) + 2, int(box.left) - 1 : int(box.right) + 2] = True
    areas = components_of(~flat)
    widths, heights = areas.sides
    large = (np.minimum(widths, heights) >= _BUSY_PX) & (areas.areas > 0.4 * widths * heights)
    boxes = [areas.box(int(index)) for index in np.flatnonzero(large)[:100]]
    return [box for box in boxes if _is_busy(codes, box)]


def _is_busy(codes: NDArray[np.int64], box: Box) -> bool:
    """Whether an area has many colours, none of them most of it."""
    _, counts = np.unique(codes[int(box.top) : int(box.bottom), int(box.left) : int(box.right)], return_counts=True)
    return len(counts) >= _FEWEST_COLOURS and float(counts.max()) < _PLAIN * float(counts.sum())
