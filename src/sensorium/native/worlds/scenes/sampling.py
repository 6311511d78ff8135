"""Draws scenes at random within a split. Knows layouts and splits, no questions.

Two layouts: `set` scenes stand where their description says (a relation or a place fixes every position), so that
they can be asked for in words; `free` scenes stand anywhere that has one clear name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

import numpy as np

from sensorium.errors import InvalidInput
from sensorium.native.worlds.art import GROUNDS, Gallery
from sensorium.native.worlds.example import Split
from sensorium.native.worlds.scenes.scene import GRID, SPAN, Placed, Relation, Scene, Size
from sensorium.native.worlds.scenes.split import colours_for, grounds_for, held_out_together, names_for

Kind: TypeAlias = Literal["single", "pair", "several", "count", "mixed"]
Layout: TypeAlias = Literal["set", "free"]
T = TypeVar("T")

WHITE_SHARE = 0.4  # of scenes that stand on the assumed ground
LARGE_SHARE = 0.6  # of things in scenes of one or two
MAX_COUNT = 5
GATHERED_PAIRS, GATHERED_GROUPS = 0.5, 0.25  # of things asked for without their places; the others are three or four
TRIES = 200
RESTARTS = 50  # with another first thing, when no second one may join it
RELATIONS: tuple[Relation, ...] = ("left of", "right of", "above", "below")
STARTS: dict[Size, tuple[int, int, int]] = {"small": (0, 3, 6), "large": (0, 2, 4)}  # first cell of each third
CLEAR_STARTS: dict[Size, tuple[int, ...]] = {"small": (0, 1, 3, 5, 6), "large": (0, 2, 4)}
COUNT_CELLS = (  # (column, row) of one to five small things
    ((3, 3),),
    ((1, 3), (5, 3)),
    ((3, 1), (1, 5), (5, 5)),
    ((1, 1), (5, 1), (1, 5), (5, 5)),
    ((0, 0), (6, 0), (3, 3), (0, 6), (6, 6)),
)


@dataclass(frozen=True)
class Look:
    """What a thing is, before it has a place."""

    name: str
    colour: str | None

    def at(self, size: Size, column: float, row: float) -> Placed:
        return Placed(name=self.name, colour=self.colour, size=size, column=column, row=row)


class SceneSampler:
    """Scenes of the things of `gallery`. In the split `test` every thing wears a pair of attributes never trained."""

    def __init__(self, gallery: Gallery) -> None:
        self.gallery = gallery

    def scene(self, kind: Kind, layout: Layout, split: Split, rng: np.random.Generator) -> Scene:
        """One scene. Raises InvalidInput when the gallery is too small for the split."""
        makers: dict[Kind, Callable[[Layout, Split, np.random.Generator], Scene]] = {
            "single": self.single,
            "pair": self.pair,
            "several": self.several,
            "count": self.count,
            "mixed": self.mixed,
        }
        return makers[kind](layout, split, rng)

    def single(self, layout: Layout, split: Split, rng: np.random.Generator) -> Scene:
        """One thing; its place is one of nine."""
        look = self.look(split, rng)
        return self._scene((_somewhere(look, _size(rng), rng),), split, rng)

    def pair(self, layout: Layout, split: Split, rng: np.random.Generator) -> Scene:
        """Two different things in a clear relation."""
        looks = self.looks(2, split, rng)
        if layout == "set":
            return self._scene(_side_by_side(looks, rng), split, rng)
        first, second = _until(lambda: tuple(_somewhere(k, _size(rng), rng) for k in looks), _clearly_related)
        return self._scene((first, second), split, rng)

    def several(self, layout: Layout, split: Split, rng: np.random.Generator) -> Scene:
        """Three or four different things, small with now and then a large one, at named places."""
        looks = self.looks(int(rng.integers(3, 5)), split, rng)

        def placed() -> tuple[Placed, ...]:
            return tuple(_somewhere(k, "large" if rng.random() < 0.15 else "small", rng) for k in looks)

        return self._scene(_until(placed, _apart), split, rng)

    def count(self, layout: Layout, split: Split, rng: np.random.Generator) -> Scene:
        """One to five equal small things."""
        number = int(rng.integers(1, MAX_COUNT + 1))
        look = self.look(split, rng)
        if layout == "set":
            cells: Sequence[tuple[float, float]] = COUNT_CELLS[number - 1]
        else:
            cells = _free_cells(number, rng)
        return self._scene(tuple(look.at("small", column, row) for column, row in cells), split, rng)

    def mixed(self, layout: Layout, split: Split, rng: np.random.Generator) -> Scene:
        """One to four equal things and one or two others, all small; the equal ones come first."""
        number = int(rng.integers(1, MAX_COUNT))
        others = int(rng.integers(1, 3))
        looks = self.looks(1 + others, split, rng)
        chosen = [looks[0]] * number + looks[1:]
        cells = _free_cells(len(chosen), rng)
        things = tuple(look.at("small", column, row) for look, (column, row) in zip(chosen, cells, strict=True))
        return self._scene(things, split, rng)

    def gathered(self, split: Split, rng: np.random.Generator) -> Scene:
        """Things that are asked for together, without their places: two side by side, large unless said otherwise; more
        than two small, where so many equal things would stand, in the order in which they are named.
        """
        kind = rng.random()
        if kind < GATHERED_PAIRS:
            return self._scene(_side_by_side(self.looks(2, split, rng), rng, "left of"), split, rng)
        number = 2 if kind < GATHERED_PAIRS + GATHERED_GROUPS else int(rng.integers(3, 5))
        looks = self.looks(number, split, rng)
        if number == 2:
            total = int(rng.integers(3, MAX_COUNT + 1))
            first = int(rng.integers(1, total))
            looks = [looks[0]] * first + [looks[1]] * (total - first)
        cells = COUNT_CELLS[len(looks) - 1]
        things = tuple(look.at("small", column, row) for look, (column, row) in zip(looks, cells, strict=True))
        return self._scene(things, split, rng)

    def look(self, split: Split, rng: np.random.Generator) -> Look:
        """One thing with a colour of the split."""
        names = names_for(self.gallery, split == "test")
        if not names:
            raise InvalidInput(f"the gallery holds nothing for the {split} split; give it more things")
        name = pick(names, rng)
        colours = colours_for(self.gallery, name, split == "test")
        return Look(name, pick(colours, rng) if colours else None)

    def looks(self, number: int, split: Split, rng: np.random.Generator) -> list[Look]:
        """Different things; in training no two that are held out together, in tests the first two are."""
        for _ in range(RESTARTS):
            looks = [self.look(split, rng)]
            for _ in range(TRIES):
                if len(looks) == number:
                    return looks
                candidate = self.look(split, rng)
                if _may_join(candidate, looks, split):
                    looks.append(candidate)
        raise InvalidInput(f"the gallery is too small for {number} things of the {split} split; give it more things")

    def _scene(self, things: tuple[Placed, ...], split: Split, rng: np.random.Generator) -> Scene:
        return Scene(things=things, ground=self._ground(things, split, rng), gallery=self.gallery)

    def _ground(self, things: tuple[Placed, ...], split: Split, rng: np.random.Generator) -> str:
        first = things[0].name
        if split == "test" and not self.gallery.takes_colour(first):
            return pick(grounds_for(self.gallery, first, True), rng)
        if rng.random() < WHITE_SHARE:
            return "white"
        if split == "test":
            return pick(tuple(GROUNDS), rng)
        allowed = set(GROUNDS).intersection(*(grounds_for(self.gallery, t.name, False) for t in things))
        return pick(tuple(g for g in GROUNDS if g in allowed), rng)


def pick(items: Sequence[T], rng: np.random.Generator) -> T:
    """One of `items`, all equally likely."""
    return items[int(rng.integers(len(items)))]


def weighted(weights: Mapping[str, float], rng: np.random.Generator) -> str:
    """One of the names in `weights`, each as often as its weight says."""
    edges = np.cumsum([weight / sum(weights.values()) for weight in weights.values()])
    index = int(np.searchsorted(edges, rng.random(), side="right"))
    return tuple(weights)[min(index, len(weights) - 1)]


def _may_join(candidate: Look, looks: list[Look], split: Split) -> bool:
    if any(candidate.name == look.name for look in looks):
        return False
    if split == "train":
        return not any(held_out_together(candidate.name, look.name) for look in looks)
    return len(looks) > 1 or held_out_together(candidate.name, looks[0].name)


def _size(rng: np.random.Generator) -> Size:
    return "large" if rng.random() < LARGE_SHARE else "small"


def _somewhere(look: Look, size: Size, rng: np.random.Generator) -> Placed:
    return look.at(size, pick(STARTS[size], rng), pick(STARTS[size], rng))


def _side_by_side(
    looks: list[Look], rng: np.random.Generator, relation: Relation | None = None
) -> tuple[Placed, Placed]:
    """Two things filling the halves of the picture, centred on the other axis."""
    sizes = (_size(rng), _size(rng))
    relation = relation or pick(RELATIONS, rng)
    across = relation in ("left of", "right of")
    first_half = relation in ("left of", "above")
    placed = []
    for look, size, near in zip(looks, sizes, (first_half, not first_half), strict=True):
        along = (GRID // 2 - SPAN[size]) // 2 + (0 if near else GRID // 2)
        middle = (GRID - SPAN[size]) // 2
        placed.append(look.at(size, along if across else middle, middle if across else along))
    return placed[0], placed[1]


def _clearly_related(things: tuple[Placed, ...]) -> bool:
    (x0, y0), (x1, y1) = things[0].centre, things[1].centre
    return _apart(things) and abs(abs(x0 - x1) - abs(y0 - y1)) >= 1.5


def _apart(things: tuple[Placed, ...]) -> bool:
    return not any(a.overlaps(b) for i, a in enumerate(things) for b in things[:i])


def _until(make: Callable[[], T], fits: Callable[[T], bool]) -> T:
    while not fits(made := make()):
        pass
    return made


def _free_cells(number: int, rng: np.random.Generator) -> list[tuple[float, float]]:
    """Corners of `number` small boxes, a cell apart from each other on one axis at least."""
    look = Look("", None)
    starts = CLEAR_STARTS["small"]
    while True:
        boxes: list[Placed] = []
        for _ in range(12 * number):
            box = look.at("small", pick(starts, rng), pick(starts, rng))
            if not any(box.overlaps(other, gap=1) for other in boxes):
                boxes.append(box)
            if len(boxes) == number:
                return [(b.column, b.row) for b in boxes]
