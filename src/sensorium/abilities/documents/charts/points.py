"""Clouds of points: small areas of like size and one colour, strewn over a plot with two scales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.figure import Coat, Figure

_LEAST = 6


@dataclass(frozen=True, kw_only=True)
class Cloud:
    """Points of one colour: the middles of their areas in pixels."""

    colour: tuple[int, int, int]
    points: tuple[tuple[float, float], ...]


def clouds_of(figure: Figure, plot: Box, hidden: Sequence[Box]) -> list[Cloud]:
    """Points of every colour within `plot`, outside of `hidden`; at least six of a colour."""
    clouds = [_cloud(coat, plot, hidden, figure.em) for coat in figure.coats]
    return [cloud for cloud in clouds if cloud is not None]


def _cloud(coat: Coat, plot: Box, hidden: Sequence[Box], em: float) -> Cloud | None:
    areas = coat.solids if len(coat.solids) >= _LEAST else coat.areas
    widths, heights = areas.sides
    small = (np.maximum(widths, heights) <= max(14.0, 1.3 * em)) & (np.minimum(widths, heights) >= 3)
    small &= (widths <= 1.6 * heights) & (heights <= 1.6 * widths)
    boxes = [areas.box(int(index)) for index in np.flatnonzero(small)[:3000]]
    boxes = [box for box in boxes if plot.holds(box.center) and not any(one.holds(box.center) for one in hidden)]
    if len(boxes) < _LEAST:
        return None
    usual = float(np.median([box.area for box in boxes]))
    alike = [box for box in boxes if 0.35 * usual <= box.area <= 2.5 * usual]
    if len(alike) < _LEAST or len(alike) < 0.6 * len(boxes) or _in_rows(alike):
        return None
    return Cloud(colour=coat.colour, points=tuple(sorted(box.center for box in alike)))


def _in_rows(boxes: Sequence[Box]) -> bool:
    """Whether they stand in one row or column: letters or ticks, no cloud."""
    places = np.array([box.center for box in boxes])
    return bool((places.max(0) - places.min(0)).min() < 12)
