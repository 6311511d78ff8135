"""Looks of answers that weigh a claim: at the words that what is so has in common with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from sensorium.native.tokens.packing import Look
from sensorium.native.tokens.stream import Chunk, Modality
from sensorium.native.tokens.tokenizer import WordTokenizer
from sensorium.native.tokens.vocabulary import Special
from sensorium.native.train.looks.heads import NOWHERE, SAME, TELL
from sensorium.native.train.looks.naming import are_words, starting_tokens, starts_of

YES, NO = ", so yes.", ", so no."  # how an answer ends that weighs a claim
FORM = ("It", "There", "The", "is", "on", "at", "in", "of", "a", "an", "the")  # words of it on which no verdict hangs


def at_claims(chunk: Chunk, words: WordTokenizer) -> Iterator[Look]:
    """From each word of what is so to the same word in what was asked, or to the start where it does not stand there;
    and from where the verdict comes to the words on which it hangs. What is true may have been asked in other words:
    those look nowhere at all.
    """
    form = {-1, *(words.encode(word)[0] for word in FORM)}
    yes, no = (starting_tokens(end, words) for end in (YES, NO))
    verdict = next(place for place, (one, other) in enumerate(zip(yes, no, strict=False)) if one != other)
    spoken = are_words(chunk) & (chunk.modality == Modality.TEXT)
    ids: list[int] = np.where(spoken, chunk.ids[:, 0], -1).tolist()
    first = chunk.ids[:, 0].tolist()
    turns = [place for place, one in enumerate(first) if one == Special.USER]
    for start, stop in zip(turns, [*turns[1:], len(first)], strict=True):
        answer = start + first[start:stop].index(Special.ASSISTANT)
        for end in (yes, no):
            for weighed in starts_of(end, ids[answer:stop]):
                so = range(answer, answer + weighed)
                yield from _same(ids, so, range(start, answer), everything=end == no)
                if hangs := tuple(place for place in so if ids[place] not in form):
                    yield Look(TELL, so.stop + verdict - 1, hangs)


def _same(ids: Sequence[int], so: range, asked: range, *, everything: bool) -> Iterator[Look]:
    """everything: also from words that were not asked."""
    for place in (place for place in so if ids[place] != -1):
        found = tuple(other for other in asked if ids[other] == ids[place])
        if found or everything:
            yield Look(SAME, place, found or (NOWHERE,))
