"""Lines: the path of one colour across the plot, sampled above every tick of the first axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.components import components_of
from sensorium.abilities.documents.charts.figure import Coat, Figure

_THICKEST = 9.0  # pixels, or a part of the plot's height
_COVERED = 0.45  # of the columns between its ends: dashes and crossings leave gaps


@dataclass(frozen=True, eq=False, kw_only=True)
class Trace:
    """A path: for every column from `left` its row (float, gaps bridged); covered: share of columns that show it."""

    colour: tuple[int, int, int]
    left: int
    rows: NDArray[np.float64]
    thickness: float
    covered: float

    @property
    def right(self) -> int:
        return self.left + len(self.rows)

    def row_at(self, x: float) -> float | None:
        """Its row at a column; None beyond its ends (a little less or more is forgiven)."""
        if not self.left - 4 <= x <= self.right + 4:
            return None
        at = min(max(x - 0.5 - self.left, 0.0), len(self.rows) - 1.0)
        return self._corner(at)

    def _corner(self, at: float) -> float:
        """At a corner both sides are followed to it: the middle of the ink there lies inside the bend."""
        here = float(np.interp(at, np.arange(len(self.rows)), self.rows))
        clear = max(2.0, 0.8 * self.thickness)
        sides = [self._followed(at, at - clear - 7, at - clear), self._followed(at, at + clear, at + clear + 7)]
        known = [side for side in sides if side is not None]
        if not known:
            return here
        guess = sum(known) / len(known)
        agree = len(known) == 1 or abs(known[0] - known[1]) <= 2.0 + 0.5 * self.thickness
        return guess if agree and abs(guess - here) <= 3 + 1.5 * self.thickness else here

    def _followed(self, at: float, start: float, end: float) -> float | None:
        columns = np.arange(max(0, int(np.ceil(start))), min(len(self.rows) - 1, int(np.floor(end))) + 1)
        if len(columns) < 4:
            return None
        slope, offset = np.polyfit(columns, self.rows[columns], 1)
        return float(slope * at + offset)


def traces_of(figure: Figure, plot: Box, hidden: Sequence[Box]) -> list[Trace]:
    """Every line within `plot`; what lies in `hidden` (a legend) is not looked at."""
    left, top, right, bottom = (round(edge) for edge in (plot.left, plot.top, plot.right, plot.bottom))
    traces = []
    for coat in figure.coats:
        ink = coat.mask if coat.grey else coat.loose
        mask = ink[max(0, top) : bottom, max(0, left) : right].copy()
        for box in hidden:
            mask[
                max(0, int(box.top) - 1 - top) : max(0, int(box.bottom) + 2 - top),
                max(0, int(box.left) - 1 - left) : max(0, int(box.right) + 2 - left),
            ] = False
        trace = _trace(mask if not coat.grey else _without_frame(mask), coat)
        if trace is not None:
            traces.append(
                Trace(
                    colour=trace.colour,
                    left=trace.left + max(0, left),
                    rows=trace.rows + max(0, top),
                    thickness=trace.thickness,
                    covered=trace.covered,
                )
            )
    return _without_twins(traces)


def _without_twins(traces: Sequence[Trace]) -> list[Trace]:
    """Of paths that run together (a line and its softened rim) the best covered."""
    kept: list[Trace] = []
    for trace in sorted(traces, key=lambda trace: -trace.covered * trace.thickness):
        if not any(_together(trace, other) for other in kept):
            kept.append(trace)
    return kept


def _together(trace: Trace, other: Trace) -> bool:
    left, right = max(trace.left, other.left), min(trace.right, other.right)
    if right - left < 0.6 * len(trace.rows):
        return False
    apart = np.abs(
        trace.rows[left - trace.left : right - trace.left] - other.rows[left - other.left : right - other.left]
    )
    return float((apart <= 0.6 * other.thickness + 2.0).mean()) > 0.75


def _without_frame(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Greys are also axes and grids: rows and columns that are grey from end to end are cleared."""
    height, width = mask.shape
    clear = mask.copy()
    clear[mask.sum(1) > 0.55 * width, :] = False
    clear[:, mask.sum(0) > 0.55 * height] = False
    areas = components_of(clear)
    widths, _ = areas.sides
    return areas.mask(widths >= 0.04 * width) if len(areas) else clear


def _trace(mask: NDArray[np.bool_], coat: Coat) -> Trace | None:
    height, width = mask.shape
    counts = mask.sum(0)
    columns = np.flatnonzero(counts)
    if width < 30 or len(columns) < 12:
        return None
    rows = _middles(mask, columns)
    left, right = int(columns[0]), int(columns[-1]) + 1
    covered = len(columns) / (right - left)
    thin = float(np.median(counts[columns]))
    if right - left < 0.25 * width or covered < _COVERED or thin > max(_THICKEST, 0.035 * height):
        return None
    if _is_dotted(mask) or _is_torn(mask, columns, rows, height) or _is_grid(rows, mask, columns):
        return None
    every = np.interp(np.arange(left, right), columns, rows)
    return Trace(colour=coat.colour, left=left, rows=every, thickness=_stroke(mask, columns), covered=covered)


def _middles(mask: NDArray[np.bool_], columns: NDArray[np.int64]) -> NDArray[np.float64]:
    """The middle of the ink of every column: a peak's lies at its upper end, a valley's at its lower."""
    at = np.arange(mask.shape[0])[:, None]
    inked = mask[:, columns]
    mean = (inked * (at + 0.5)).sum(0) / inked.sum(0)
    first = inked.argmax(0).astype(float)
    last = mask.shape[0] - inked[::-1].argmax(0).astype(float)
    half = max(1.0, float(np.median(last - first))) / 2
    middle = (first + last) / 2
    bent = np.where(last - first > 4 * half, _bend(mean, first + half, last - half, middle), middle)
    return np.where(last - first > 4 * half, bent, mean)


def _bend(
    mean: NDArray[np.float64], upper: NDArray[np.float64], lower: NDArray[np.float64], middle: NDArray[np.float64]
) -> NDArray[np.float64]:
    before, after = np.roll(mean, 2), np.roll(mean, -2)
    before[:2], after[-2:] = middle[:2], middle[-2:]
    peak = (before > middle + 1) & (after > middle + 1)
    valley = (before < middle - 1) & (after < middle - 1)
    return np.where(peak, upper, np.where(valley, lower, middle))


def _is_dotted(mask: NDArray[np.bool_]) -> bool:
    """Whether most of the ink is in small round areas: points of a cloud."""
    areas = components_of(mask)
    widths, heights = areas.sides
    dots = (np.maximum(widths, heights) <= 22) & (np.minimum(widths, heights) >= 4)
    dots &= (widths <= 1.5 * heights) & (heights <= 1.5 * widths) & (areas.areas >= 0.6 * widths * heights)
    return bool(dots.sum() >= 5 and areas.areas[dots].sum() > 0.6 * areas.areas.sum())


def _is_torn(mask: NDArray[np.bool_], columns: NDArray[np.int64], rows: NDArray[np.float64], height: int) -> bool:
    """Whether the ink of its columns lies apart (dots of a cloud), or jumps from column to column."""
    edges = np.diff(np.pad(mask[:, columns], ((1, 1), (0, 0))).astype(np.int8), axis=0)
    runs = (edges == 1).sum(0)
    jumps = np.abs(np.diff(rows)) > 0.12 * height
    near = np.diff(columns) <= 3
    return float((runs > 1).mean()) > 0.4 or float((jumps & near).sum()) > 0.06 * len(columns)


def _is_grid(rows: NDArray[np.float64], mask: NDArray[np.bool_], columns: NDArray[np.int64]) -> bool:
    """A perfectly level line from end to end that is one pixel thick is an axis or a grid line."""
    return float(np.ptp(rows)) < 0.6 and float(mask[:, columns].sum(0).mean()) < 1.6


def _stroke(mask: NDArray[np.bool_], columns: NDArray[np.int64]) -> float:
    return float(np.quantile(mask[:, columns].sum(0), 0.25))
