"""Questions that a scene answers, each with its one short answer. No wording: `phrases` has that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sensorium.errors import InvalidInput
from sensorium.native.worlds.scenes import words
from sensorium.native.worlds.scenes.sampling import Kind, pick
from sensorium.native.worlds.scenes.scene import OPPOSITE, Scene

NAMED_COLOUR_SHARE = 0.3  # how often a question says the colour of what it asks about


@dataclass(frozen=True)
class Question:
    """A task of `phrases`, what fills its slots, and the answer; `counted` is the name of what the answer counts."""

    task: str
    slots: Mapping[str, str]
    answer: str
    counted: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """The names asked about, the one that the answer is true of first."""
        return tuple(self.slots.values())


KINDS: Mapping[str, tuple[Kind, ...]] = {  # the scenes that a task can be asked about
    "describe": ("single", "pair", "pair", "several", "count"),
    "what": ("single",),
    "count": ("count", "count", "mixed"),
    "colour": ("single", "pair", "several"),
    "where": ("single", "pair", "several"),
    "relation": ("pair",),
}


def question(task: str, scene: Scene, rng: np.random.Generator) -> Question | None:
    """A question of `task` about `scene`; None when this scene answers none. Raises InvalidInput for other tasks."""
    makers: dict[str, Callable[[Scene, np.random.Generator], Question | None]] = {
        "describe": _describe,
        "what": _what,
        "count": _count,
        "colour": _colour,
        "where": _where,
        "relation": _relation,
    }
    if task not in makers:
        raise InvalidInput(f"scenes answer {', '.join(makers)}; not {task!r}")
    return makers[task](scene, rng)


def fits(task: str, scene: Scene) -> bool:
    """Whether a question of `task` has one right answer in `scene`."""
    names = [thing.name for thing in scene.things]
    alone = len(set(names)) == len(names)
    if task == "count":
        return not alone
    return alone and (task != "relation" or len(names) == 2)


def _describe(scene: Scene, rng: np.random.Generator) -> Question:
    return Question("describe", {}, words.describe(scene))


def _what(scene: Scene, rng: np.random.Generator) -> Question:
    return Question("what", {}, scene.things[0].name)


def _count(scene: Scene, rng: np.random.Generator) -> Question:
    thing = scene.things[0]
    slot = scene.gallery.plural(thing.name)
    if thing.colour is not None and rng.random() < NAMED_COLOUR_SHARE:
        slot = f"{thing.colour} {slot}"
    return Question("count", {"thing": slot}, str(scene.number_of(thing.name)), counted=thing.name)


def _colour(scene: Scene, rng: np.random.Generator) -> Question | None:
    coloured = [(t.name, t.colour) for t in scene.things if t.colour is not None]
    if not coloured:
        return None
    name, colour = pick(coloured, rng)
    return Question("colour", {"thing": name}, colour)


def _where(scene: Scene, rng: np.random.Generator) -> Question:
    thing = pick(scene.things, rng)
    slot = words.noun(thing, size=False, colour=rng.random() < NAMED_COLOUR_SHARE)
    return Question("where", {"thing": slot}, thing.place)


def _relation(scene: Scene, rng: np.random.Generator) -> Question:
    first, second = (words.noun(t, size=False, colour=rng.random() < NAMED_COLOUR_SHARE) for t in scene.things[:2])
    relation = scene.relation
    if rng.random() < 0.5:
        first, second, relation = second, first, OPPOSITE[relation]
    return Question("relation", {"first": first, "second": second}, relation)
