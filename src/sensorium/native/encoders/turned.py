"""Finds print that does not lie flat: read upwards, or slanting upwards, as labels under the columns of a chart are.

The picture is turned until such print lies flat, and looked at as before. Most pictures have none: they are only turned
if marks like letters are left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from sensorium.native.encoders.lines import LineBox, Print, find_print

LEAST_LOOSE = 6  # marks like letters that are left over: two short labels
SLANT_DEG = 42.0  # between the usual 40 and 45; lines are still lines some degrees off
ANGLES_DEG = (90.0, SLANT_DEG)
SHORT = 1.5  # heights: what is shorter may lie flat
LEAST_ROW = 3  # labels side by side; fewer may be anything
LONGER = 1.5  # times the aspect of the flat line that it replaces
INNER = 0.7  # of the box around a slanting line


@dataclass(frozen=True, eq=False)
class TurnedLine:
    """A line as it reads, uint8 (height, width, 3), and what it covers of the picture, in pixels."""

    pixels: NDArray[np.uint8]
    box: LineBox

    @property
    def aspect(self) -> float:
        """Length in heights."""
        height, width = self.pixels.shape[:2]
        return float(width / height)


def find_turned(pixels: NDArray[np.uint8], found: Print) -> tuple[list[LineBox], list[TurnedLine]]:
    """The flat lines that were found, less those that are made of turned ones, and a row of turned lines, from left to
    right: none where fewer than LEAST_LOOSE marks are loose. pixels: uint8, shape = (height, width, 3).
    """
    for angle in ANGLES_DEG if found.loose >= LEAST_LOOSE else ():
        turned = list(_at(pixels, angle))
        flat = _without(found.lines, turned)
        row = _side_by_side([line for line in turned if not any(_meet(line.box, other) for other in flat)])
        if len(row) >= LEAST_ROW:
            return _without(found.lines, row), row
    return list(found.lines), []


def _without(flat: Sequence[LineBox], turned: Sequence[TurnedLine]) -> list[LineBox]:
    """The flat lines that are no other reading of the turned ones."""
    return [line for line in flat if not _is_made_of(line, turned) and not _is_part_of(line, turned)]


def _side_by_side(lines: Sequence[TurnedLine]) -> list[TurnedLine]:
    """Those that begin as far up as most do, by the height of their print, from left to right."""
    top = float(np.median([line.box.top for line in lines])) if lines else 0.0
    row = [line for line in lines if abs(line.box.top - top) <= len(line.pixels)]
    return sorted(row, key=lambda line: line.box.left)


def _is_made_of(flat: LineBox, turned: Sequence[TurnedLine]) -> bool:
    """Whether several turned lines stand side by side where a flat one was found, twice as high as their print."""
    height = flat.bottom - flat.top
    return sum(_holds(flat, line.box) and height >= 2 * len(line.pixels) for line in turned) > 1


def _is_part_of(flat: LineBox, turned: Sequence[TurnedLine]) -> bool:
    """Whether what was found is a letter or two of a turned line, which is longer for its height."""
    aspect = (flat.right - flat.left) / (flat.bottom - flat.top)
    return any(_meet(flat, line.box) and line.aspect >= LONGER * aspect for line in turned)


def _at(pixels: NDArray[np.uint8], angle_deg: float) -> Iterator[TurnedLine]:
    """Lines of the picture turned clockwise by an angle."""
    edge = tuple(int(channel) for channel in np.median(np.concatenate([pixels[0], pixels[-1]]), axis=0))
    picture = Pillow.fromarray(pixels).rotate(-angle_deg, Pillow.Resampling.BICUBIC, expand=True, fillcolor=edge)
    turned = np.asarray(picture)
    for box in find_print(turned).lines:
        inside = _back(box, angle_deg, turned.shape[:2], pixels.shape[:2])
        line = TurnedLine(turned[box.top : box.bottom, box.left : box.right], inside) if inside else None
        if line is not None and line.aspect >= SHORT:
            yield line


def _back(box: LineBox, angle_deg: float, turned: tuple[int, ...], size: tuple[int, ...]) -> LineBox | None:
    """What a box of the turned picture covers of the picture, sizes (height, width); None where it leaves it."""
    angle = np.deg2rad(angle_deg)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    corners = np.array([(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)], float)
    there = (corners - np.array(turned[::-1]) / 2) @ turn.T + np.array(size[::-1]) / 2
    middle = there.mean(axis=0)
    if (middle < 0).any() or (middle >= size[::-1]).any():
        return None
    if angle_deg % 90:  # the corners around what slants belong to its neighbours
        there = middle + INNER * (there - middle)
    low, high = there.min(axis=0).clip(0), np.minimum(there.max(axis=0), size[::-1])
    return LineBox(*(round(float(edge)) for edge in (*low, *high)))


def _meet(box: LineBox, other: LineBox) -> bool:
    """Whether the middle of one box lies in the other."""
    return _holds(box, other) or _holds(other, box)


def _holds(box: LineBox, other: LineBox) -> bool:
    across, down = (other.left + other.right) / 2, (other.top + other.bottom) / 2
    return box.left <= across < box.right and box.top <= down < box.bottom
