"""Takes the ink of a picture apart: connected pieces darker or lighter than the ground around them, at several scales.

The threshold is local (after Niblack, "An Introduction to Digital Image Processing", 1986); pieces are joined run by
run. What is long, as rules and bars, or has no edge, as shades, is left out. It does not know what the pieces show.

Pictures are float32, shape = (height, width), 0 … 255. Boxes are (n, 4): left, top, right, bottom, the last two just
outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

LEAST_SIDE = 48  # shortest side of the coarsest scale: a letter there may take more than a third of it
WINDOW = 24  # pixels between the places where ground and contrast are measured: a little more than a letter
LETTER_PX = (5, 20)  # heights of letters at one scale; the scales halve, so that they overlap
RULE_STEPS = (1, 2, 4, 8, 6)  # their sum and one more make a run that is longer than any letter
INK_SHARE = 0.55  # of the local contrast: from there a pixel is ink
LEAST_CONTRAST = 14.0  # of 255
GRAIN = 5.0  # times the median deviation: what paper and noise do stays below
SHARPNESS = 0.5  # share of its depth that ink loses within two pixels of its edge; shades lose less

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Marks:
    """Connected ink, words or lines: boxes (n, 4); of how many pixels and runs, how much these differ from the ground
    (a sum over runs); whether they are lighter.
    """

    boxes: Floats
    ink: Floats
    runs: Floats
    depth: Floats
    light: Bools

    @property
    def width(self) -> Floats:
        return self.boxes[:, 2] - self.boxes[:, 0]

    @property
    def height(self) -> Floats:
        return self.boxes[:, 3] - self.boxes[:, 1]

    @property
    def contrast(self) -> Floats:
        return self.depth / self.runs

    @property
    def strokes(self) -> Floats:
        """How many runs the mean row of pixels crosses."""
        return self.runs / self.height

    def __getitem__(self, index: Ints | Bools) -> Marks:
        return Marks(*(getattr(self, field.name)[index] for field in fields(self)))


def marks_of(grey: Pillow.Image) -> Marks:
    """The pieces of ink, as high as letters at one of the scales or smaller, in pixels of `grey` (mode L)."""
    return _together([_enlarged(_marks(level), 2**step) for step, level in enumerate(_scales(grey))])


def _scales(grey: Pillow.Image) -> Iterator[Floats]:
    """The picture, its half, its quarter and so on."""
    while True:
        yield np.asarray(grey, np.float32)
        if min(grey.size) < 2 * LEAST_SIDE:
            return
        grey = grey.reduce(2)


def _marks(grey: Floats) -> Marks:
    """The connected pieces of ink of one scale."""
    deviation = _deviation(grey)
    least = _least_deviation(np.abs(deviation))
    return _together([_pieces(-deviation, least, light=False), _pieces(deviation, least, light=True)])


def _deviation(grey: Floats) -> Floats:
    """How much lighter each pixel is than the ground: the local mean of what lies near the local mean."""
    away = np.abs(grey - _grown(_shrunk(grey), grey.shape))
    near = (away <= _grown(_shrunk(away), grey.shape)).astype(np.float32)
    return grey - _grown(_ratio(_shrunk(grey * near), _shrunk(near)), grey.shape)


def _least_deviation(away: Floats) -> Floats:
    """From which deviation a pixel is ink: a share of the local contrast (its self-weighted mean), above the grain."""
    contrast = _ratio(_shrunk(away * away), _shrunk(away))
    grain = GRAIN * float(np.median(away[::3, ::3]))
    return _grown(np.maximum(INK_SHARE * contrast, max(LEAST_CONTRAST, grain)), away.shape)


def _ratio(part: Floats, whole: Floats) -> Floats:
    ratio: Floats = np.divide(part, np.maximum(whole, 1e-3))
    return ratio


def _shrunk(values: Floats) -> Floats:
    """Means around knots that lie WINDOW pixels apart."""
    rows, columns = (_hats(length) for length in values.shape)
    means: Floats = np.linalg.multi_dot([(rows / rows.sum(axis=0)).T, values, columns / columns.sum(axis=0)])
    return means


def _grown(knots: Floats, shape: tuple[int, ...]) -> Floats:
    """Linear between the knots."""
    rows, columns = (_hats(length) for length in shape)
    between: Floats = np.linalg.multi_dot([rows, knots, columns.T])
    return between


@lru_cache(maxsize=32)
def _hats(length: int) -> Floats:
    """The weight of each knot at each pixel, (length, knots): 1 at the knot, 0 at its neighbours."""
    count = max(2, round(length / WINDOW) + 1)
    place = np.linspace(0, count - 1, length, dtype=np.float32)
    weights: Floats = np.maximum(0, 1 - np.abs(np.subtract.outer(place, np.arange(count, dtype=np.float32))))
    return weights


def _pieces(depth: Floats, least: Floats, *, light: bool) -> Marks:
    """Connected pieces (8 neighbours) of what is deeper than `least`, without rules and shades."""
    mask = depth > least
    mask &= ~_long(mask, axis=0) & ~_long(mask, axis=1)
    stride = mask.shape[1] + 1  # a column of nothing parts the rows
    flat = np.pad(mask, ((0, 0), (0, 1))).ravel()
    edges = np.flatnonzero(np.diff(flat, prepend=False))
    starts, ends = edges[::2], edges[1::2]
    below = np.searchsorted(ends, starts + stride), np.searchsorted(starts, ends + stride, "right")
    group = joined(*pairs(*below), len(starts))
    row, column, length = starts // stride, starts % stride, ends - starts
    boxes = np.stack([column, row, column + length, row + 1], axis=1).astype(np.float32)
    inner, drop = _edge(depth, row, column, column + length)
    runs = Marks(boxes, length.astype(np.float32), np.ones_like(inner), inner, np.full(len(row), light))
    return merged(runs, group)[np.bincount(group, drop) >= SHARPNESS * np.bincount(group, inner)]


def _edge(depth: Floats, row: Ints, start: Ints, end: Ints) -> tuple[Floats, Floats]:
    """Of each run its depth in the middle, and how much of it is lost just outside: at the softer end."""
    last = depth.shape[1] - 1

    def at(column: Ints) -> Floats:
        return depth[row, np.clip(column, 0, last)]

    rise = np.maximum(at(start), at(start + 1)) - np.minimum(at(start - 1), at(start - 2))
    fall = np.maximum(at(end - 1), at(end - 2)) - np.minimum(at(end), at(end + 1))
    return at((start + end) // 2), np.minimum(rise, fall)


def _long(mask: Bools, axis: int) -> Bools:
    """Runs along an axis too long for a letter, as of rules and bars, and their rims: an opening, by doubling."""
    found = np.zeros_like(mask)
    runs = np.moveaxis(mask, axis, 0)
    for step in RULE_STEPS:
        runs = runs[:-step] & runs[step:]
    if not runs.any():
        return found
    lines = np.moveaxis(found, axis, 0)
    lines[: len(runs)] = runs
    for step in RULE_STEPS:
        lines[step:] |= lines[:-step]
    lines[:, 1:] |= lines[:, :-1]
    lines[:, :-1] |= lines[:, 1:]
    return found


def pairs(lows: Ints, highs: Ints) -> tuple[Ints, Ints]:
    """Every (i, j) with lows[i] <= j < highs[i]."""
    counts = np.maximum(highs - lows, 0)
    first = np.repeat(np.arange(len(counts)), counts)
    return first, np.arange(len(first)) + np.repeat(lows - np.cumsum(counts) + counts, counts)


def joined(first: Ints, second: Ints, count: int) -> Ints:
    """The group of each of `count` nodes with edges first[i] … second[i], by hooking and pointer jumping."""
    parent = np.arange(count)
    while True:
        one, other = parent[first], parent[second]
        if np.array_equal(one, other):
            return np.unique(parent, return_inverse=True)[1]
        np.minimum.at(parent, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(further := parent[parent], parent):
            parent = further


def merged(marks: Marks, group: Ints) -> Marks:
    """One mark for each group, in the groups' order."""
    if not len(group):
        return marks
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    low = np.minimum.reduceat(marks.boxes[order, :2], starts, axis=0)
    high = np.maximum.reduceat(marks.boxes[order, 2:], starts, axis=0)
    ink, runs, depth = (np.add.reduceat(values[order], starts) for values in (marks.ink, marks.runs, marks.depth))
    return Marks(np.concatenate([low, high], axis=1), ink, runs, depth, marks.light[order[starts]])


def _enlarged(marks: Marks, factor: int) -> Marks:
    """Marks of one scale in pixels of the finest. What is smaller than letters counts only there."""
    kept = marks[(marks.height <= LETTER_PX[1]) & ((marks.height >= LETTER_PX[0]) | (factor == 1))]
    return Marks(kept.boxes * factor, kept.ink * factor**2, kept.runs * factor, kept.depth * factor, kept.light)


def _together(parts: Sequence[Marks]) -> Marks:
    return Marks(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Marks)))
