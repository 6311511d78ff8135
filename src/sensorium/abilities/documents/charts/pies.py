"""Pies and rings: a disc of several colours whose shares are angles, told from the top, clockwise."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.colours import grown
from sensorium.abilities.documents.charts.components import components_of
from sensorium.abilities.documents.charts.figure import Figure
from sensorium.abilities.documents.charts.legend import Entry

_ANGLES = 2880
_LEAST_SHARE = 0.004


@dataclass(frozen=True, kw_only=True)
class Sector:
    """colour, where it begins and ends in turns clockwise from the top, and its place: the middle at the rim."""

    colour: tuple[int, int, int]
    start: float
    end: float
    rim: tuple[float, float]
    direction: tuple[float, float]

    @property
    def share(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, kw_only=True)
class Pie:
    """box: of the whole disc."""

    sectors: tuple[Sector, ...]
    box: Box
    agreement: float


def pie_of(figure: Figure, entries: Sequence[Entry]) -> Pie | None:
    """The largest disc of at least two colours; None where there is none."""
    disc = _disc(figure, [entry.patch for entry in entries])
    if disc is None:
        return None
    colours = _colour_index(figure)
    rings = [_ring(colours, disc, radius) for radius in (0.72, 0.8, 0.88)]
    agreement = float(np.mean([(rings[0] == rings[1]).mean(), (rings[1] == rings[2]).mean()]))
    known = float((rings[1] >= 0).mean())
    if agreement < 0.86 or known < 0.8:
        return None
    sectors = _sectors(_filled(rings[1]), figure, disc)
    if not 2 <= len(sectors) <= 24:
        return None
    return Pie(sectors=tuple(sectors), box=disc, agreement=agreement * known)


def _disc(figure: Figure, hidden: Sequence[Box]) -> Box | None:
    """The box of the largest round area that is not ground; thin lines between sectors are closed first."""
    solid = np.zeros((figure.height, figure.width), bool)
    for coat in figure.coats:
        solid |= coat.mask
    for label in figure.labels:
        box = label.box
        solid[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1] |= _around(solid, box)
    for box in hidden:
        solid[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1] = False
    areas = components_of(_closed(_opened(solid)))
    widths, heights = areas.sides
    candidates = [areas.box(int(index)) for index in np.flatnonzero(np.minimum(widths, heights) > 36)]
    round_ones = [box for box in candidates if 0.93 <= box.width / box.height <= 1.07 and _is_round(solid, box)]
    return max(round_ones, key=lambda box: box.area, default=None)


def _around(solid: NDArray[np.bool_], box: Box) -> bool:
    """Whether a label lies on the disc: most of its surroundings are no ground."""
    top, bottom = max(0, int(box.top) - 2), int(box.bottom) + 3
    left, right = max(0, int(box.left) - 2), int(box.right) + 3
    ring = np.concatenate([solid[top, left:right], solid[min(bottom, len(solid) - 1), left:right]])
    return bool(ring.size and ring.mean() > 0.8)


def _opened(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without what is thinner than three pixels (lines that lead to labels)."""
    core = mask.copy()
    core[1:-1, 1:-1] &= mask[:-2, 1:-1] & mask[2:, 1:-1] & mask[1:-1, :-2] & mask[1:-1, 2:]
    return grown(core, 1)


def _closed(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return ~grown(~grown(mask, 2), 2)


def _is_round(solid: NDArray[np.bool_], box: Box) -> bool:
    """Its rim is filled all around and nothing lies in the corners of its box."""
    (x, y), radius = box.center, (box.width + box.height) / 4
    turns = np.linspace(0, 2 * math.pi, 360, endpoint=False)
    inside = _sampled(solid, x + 0.86 * radius * np.sin(turns), y - 0.86 * radius * np.cos(turns))
    corners = _sampled(solid, x + 1.12 * radius * np.sin(turns), y - 1.12 * radius * np.cos(turns))
    return bool(inside.mean() > 0.85 and corners.mean() < 0.35)


def _sampled(values: NDArray[np.generic], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.generic]:
    height, width = values.shape
    return np.asarray(values[np.clip(y.astype(int), 0, height - 1), np.clip(x.astype(int), 0, width - 1)])


def _colour_index(figure: Figure) -> NDArray[np.int64]:
    index = np.full((figure.height, figure.width), -1)
    for number, coat in enumerate(figure.coats):
        index[coat.mask] = number
    return index


def _ring(colours: NDArray[np.int64], disc: Box, radius: float) -> NDArray[np.int64]:
    (x, y), reach = disc.center, radius * (disc.width + disc.height) / 4
    turns = (np.arange(_ANGLES) + 0.5) / _ANGLES * 2 * math.pi
    return _sampled(colours, x + reach * np.sin(turns), y - reach * np.cos(turns)).astype(np.int64)


def _filled(ring: NDArray[np.int64]) -> NDArray[np.int64]:
    """Gaps and slivers (lines between sectors, letters) given to the neighbour that is nearer."""
    ring = ring.copy()
    starts = np.flatnonzero(ring != np.roll(ring, 1))
    if not len(starts):
        return ring
    lengths = np.diff(np.append(starts, starts[0] + len(ring)))
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        if ring[start % len(ring)] < 0 or length < _LEAST_SHARE * len(ring):
            ring[np.arange(start, start + length) % len(ring)] = -1
    known = np.flatnonzero(ring >= 0)
    if not len(known):
        return ring
    at = np.arange(len(ring))
    after = known[np.searchsorted(known, at) % len(known)]
    before = known[np.searchsorted(known, at, side="right") - 1]
    nearer = np.where((after - at) % len(ring) < (at - before) % len(ring), after, before)
    return np.asarray(ring[nearer])


def _sectors(ring: NDArray[np.int64], figure: Figure, disc: Box) -> list[Sector]:
    starts = np.flatnonzero(ring != np.roll(ring, 1))
    if len(starts) < 2:
        return []
    ends = np.append(starts[1:], starts[0] + len(ring))
    return [
        _sector(int(ring[start]), start / len(ring), end / len(ring), figure, disc)
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]


def _sector(colour: int, start: float, end: float, figure: Figure, disc: Box) -> Sector:
    turn = math.pi * (start + end)
    (x, y), radius = disc.center, (disc.width + disc.height) / 4
    way = (math.sin(turn), -math.cos(turn))
    return Sector(
        colour=figure.coats[colour].colour,
        start=start,
        end=end,
        rim=(x + radius * way[0], y + radius * way[1]),
        direction=way,
    )
