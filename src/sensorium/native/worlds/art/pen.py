"""A pen that draws on a square of 100 × 100 units, supersampled; knows shapes and fills, no things and no colours.

A drawing is kept as layers: how much of each pixel each fill covers. Colours come later, by multiplication, so that
one drawing serves every colour. Fills are names of `palette`: `main`, `dark`, `light` follow the colour of the thing,
`trim` is white unless the thing is, `mark` is dark unless the thing is; every other name is a fixed colour.
Units: x to the right, y down, angles in degrees clockwise from the x axis.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from sensorium.native.worlds.art.colours import FILLS

Point: TypeAlias = tuple[float, float]

UNITS = 100
BORDER = 3  # units kept free around the square, for the outline
CANVAS_PX = 512  # where shapes are drawn
PX_PER_UNIT = CANVAS_PX / (UNITS + 2 * BORDER)
MASTER_PX = 128  # what a drawing is kept at: 4 × 4 supersampled
OUTLINE_UNITS = 2.6  # width of the dark line around every silhouette
MARGIN_PX = 6  # of MASTER_PX, left free all round so that neighbours never touch
OUTLINE_LEVEL = 32  # of 255: where the blurred silhouette still counts as outline
NOTHING = 0
FILL_INDEX = {fill: index + 1 for index, fill in enumerate(FILLS)}


@dataclass(frozen=True, eq=False)
class Layers:
    """A drawing without colours: `coverage[k]`, float32 0 … 1, shape = (side, side), is the share of `fills[k]`."""

    fills: tuple[str, ...]
    coverage: NDArray[np.float32]


class Pen:
    """Draws one thing."""

    def __init__(self) -> None:
        self._image = Image.new("L", (CANVAS_PX, CANVAS_PX), NOTHING)
        self._draw = ImageDraw.Draw(self._image)

    def polygon(self, points: Sequence[Point], fill: str = "main") -> None:
        """A closed figure with straight sides."""
        self._draw.polygon([_pixel(point) for point in points], fill=FILL_INDEX[fill])

    def blob(self, points: Sequence[Point], fill: str = "main") -> None:
        """A closed smooth figure through `points`."""
        self.polygon(smooth(points, closed=True), fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str = "main", angle: float = 0) -> None:
        """An ellipse around (x, y), turned by `angle`."""
        self.polygon(ring_points(x, y, rx, ry, angle), fill)

    def circle(self, x: float, y: float, r: float, fill: str = "main") -> None:
        self.ellipse(x, y, r, r, fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str = "main", r: float = 0) -> None:
        """A rectangle with corners rounded by `r` units."""
        corners = (*_pixel((left, top)), *_pixel((right, bottom)))
        self._draw.rounded_rectangle(corners, radius=r * PX_PER_UNIT, fill=FILL_INDEX[fill])

    def line(self, points: Sequence[Point], width: float, fill: str = "ink") -> None:
        """A line with round ends through `points`."""
        pixels = [_pixel(point) for point in points]
        width_px = width * PX_PER_UNIT
        self._draw.line(pixels, fill=FILL_INDEX[fill], width=max(1, round(width_px)), joint="curve")
        for x, y in (pixels[0], pixels[-1]):
            half = width_px / 2
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=FILL_INDEX[fill])

    def curve(self, points: Sequence[Point], width: float, fill: str = "ink") -> None:
        """A smooth open line through `points`."""
        self.line(smooth(points, closed=False), width, fill)

    def arc(self, at: Point, r: float, span: Point, width: float, fill: str = "ink", ry: float = 0) -> None:
        """Part of a circle (or of an ellipse of height `ry`) around `at`, between the two angles of `span`."""
        self.line(arc_points(at, (r, ry or r), span), width, fill)

    def pie(self, at: Point, r: float, span: Point, fill: str = "main", ry: float = 0) -> None:
        """A slice of a disc around `at`, between the two angles of `span`."""
        self.polygon([at, *arc_points(at, (r, ry or r), span)], fill)

    def star(self, x: float, y: float, outer: float, inner: float, tips: int, fill: str = "main") -> None:
        """A star with `tips` points, the first one up."""
        radii = (outer, inner)
        corners = [
            (x + radii[i % 2] * math.sin(math.pi * i / tips), y - radii[i % 2] * math.cos(math.pi * i / tips))
            for i in range(2 * tips)
        ]
        self.polygon(corners, fill)

    def eyes(self, x: float, y: float, apart: float, r: float = 4) -> None:
        """Two eyes, white with a dark pupil, `apart` units from `x` each."""
        for side in (-1, 1):
            self.circle(x + side * apart, y, r, "paper")
            self.circle(x + side * apart, y, r * 0.62, "ink")

    def eye(self, x: float, y: float, r: float = 4) -> None:
        """One eye seen from the side."""
        self.circle(x, y, r, "paper")
        self.circle(x, y, r * 0.6, "ink")

    def erase(self, x: float, y: float, rx: float, ry: float) -> None:
        """Cut an elliptic hole."""
        self._draw.polygon([_pixel(point) for point in ring_points(x, y, rx, ry, 0)], fill=NOTHING)

    def erase_polygon(self, points: Sequence[Point]) -> None:
        """Cut a hole with straight sides."""
        self._draw.polygon([_pixel(point) for point in points], fill=NOTHING)

    def finished(self) -> Layers:
        """The drawing with its outline and margin, layers of side MASTER_PX."""
        sheet = np.asarray(self._image).copy()
        solid = Image.fromarray(np.where(sheet == NOTHING, 0, 255).astype(np.uint8))
        blurred = np.asarray(solid.filter(ImageFilter.GaussianBlur(OUTLINE_UNITS * PX_PER_UNIT)))
        sheet[(sheet == NOTHING) & (blurred > OUTLINE_LEVEL)] = FILL_INDEX["ink"]
        used = [index for index in np.flatnonzero(np.bincount(sheet.ravel())) if index != NOTHING]
        coverage = np.stack([_shrunk(sheet == index) for index in used])
        return Layers(tuple(FILLS[index - 1] for index in used), coverage)


def _shrunk(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """A mask of the canvas as coverage inside the margins of a square of MASTER_PX."""
    inner = MASTER_PX - 2 * MARGIN_PX
    small = Image.fromarray(mask.astype(np.uint8) * 255).resize((inner, inner), Image.Resampling.BOX)
    return np.pad(np.asarray(small, dtype=np.float32) / 255, MARGIN_PX)


def ring_points(x: float, y: float, rx: float, ry: float, angle: float, count: int = 72) -> list[Point]:
    """Points of an ellipse, in units."""
    turn = math.radians(angle)
    points = []
    for i in range(count):
        a = 2 * math.pi * i / count
        u, v = rx * math.cos(a), ry * math.sin(a)
        points.append((x + u * math.cos(turn) - v * math.sin(turn), y + u * math.sin(turn) + v * math.cos(turn)))
    return points


def arc_points(at: Point, radii: Point, span: Point, count: int = 40) -> list[Point]:
    """Points of a part of an ellipse, both ends included."""
    start, end = span
    angles = [math.radians(start + (end - start) * i / (count - 1)) for i in range(count)]
    return [(at[0] + radii[0] * math.cos(a), at[1] + radii[1] * math.sin(a)) for a in angles]


def smooth(points: Sequence[Point], *, closed: bool, steps: int = 10) -> list[Point]:
    """A Catmull–Rom spline through `points`."""
    count = len(points)
    out: list[Point] = []
    for i in range(count if closed else count - 1):
        p0, p1, p2, p3 = (points[_wrap(i + k, count, closed)] for k in (-1, 0, 1, 2))
        out.extend(_spline(p0, p1, p2, p3, step / steps) for step in range(steps))
    if not closed:
        out.append(points[-1])
    return out


def _wrap(index: int, count: int, closed: bool) -> int:
    return index % count if closed else min(max(index, 0), count - 1)


def _spline(p0: Point, p1: Point, p2: Point, p3: Point, t: float) -> Point:
    x, y = (
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
    )
    return x, y


def _pixel(point: Point) -> Point:
    return (point[0] + BORDER) * PX_PER_UNIT, (point[1] + BORDER) * PX_PER_UNIT
