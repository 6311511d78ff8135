"""Lines in the picture of a page, with numpy alone: for pages that were scanned."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.errors import InvalidInput
from sensorium.media.resolution import POINTS_PER_INCH

LEAST_DPI, MOST_DPI = 30, 1200
_LEAST_PT = 24.0  # a shorter line may be a stroke of a letter
_THICKEST_PT = 4.0
_BREAK_PT = 1.5  # a gap that ink and dust leave in a line
_LEAN = 0.004  # of its length, by which a line may leave its row: a page that lies a little askew
_SOLID = 0.85  # share of a line's length that has ink
_DARKER = 0.80  # of the paper around it, in luminance
_AROUND_PT = 6.0


def rules_in(pixels: NDArray[np.uint8], dpi: float) -> list[Box]:
    """Thin level and upright lines of a picture of a page, in points, from the top; those of letters are too short.

    pixels: uint8, shape = (H, W, 3), RGB. dpi: pixels an inch, 30 to 1200. A pixel is ink where it is darker than the
    paper around it (J. Bernsen's local threshold, 1986); a line is a run of ink longer than letters are tall, in a band
    no thicker than a line, after the run-length smearing of K. Wong, R. Casey and F. Wahl, 1982.

    Raises `InvalidInput(code="invalid_picture")` for another shape, type or resolution.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or not LEAST_DPI <= dpi <= MOST_DPI:
        raise InvalidInput(
            f"Lines are looked for in uint8 (H, W, 3) at {LEAST_DPI} to {MOST_DPI} pixels an inch, "
            f"not in {pixels.dtype} {pixels.shape} at {dpi}; decode the picture to RGB first.",
            code="invalid_picture",
        )
    ink = _ink(pixels, dpi)
    scale = POINTS_PER_INCH / dpi
    level = [box.scaled(scale) for box in _level(ink, dpi)]
    upright = [Box(box.top, box.left, box.bottom, box.right).scaled(scale) for box in _level(ink.T, dpi)]
    return sorted([*level, *upright], key=lambda box: (box.top, box.left))


def _ink(pixels: NDArray[np.uint8], dpi: float) -> NDArray[np.bool_]:
    """Which pixels are darker than what lies around them."""
    grey = pixels.astype(np.float32) @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    return grey < _DARKER * _mean(grey, max(3, round(_AROUND_PT * dpi / POINTS_PER_INCH)))


def _mean(grey: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """Mean of the square that reaches `reach` pixels to every side, the border repeated."""
    for axis in (0, 1):
        padded = np.pad(grey, [(reach + 1, reach) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
        sums = np.cumsum(padded, axis=axis, dtype=np.float64)
        width = 2 * reach + 1
        ends = [slice(None), slice(None)]
        starts = [slice(None), slice(None)]
        ends[axis], starts[axis] = slice(width, None), slice(None, -width)
        grey = ((sums[tuple(ends)] - sums[tuple(starts)]) / width).astype(np.float32)
    return grey


def _level(ink: NDArray[np.bool_], dpi: float) -> list[Box]:
    """Level lines, in pixels: runs of ink row by row, those that lie on each other or continue each other as one."""
    least = _LEAST_PT * dpi / POINTS_PER_INCH
    thickest = max(2.0, _THICKEST_PT * dpi / POINTS_PER_INCH)
    runs = _runs(ink, max(1, round(_BREAK_PT * dpi / POINTS_PER_INCH)), least / 2)
    return [
        box
        for box in _grown(runs, dpi)
        if box.width >= least and box.height <= thickest + _LEAN * box.width and _alone(ink, box)
    ]


def _runs(ink: NDArray[np.bool_], gap: int, least: float) -> list[tuple[int, int, int]]:
    """Row, first and last column (one past it) of every run of ink of some length; gaps of `gap` pixels are no gaps."""
    closed = np.zeros((ink.shape[0], ink.shape[1] + 2), np.int8)
    reach = np.cumsum(np.pad(ink, ((0, 0), (gap + 1, gap))), axis=1, dtype=np.int32)
    near = reach[:, 2 * gap + 1 :] - reach[:, : -2 * gap - 1] if gap else ink
    closed[:, 1:-1] = near > gap // 2
    change = np.diff(closed, axis=1)
    rows, starts = np.nonzero(change == 1)
    _, ends = np.nonzero(change == -1)
    long = ends - starts >= least
    return list(zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True))


def _grown(runs: list[tuple[int, int, int]], dpi: float) -> list[Box]:
    """Runs of neighbouring rows that touch → boxes around them."""
    step = max(1, round(0.6 * dpi / POINTS_PER_INCH))
    reach = max(2, round(2 * _BREAK_PT * dpi / POINTS_PER_INCH))
    open_boxes: list[list[int]] = []
    for row, start, end in runs:
        touching = [
            box for box in open_boxes if row - box[3] <= step and start <= box[2] + reach and end >= box[0] - reach
        ]
        box = [start, row, end, row + 1]
        for other in touching:
            box = [min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])]
            open_boxes.remove(other)
        open_boxes.append(box)
    return [Box(*map(float, box)) for box in open_boxes]


def _alone(ink: NDArray[np.bool_], box: Box) -> bool:
    """Whether it is solid, and little ink lies right above or below.

    Tops of letters leave gaps; beside a line of bold print or the edge of a picture there is much ink.
    """
    left, right = int(box.left), int(box.right)
    if ink[int(box.top) : int(box.bottom), left:right].any(axis=0).mean() < _SOLID:
        return False
    thick = max(2, int(box.height))
    top, bottom = int(box.top), int(box.bottom)
    above = ink[max(0, top - 2 * thick) : max(0, top - thick), left:right]
    below = ink[bottom + thick : bottom + 2 * thick, left:right]
    return all(side.size == 0 or side.mean() < 0.35 for side in (above, below))
