"""A pen that draws on a square of 100 × 100 units, supersampled; knows shapes and fills, no things.

Fills are names: `main`, `dark`, `light` follow the colour of the thing, `trim` is white unless the thing is,
`mark` is dark unless the thing is; every other name is a fixed colour.
Units: x to the right, y down, angles in degrees clockwise from the x axis.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from sensorium.native.worlds.art.colours import COLOURS, FIXED, RGB, shaded

Point: TypeAlias = tuple[float, float]

UNITS = 100
BORDER = 3  # units kept free around the square, for the outline
CANVAS_PX = 512  # where shapes are drawn
PX_PER_UNIT = CANVAS_PX / (UNITS + 2 * BORDER)
MASTER_PX = 128  # what a drawing is kept at: 4 × 4 supersampled
OUTLINE_UNITS = 1.9  # width of the dark line around every silhouette
MARGIN = 3 / 64  # of the sprite's side, left free all round so that neighbours never touch


class Pen:
    """Draws one thing. `colour` is a name of `COLOURS` (`white` stands in for things without a colour)."""

    def __init__(self, colour: str) -> None:
        main = COLOURS[colour]
        self._fills: dict[str, RGB] = {
            **FIXED,
            "main": main,
            "dark": shaded(main, 0.68 if colour != "black" else 0.5),
            "light": shaded(main, 1.45 if colour != "white" else 0.88),
            "mark": FIXED["ink"] if colour != "black" else FIXED["steel"],
            "trim": FIXED["paper"] if colour != "white" else FIXED["steel"],
        }
        self._image = Image.new("RGBA", (CANVAS_PX, CANVAS_PX), (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self._image)

    def polygon(self, points: Sequence[Point], fill: str = "main") -> None:
        """A closed figure with straight sides."""
        self._draw.polygon([_pixel(point) for point in points], fill=self._rgba(fill))

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
        self._draw.rounded_rectangle(corners, radius=r * PX_PER_UNIT, fill=self._rgba(fill))

    def line(self, points: Sequence[Point], width: float, fill: str = "ink") -> None:
        """A line with round ends through `points`."""
        pixels = [_pixel(point) for point in points]
        width_px = width * PX_PER_UNIT
        self._draw.line(pixels, fill=self._rgba(fill), width=max(1, round(width_px)), joint="curve")
        for x, y in (pixels[0], pixels[-1]):
            half = width_px / 2
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=self._rgba(fill))

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
        self._draw.polygon([_pixel(point) for point in ring_points(x, y, rx, ry, 0)], fill=(0, 0, 0, 0))

    def erase_polygon(self, points: Sequence[Point]) -> None:
        """Cut a hole with straight sides."""
        self._draw.polygon([_pixel(point) for point in points], fill=(0, 0, 0, 0))

    def finished(self) -> NDArray[np.uint8]:
        """The drawing with its outline and margin: RGBA uint8, shape = (MASTER_PX, MASTER_PX, 4)."""
        alpha = self._image.getchannel("A")
        inner = round(MASTER_PX * (1 - 2 * MARGIN))
        sheet = Image.new("RGBA", (CANVAS_PX, CANVAS_PX), (*FIXED["ink"], 0))
        sheet.putalpha(_grown(alpha, OUTLINE_UNITS * PX_PER_UNIT))
        sheet.alpha_composite(self._image)
        small = sheet.resize((inner, inner), Image.Resampling.BOX)
        master = Image.new("RGBA", (MASTER_PX, MASTER_PX), (*FIXED["ink"], 0))
        master.paste(small, ((MASTER_PX - inner) // 2, (MASTER_PX - inner) // 2))
        return np.asarray(master).copy()

    def _rgba(self, fill: str) -> tuple[int, int, int, int]:
        return (*self._fills[fill], 255)


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


def _grown(alpha: Image.Image, radius_px: float) -> Image.Image:
    """A silhouette widened by about `radius_px`: blurred, then cut well below the middle."""
    blurred = alpha.filter(ImageFilter.GaussianBlur(radius_px))
    return blurred.point([min(255, max(0, (level - 30) * 12)) for level in range(256)])
