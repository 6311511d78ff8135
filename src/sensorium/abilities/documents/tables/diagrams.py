"""Shaded areas that are the bars of a diagram: they begin at one line and end at different places."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Fill

_SAME_PT = 1.0
_LEAST_BARS = 4


def bars_of(fills: Sequence[Fill]) -> list[Box]:
    """Around each group of bars, upright or level."""
    boxes = [fill.box for fill in fills]
    upright = _groups(boxes, lambda box: box.bottom, lambda box: box.top, lambda box: box.left)
    level = _groups(boxes, lambda box: box.left, lambda box: box.right, lambda box: box.top)
    return [Box.around(group) for group in (*upright, *level)]


Edge = Callable[[Box], float]


def _groups(boxes: Sequence[Box], foot: Edge, end: Edge, place: Edge) -> list[list[Box]]:
    """Bars that stand on one foot at different places and end at three different heights or more."""
    return [group for group in on_one_foot(boxes, foot, _SAME_PT) if _are_bars(group, end, place)]


def on_one_foot(boxes: Sequence[Box], foot: Edge, apart_pt: float) -> list[list[Box]]:
    """Boxes in groups whose feet are no more than `apart_pt` from that of the group's first."""
    groups: list[list[Box]] = []
    for box in sorted(boxes, key=foot):
        if groups and foot(box) - foot(groups[-1][0]) <= apart_pt:
            groups[-1].append(box)
        else:
            groups.append([box])
    return groups


def _are_bars(group: Sequence[Box], end: Edge, place: Edge) -> bool:
    """Bars end where their values are, cells at a few places; and bars stand apart, each at a place of its own."""
    places = _different(group, place)
    return places >= _LEAST_BARS and _different(group, end) >= max(_LEAST_BARS, 0.7 * places)


def _different(group: Sequence[Box], edge: Edge) -> int:
    """How many different values an edge has."""
    values = sorted(map(edge, group))
    return 1 + sum(b - a > _SAME_PT for a, b in itertools.pairwise(values))
