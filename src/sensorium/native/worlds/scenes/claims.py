"""What can be said of one thing of a scene: its colour, its size, its place, how it lies to the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from sensorium.native.worlds.scenes import words
from sensorium.native.worlds.scenes.sampling import pick
from sensorium.native.worlds.scenes.scene import OPPOSITE, PLACES, Placed, Relation, Scene, Size

Sort: TypeAlias = Literal["colour", "size", "place", "relation"]

CLEARLY = 1.5  # cells by which the furthest thing is further than the next
LONGER_SHARE = 0.4  # of relations: "to the left of" for "left of"
NEAR_SHARE = 0.3  # of what is told of how two things stand: that they stand near
OTHERS_SHARE = 0.6  # of what is wrongly said of a thing: what is true of another one
SUPERLATIVES: dict[Size, str] = {"small": "the smallest", "large": "the largest"}


@dataclass(frozen=True)
class Claim:
    """What is said of `thing`, and what is so, in words that may follow "is". others: the names it is compared with."""

    thing: Placed
    said: str
    so: str
    others: tuple[str, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """The names it is about, its subject first."""
        return self.thing.name, *self.others


def claim(scene: Scene, thing: Placed, rng: np.random.Generator, *, true: bool) -> Claim:
    """Something that is true of a thing, or not, in a scene whose things have different names."""
    sort = pick(_sorts(scene, thing), rng)
    if sort == "relation":
        return _related(scene, thing, rng, true=true)
    so = _said(sort, thing)
    return Claim(thing, so if true else _wrongly_said(scene, thing, sort, rng), so)


def _wrongly_said(scene: Scene, thing: Placed, sort: Sort, rng: np.random.Generator) -> str:
    """What is not true of a thing, often since it is true of another."""
    every = {
        "colour": scene.gallery.colours(thing.name),
        "size": tuple(SUPERLATIVES),
        "place": tuple(map(words.at_place, PLACES)),
    }[sort]
    so = _said(sort, thing)
    theirs = [said for one in scene.things if (said := _said(sort, one)) and not _within(said, so)]
    wrong: Sequence[str] = [said for said in every if not (_within(said, so) or _within(so, said))]
    return pick(theirs if theirs and rng.random() < OTHERS_SHARE else wrong, rng)


def unique_claims(scene: Scene, rng: np.random.Generator) -> list[Claim]:
    """What is true of one thing alone, in a scene of several with different names."""
    found: list[Claim] = []
    for sort in ("colour", "place"):
        all_said = [_said(sort, thing) for thing in scene.things]
        if not all(all_said):  # what has colours of its own may have this one among them
            continue
        for thing, said in zip(scene.things, all_said, strict=True):
            if said and sum(_within(said, other) for other in all_said) == 1:
                found.append(Claim(thing, said, said))
    if scene.is_pair:  # one alone: of two things it is the one that is not named, whatever the relation
        thing = pick(scene.things, rng)
        near = f"next to the {_other(scene, thing).name}"
        beside = Claim(thing, near, near, (_other(scene, thing).name,))
        found.append(beside if rng.random() < NEAR_SHARE else _related(scene, thing, rng, true=True))
    return [*found, *_extremes(scene)]


def _extremes(scene: Scene) -> Iterator[Claim]:
    """What is further to a side than all others, or larger, or smaller."""
    for size, said in SUPERLATIVES.items():
        if len(alone := [thing for thing in scene.things if thing.size == size]) == 1 < len(scene.things):
            yield Claim(alone[0], said, said)
    for axis, first, last in ((0, "furthest to the left", "furthest to the right"), (1, "highest up", "lowest down")):
        order = sorted(scene.things, key=lambda thing: thing.centre[axis])
        along = [thing.centre[axis] for thing in order]
        if along[1] - along[0] >= CLEARLY:
            yield Claim(order[0], first, first)
        if along[-1] - along[-2] >= CLEARLY:
            yield Claim(order[-1], last, last)


def _sorts(scene: Scene, thing: Placed) -> list[Sort]:
    """What can be said of a thing, twice where it takes longer to learn."""
    sorts: list[Sort] = ["place", "size"]
    sorts += ["colour", "colour"] if thing.colour else []
    return [*sorts, "relation", "relation"] if scene.is_pair else sorts


def _said(sort: str, thing: Placed) -> str:
    """What is true of a thing in itself; '' for the colour of one that has none but its own."""
    if sort == "colour":
        return thing.colour or ""
    return thing.size if sort == "size" else words.place_phrase(thing)


def _within(said: str, more: str) -> bool:
    """Whether whatever is `more` is `said` too: what is at the top left is at the top."""
    return set(said.split()) - {"at", "on"} <= set(more.split())


def _other(scene: Scene, thing: Placed) -> Placed:
    """The other one of a pair."""
    return next(one for one in scene.things if one.name != thing.name)


def _relation(scene: Scene, thing: Placed) -> Relation:
    """How one of a pair lies to the other."""
    return scene.relation if thing is scene.things[0] else OPPOSITE[scene.relation]


def _related(scene: Scene, thing: Placed, rng: np.random.Generator, *, true: bool) -> Claim:
    """How one of a pair lies to the other, or the opposite."""
    other, so = _other(scene, thing), _relation(scene, thing)
    relation = so if true else OPPOSITE[so]
    said = words.LONGER[relation] if rng.random() < LONGER_SHARE else relation
    return Claim(thing, f"{said} the {other.name}", f"{so} the {other.name}", (other.name,))
