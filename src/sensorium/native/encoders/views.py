"""How a picture is shown to the vision encoder: one of a few fixed views, chosen by its shape alone. No weights.

A view is a uint8 array (H, W, 3); clips are (frames, H, W, 3). What lies outside the picture is mid-grey.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from sensorium.native.tokens.stream import FeatureKind

PICTURE_SIDE = 128  # small pictures and scenes
DETAIL_SIDE = 256  # pages, charts, photographs: whatever has more pixels than the small view holds
DETAIL_FROM = 176  # longest side, in pixels, from which the detailed view is used
LINE_HEIGHT = 32
LINE_MAX_WIDTH = 768
LINE_STRIDE = 8
LINE_ASPECT = 3.0  # width ÷ height from which a picture is read as a line of text
FRAME_SIDE = 64
NUM_FRAMES = 8
GREY = 128
GRID = 8  # rows and columns of features of the square views
FRAME_GRID = 4


@dataclass(frozen=True, eq=False)
class View:
    """Pixels ready for the encoder, and the grid (times, rows, columns) of features they become."""

    kind: FeatureKind
    pixels: NDArray[np.uint8]
    grid: tuple[int, int, int]


def view_of(pixels: NDArray[np.uint8]) -> View:
    """The view of one picture, shape = (height, width, 3)."""
    height, width = pixels.shape[:2]
    if width >= LINE_ASPECT * height:
        return _line(pixels)
    if max(height, width) >= DETAIL_FROM:
        return View("detail", _fit(pixels, DETAIL_SIDE), (1, GRID, GRID))
    return View("picture", _fit(pixels, PICTURE_SIDE), (1, GRID, GRID))


def view_of_clip(frames: NDArray[np.uint8]) -> View:
    """NUM_FRAMES evenly spaced frames of a clip, shape = (frames, height, width, 3)."""
    index = np.linspace(0, len(frames) - 1, NUM_FRAMES).round().astype(int)
    small = np.stack([_fit(frames[i], FRAME_SIDE) for i in index])
    return View("frames", small, (NUM_FRAMES, FRAME_GRID, FRAME_GRID))


def _fit(pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Scale to fit a square, centred; the rest is grey."""
    height, width = pixels.shape[:2]
    if height == width == side:
        return pixels
    scale = side / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = np.asarray(Pillow.fromarray(pixels).resize(size, Pillow.Resampling.BILINEAR, reducing_gap=3.0))
    square = np.full((side, side, 3), GREY, np.uint8)
    top, left = (side - size[1]) // 2, (side - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    return square


def _line(pixels: NDArray[np.uint8]) -> View:
    """Scale to the line height; the width is rounded up to whole strides, the edge colour fills it."""
    height, width = pixels.shape[:2]
    scaled = int(np.clip(round(width * LINE_HEIGHT / height), LINE_STRIDE, LINE_MAX_WIDTH))
    picture = Pillow.fromarray(pixels).resize((scaled, LINE_HEIGHT), Pillow.Resampling.BILINEAR, reducing_gap=3.0)
    small = np.asarray(picture)
    columns = -(-scaled // LINE_STRIDE)
    padded = np.pad(small, ((0, 0), (0, columns * LINE_STRIDE - scaled), (0, 0)), mode="edge")
    return View("line", padded, (1, 1, columns))
