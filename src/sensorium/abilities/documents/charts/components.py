"""Areas that hang together in a mask, by their runs along rows; numpy alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box


@dataclass(frozen=True, eq=False)
class Components:
    """K areas of a mask. edges: int, shape = (K, 4): left, top, right, bottom (the last two outside); areas: (K,)
    pixels; runs: (R, 4): row, start, end (outside), the area it belongs to.
    """

    shape: tuple[int, int]
    edges: NDArray[np.int64]
    areas: NDArray[np.int64]
    runs: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.areas)

    def box(self, index: int) -> Box:
        left, top, right, bottom = (float(edge) for edge in self.edges[index])
        return Box(left, top, right, bottom)

    @property
    def sides(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Widths and heights in pixels."""
        return self.edges[:, 2] - self.edges[:, 0], self.edges[:, 3] - self.edges[:, 1]

    def mask(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """The pixels of some areas."""
        height, width = self.shape
        steps = np.zeros((height, width + 1), np.int32)
        runs = self.runs[chosen[self.runs[:, 3]]]
        np.add.at(steps, (runs[:, 0], runs[:, 1]), 1)
        np.add.at(steps, (runs[:, 0], runs[:, 2]), -1)
        return steps[:, :width].cumsum(1) > 0


def opened(mask: NDArray[np.bool_], side: int) -> NDArray[np.bool_]:
    """What of a mask squares of `side` pixels can fill: lines thinner than that are gone."""
    core = _windows(mask, side) == side * side
    back = np.pad(core, ((side - 1, side - 1), (side - 1, side - 1)))
    return _windows(back, side) > 0


def _windows(mask: NDArray[np.bool_], side: int) -> NDArray[np.int64]:
    """How many pixels of every window of side × side are set, shape = (H − side + 1, W − side + 1)."""
    sums = np.pad(mask.astype(np.int64).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    return np.asarray(sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side])


def components_of(mask: NDArray[np.bool_]) -> Components:
    """Areas of a mask, shape = (H, W), whose pixels touch by their sides or corners."""
    height, width = int(mask.shape[0]), int(mask.shape[1])
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    roots = _roots(rows, starts, ends, width)
    _, names = np.unique(roots, return_inverse=True)
    count = int(names.max()) + 1 if len(names) else 0
    boxes = np.zeros((count, 4), np.int64)
    boxes[:, :2] = max(height, width) + 1
    for column, values, keep in ((0, starts, np.minimum), (1, rows, np.minimum), (2, ends, np.maximum)):
        keep.at(boxes[:, column], names, values)
    np.maximum.at(boxes[:, 3], names, rows + 1)
    areas = np.bincount(names, ends - starts, count).astype(np.int64) if count else np.zeros(0, np.int64)
    return Components((height, width), boxes, areas, np.stack([rows, starts, ends, names], 1).astype(np.int64))


def _roots(
    rows: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64], width: int
) -> NDArray[np.int64]:
    """For every run the least run it hangs together with."""
    roots = np.arange(len(rows))
    stride = width + 4
    keys_start, keys_end = rows * stride + starts, rows * stride + ends
    # The runs of the row above that touch run i: those that end at or after its start and start at or before its end.
    first = np.searchsorted(keys_end, keys_start - stride, side="left")
    last = np.searchsorted(keys_start, keys_end - stride, side="right")
    counts = np.maximum(last - first, 0)
    lower = np.repeat(np.arange(len(rows)), counts)
    upper = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts)
    while True:
        before = roots.copy()
        least = np.minimum(roots[lower], roots[upper])
        np.minimum.at(roots, roots[lower], least)
        np.minimum.at(roots, roots[upper], least)
        roots = roots[roots]
        if np.array_equal(roots, before):
            return roots
