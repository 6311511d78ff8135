"""Looks of answers that weigh a claim: at the words that what is so has in common with it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sensorium.native.tokens.packing import Look
from sensorium.native.tokens.stream import Chunk, Modality
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import Special
from sensorium.native.train.looks.heads import NOWHERE, SAME
from sensorium.native.train.looks.naming import are_words, starting_tokens


def at_claims(chunk: Chunk, words: WordTokenizer) -> Iterator[Look]:
    """From each word of an answer that ends in ", so yes." or ", so no." to the same word in what was asked, or to the
    start where it does not stand there. What is true may have been asked in other words: those look nowhere at all.
    """
    so_yes, so_no = (starting_tokens(end, words) for end in (", so yes.", ", so no."))
    spoken = are_words(chunk) & (chunk.modality == Modality.TEXT)
    ids: list[int] = np.where(spoken, chunk.ids[:, 0], -1).tolist()
    turns = np.flatnonzero(chunk.ids[:, 0] == Special.USER).tolist()
    for start, stop in zip(turns, [*turns[1:], len(chunk)], strict=True):
        answer = next((place for place in range(start, stop) if chunk.ids[place, 0] == Special.ASSISTANT), stop)
        for end, true in ((so_yes, True), (so_no, False)):
            weighed = _find(ids, end, answer, stop)
            for place in range(answer, weighed):
                found = [asked for asked in range(start, answer) if ids[place] == ids[asked] != -1]
                if ids[place] != -1 and (found or not true):
                    yield Look(SAME, place, tuple(found) or (NOWHERE,))


def _find(ids: list[int], wanted: list[int], start: int, stop: int) -> int:
    """Where the tokens that are wanted begin; `start` where they do not stand."""
    places = range(start, stop - len(wanted) + 1)
    return next((place for place in places if ids[place : place + len(wanted)] == wanted), start)
