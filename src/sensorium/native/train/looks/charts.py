"""Looks at the values of a chart: at the label, the end of the value, and the print that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sensorium.native.encoders.ends import MEASURED
from sensorium.native.tokens.packing import Look
from sensorium.native.tokens.stream import Chunk, Modality
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import CUE_CELL, Special
from sensorium.native.train.looks.heads import LOOK, POINT, TELL
from sensorium.native.train.looks.naming import are_words, mentions, names_of, starting_tokens, starts_of
from sensorium.native.train.looks.reading import NUMERALS, finder
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.judges.reading import SO


@dataclass(frozen=True)
class Value:
    """Of a chart: the positions where its label was read, where it ends in the picture, and where print tells it."""

    label: frozenset[int]
    end: frozenset[int]
    telling: frozenset[int]

    @property
    def looks(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Each kind of look that there is something for."""
        for kind, places in ((LOOK, self.label), (POINT, self.end), (TELL, self.telling)):
            if places:
                yield kind, tuple(sorted(places))


def values_of(
    chunk: Chunk, places: Mapping[str, set[int]], first: int, example: Example, words: WordTokenizer
) -> dict[str, Value]:
    """What there is to see of each label of a chart, as far as its print was read; first: where the features begin.
    The end is looked for where it was read, else at the features that cover it. Without places, in words alone.
    """
    where, read = finder(chunk, words, told=not places), ends_read(chunk, words)
    labels = [shown.text for shown in example.named]
    return {
        label: Value(where(label), _end(places.get(label, set()), first, read), where(telling))
        for label, telling in zip(labels, example.telling or ("",) * len(labels), strict=True)
    }


def _end(features: set[int], first: int, read: Mapping[int, set[int]]) -> frozenset[int]:
    found = set[int]().union(*(read.get(place - first, set()) for place in features))
    return frozenset(found or features)


def ends_read(chunk: Chunk, words: WordTokenizer) -> dict[int, set[int]]:
    """The positions of the values that were measured, by the cell where they end."""
    mark, numerals = words.encode(MEASURED)[-1], {word for one in NUMERALS for word in words.encode(one)}
    read = are_words(chunk) & (chunk.modality != Modality.TEXT)
    ids, cells = np.where(read, chunk.ids[:, 0], -1).tolist(), (chunk.cues[:, 0] - CUE_CELL.start).tolist()
    found: dict[int, set[int]] = {}
    for place in (place for place, word in enumerate(ids) if word == mark):
        at = place + 1
        while at < len(ids) and ids[at] in numerals and cells[at] == cells[place]:
            found.setdefault(cells[place], set()).add(at)
            at += 1
    return found


def at_values(chunk: Chunk, values: Mapping[str, Value], words: WordTokenizer) -> Iterator[Look]:
    """From each word of an answer about a chart, and from the one before it, to what there is to see of the label that
    it names or was asked for; and from what values were said for to these.
    """
    numbered = list(values.values())
    spoken, answers = are_words(chunk), chunk.weights > 0
    named = list(mentions(chunk, names_of({label: {i} for i, label in enumerate(values)}, words), range(len(chunk))))
    ends = {end: min(numbers) for end, _, numbers in named}
    begins = {end - length + 1: min(numbers) for end, length, numbers in named if answers[end]}
    current: int | None = None
    first, follows = chunk.ids[:, 0], list(at_said(chunk, words))
    followed = {look.at for look in follows}
    yield from follows
    for place in range(len(chunk) - 1):
        if first[place] == Special.USER:
            current = None
        elif place in ends and not answers[place] and chunk.modality[place] == Modality.TEXT:
            current = ends[place]
        current = begins.get(place + 1, current)
        if current is not None and place not in followed and answers[place + 1] and spoken[place + 1]:
            yield from (Look(kind, place, wanted) for kind, wanted in numbered[current].looks)


def at_said(chunk: Chunk, words: WordTokenizer) -> Iterator[Look]:
    """From what follows from values that were said before it, the greatest as a rule, to these, and to the end of its
    own: only there is a number known to be whole.
    """
    colon, comma = (starting_tokens(mark, words)[0] for mark in ":,")
    so = starting_tokens(SO.rstrip(), words)
    said = np.flatnonzero(are_words(chunk) & (chunk.weights > 0) & (chunk.modality == Modality.TEXT))
    for answer in np.split(said, np.flatnonzero(np.diff(said) > 1) + 1):
        ids: list[int] = chunk.ids[answer, 0].tolist()
        for end in starts_of(so, ids):
            begins = [0, *(place + 1 for place in range(end) if ids[place] == comma)]
            colons = [place for place in range(end) if ids[place] == colon]
            if len(colons) != len(begins):
                continue
            values = [answer[one + 1 : stop].tolist() for one, stop in zip(colons, [*begins[1:], end + 1], strict=True)]
            label = ids[end + len(so) : -1]
            own = [
                (value[-1],)
                for begin, one, value in zip(begins, colons, values, strict=True)
                if ids[begin:one] == label
            ]
            every = tuple(place for value in values for place in value)
            for place in answer[end + len(so) - 1 : -1].tolist():
                yield Look(TELL, place, every)
                yield from (Look(POINT, place, value) for value in own[:1])
