"""Grids that are the plot of a chart: the numbers of an axis at one side, and here and there a value."""

from __future__ import annotations

import itertools
import re

from sensorium.abilities.documents.tables.structure import Grid
from sensorium.abilities.documents.tree import Word

_LEAST_TICKS = 4
_SAID = 0.5  # of the places beside an axis, up to which they are those of a plot
_NUMBER = re.compile(r"[-−]?\d{1,9}([.,]\d{1,9})?%?")
_EVEN = 0.15  # of the step between two ticks, by which their distances and values may differ


def is_plot(grid: Grid) -> bool:
    """Whether the first or last column is a scale, numbers that fall from row to row by the same step at the same
    distance, and little is said beside it.
    """
    places = [strip.filled for row in grid.rows for strip in row]
    for column in {0, grid.num_columns - 1}:
        others = sum(len(filled - {column}) for filled in places)
        if others <= _SAID * len(places) * (grid.num_columns - 1) and _is_scale(grid, column):
            return True
    return False


def _is_scale(grid: Grid, column: int) -> bool:
    ticks = [(words[0].box.center[1], value) for words, value in _numbers(grid, column)]
    if len(ticks) < _LEAST_TICKS:
        return False
    distances = [below[0] - above[0] for above, below in itertools.pairwise(ticks)]
    steps = [above[1] - below[1] for above, below in itertools.pairwise(ticks)]
    return min(steps) > 0 and _are_even([step / far for step, far in zip(steps, distances, strict=True) if far > 0])


def _numbers(grid: Grid, column: int) -> list[tuple[tuple[Word, ...], float]]:
    """Cells of a column that are one plain number each, from the top."""
    found = []
    for strip in (strip for row in grid.rows for strip in row):
        words = strip.cells[column]
        text = words[0].text if len(words) == 1 else ""
        if _NUMBER.fullmatch(text):
            found.append((words, float(text.replace("−", "-").rstrip("%").replace(",", "."))))
    return found


def _are_even(values: list[float]) -> bool:
    """Whether values are about the same: a tick that was not read leaves twice the distance and twice the step."""
    middle = sorted(values)[len(values) // 2]
    return all(abs(value - middle) <= _EVEN * abs(middle) for value in values)
