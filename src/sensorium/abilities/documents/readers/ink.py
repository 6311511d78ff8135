"""Ink on a page, as points: what is clearly darker than the paper around it, whatever the light.

Letters: K points of ink. Knows no letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageFilter

from sensorium.abilities.documents.box import Box
from sensorium.content import Image

WORK_SIDE = 1400  # pixels: the longest side of the copy that is looked at
AROUND_PX = 20  # radius over which paper is averaged
DARKER = 0.88  # of the paper's mean around it
MOST_POINTS = 60_000


@dataclass(frozen=True)
class Ink:
    """x, y: float64 (K,), in pixels of a copy whose sides are `width` and `height`."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    width: int
    height: int

    def __len__(self) -> int:
        return len(self.x)

    def turned(self, quarters: int) -> Ink:
        """After so many quarter turns clockwise."""
        ink = self
        for _ in range(quarters % 4):
            ink = Ink(ink.height - 1 - ink.y, ink.x, ink.height, ink.width)
        return ink

    def within(self, boxes: Iterable[Box]) -> Ink:
        """What lies in any of some boxes, in pixels of the copy."""
        inside = np.zeros(len(self), np.bool_)
        for box in boxes:
            across = (self.x >= box.left) & (self.x <= box.right)
            inside |= across & (self.y >= box.top) & (self.y <= box.bottom)
        return Ink(self.x[inside], self.y[inside], self.width, self.height)

    def rows(self, turn_deg: float) -> NDArray[np.int64]:
        """How much ink each row of pixels has once the page is turned clockwise by `turn_deg`, a small angle."""
        angle = np.deg2rad(turn_deg)
        level = self.y * np.cos(angle) + self.x * np.sin(angle)
        return np.bincount(np.rint(level - level.min()).astype(np.int64)) if len(level) else np.zeros(1, np.int64)


def ink_of(picture: Image) -> Ink:
    """The ink of a picture; of more than `MOST_POINTS` an even sample."""
    shrink = max(1.0, max(picture.width, picture.height) / WORK_SIDE)
    size = max(1, round(picture.width / shrink)), max(1, round(picture.height / shrink))
    grey = Pillow.fromarray(picture.pixels).convert("L")
    if size != grey.size:
        grey = grey.resize(size, Pillow.Resampling.BILINEAR, reducing_gap=2.0)
    smooth = grey.filter(ImageFilter.BoxBlur(1))  # single grains of noise are no ink
    paper = np.asarray(grey.filter(ImageFilter.BoxBlur(AROUND_PX)), np.float32)
    y, x = np.nonzero(np.asarray(smooth, np.float32) < DARKER * paper)
    if len(x) > MOST_POINTS:
        chosen = np.random.default_rng(0).permutation(len(x))[:MOST_POINTS]
        x, y = x[chosen], y[chosen]
    return Ink(x.astype(np.float64), y.astype(np.float64), *size)
