"""Where figures stand: pictures, and clusters of drawings, with the words in them.

What lies behind running text is no figure: the ground of a slide, a frame with round corners.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout.plots import bars_in, with_axes
from sensorium.abilities.documents.sheet import Fill, Sheet

_LEAST_PT = 20.0  # a smaller one is a mark
_GROUND = 0.75  # of the page: a larger one is its ground
_NEAR_PT = 6.0  # apart, drawings of one cluster
_WRITTEN = 0.2  # of its area covered by words: a frame around text
_MOST_DRAWINGS = 3000
_BARS = 3  # areas that stand like those of a diagram


@dataclass(slots=True, kw_only=True)
class _Cluster:
    box: Box
    num_drawings: int = 0
    num_pictures: int = 0
    num_areas: int = 0


def figures_of(sheet: Sheet) -> tuple[Box, ...]:
    """The places of figures, none inside another."""
    seeds = _seeds(sheet)
    clusters = _joined([cluster for cluster in seeds if not _is_ground(cluster.box, sheet)])
    drawn = [cluster for cluster in clusters if _is_figure(cluster, sheet)]
    found = [cluster.box if cluster.num_pictures else with_axes(cluster.box, sheet) or cluster.box for cluster in drawn]
    bars = bars_in([seed.box for seed in seeds if seed.num_areas])
    found += [box for bar in bars if (box := with_axes(bar, sheet)) is not None and not _is_written(box, sheet)]
    return tuple(box for box in found if not any(other != box and _inside(box, other) for other in found))


def _seeds(sheet: Sheet) -> list[_Cluster]:
    pictures = [_Cluster(box=box, num_pictures=1) for box in sheet.pictures]
    drawings = [_Cluster(box=box, num_drawings=1) for box in sheet.drawings[:_MOST_DRAWINGS]]
    areas = [_Cluster(box=fill.box, num_areas=1) for fill in _bare_areas(sheet)]
    return pictures + drawings + areas


def _bare_areas(sheet: Sheet) -> list[Fill]:
    """Areas in which no words stand and that are not white."""
    if not sheet.fills:
        return []
    centers = np.array([word.box.center for word in sheet.words]).reshape(-1, 2)
    bare = []
    for fill in sheet.fills[:_MOST_DRAWINGS]:
        box = fill.box
        x, y = centers[:, 0], centers[:, 1]
        held = (x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)
        if not held.any() and fill.luminance < 0.97:
            bare.append(fill)
    return bare


def _is_ground(box: Box, sheet: Sheet) -> bool:
    return box.area > _GROUND * sheet.box.area and bool(sheet.words)


def _joined(seeds: list[_Cluster]) -> list[_Cluster]:
    """Clusters of what stands near each other: joined until nothing changes, in sweeps from left to right."""
    clusters, before = seeds, -1
    while len(clusters) != before:
        before = len(clusters)
        clusters = _swept(sorted(clusters, key=lambda one: one.box.left))
    return clusters


def _swept(clusters: list[_Cluster]) -> list[_Cluster]:
    kept: list[_Cluster] = []
    growing: list[_Cluster] = []
    for cluster in clusters:
        ended = [one for one in growing if one.box.right + _NEAR_PT < cluster.box.left]
        kept += ended
        growing = [one for one in growing if one.box.right + _NEAR_PT >= cluster.box.left]
        near = next((one for one in growing if _near(one.box, cluster.box)), None)
        if near is None:
            growing.append(cluster)
            continue
        near.box = Box.around((near.box, cluster.box))
        near.num_drawings += cluster.num_drawings
        near.num_pictures += cluster.num_pictures
        near.num_areas += cluster.num_areas
    return kept + growing


def _near(first: Box, second: Box) -> bool:
    across = max(first.left, second.left) - min(first.right, second.right)
    along = max(first.top, second.top) - min(first.bottom, second.bottom)
    return across <= _NEAR_PT and along <= _NEAR_PT


def _is_figure(cluster: _Cluster, sheet: Sheet) -> bool:
    box = cluster.box
    if min(box.width, box.height) < _LEAST_PT or _is_ground(box, sheet):
        return False
    if _is_written(box, sheet):
        return False
    return bool(cluster.num_pictures or cluster.num_drawings) or cluster.num_areas >= _BARS


def _is_written(box: Box, sheet: Sheet) -> bool:
    covered = sum(word.box.area for word in sheet.words if box.holds(word.box.center))
    return covered > _WRITTEN * box.area


def _inside(box: Box, other: Box) -> bool:
    return box.common(other) > 0.9 * box.area
