"""Names and other words in a sequence, found by their tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.native.tokens.stream import Chunk, Modality
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import TEXT
from sensorium.native.worlds.art import COLOURS


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


def names_of(places: Mapping[str, set[int]], words: WordTokenizer) -> list[Name]:
    """The names with their tokens, in the middle of a sentence and at its start."""
    names = [Name.of(text, found, words) for text, found in places.items()]
    at_starts = ((tuple(starting_tokens(text, words)), name) for text, name in zip(places, names, strict=True))
    return names + [Name(tokens, len(tokens), name.things) for tokens, name in at_starts if tokens != name.tokens]


def mentions(chunk: Chunk, named: Sequence[Name], places: range) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Where a name ends in the words among some places, how many of its tokens stand there, and what it stands for.

    A name may be said without its first words, its colour as a rule; of several the one with most tokens counts.
    """
    is_word = are_words(chunk) & np.isin(chunk.modality, (Modality.TEXT, Modality.SPEECH))
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


def are_words(chunk: Chunk) -> NDArray[np.bool_]:
    """Which positions hold words, said or read."""
    first = chunk.ids[:, 0]
    words: NDArray[np.bool_] = (first >= TEXT.start) & (first < TEXT.stop)
    return words


def starts_of(tokens: Sequence[int], among: Sequence[int]) -> Iterator[int]:
    """Where just these tokens begin; both of one type of sequence."""
    for start in range(len(among) - len(tokens) + 1):
        if among[start : start + len(tokens)] == tokens:
            yield start


def starting_tokens(text: str, words: WordTokenizer) -> list[int]:
    """A text's tokens where no space stands before it."""
    return [TEXT.start + index for index in words.indices(text)]
