"""Where attention ought to look, known of generated examples: from a name to the thing it names; from a label of a
chart to where it is printed, to where its value ends, and to the print that tells the value; from a question about a
page to its row and column; to each thing that is counted; and from a cell that is to be drawn to the words that ask for
what is there and for what it does, and to earlier cells that show the same.

Names were learnt, and places, but not to find the one by the other: asked where one of three things is, a model that
knew all three and their places told any of them, after a million such questions (docs/LOG.md). One head of one layer is
therefore shown where to look, in training only (supervised attention after Liu et al. 2016); what it finds is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sensorium.native.layers.attention import HEAD_DIM, Attend
from sensorium.native.tokens.packing import Look
from sensorium.native.tokens.stream import CELLS, GRID, Chunk, Feature, Modality
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import CUE_CELL, CUE_KEY, TEXT, Special
from sensorium.native.train.hints import GRIDS, in_view, places_of
from sensorium.native.train.taught import Looks
from sensorium.native.worlds.art import COLOURS
from sensorium.native.worlds.example import Example, Shown

LOOK, OTHER = "look", "other"  # from a name to its thing or its print, to a second thing
POINT, TELL = "point", "tell"  # to the end of the value of what was found, to the print that tells it
TALLY = "tally"  # to each of several things alike
HEED, ACT = "heed", "act"  # from a cell to the words for its thing, to those for what this does
COPY = "copy"  # from a cell of a clip to cells of earlier key frames that show the same
BESIDES = 3.0  # things' worth of attention that rests at the start of the sequence while things are counted
NUMERALS = "0123456789.,%"


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


@dataclass(frozen=True)
class Name:
    """A name's tokens, how many of the last must be there (a colour before it may be left out), what it stands for."""

    tokens: tuple[int, ...]
    least: int
    things: frozenset[int]

    @classmethod
    def of(cls, text: str, things: Iterable[int], words: WordTokenizer) -> Name:
        first, _, rest = text.partition(" ")
        tokens = tuple(words.encode(text))
        return cls(tokens, len(words.encode(rest)) if rest and first in COLOURS else len(tokens), frozenset(things))


def looks_of(chunk: Chunk, features: Sequence[Feature], example: Example, words: WordTokenizer) -> tuple[Look, ...]:
    """The looks of a lesson about an example that says what it shows, or what it draws; none of others."""
    found: list[Look] = []
    seen = next((feature for feature in features if feature.kind in GRIDS and not feature.aside), None)
    named = example.named or (() if example.printed else example.shown)
    if seen is not None and named:
        places = _places(seen, named, example)
        if example.printed:
            found += _at_values(chunk, _values(chunk, places, example, words), words)
        else:
            about = [[things for name in names if (things := _meant(name, places))] for names in example.about]
            counted = [_each(seen, things, example) for things in example.counted]
            found += _at_things(chunk, seen, _names(places, words), about, counted)
    elif example.printed and example.about:
        found += _at_print(chunk, example, words)
    if example.drawn and (before := _before_cells(chunk)):
        found += _at_origins(before, example.origins)
        for kind, drawn in ((HEED, example.drawn), (ACT, example.doing)):
            found += _at_words(chunk, kind, before, drawn, words)
    return tuple(found)


@dataclass(eq=False)
class Watch:
    """Queries and keys of the heads that are shown where to look, as they come by."""

    num_layers: int
    seen: dict[str, tuple[Tensor, Tensor]] = field(default_factory=dict)

    def over(self, attend: Attend) -> Attend:
        """The same attention, watched. A later layer reads words: it has to know first what the sentence says."""
        early, late = self.num_layers // 3, 2 * self.num_layers // 3
        last = min(late + 1, self.num_layers - 1)  # what moves how is known
        heads = {
            LOOK: (early, 0),
            OTHER: (early, 1),
            POINT: (late, 0),
            TELL: (late, 1),
            TALLY: (late, 2),
            ACT: (late, -2),
            HEED: (late, -1),
            COPY: (last, 0),
        }

        def watched(layer: int, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
            for kind, (where, head) in heads.items():
                if layer == where:
                    self.seen[kind] = q[0, head % q.shape[1]], k[0, head % q.shape[1]]
            return attend(layer, q, k, v)

        return watched

    def losses(self, looks: Mapping[str, Looks]) -> dict[str, Tensor]:
        """Nats by which each kind of look misses what it should see."""
        return {kind: _missed(*self.seen[kind], wanted) for kind, wanted in looks.items()}


def _missed(q: Tensor, k: Tensor, looks: Looks) -> Tensor:
    """Mean negative logarithm of the share of attention that falls where it should, by weight. q, k: (N, D)."""
    keys = k.index_select(0, looks.among.flatten()).unflatten(0, looks.among.shape)  # (M, C, D)
    queries = q.index_select(0, looks.at)
    scores = (keys @ queries[:, :, None])[..., 0].float() * HEAD_DIM**-0.5
    whole = scores.masked_fill(~looks.before, -torch.inf).logsumexp(1)
    missed: Tensor = whole - scores.masked_fill(~looks.wanted, -torch.inf).logsumexp(1)
    return (missed * looks.weights).sum() / looks.weights.sum()


def _places(seen: Feature, named: Sequence[Shown], example: Example) -> dict[str, set[int]]:
    """The positions of the features that show each name."""
    places: dict[str, set[int]] = {}
    for shown in named:
        if found := places_of(in_view(shown, example), GRIDS[seen.kind]):
            places.setdefault(shown.text, set()).update(seen.start + place for place in found)
    return places


def _each(seen: Feature, things: Sequence[Shown], example: Example) -> list[tuple[int, ...]]:
    """The positions of the features that show each of some things."""
    views = (places_of(in_view(thing, example), GRIDS[seen.kind]) for thing in things)
    return [tuple(seen.start + place for place in places) for places in views if places]


def _meant(name: str, places: Mapping[str, set[int]]) -> frozenset[int]:
    """The positions of what a name means, which may be said without its colour."""
    return frozenset().union(*(found for text, found in places.items() if f" {text}".endswith(f" {name}")))


def _values(chunk: Chunk, places: Mapping[str, set[int]], example: Example, words: WordTokenizer) -> dict[str, Value]:
    """What there is to see of each label of a chart, as far as its print was read."""
    where = _finder(chunk, words)
    labels = [shown.text for shown in example.named]
    return {
        label: Value(where(label), frozenset(places.get(label, ())), where(telling))
        for label, telling in zip(labels, example.telling or ("",) * len(labels), strict=True)
    }


def _finder(chunk: Chunk, words: WordTokenizer) -> Callable[[str], frozenset[int]]:
    """Tells where print was read that says a text, at the start of a line or within it."""
    read: list[int] = np.where(_words(chunk) & (chunk.modality != Modality.TEXT), chunk.ids[:, 0], -1).tolist()
    numerals = {token for mark in NUMERALS for token in _tokens(mark, words)}

    def where(text: str) -> frozenset[int]:
        spelled = (_tokens(text, words), words.encode(text)) if text else ()
        return frozenset(place for tokens in spelled for place in _where_read(read, tokens, numerals))

    return where


def _where_read(read: Sequence[int], tokens: Sequence[int], numerals: AbstractSet[int]) -> Iterator[int]:
    """The positions where the words that were read say just these tokens, and no longer number."""
    for start in range(len(read) - len(tokens) + 1):
        end = start + len(tokens)
        if read[start:end] == tokens and numerals.isdisjoint((read[start - 1], *read[end : end + 1])):
            yield from range(start, end)


def _names(places: Mapping[str, set[int]], words: WordTokenizer) -> list[Name]:
    """The names with their tokens, in the middle of a sentence and at its start."""
    names = [Name.of(text, found, words) for text, found in places.items()]
    at_starts = ((tuple(_tokens(text, words)), name) for text, name in zip(places, names, strict=True))
    return names + [Name(tokens, len(tokens), name.things) for tokens, name in at_starts if tokens != name.tokens]


def _at_values(chunk: Chunk, values: Mapping[str, Value], words: WordTokenizer) -> Iterator[Look]:
    """From each word of an answer about a chart, and from the one before it, to what there is to see of the label that
    it names or was asked for.
    """
    numbered = list(values.values())
    spoken, answers = _words(chunk), chunk.weights > 0
    mentions = list(_mentions(chunk, _names({label: {i} for i, label in enumerate(values)}, words), range(len(chunk))))
    ends = {end: min(numbers) for end, _, numbers in mentions}
    begins = {end - length + 1: min(numbers) for end, length, numbers in mentions if answers[end]}
    current: int | None = None
    first = chunk.ids[:, 0]
    for place in range(len(chunk) - 1):
        if first[place] == Special.USER:
            current = None
        elif place in ends and not answers[place] and chunk.modality[place] == Modality.TEXT:
            current = ends[place]
        current = begins.get(place + 1, current)
        if current is not None and answers[place + 1] and spoken[place + 1]:
            yield from (Look(kind, place, wanted) for kind, wanted in numbered[current].looks)


def _at_print(chunk: Chunk, example: Example, words: WordTokenizer) -> Iterator[Look]:
    """From each word of an answer that stands on a page, and from the one before it, to the names of what was asked
    for and to the answer, where they were read.
    """
    where = _finder(chunk, words)
    answers = [example.reply[0], *(answer for _, answer in example.further)]
    turn, wanted = -1, dict[str, frozenset[int]]()
    spoken, follows = _words(chunk), chunk.weights > 0
    for place in range(len(chunk) - 1):
        if chunk.ids[place, 0] == Special.USER:
            turn += 1
            sought = (*example.about[turn], answers[turn]) if turn < len(example.about) else ()
            kinds = (LOOK, TELL) if len(sought) == 2 else (LOOK, OTHER, TELL)
            wanted = {kind: where(str(text)) for kind, text in zip(kinds, sought, strict=False)}
        if follows[place + 1] and spoken[place + 1]:
            yield from (Look(kind, place, tuple(sorted(found))) for kind, found in wanted.items() if found)


def _at_things(
    chunk: Chunk,
    seen: Feature,
    named: Sequence[Name],
    about: Sequence[Sequence[frozenset[int]]],
    counted: Sequence[Sequence[tuple[int, ...]]],
) -> Iterator[Look]:
    """From the names in what is asked, and from where an answer names a thing or begins: there at what was asked
    about, and with other heads at what that is compared with and at each of what is counted.

    about: of each turn, what it asks about, subject first; the order of the words where nothing is said.
    counted: of each turn, the features of each thing that is counted. The more there are, the less attention is left
    for the start of the sequence, and that is a number that the next layer can read.
    """
    turns, tallies = iter(about), iter(counted)
    tally: Sequence[tuple[int, ...]] = ()
    after = seen.start + seen.count
    answers = chunk.weights > 0
    turn: dict[frozenset[int], None] = {}
    asked: Sequence[frozenset[int]] = ()
    ends = {end: (length, things) for end, length, things in _mentions(chunk, named, range(len(chunk)))}
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
        elif opens:
            for kind, found in zip((LOOK, OTHER), asked or turn, strict=False):
                yield Look(kind, place, tuple(sorted(found)))
            share = 1 / (len(tally) + BESIDES)
            for each in tally:
                yield Look(TALLY, place, each, share)
            if tally:
                yield Look(TALLY, place, (0,), BESIDES * share)


def _at_words(
    chunk: Chunk, kind: str, before: Mapping[int, int], drawn: Sequence[Shown], words: WordTokenizer
) -> Iterator[Look]:
    """From each position that comes before a cell of the reply, to the end of the words that ask for what the cell
    shows: there, and not before, all of a name and of what it is like is known.
    """
    num_keys = max(before.values()) // CELLS + 1
    numbers = {text: number for number, text in enumerate(dict.fromkeys(shown.text for shown in drawn))}
    names = [Name.of(text, (number,), words) for text, number in numbers.items()]
    spoken: dict[int, set[int]] = {}
    for end, _, things in _mentions(chunk, names, range(min(before))):
        for number in things:
            spoken.setdefault(number, set()).add(end)
    covering: dict[int, set[int]] = {}
    for shown in drawn:
        for place in places_of(shown, (num_keys, GRID, GRID)):
            covering.setdefault(place, set()).update(spoken.get(numbers[shown.text], ()))
    for place, cell in before.items():
        if wanted := covering.get(cell):
            yield Look(kind, place, tuple(sorted(wanted)))


def _at_origins(before: Mapping[int, int], origins: Mapping[int, tuple[int, ...]]) -> Iterator[Look]:
    """From each position that comes before a cell of the reply, to the positions of the cells that show the same."""
    at = {cell: place + 1 for place, cell in before.items()}
    for place, cell in before.items():
        if wanted := [at[origin] for origin in origins.get(cell, ()) if at.get(origin, place + 1) <= place]:
            yield Look(COPY, place, tuple(sorted(wanted)))


def _before_cells(chunk: Chunk) -> dict[int, int]:
    """The positions before which cells of the reply come, each with its cell, counted key frame by key frame."""
    cell, key = chunk.cues[:, 0] - CUE_CELL.start, chunk.cues[:, 1] - CUE_KEY.start
    given = (chunk.ids[:, 0] == Special.FEATURE) | _words(chunk)
    places = np.flatnonzero((cell >= 0) & (cell < CELLS) & (key >= 0) & ~given)
    return dict(zip(places.tolist(), (key[places] * CELLS + cell[places]).tolist(), strict=True))


def _tokens(text: str, words: WordTokenizer) -> list[int]:
    """A text's tokens where no space stands before it."""
    return [TEXT.start + index for index in words.indices(text)]


def _words(chunk: Chunk) -> NDArray[np.bool_]:
    """Which positions hold words, said or read."""
    first = chunk.ids[:, 0]
    words: NDArray[np.bool_] = (first >= TEXT.start) & (first < TEXT.stop)
    return words


def _mentions(chunk: Chunk, named: Sequence[Name], places: range) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Where a name ends in the words among some places, how many of its tokens stand there, and what it stands for.

    A name may be said without its first words, its colour as a rule; of several the one with most tokens counts.
    """
    is_word = _words(chunk) & np.isin(chunk.modality, (Modality.TEXT, Modality.SPEECH))
    ids: list[int] = np.where(is_word, chunk.ids[:, 0], -1).tolist()
    last: dict[int, list[Name]] = {}
    for name in named:
        last.setdefault(name.tokens[-1], []).append(name)
    for place in places:
        best, found = 0, frozenset[int]()
        for name in last.get(ids[place], ()):
            length = 0
            while length < min(len(name.tokens), place + 1) and ids[place - length] == name.tokens[-1 - length]:
                length += 1
            if length < name.least:
                continue
            if length > best:
                best, found = length, name.things
            elif length == best:
                found |= name.things
        if best:
            yield place, best, found
