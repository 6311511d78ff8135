"""Areas that hang together, compared with a flood."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some
from numpy.typing import NDArray

from sensorium.abilities.documents.charts.components import components_of, opened


def flooded(mask: NDArray[np.bool_]) -> list[tuple[int, tuple[int, int, int, int]]]:
    left = {(int(y), int(x)) for y, x in np.argwhere(mask)}
    areas = []
    while left:
        heap, area = [left.pop()], []
        while heap:
            y, x = heap.pop()
            area.append((y, x))
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= near
            heap += near
        ys, xs = [y for y, _ in area], [x for _, x in area]
        areas.append((len(area), (min(xs), min(ys), max(xs) + 1, max(ys) + 1)))
    return sorted(areas)


masks = some.integers(1, 12).flatmap(
    lambda width: some.lists(some.lists(some.booleans(), min_size=width, max_size=width), min_size=1, max_size=12)
)


@settings(deadline=None)
@given(masks)
def test_areas_are_those_of_a_flood(rows: list[list[bool]]) -> None:
    mask = np.array(rows, bool)
    areas = components_of(mask)
    told = sorted((int(areas.areas[i]), tuple(int(edge) for edge in areas.edges[i])) for i in range(len(areas)))
    assert told == flooded(mask)
    assert np.array_equal(areas.mask(np.ones(len(areas), bool)), mask)


def test_thin_lines_are_gone_after_opening() -> None:
    mask = np.zeros((20, 20), bool)
    mask[10] = True
    mask[4:9, 4:9] = True
    assert opened(mask, 4).sum() == 25
