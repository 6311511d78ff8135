"""Scenes as somebody else would have drawn or photographed them: things a little turned or mirrored, grounds shaded or
rough, pictures blurred, dark, noisy, compressed. What is said of the scene stays true.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sensorium.native.worlds.art import GROUNDS
from sensorium.native.worlds.art.changing import mirrored, turned
from sensorium.native.worlds.art.colours import RGB
from sensorium.native.worlds.print.paper import finished, sheet, worn
from sensorium.native.worlds.scenes.scene import Scene

TURN_DEG, MOST_TURN_DEG = 10.0, 25.0  # spread and bound
MIRRORED_SHARE = 0.4  # of drawn things; what is given as a picture may hold letters
SHADE = 6.0  # spread of a ground's colour about the one of its name, 0 … 255
LIGHT = (0.8, 1.1)  # of the light that a picture was taken in
DETAIL_PX = 20.0  # of a picture of 128 pixels: the size of what wear must leave visible
PALEST = 60.0  # how far the darkest channel of a pale colour lies below white


def drawn_otherwise(
    scene: Scene, side: int, rng: np.random.Generator, *, reach: float = 1.0, ground: RGB | None = None
) -> NDArray[np.uint8]:
    """The picture: uint8 RGB, shape = (side, side, 3). reach: from 0, as `Scene.render` draws it, to 1; ground: a
    colour instead of the scene's own.
    """
    colour = np.array(ground or GROUNDS[scene.ground], np.float32)
    if ground is None:
        colour = np.clip(colour + rng.normal(0, SHADE * reach, 3), 0, 255).astype(np.float32)
    plain = np.broadcast_to(colour, (side, side, 3))
    canvas = finished(sheet(rng, side, side, colour) if rng.random() < reach else plain)
    scene.draw(canvas, lambda name, drawing: _handled(scene, name, drawing, reach, rng))
    low, high = (1 + reach * (end - 1) for end in LIGHT)
    picture = canvas.astype(np.float32) * np.float32(rng.uniform(low, high))
    return worn(rng, picture, DETAIL_PX * side / 128) if rng.random() < reach else finished(picture)


def some_ground(rng: np.random.Generator) -> tuple[RGB, str]:
    """Any colour, and the ground that comes nearest to it when both are pale."""
    colour = rng.integers(0, 256, 3)
    missing = 255.0 - colour
    pale = 255 - missing * min(1.0, PALEST / max(1.0, float(missing.max())))
    name = min(GROUNDS, key=lambda ground: float(np.abs(pale - np.array(GROUNDS[ground])).sum()))
    red, green, blue = colour.tolist()
    return (red, green, blue), name


def _handled(
    scene: Scene, name: str, drawing: NDArray[np.uint8], reach: float, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """A drawing, turned and maybe mirrored."""
    angle = float(np.clip(rng.normal(0, TURN_DEG), -MOST_TURN_DEG, MOST_TURN_DEG)) * reach
    if name in scene.gallery.things and rng.random() < MIRRORED_SHARE * reach:
        drawing = mirrored(drawing)
    return turned(drawing, angle) if abs(angle) >= 1 else drawing
