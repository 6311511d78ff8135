"""The sheet a chart is drawn on: shapes drawn twice as large and reduced, letters set on top at their final size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from sensorium.native.worlds.example import Shown
from sensorium.native.worlds.print.lettering.typeface import Lettering
from sensorium.native.worlds.print.paper import lay
from sensorium.native.worlds.print.placing import shown_as_one, shown_words

OVERSAMPLING = 2
NEAR = 2.0  # pixels around the end of a value
Colour: TypeAlias = tuple[int, int, int]
XY: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


class Board:
    """A picture under way. Positions are in final pixels, x to the right and y down."""

    def __init__(self, height: int, width: int, ground: Colour) -> None:
        self.height, self.width, self.ground = height, width, ground
        self._large = Image.new("RGB", (width * OVERSAMPLING, height * OVERSAMPLING), ground)
        self._draw = ImageDraw.Draw(self._large)
        self.shown: list[Shown] = []  # words printed so far
        self.reached: list[Shown] = []  # what values can be measured to be, and where they end
        self._inks: list[tuple[NDArray[np.uint8], int, int, Colour]] = []

    def box(self, corner: XY, opposite: XY, fill: Colour | None, edge: Colour | None = None) -> None:
        (x0, y0), (x1, y1) = corner, opposite
        corners = [(min(x0, x1), min(y0, y1)), (max(x0, x1), max(y0, y1))]
        self._draw.rectangle(_larger_box(corners), fill=fill, outline=edge, width=OVERSAMPLING if edge else 0)

    def reach(self, at: XY, value: str) -> None:
        """Note that a value ends at a point, and what it can be measured to be; '' where nothing tells."""
        (left, right), (top, bottom) = (
            ((along - NEAR) / size, (along + NEAR) / size)
            for along, size in zip(at, (self.width, self.height), strict=True)
        )
        self.reached.append(Shown(value, left, top, right, bottom))

    def line(self, points: list[XY], colour: Colour, thickness: float = 1.0) -> None:
        self._draw.line(_larger(points), fill=colour, width=max(1, round(thickness * OVERSAMPLING)), joint="curve")

    def polygon(self, points: list[XY], fill: Colour) -> None:
        self._draw.polygon(_larger(points), fill=fill)

    def disc(self, centre: XY, radius: float, fill: Colour) -> None:
        self._draw.ellipse(_larger_box(_around(centre, radius)), fill=fill)

    def slice(self, centre: XY, radius: float, angles: tuple[float, float], fill: Colour, edge: Colour) -> None:
        """A part of a pie between two angles, in degrees clockwise from the right."""
        self._draw.pieslice(_larger_box(_around(centre, radius)), *angles, fill=fill, outline=edge, width=OVERSAMPLING)

    def text(self, lettering: Lettering, x: float, baseline: float, colour: Colour, align: float = 0.0) -> None:
        """Print a line; `align` of its width (0 … 1) lies left of x."""
        width = lettering.coverage.shape[1]
        self.ink(lettering.coverage, (x - align * width, baseline - lettering.top), colour, lettering.text)

    def ink(
        self, coverage: NDArray[np.uint8], corner: XY, colour: Colour, text: str = "", *, turned: bool = False
    ) -> None:
        """Print anything, its upper left corner there, moved inwards if it would be cut off; `text` is what it says,
        from left to right unless it is turned.
        """
        height, width = coverage.shape
        left = min(max(round(corner[0]), 1), max(1, self.width - width - 1))
        top = min(max(round(corner[1]), 1), max(1, self.height - height - 1))
        self._inks.append((coverage, top, left, colour))
        size = (self.height, self.width)
        placed = shown_as_one if turned else shown_words
        self.shown += placed(text, left=left, top=top, right=left + width, bottom=top + height, size=size)

    def finished(self) -> NDArray[np.float32]:
        """Everything together: float32, shape = (height, width, 3), 0 … 255."""
        small = self._large.resize((self.width, self.height), Image.Resampling.BOX)
        picture = np.asarray(small, np.float32).copy()
        for coverage, top, left, colour in self._inks:
            lay(picture, coverage, top, left, np.asarray(colour, np.float32))
        return picture


def _larger(points: list[XY]) -> list[XY]:
    return [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points]


def _larger_box(corners: list[XY]) -> tuple[XY, XY]:
    upper, lower = _larger(corners)
    return upper, lower


def _around(centre: XY, radius: float) -> list[XY]:
    x, y = centre
    return [(x - radius, y - radius), (x + radius, y + radius)]
