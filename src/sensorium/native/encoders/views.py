"""How a picture is shown to the vision encoder: one of a few fixed views, chosen by its shape alone, and the print in
it line by line. No weights.

A view is a uint8 array (H, W, 3); clips are (frames, H, W, 3). What lies outside the picture is mid-grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from sensorium.native.encoders.lines import LineBox, find_print
from sensorium.native.encoders.turned import find_turned
from sensorium.native.tokens.stream import FeatureKind

PICTURE_SIDE = 128  # small pictures and scenes
DETAIL_SIDE = 256  # pages, charts, photographs: whatever has more pixels than the small view holds
DETAIL_FROM = 176  # longest side, in pixels, from which the detailed view is used
LINE_HEIGHT = 32
LINE_MAX_WIDTH = 768
LINE_STRIDE = 8
LINE_ASPECT = 3.0  # width ÷ height from which a picture is read as a line of text
SHORT_ASPECT = 1.4  # from which a small picture may be a short line; it keeps its view, for it may be something else
FRAME_SIDE = 64
NUM_FRAMES = 8
GREY = 128
GRID = 8  # rows and columns of features of the square views
FRAME_GRID = 4

Box: TypeAlias = tuple[float, float, float, float]
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, eq=False)
class View:
    """Pixels ready for the encoder, and the grid (times, rows, columns) of features they become."""

    kind: FeatureKind
    pixels: NDArray[np.uint8]
    grid: tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class PlacedLine:
    """One line of print cut out of a picture: its row among the picture's lines, and its box as shares of the picture
    (left, top, right, bottom).
    """

    view: View
    row: int
    box: Box


def view_of(pixels: NDArray[np.uint8], *, printed: bool = True) -> View:
    """The view of one picture, shape = (height, width, 3). printed: whether it holds print; what does not is no line,
    however wide. It is stretched to the square: nothing of the view is lost to what lies outside the picture.
    """
    height, width = pixels.shape[:2]
    kind = view_of_shape(height, width, printed=printed)
    if kind == "line":
        return _line(pixels)
    side = DETAIL_SIDE if kind == "detail" else PICTURE_SIDE
    square = _resized(pixels, (side, side)) if is_wide(height, width) else _fit(pixels, side)
    return View(kind, square, (1, GRID, GRID))


def is_wide(height: int, width: int) -> bool:
    """Whether a picture has the shape of a line of text."""
    return width >= LINE_ASPECT * height


def view_of_shape(height: int, width: int, *, printed: bool = True) -> FeatureKind:
    """Which view a picture of that many pixels gets."""
    if printed and is_wide(height, width):
        return "line"
    return "detail" if max(height, width) >= DETAIL_FROM else "picture"


def lines_of(pixels: NDArray[np.uint8]) -> list[PlacedLine]:
    """The print in a picture (height, width, 3), line by line in reading order, each at the size of its type: all of a
    picture that is itself a line, and what `find_print` finds in one that gets the detailed view; below it, as one row,
    what `find_turned` finds.
    """
    height, width = pixels.shape[:2]
    kind = view_of_shape(height, width)
    if kind == "line" or (kind == "picture" and width >= SHORT_ASPECT * height):
        return [PlacedLine(_line(pixels), 0, WHOLE)]
    if kind != "detail":
        return []
    found = find_print(pixels)
    flat, turned = find_turned(pixels, found)
    rows = _rows(flat)
    cut = [pixels[box.top : box.bottom, box.left : box.right] for box in flat]
    placed = [*zip(cut, rows, flat, strict=True), *((one.pixels, len(rows), one.box) for one in turned)]
    return [
        PlacedLine(_line(line), row, (box.left / width, box.top / height, box.right / width, box.bottom / height))
        for line, row, box in placed
    ]


def in_square(box: Box, height: int, width: int) -> Box:
    """A box of a picture as shares of the square view that shows it."""
    if is_wide(height, width):
        return box
    longest = max(height, width)
    left, top, right, bottom = (
        (share - 0.5) * side / longest + 0.5 for share, side in zip(box, (width, height) * 2, strict=True)
    )
    return left, top, right, bottom


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
    small = _resized(pixels, size)
    square = np.full((side, side, 3), GREY, np.uint8)
    top, left = (side - size[1]) // 2, (side - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    return square


def _resized(pixels: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """To (width, height)."""
    return np.asarray(Pillow.fromarray(pixels).resize(size, Pillow.Resampling.BILINEAR, reducing_gap=3.0))


def _rows(boxes: Sequence[LineBox]) -> list[int]:
    """Number of the row each box stands in: a box that begins below the middle of its row's first opens a new one."""
    rows: list[int] = []
    middle = 0.0
    for box in boxes:
        if not rows or box.top > middle:
            middle = (box.top + box.bottom) / 2
            rows.append(rows[-1] + 1 if rows else 0)
        else:
            rows.append(rows[-1])
    return rows


def _line(pixels: NDArray[np.uint8]) -> View:
    """Scale to the line height; the width is rounded up to whole strides, the edge colour fills it."""
    height, width = pixels.shape[:2]
    scaled = int(np.clip(round(width * LINE_HEIGHT / height), LINE_STRIDE, LINE_MAX_WIDTH))
    small = _resized(pixels, (scaled, LINE_HEIGHT))
    columns = -(-scaled // LINE_STRIDE)
    padded = np.pad(small, ((0, 0), (0, columns * LINE_STRIDE - scaled), (0, 0)), mode="edge")
    return View("line", padded, (1, 1, columns))
