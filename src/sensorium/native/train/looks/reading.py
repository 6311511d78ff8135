"""Looks at print, where it was read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from sensorium.native.tokens.packing import Look
from sensorium.native.tokens.stream import Chunk, Modality
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import Special
from sensorium.native.train.looks.heads import LOOK, OTHER, SAY, TELL
from sensorium.native.train.looks.naming import are_words, starting_tokens, starts_of
from sensorium.native.worlds.example import Example

NUMERALS = "0123456789.,%"
LEAST_RUN = 2  # words that an answer has in common with what was read, where more than one place would do


def finder(chunk: Chunk, words: WordTokenizer, *, told: bool = False) -> Callable[[str], frozenset[int]]:
    """Tells where print was read that says a text, at the start of a line or within it. told: where the first turn says
    it, as words.
    """
    given = np.cumsum(chunk.ids[:, 0] == Special.ASSISTANT) == 0 if told else chunk.modality != Modality.TEXT
    read: list[int] = np.where(are_words(chunk) & given, chunk.ids[:, 0], -1).tolist()
    numerals = {token for mark in NUMERALS for token in starting_tokens(mark, words)}

    def where(text: str) -> frozenset[int]:
        spelled = (starting_tokens(text, words), words.encode(text)) if text else ()
        return frozenset(place for tokens in spelled for place in _where_read(read, tokens, numerals))

    return where


def _where_read(read: Sequence[int], tokens: Sequence[int], numerals: AbstractSet[int]) -> Iterator[int]:
    """The positions where the words that were read say just these tokens, and no longer number."""
    for start in starts_of(tokens, read):
        end = start + len(tokens)
        if numerals.isdisjoint((read[start - 1], *read[end : end + 1])):
            yield from range(start, end)


def at_print(chunk: Chunk, example: Example, words: WordTokenizer) -> Iterator[Look]:
    """From each word of an answer that stands on a page, and from the one before it, to the names of what was asked
    for and to the answer, where they were read.
    """
    where = finder(chunk, words)
    answers = [example.reply[0], *(answer for _, answer in example.further)]
    turn, wanted = -1, dict[str, frozenset[int]]()
    spoken, follows = are_words(chunk), chunk.weights > 0
    for place in range(len(chunk) - 1):
        if chunk.ids[place, 0] == Special.USER:
            turn += 1
            sought = (*example.about[turn], answers[turn]) if turn < len(example.about) else ()
            kinds = (LOOK, TELL) if len(sought) == 2 else (LOOK, OTHER, TELL)
            wanted = {kind: where(str(text)) for kind, text in zip(kinds, sought, strict=False)}
        if follows[place + 1] and spoken[place + 1]:
            yield from (Look(kind, place, tuple(sorted(found))) for kind, found in wanted.items() if found)


def at_next_words(chunk: Chunk, *, offered: bool, unread: Collection[int] = ()) -> Iterator[Look]:
    """From each position before a word of an answer to that word where it was read, in the longest run of words that
    both have in common. offered: whether what was asked counts as read, as it does where tools are offered; unread:
    turns, from 0, whose answers were not.
    """
    words = are_words(chunk)
    turns = np.cumsum(chunk.ids[:, 0] == Special.USER) - 1
    given = words & (chunk.weights == 0) & (offered | (chunk.modality != Modality.TEXT))
    answers = words & (chunk.weights > 0) & (chunk.modality == Modality.TEXT) & ~np.isin(turns, list(unread))
    said, read = np.flatnonzero(answers), np.flatnonzero(given)
    if not len(said) or not len(read):
        return
    for place, runs in zip(said.tolist(), _common_runs(chunk, said, read), strict=True):
        common = np.where(read < place, runs, 0)
        best = int(common.max())
        found = read[common == best]
        if best >= LEAST_RUN or (best and len(found) == 1):
            yield Look(SAY, place - 1, tuple(found.tolist()))


def _common_runs(chunk: Chunk, said: NDArray[np.int64], read: NDArray[np.int64]) -> NDArray[np.int64]:
    """(A, R) words of the longest run around each pair of a word said and a word read that both have in common; 0 where
    they differ.
    """
    ids = chunk.ids[:, 0]
    same = ids[said][:, None] == ids[read]
    goes_on = (np.diff(said) == 1)[:, None] & (np.diff(read) == 1)
    after, before = same.astype(np.int64), same.astype(np.int64)
    for row in range(len(said) - 2, -1, -1):
        after[row, :-1] += same[row, :-1] * goes_on[row] * after[row + 1, 1:]
    for row in range(1, len(said)):
        before[row, 1:] += same[row, 1:] * goes_on[row - 1] * before[row - 1, :-1]
    return np.where(same, after + before - 1, 0)
