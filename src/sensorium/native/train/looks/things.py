"""Looks at the things of a picture: at what is named, asked about, compared and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sensorium.native.tokens.packing import Look
from sensorium.native.tokens.stream import Chunk, Feature
from sensorium.native.tokens.vocabulary import Special
from sensorium.native.train.hints import GRIDS, in_view, places_of
from sensorium.native.train.looks.heads import LOOK, NOWHERE, OTHER, TALLY
from sensorium.native.train.looks.naming import Name, are_words, mentions
from sensorium.native.worlds.example import Example, Shown

BESIDES = 3.0  # things' worth of attention that rests at the start of the sequence while things are counted


def views_of(features: Sequence[Feature], example: Example) -> list[Feature]:
    """The first view of what is given; of a clip, its first frame and all of them."""
    views = [feature for feature in features if feature.kind in GRIDS and not feature.aside]
    return views[: 2 if example.still else 1]


def places_by_name(views: Sequence[Feature], named: Sequence[Shown], example: Example) -> dict[str, set[int]]:
    """The positions of the features that show each name: of a clip, in its first frame if they can be seen there."""
    places: dict[str, set[int]] = {}
    stills = {shown.text for shown in example.still}
    moving = [shown for shown in named if shown.text not in stills]
    for seen in views:
        for shown in moving if seen.kind == "frames" else example.still or named:
            if found := places_of(in_view(shown, example), GRIDS[seen.kind]):
                places.setdefault(shown.text, set()).update(seen.start + place for place in found)
    return places


def places_of_each(seen: Feature, things: Sequence[Shown], example: Example) -> list[tuple[int, ...]]:
    """The positions of the features that show each of some things."""
    views = (places_of(in_view(thing, example), GRIDS[seen.kind]) for thing in things)
    return [tuple(seen.start + place for place in places) for places in views if places]


def meant(name: str, places: Mapping[str, set[int]]) -> frozenset[int]:
    """The positions of what a name means, which may be said without its colour."""
    return frozenset().union(*(found for text, found in places.items() if f" {text}".endswith(f" {name}")))


def at_things(
    chunk: Chunk,
    seen: Feature,
    named: Sequence[Name],
    about: Sequence[Sequence[frozenset[int]]],
    counted: Sequence[Sequence[tuple[int, ...]]],
) -> Iterator[Look]:
    """From the names in what is asked, and from all of an answer: before it names a thing at that, else at what was
    asked about, and with other heads at what that is compared with and, where it begins, at each of what is counted.

    about: of each turn, what it asks about, subject first; the order of the words where nothing is said.
    counted: of each turn, the features of each thing that is counted. The more there are, the less attention is left
    for the start of the sequence, and that is a number that the next layer can read.
    """
    turns, tallies = iter(about), iter(counted)
    tally: Sequence[tuple[int, ...]] = ()
    after = seen.start + seen.count
    answers = chunk.weights > 0
    said = answers & are_words(chunk)
    goes_on = said & np.append(said[1:], False)
    turn: dict[frozenset[int], None] = {}
    asked: Sequence[frozenset[int]] = ()
    ends = {end: (length, things) for end, length, things in mentions(chunk, named, range(len(chunk)))}
    begins = {end - length + 1: things for end, (length, things) in ends.items() if answers[end]}
    first = chunk.ids[:, 0]
    for place in range(len(chunk)):
        if first[place] == Special.USER:
            turn = {}
            asked, tally = next(turns, ()), next(tallies, ())
        if place in ends and not answers[place]:
            things = ends[place][1]
            turn[things] = None
            if place >= after:
                yield Look(LOOK, place, tuple(sorted(things)))
        opens = first[place] == Special.TEXT and place and first[place - 1] == Special.ASSISTANT
        if place + 1 in begins:
            yield Look(LOOK, place, tuple(sorted(begins[place + 1])))
        elif opens or goes_on[place]:
            for kind, found in zip((LOOK, OTHER), asked or turn, strict=False):
                yield Look(kind, place, tuple(sorted(found)))
        if opens and tally:
            yield from _at_each(place, tally)


def _at_each(place: int, tally: Sequence[tuple[int, ...]]) -> Iterator[Look]:
    share = 1 / (len(tally) + BESIDES)
    for each in tally:
        yield Look(TALLY, place, each, share)
    yield Look(TALLY, place, (NOWHERE,), BESIDES * share)
