"""Pictures of charts drawn with numpy, and the words on them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word

Pixels = NDArray[np.uint8]
BLUE, ORANGE, GREEN = (31, 119, 180), (255, 127, 14), (44, 160, 44)
BASE, TOP, MOST = 300, 60, 120.0  # rows of zero and of the last tick, and its value


def word(text: str, x: float, y: float, *, right: bool = False, left: bool = False) -> Word:
    """A word whose middle (or right or left end) is at x, its middle at y; 12 pixels high."""
    width = 7.0 * len(text)
    start = x - width if right else x if left else x - width / 2
    return Word(text=text, box=Box(start, y - 6, start + width, y + 6))


def sheet(width: int = 480, height: int = 380) -> Pixels:
    return np.full((height, width, 3), 255, np.uint8)


def row(value: float) -> float:
    return BASE - value / MOST * (BASE - TOP)


def ticks() -> list[Word]:
    return [word(f"{value}", 50, row(value), right=True) for value in range(0, 121, 20)]


def bars(
    pixels: Pixels, lefts: Sequence[int], values: Sequence[float], colour: tuple[int, int, int], wide: int = 30
) -> None:
    for left, value in zip(lefts, values, strict=True):
        pixels[round(row(value)) : BASE, left : left + wide] = colour


def names(places: Sequence[float], texts: Sequence[str]) -> list[Word]:
    return [word(text, place, BASE + 14) for place, text in zip(places, texts, strict=True)]
