"""Scenes off the grid: the same things of any size at any place, as other people's pictures show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sensorium.native.worlds.example import Split
from sensorium.native.worlds.scenes.scene import GRID, SPAN, Placed, Scene, Size, relation_between

REACH = 0.75  # cells that a thing may lie from its place on the grid, along each axis
SIZES: Mapping[Size, tuple[float, float]] = {"small": (1.5, 2.6), "large": (3.2, 5.0)}  # cells that a thing covers
ALONE: Mapping[Size, tuple[float, float]] = {"small": (1.5, 2.8), "large": (3.2, GRID)}  # one that is alone
APART = 0.2  # cells between things, along one axis
TRIES = 100
SIDES_PX: Mapping[Split, tuple[int, int]] = {"train": (96, 256), "test": (96, 1024)}


def loosened(scene: Scene, rng: np.random.Generator, reach: float = 1.0) -> Scene:
    """A scene of the same things of which all that was said stays true: each is drawn a little larger or smaller and
    elsewhere, in the same ninth of the picture, whole, apart from the others and in the same relations to them. One
    that is alone may fill the picture. What cannot be moved so stays on the grid. reach: share of the way that each is
    taken to its new place and size.
    """
    if len(scene.things) == 1:
        (only,) = scene.things
        return replace(scene, things=(_part_of_the_way(only, _alone(only, rng), reach),))
    things = list(scene.things)
    for number, thing in enumerate(scene.things):
        others = (*things[:number], *things[number + 1 :])
        for _ in range(TRIES):
            moved = _part_of_the_way(thing, _moved(thing, rng), reach)
            if _stays_true(moved, thing, others):
                things[number] = moved
                break
    return replace(scene, things=tuple(things))


def on_nearest_cells(scene: Scene) -> Scene | None:
    """The things of a loosened scene as large as on the grid, each at the cells nearest to where it is; None where two
    would lie over one another.
    """
    things: list[Placed] = []
    for thing in scene.things:
        span = SPAN[thing.size]
        column, row = (min(GRID - span, max(0, round(along - span / 2))) for along in thing.centre)
        placed = replace(thing, covers=None, column=column, row=row)
        if any(placed.overlaps(other) for other in things):
            return None
        things.append(placed)
    return replace(scene, things=tuple(things))


def some_side_px(rng: np.random.Generator, split: Split) -> int:
    """As many pixels as the side of a picture may have, each octave as often: what is larger than 256 pixels is shrunk
    before it is looked at, so lessons do without.
    """
    least, most = np.log(SIDES_PX[split])
    return round(float(np.exp(rng.uniform(least, most))))


def _alone(thing: Placed, rng: np.random.Generator) -> Placed:
    """Of any size for which its place is still the same ninth."""
    while True:
        covers = rng.uniform(*ALONE[thing.size])
        column, row = rng.uniform(0, GRID - covers, 2)
        moved = replace(thing, covers=covers, column=column, row=row)
        if moved.place == thing.place:
            return moved


def _moved(thing: Placed, rng: np.random.Generator) -> Placed:
    covers = rng.uniform(*SIZES[thing.size])
    across, down = rng.uniform(-REACH, REACH, 2) + thing.centre
    return replace(thing, covers=covers, column=across - covers / 2, row=down - covers / 2)


def _part_of_the_way(thing: Placed, there: Placed, reach: float) -> Placed:
    """A thing on its way to how it is `there`: all the way for a reach of 1."""
    covers = thing.span * (there.span / thing.span) ** reach
    across, down = (mine + reach * (theirs - mine) for mine, theirs in zip(thing.centre, there.centre, strict=True))
    return replace(thing, covers=covers, column=across - covers / 2, row=down - covers / 2)


def _stays_true(moved: Placed, thing: Placed, others: Sequence[Placed]) -> bool:
    """Whether what is moved lies within the picture, in the same place, and to all others as before."""
    within = all(0 <= start <= GRID - moved.span for start in (moved.column, moved.row))
    return (
        within
        and moved.place == thing.place
        and not any(moved.overlaps(one, APART) for one in others)
        and all(
            relation_between(moved.centre, one.centre) == relation_between(thing.centre, one.centre) for one in others
        )
    )
