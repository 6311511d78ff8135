"""How a picture is shown to the vision encoder: one of a few fixed views, chosen by its shape and by whether it holds
print, and the print in it line by line. No weights.

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

PICTURE_SIDE = 128  # things, scenes, photographs, whatever their size
DETAIL_SIDE = 256  # pages and charts: print with more pixels than the small view holds
DETAIL_FROM = 176  # longest side, in pixels, from which print gets the detailed view
LINE_HEIGHT = 32
LINE_MAX_WIDTH = 768
LINE_STRIDE = 8
LINE_ASPECT = 3.0  # width ÷ height from which a picture is read as a line of text
SHORT_ASPECT = 1.4  # from which a small picture may be a short line; it keeps its view, for it may be something else
FRAME_SIDE = 64
NUM_FRAMES = 8
GREY = 128
OUTLINE_STEP, LEAST_OUTLINE = 50, 0.002  # grey levels between neighbours; share of the picture
CALM_STEP, LEAST_CALM = 10, 0.15
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


def view_of(pixels: NDArray[np.uint8], *, printed: bool = True, whole_page: bool = False) -> View:
    """The view of one picture, shape = (height, width, 3). printed, whole_page: as in `view_of_shape`. A wide one that
    is no line is stretched to the square: nothing of the view is lost to what lies outside the picture.
    """
    height, width = pixels.shape[:2]
    kind = view_of_shape(height, width, printed=printed, whole_page=whole_page)
    if kind == "line":
        return _line(pixels)
    if kind == "picture" and max(height, width) >= DETAIL_FROM and not shows_things(pixels):
        kind = "detail"  # an empty page
    side = DETAIL_SIDE if kind == "detail" else PICTURE_SIDE
    square = _resized(pixels, (side, side)) if is_wide(height, width) else _fit(pixels, side)
    return View(kind, square, (1, GRID, GRID))


def shows_things(pixels: NDArray[np.uint8]) -> bool:
    """Whether a picture (height, width, 3) has outlines beside calm ground when it is small: blank paper, blots and
    stains have no outlines, noise has no calm, a line of pixels has nothing.
    """
    small = _shrunk(pixels, PICTURE_SIDE).astype(np.int16)
    if min(small.shape[:2]) < 2:
        return False
    across = np.abs(np.diff(small, axis=1)).max(-1)[:-1]
    down = np.abs(np.diff(small, axis=0)).max(-1)[:, :-1]
    steps = np.maximum(across, down)
    return bool((steps > OUTLINE_STEP).mean() >= LEAST_OUTLINE and (steps < CALM_STEP).mean() >= LEAST_CALM)


def is_wide(height: int, width: int) -> bool:
    """Whether a picture has the shape of a line of text."""
    return width >= LINE_ASPECT * height


def view_of_shape(height: int, width: int, *, printed: bool = True, whole_page: bool = False) -> FeatureKind:
    """Which view a picture of that many pixels gets. printed: whether it holds print; what does not is no line, however
    wide, and no page, however large. whole_page: it is one of a document, whose print is known: no line either.
    """
    if printed and not whole_page and is_wide(height, width):
        return "line"
    return "detail" if (printed or whole_page) and max(height, width) >= DETAIL_FROM else "picture"


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
    small = _shrunk(pixels, side)
    square = np.full((side, side, 3), GREY, np.uint8)
    top, left = (side - small.shape[0]) // 2, (side - small.shape[1]) // 2
    square[top : top + small.shape[0], left : left + small.shape[1]] = small
    return square


def _shrunk(pixels: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Scaled so that its longer side is `side`, at least a pixel each way."""
    height, width = pixels.shape[:2]
    scale = side / max(height, width)
    return _resized(pixels, (max(1, round(width * scale)), max(1, round(height * scale))))


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
