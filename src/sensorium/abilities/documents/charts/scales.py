"""Scales from the numbers along an axis: which of them agree, and what value each pixel row then has.

Ticks that were misread do not agree with the others: every pair of ticks proposes a scale, and the one with the most
followers is refined over those (RANSAC: Fischler and Bolles, 1981).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.labels import Label, flipped

_MOST_TICKS = 40  # of one axis that are looked at


@dataclass(frozen=True, kw_only=True)
class Scale:
    """value = slope · y + offset, or its power of ten; ticks: labels that agree, from the top; asked: of how many."""

    slope: float
    offset: float
    logarithmic: bool
    ticks: tuple[Label, ...]
    asked: int
    step_px: float
    told: bool = False  # by labels on the bars themselves

    def value(self, y: float) -> float:
        """What a row means."""
        flat = self.slope * y + self.offset
        return float(10.0 ** min(300.0, flat)) if self.logarithmic else flat

    def row(self, value: float) -> float:
        """Where a value lies; NaN where the scale has no such place."""
        if self.logarithmic and value <= 0:
            return math.nan
        return ((math.log10(value) if self.logarithmic else value) - self.offset) / self.slope

    @property
    def box(self) -> Box:
        return Box.around(tick.box for tick in self.ticks)

    @property
    def span(self) -> tuple[float, float]:
        """Rows of the first and the last tick."""
        rows = [tick.box.center[1] for tick in self.ticks]
        return min(rows), max(rows)

    @property
    def confidence(self) -> float:
        """How many of the numbers agree, and how many that are, 0 to 1."""
        agree = len(self.ticks) / max(1, self.asked)
        return min(1.0, 0.25 + 0.75 * agree) * (1.0 if len(self.ticks) > 3 else 0.9 if len(self.ticks) == 3 else 0.6)


@dataclass(frozen=True, slots=True)
class _Line:
    slope: float
    offset: float
    followers: tuple[int, ...]
    error: float
    logarithmic: bool


def upright_scales(labels: Sequence[Label], em: float, *, least: int = 3) -> list[Scale]:
    """Scales whose ticks stand above each other, the best first. em: height of type in pixels."""
    numbers = [label for label in labels if label.readings and not label.turned]
    edges: tuple[Callable[[Box], float], ...] = (
        lambda box: box.right,
        lambda box: box.left,
        lambda box: box.center[0],
    )
    columns = {tuple(column) for edge in edges for column in _columns(numbers, edge, em)}
    found = [scale for column in columns if (scale := _fitted([numbers[i] for i in column], em, least))]
    found.sort(key=lambda scale: (-len(scale.ticks), scale.box.left))
    return _distinct(found)


def level_scales(labels: Sequence[Label], em: float, *, least: int = 3) -> list[Scale]:
    """Scales whose ticks stand beside each other, in a frame whose rows and columns are exchanged."""
    numbers = [label.flipped() for label in labels if label.readings]
    columns = {tuple(column) for column in _columns(numbers, lambda box: box.center[0], em)}
    found = [scale for column in columns if (scale := _fitted([numbers[i] for i in column], em, least))]
    return _distinct(sorted(found, key=lambda scale: (-len(scale.ticks), -scale.box.left)))


def _columns(numbers: Sequence[Label], edge: Callable[[Box], float], em: float) -> list[list[int]]:
    """Indices of labels whose edges lie within half a letter of each other, at least two."""
    order = sorted(range(len(numbers)), key=lambda i: edge(numbers[i].box))
    columns: list[list[int]] = []
    for index in order:
        if columns and edge(numbers[index].box) - edge(numbers[columns[-1][0]].box) <= 0.7 * em:
            columns[-1].append(index)
        else:
            columns.append([index])
    return [sorted(column) for column in columns if len(column) > 1]


def _distinct(scales: Sequence[Scale]) -> list[Scale]:
    """Without those that share ticks with a better one."""
    kept: list[Scale] = []
    for scale in scales:
        if not any(scale.box.common(other.box) > 0 for other in kept):
            kept.append(scale)
    return kept


def _fitted(column: Sequence[Label], em: float, least: int) -> Scale | None:
    ticks = sorted(column, key=lambda label: label.box.center[1])[:_MOST_TICKS]
    rows = np.array([tick.box.center[1] for tick in ticks])
    within = max(2.0, 0.22 * em)
    lines = [line for flat in (False, True) if (line := _best_line(rows, [t.readings for t in ticks], within, flat))]
    if not lines:
        return None
    best = max(lines, key=lambda line: (len(line.followers), not line.logarithmic, -line.error))
    if len(best.followers) < least or len(best.followers) < 0.5 * len(ticks):
        return None
    chosen = tuple(ticks[i] for i in best.followers)
    steps = np.diff(rows[list(best.followers)])
    return Scale(
        slope=best.slope,
        offset=best.offset,
        logarithmic=best.logarithmic,
        ticks=chosen,
        asked=len(ticks),
        step_px=float(np.median(steps)),
    )


def _best_line(rows: np.ndarray, readings: Sequence[tuple[float, ...]], within: float, log: bool) -> _Line | None:
    places = [(i, math.log10(v) if log else v) for i, vs in enumerate(readings) for v in vs if not log or v > 0]
    at = np.array([rows[i] for i, _ in places])
    values = np.array([value for _, value in places])
    best: _Line | None = None
    for one, two in combinations(range(len(places)), 2):
        if abs(at[two] - at[one]) < 3 * within or values[one] == values[two]:
            continue
        slope = (values[two] - values[one]) / (at[two] - at[one])
        off = np.abs((values - values[one]) / slope + at[one] - at)
        line = _line(places, at, values, off, within, log)
        if line and (best is None or (len(line.followers), -line.error) > (len(best.followers), -best.error)):
            best = line
    return best


def _line(
    places: Sequence[tuple[int, float]], at: np.ndarray, values: np.ndarray, off: np.ndarray, within: float, log: bool
) -> _Line | None:
    """The followers of a proposal, each tick by its nearest reading, and the least squares over them."""
    nearest: dict[int, int] = {}
    for place in np.flatnonzero(off <= within).tolist():
        tick = places[place][0]
        if tick not in nearest or off[place] < off[nearest[tick]]:
            nearest[tick] = place
    chosen = sorted(nearest.values(), key=lambda place: float(at[place]))
    if len(chosen) < 2 or np.diff(at[chosen]).min() < within:
        return None
    slope, offset = np.polyfit(at[chosen], values[chosen], 1)
    if slope == 0 or not np.isfinite(slope + offset):
        return None
    error = float(np.abs((values[chosen] - offset) / slope - at[chosen]).mean())
    return _Line(float(slope), float(offset), tuple(places[place][0] for place in chosen), error, log)


def flipped_back(scale: Scale) -> tuple[Label, ...]:
    """Ticks of a level scale where they stand in the picture."""
    return tuple(Label(words=tick.words, box=flipped(tick.box), turned=tick.turned) for tick in scale.ticks)
