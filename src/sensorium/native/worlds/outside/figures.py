"""Drawings of nothing that has a name, made otherwise than those that training declines to name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw

from sensorium.native.worlds import phrases
from sensorium.native.worlds.art import COLOURS
from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.scenes.sampling import pick
from sensorium.native.worlds.strangers import UNKNOWN, alone

SIDE_PX = 128
SCALE = 4  # of the drawing, for smooth edges
SEEN = tuple(name for name in COLOURS if name != "white")  # on every ground
Colour = tuple[int, int, int]


def unnamed(rng: np.random.Generator, split: Split) -> Example:
    """A picture of one of them on a plain ground, and the question what it is."""
    drawing = KINDS[int(rng.integers(len(KINDS)))](rng)
    picture = alone(drawing, SIDE_PX, rng)
    asked = phrases.ask("what", split, rng)
    return Example(task="what_unnamed", prompt=(picture, asked), reply=(UNKNOWN,), truth={"answer": UNKNOWN})


def monster(rng: np.random.Generator) -> NDArray[np.uint8]:
    """Square blocks at random, the left half mirrored to the right."""
    rows = int(rng.integers(6, 11))
    half = rng.random((rows, rows // 2 + 1)) < rng.uniform(0.4, 0.65)
    blocks = np.concatenate([half, half[:, ::-1][:, 1:]], axis=1)
    colours = np.array([_colour(rng), _colour(rng)])
    which = rng.random(half.shape) < 0.25
    which = np.concatenate([which, which[:, ::-1][:, 1:]], axis=1).astype(int)
    rgba = np.dstack([colours[which], blocks * 255]).astype(np.uint8)
    return np.asarray(Pillow.fromarray(rgba, "RGBA").resize((SIDE_PX, SIDE_PX), Pillow.Resampling.NEAREST))


def rosette(rng: np.random.Generator) -> NDArray[np.uint8]:
    """Nested outlines in polar coordinates, with as many lobes as come."""
    picture, pen = _canvas()
    angle = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    lobes, depth, turn = int(rng.integers(3, 12)), rng.uniform(0.15, 0.5), rng.uniform(0, np.pi)
    for size in np.linspace(0.48, 0.1, int(rng.integers(2, 5))):
        radius = size * (1 - depth * (1 + np.cos(lobes * angle + turn)) / 2)
        points = 0.5 + radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        pen.polygon([tuple(point) for point in (points * picture.width).tolist()], fill=_colour(rng))
    return _small(picture)


def thicket(rng: np.random.Generator) -> NDArray[np.uint8]:
    """Branches that fork and bend, all of one colour."""
    picture, pen = _canvas()
    colour, spread, shrink = _colour(rng), rng.uniform(0.3, 1.3), rng.uniform(0.6, 0.8)

    def grow(x: float, y: float, angle: float, length: float, depth: int) -> None:
        tip = x + length * np.cos(angle), y + length * np.sin(angle)
        width = max(1, round(0.02 * picture.width * 0.8 ** (5 - depth)))
        pen.line([x * picture.width, y * picture.width, tip[0] * picture.width, tip[1] * picture.width], colour, width)
        if depth:
            for turn in (-spread, rng.normal(0, 0.3), spread)[: int(rng.integers(2, 4))]:
                grow(*tip, angle + turn, length * shrink, depth - 1)

    for first in np.linspace(0, 2 * np.pi, int(rng.integers(1, 4)), endpoint=False):
        grow(0.5, 0.5, first + rng.uniform(0, 1), 0.16, 4)
    return _small(picture)


KINDS: tuple[Callable[[np.random.Generator], NDArray[np.uint8]], ...] = (monster, rosette, thicket)


def _colour(rng: np.random.Generator) -> Colour:
    red, green, blue = COLOURS[pick(SEEN, rng)]
    return int(red), int(green), int(blue)


def _canvas() -> tuple[Pillow.Image, ImageDraw.ImageDraw]:
    picture = Pillow.new("RGBA", (SIDE_PX * SCALE, SIDE_PX * SCALE), (0, 0, 0, 0))
    return picture, ImageDraw.Draw(picture)


def _small(picture: Pillow.Image) -> NDArray[np.uint8]:
    smooth = picture.convert("RGBa").resize((SIDE_PX, SIDE_PX), Pillow.Resampling.BOX)
    return np.asarray(smooth.convert("RGBA"))
