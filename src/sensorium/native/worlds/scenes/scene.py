"""A scene: things on a plain ground, on an 8 × 8 grid unless loosened (`loose.py`). Knows how it looks, not how it is
asked about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.native.worlds.art import GROUNDS, Gallery
from sensorium.native.worlds.example import Shown

Drawing: TypeAlias = NDArray[np.uint8]  # RGBA, (side, side, 4)
Size: TypeAlias = Literal["small", "large"]
Relation: TypeAlias = Literal["left of", "right of", "above", "below"]

GRID = 8  # cells a side; with 64 px a cell is 8 px, a whole number of codec patches
SPAN: dict[Size, int] = {"small": 2, "large": 4}  # cells a thing covers
OPPOSITE: dict[Relation, Relation] = {
    "left of": "right of",
    "right of": "left of",
    "above": "below",
    "below": "above",
}
_THIRDS = (("top left", "top", "top right"), ("left", "center", "right"), ("bottom left", "bottom", "bottom right"))
PLACES: tuple[str, ...] = tuple(place for row in _THIRDS for place in row)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A thing in a scene. (column, row) is the grid cell of its top left corner; covers: how many cells it covers along
    each side, None for as many as things of its size do on the grid.
    """

    name: str
    colour: str | None
    size: Size
    column: float
    row: float
    covers: float | None = None

    @property
    def words(self) -> str:
        """'red car', or 'tree' where it has no colour but its own."""
        return self.name if self.colour is None else f"{self.colour} {self.name}"

    @property
    def span(self) -> float:
        return SPAN[self.size] if self.covers is None else self.covers

    @property
    def centre(self) -> tuple[float, float]:
        """(x, y) in cells from the top left corner of the picture."""
        return self.column + self.span / 2, self.row + self.span / 2

    @property
    def place(self) -> str:
        """The ninth of the picture that holds the centre, in words."""
        return place_at(self.centre)

    def overlaps(self, other: Placed, gap: float = 0) -> bool:
        """Whether the boxes overlap, or are nearer than `gap` cells on both axes."""
        return all(
            mine < theirs + other.span + gap and theirs < mine + self.span + gap
            for mine, theirs in ((self.column, other.column), (self.row, other.row))
        )


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Things without overlap on a ground of `GROUNDS`. The first things are the ones spoken of first."""

    things: tuple[Placed, ...]
    ground: str
    gallery: Gallery = field(compare=False, repr=False)

    def render(self, side: int = 128) -> NDArray[np.uint8]:
        """The picture: uint8 RGB, shape = (side, side, 3). `side` is a multiple of 8, unless it is loosened."""
        canvas = blank(self.ground, side)
        self.draw(canvas)
        return canvas

    def draw(self, canvas: NDArray[np.uint8], changed: Callable[[str, Drawing], Drawing] | None = None) -> None:
        """Lay the things over a square canvas (side, side, 3), uint8, in place. changed: name and drawing of a thing →
        the drawing as it shall be.
        """
        cell = len(canvas) / GRID
        for thing in self.things:
            drawing = self.gallery.sprite(thing.name, thing.colour, round(thing.span * cell))
            drawing = drawing if changed is None else changed(thing.name, drawing)
            paste(canvas, drawing, round(thing.column * cell), round(thing.row * cell))

    def shown(self) -> tuple[Shown, ...]:
        """The colour and name of each thing and its box."""
        return tuple(
            Shown(
                thing.words,
                thing.column / GRID,
                thing.row / GRID,
                (thing.column + thing.span) / GRID,
                (thing.row + thing.span) / GRID,
            )
            for thing in self.things
        )

    def named(self) -> tuple[Shown, ...]:
        """The same, and once more with names as they are said of several."""
        several = (
            replace(shown, text=shown.text.removesuffix(thing.name) + self.gallery.plural(thing.name))
            for shown, thing in zip(self.shown(), self.things, strict=True)
        )
        return (*self.shown(), *several)

    @property
    def is_pair(self) -> bool:
        """Whether it has two different things, which then stand in a relation."""
        return len(self.things) == 2 and self.things[0].name != self.things[1].name

    @property
    def relation(self) -> Relation:
        """How the first thing lies to the second, along the axis on which they are further apart."""
        return relation_between(self.things[0].centre, self.things[1].centre)

    def number_of(self, name: str) -> int:
        return sum(thing.name == name for thing in self.things)


def relation_between(first: tuple[float, float], second: tuple[float, float]) -> Relation:
    """How the point `first` lies to the point `second`, in words."""
    across, down = first[0] - second[0], first[1] - second[1]
    if abs(across) >= abs(down):
        return "left of" if across < 0 else "right of"
    return "above" if down < 0 else "below"


def place_at(centre: tuple[float, float]) -> str:
    """The ninth of the picture, in words, that holds a point given in cells."""
    column, row = (min(2, max(0, int(along * 3 / GRID))) for along in centre)
    return _THIRDS[row][column]


def blank(ground: str, side: int) -> NDArray[np.uint8]:
    """An empty ground: uint8 RGB, shape = (side, side, 3)."""
    canvas = np.empty((side, side, 3), dtype=np.uint8)
    canvas[:] = GROUNDS[ground]
    return canvas


def paste(canvas: NDArray[np.uint8], drawing: NDArray[np.uint8], left: int, top: int) -> None:
    """Lay an RGBA `drawing` over `canvas` in place; what falls outside is cut off."""
    height, width = canvas.shape[:2]
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(width, left + drawing.shape[1]), min(height, top + drawing.shape[0])
    if x0 >= x1 or y0 >= y1:
        return
    part = drawing[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.uint16)
    under = canvas[y0:y1, x0:x1]
    alpha = part[..., 3:]
    canvas[y0:y1, x0:x1] = (under * (255 - alpha) + part[..., :3] * alpha + 127) // 255
