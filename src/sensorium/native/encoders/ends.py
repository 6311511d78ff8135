"""Where values end in a chart, as the features of its view tell it, and what they are.

Of each feature, heads of the vision encoder say whether the end of a column, bar or line lies in it, or the middle of a
slice; where in it; and of slices how large a part of the whole they are. What a place stands for is told by the chart's
axis (`axes`). The value is written behind the print of the picture, as "= 163", so that an answer can look it up and
say it again, as print.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from sensorium.native.encoders.axes import Axis, Printed, axis_of
from sensorium.native.encoders.views import GRID

MEASURED = "="  # before a value that was not read but measured
SAME = 0.35  # features: two ends that near to each other are one, seen twice
LEAST_SLICE = 0.03  # of a whole


@dataclass(frozen=True)
class Reach:
    """That a value ends at a place of the square view, x to the right and y down, 0 … 1; share: of a slice, 0 of what
    is none.
    """

    x: float
    y: float
    share: float = 0.0

    @property
    def cell(self) -> int:
        """The feature over which it lies, counted row by row."""
        column, row = (min(GRID - 1, max(0, int(along * GRID))) for along in (self.x, self.y))
        return row * GRID + column


@dataclass(frozen=True)
class End:
    """A value as it is written, and the feature over which it ends."""

    cell: int
    value: str

    @property
    def text(self) -> str:
        """As it stands in the stream."""
        return f"{MEASURED} {self.value}"


def reaches_of(there: Tensor, placed: Tensor) -> list[Reach]:
    """Ends in a view. there: (cells,) log-odds that a value ends in a feature; placed: (cells, 3) how far from the
    feature's middle, in features to the right and down, and the share of a slice. Of two that are one the surer stays.
    """
    found: list[Reach] = []
    for cell in there.argsort(descending=True).tolist():
        if there[cell] <= 0:
            break
        right, down, share = placed[cell].tolist()
        one = Reach((cell % GRID + 0.5 + right) / GRID, (cell // GRID + 0.5 + down) / GRID, share)
        if all(max(abs(one.x - other.x), abs(one.y - other.y)) > SAME / GRID for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.cell)


def ends_of(reaches: Sequence[Reach], printed: Sequence[Printed]) -> list[End]:
    """Values in the order they are drawn; none where neither an axis nor slices tell how large they are."""
    if not reaches:
        return []
    axis = axis_of(printed, [(one.x, one.y) for one in reaches])
    ordered = in_order(reaches, axis)
    if axis is not None:
        return [End(one.cell, axis.number(one.x, one.y)) for one in ordered]
    return [End(one.cell, percent(one.share)) for one in ordered if one.share > LEAST_SLICE]


def percent(share: float) -> str:
    """The size of a slice as it is written."""
    return f"{100 * share:.0f}%"


def in_order(reaches: Sequence[Reach], axis: Axis | None) -> list[Reach]:
    """Columns from the left, bars from above, slices clockwise from the top."""
    if axis is not None:
        return sorted(reaches, key=lambda one: one.x if axis.upright else one.y)
    return clockwise(reaches)


def clockwise(reaches: Sequence[Reach]) -> list[Reach]:
    """From the top, around the middle of all."""
    if not reaches:
        return []
    x, y = np.mean([(one.x, one.y) for one in reaches], axis=0)
    return sorted(reaches, key=lambda one: math.atan2(one.x - x, y - one.y) % (2 * math.pi))
