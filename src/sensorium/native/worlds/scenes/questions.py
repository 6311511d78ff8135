"""Questions that a scene answers, each with its one short answer. No wording: `phrases` has that.

Whether something is so is answered by what is so, and then by yes or no: what was found can be compared with what was
asked, which a model of this size does not do in one step (docs/LOG.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from sensorium.errors import InvalidInput
from sensorium.native.worlds.art import with_article
from sensorium.native.worlds.scenes import words
from sensorium.native.worlds.scenes.claims import claim, unique_claims
from sensorium.native.worlds.scenes.sampling import Kind, pick
from sensorium.native.worlds.scenes.scene import OPPOSITE, Placed, Scene

CLAIM = "claim"  # the slot of what is said of a thing, which can be said in other words
NAMED_COLOUR_SHARE = 0.3  # how often a question says the colour of what it asks about
OTHER_COLOUR_SHARE = 0.3  # of questions for what is not there: a thing of the scene in a colour it has not


@dataclass(frozen=True)
class Question:
    """A task of `phrases`, what fills its slots, and the answer. about: the names asked about, the one that the answer
    is true of first; counted: the names of what the answer counts; missing: the names of what is not there.
    """

    task: str
    slots: Mapping[str, str]
    answer: str
    about: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


EVERYWHERE = frozenset({"present", "total", "ground", "absent"})  # tasks that every scene answers
ASKED_OF_THE_ABSENT = ("colour", "where", "count", "size")

KINDS: Mapping[str, tuple[Kind, ...]] = {  # the scenes that a task can be asked about
    "describe": ("single", "pair", "pair", "several", "count"),
    "what": ("single",),
    "count": ("count", "count", "mixed"),
    "colour": ("single", "pair", "several"),
    "where": ("single", "pair", "several"),
    "relation": ("pair",),
    "present": ("single", "pair", "several", "mixed"),
    "confirm": ("single", "pair", "pair", "several"),
    "which": ("pair", "several"),
    "total": ("pair", "several", "count", "mixed"),
    "ground": ("single", "pair", "several", "count"),
    "size": ("single", "pair", "several"),
    "absent": ("single", "pair", "several", "count"),
}


def question(task: str, scene: Scene, rng: np.random.Generator) -> Question | None:
    """A question of `task`, a key of `KINDS`, about `scene`; None when this scene answers none. Raises InvalidInput for
    other tasks.
    """
    makers: dict[str, Callable[[Scene, np.random.Generator], Question | None]] = {
        "describe": _describe,
        "what": _what,
        "count": _count,
        "colour": _colour,
        "where": _where,
        "relation": _relation,
        "present": _present,
        "confirm": _confirm,
        "which": _which,
        "total": _total,
        "ground": _ground,
        "size": _size,
        "absent": _absent,
    }
    if task not in makers:
        raise InvalidInput(f"scenes answer {', '.join(makers)}; not {task!r}")
    return makers[task](scene, rng)


def fits(task: str, scene: Scene) -> bool:
    """Whether a question of `task` has one right answer in `scene`."""
    names = [thing.name for thing in scene.things]
    alone = len(set(names)) == len(names)
    if task in EVERYWHERE:
        return True
    if task == "count":
        return not alone
    return alone and (task != "relation" or len(names) == 2) and (task != "which" or len(names) > 1)


def _describe(scene: Scene, rng: np.random.Generator) -> Question:
    return Question("describe", {}, words.describe(scene))


def _what(scene: Scene, rng: np.random.Generator) -> Question:
    return Question("what", {}, scene.things[0].name)


def _count(scene: Scene, rng: np.random.Generator) -> Question:
    thing = scene.things[0]
    slot = scene.gallery.plural(thing.name)
    if thing.colour is not None and rng.random() < NAMED_COLOUR_SHARE:
        slot = f"{thing.colour} {slot}"
    return Question("count", {"thing": slot}, str(scene.number_of(thing.name)), (slot,), counted=(thing.name,))


def _colour(scene: Scene, rng: np.random.Generator) -> Question | None:
    coloured = [(t.name, t.colour) for t in scene.things if t.colour is not None]
    if not coloured:
        return None
    name, colour = pick(coloured, rng)
    return Question("colour", {"thing": name}, colour, (name,))


def _where(scene: Scene, rng: np.random.Generator) -> Question:
    thing = pick(scene.things, rng)
    slot = _noun(thing, rng)
    return Question("where", {"thing": slot}, thing.place, (slot,))


def _relation(scene: Scene, rng: np.random.Generator) -> Question:
    first, second = (_noun(thing, rng) for thing in scene.things[:2])
    relation = scene.relation
    if rng.random() < 0.5:
        first, second, relation = second, first, OPPOSITE[relation]
    return Question("relation", {"first": first, "second": second}, relation, (first, second))


def _present(scene: Scene, rng: np.random.Generator) -> Question:
    """Whether something is there: a thing of the scene, the same in another colour, or nothing of it."""
    thing = pick(scene.things, rng)
    if rng.random() < 0.5:
        noun = _noun(thing, rng)
        return Question("present", {"thing": with_article(noun)}, f"There is {with_article(noun)}, so yes.", (noun,))
    others = [colour for colour in scene.gallery.colours(thing.name) if colour != thing.colour]
    if others and rng.random() < OTHER_COLOUR_SHARE:
        asked, answer = f"{pick(others, rng)} {thing.name}", f"The {thing.name} is {thing.colour}, so no."
        return Question("present", {"thing": with_article(asked)}, answer, (thing.name,))
    name = _another(scene, rng)
    return Question("present", {"thing": with_article(name)}, f"There is no {name}, so no.", missing=(name,))


def _confirm(scene: Scene, rng: np.random.Generator) -> Question | None:
    """Whether something is true of a thing."""
    if not fits("confirm", scene):
        return None
    thing, true = pick(scene.things, rng), rng.random() < 0.5
    claimed = claim(scene, thing, rng, true=true)
    answer = f"It is {claimed.so}, so {'yes' if true else 'no'}."
    return Question("confirm", {"thing": thing.name, CLAIM: claimed.said}, answer, claimed.about)


def _which(scene: Scene, rng: np.random.Generator) -> Question | None:
    """Of which thing something is true."""
    claims = unique_claims(scene, rng) if fits("which", scene) else []
    if not claims:
        return None
    claimed = pick(claims, rng)
    return Question("which", {CLAIM: claimed.said}, claimed.thing.name, claimed.about)


def _total(scene: Scene, rng: np.random.Generator) -> Question:
    return Question("total", {}, str(len(scene.things)), counted=tuple(thing.name for thing in scene.things))


def _ground(scene: Scene, rng: np.random.Generator) -> Question:
    return Question("ground", {}, scene.ground)


def _size(scene: Scene, rng: np.random.Generator) -> Question | None:
    if not fits("size", scene):
        return None
    thing = pick(scene.things, rng)
    slot = _noun(thing, rng)
    return Question("size", {"thing": slot}, thing.size, (slot,))


def _absent(scene: Scene, rng: np.random.Generator) -> Question:
    """What is asked of a thing that is not there."""
    name, task = _another(scene, rng), pick(ASKED_OF_THE_ABSENT, rng)
    slot = scene.gallery.plural(name) if task == "count" else name
    answer = "0" if task == "count" else f"There is no {name}."
    return Question(task, {"thing": slot}, answer, missing=(name, slot))


def _noun(thing: Placed, rng: np.random.Generator) -> str:
    """A thing's name, now and then with its colour."""
    return words.noun(thing, size=False, colour=rng.random() < NAMED_COLOUR_SHARE)


def _another(scene: Scene, rng: np.random.Generator) -> str:
    """The name of a thing that is not in a scene."""
    there = {thing.name for thing in scene.things}
    while (name := pick(scene.gallery.names, rng)) in there:
        pass
    return name
