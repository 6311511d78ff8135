"""Scenes in English: one canonical sentence each, and the many ways in which people ask for them."""

from __future__ import annotations

import numpy as np

from sensorium.native.worlds.art import with_article
from sensorium.native.worlds.scenes.scene import OPPOSITE, Placed, Scene

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six")
KEEP_DEFAULT = 0.5  # how often a request says what would be assumed anyway
LONGER = {"left of": "to the left of", "right of": "to the right of", "above": "over", "below": "under"}
JOINED = ("{} and {}", "{} and {}", "{} and {}", "{} next to {}", "{} with {}", "{} and {} side by side")
LISTED_SHARE = 0.8  # of more than two things: "a dog, a cat and a pear"; the others are joined by "and" alone
_GROUND_WORDS = ("ground", "ground", "background")


def noun(thing: Placed, *, size: bool = True, colour: bool = True) -> str:
    """'large red car', or shorter."""
    words: list[str] = [thing.size] if size else []
    if colour and thing.colour is not None:
        words.append(thing.colour)
    return " ".join([*words, thing.name])


def place_phrase(thing: Placed) -> str:
    """'in the center', 'at the top left', 'on the right'."""
    return at_place(thing.place)


def at_place(place: str) -> str:
    """One of `scene.PLACES` as an adverbial."""
    word = "in" if place == "center" else "on" if place in ("left", "right") else "at"
    return f"{word} the {place}"


def describe(scene: Scene) -> str:
    """The canonical sentence: 'a large red car left of a small blue dog on a white ground'."""
    ground = with_article(f"{scene.ground} ground")
    if len(scene.things) == 1:
        return f"{with_article(noun(scene.things[0]))} {place_phrase(scene.things[0])} of {ground}"
    groups = _groups(scene)
    if max(len(group) for group in groups) > 1:
        return f"{_listed([counted(scene, group) for group in groups])} on {ground}"
    if len(scene.things) == 2:
        first, second = scene.things
        return f"{with_article(noun(first))} {scene.relation} {with_article(noun(second))} on {ground}"
    return f"{_listed([f'{with_article(noun(t))} {place_phrase(t)}' for t in scene.things])} on {ground}"


def counted(scene: Scene, group: list[Placed], *, size: bool = True, colour: bool = True) -> str:
    """'three small red apples', or 'a small red apple': equal things of a scene."""
    alone = noun(group[0], size=size, colour=colour)
    if len(group) == 1:
        return with_article(alone)
    adjectives = alone.removesuffix(group[0].name)
    return f"{NUMBER_WORDS[len(group)]} {adjectives}{scene.gallery.plural(group[0].name)}"


def request(scene: Scene, rng: np.random.Generator) -> str:
    """A noun phrase that asks for `scene`: what is assumed when unsaid is often left out, and the order varies.

    Assumed are: the usual colour, a white ground, the center; large for one or two things, small for more.
    """
    tail = ground_tail(scene, rng)
    if len(scene.things) == 1:
        return single(scene, rng) + tail
    groups = _groups(scene)
    if len(groups) == 1:
        return _equal(scene, groups[0], rng) + tail
    if len(scene.things) == 2:
        return _pair(scene, rng) + tail
    nouns = [f"{asked(scene, i, rng, 'small')} {place_phrase(t)}" for i, t in enumerate(scene.things)]
    return _listed(nouns) + tail


def single(scene: Scene, rng: np.random.Generator) -> str:
    """Asks for the one thing of a scene."""
    thing = scene.things[0]
    words = asked(scene, 0, rng, "large")
    return f"{words} {place_phrase(thing)}" if _says(rng, "center", thing.place) else words


def _pair(scene: Scene, rng: np.random.Generator) -> str:
    first, second = (asked(scene, i, rng, "large") for i in (0, 1))
    relation = scene.relation
    if rng.random() < 0.3:
        first, second, relation = second, first, OPPOSITE[relation]
    return f"{first} {relation if rng.random() < 0.6 else LONGER[relation]} {second}"


def gathering(scene: Scene, rng: np.random.Generator) -> str:
    """Asks for things together, without their places: 'a dog and a cat', 'three apples and a pear'."""
    if len(scene.things) == 2:
        pair = [asked(scene, index, rng, "large") for index in (0, 1)]
        together = JOINED[int(rng.integers(len(JOINED)))].format(*pair)
    else:
        nouns = [_equal(scene, group, rng) for group in _groups(scene)]
        together = _listed(nouns) if rng.random() < LISTED_SHARE else " and ".join(nouns)
    return together + ground_tail(scene, rng)


def _equal(scene: Scene, group: list[Placed], rng: np.random.Generator) -> str:
    """Asks for equal things of a scene of small ones."""
    says_size = _says(rng, "small", group[0].size)
    return counted(scene, group, size=says_size, colour=_says_colour(scene, scene.things.index(group[0]), rng))


def asked(scene: Scene, index: int, rng: np.random.Generator, usual_size: str) -> str:
    """Asks for one thing of a scene, by name at least."""
    thing = scene.things[index]
    return with_article(noun(thing, size=_says(rng, usual_size, thing.size), colour=_says_colour(scene, index, rng)))


def _says(rng: np.random.Generator, assumed: str | None, actual: str | None) -> bool:
    return actual != assumed or rng.random() < KEEP_DEFAULT


def _says_colour(scene: Scene, index: int, rng: np.random.Generator) -> bool:
    thing = scene.things[index]
    return _says(rng, scene.gallery.usual_colour(thing.name), thing.colour)


def ground_tail(scene: Scene, rng: np.random.Generator) -> str:
    """Asks for the ground: nothing, or words to put last."""
    if not _says(rng, "white", scene.ground):
        return ""
    word = _GROUND_WORDS[int(rng.integers(len(_GROUND_WORDS)))]
    return f" on {with_article(f'{scene.ground} {word}')}"


def _groups(scene: Scene) -> list[list[Placed]]:
    """Things that look the same, together, in the order in which they first come."""
    groups: dict[tuple[str, str | None, str], list[Placed]] = {}
    for thing in scene.things:
        groups.setdefault((thing.name, thing.colour, thing.size), []).append(thing)
    return list(groups.values())


def _listed(items: list[str]) -> str:
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else items[0]
