"""Text that is made of given phrases alone: which tokens may come next, by llguidance, as for JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.native.tokens.structured import JsonWords, vocabulary_of
from sensorium.native.tokens.tokenizer import WordTokenizer

MOST_PHRASES = 2_000
GRAMMAR = "start: phrase+\nphrase: {choices}"  # each with the space that begins a text, or parts two words


class PhraseWords(JsonWords):
    """A text of phrases that is being written. Brought to an end, it ends behind the phrase that it is in."""

    def _hurried(self, mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return np.zeros_like(mask) if self.may_end else mask


def phrased(words: WordTokenizer, phrases: Sequence[str]) -> Callable[[], PhraseWords]:
    """Makes, for each text, what holds it to one phrase or more, in any order, with spaces between them.

    Raises InvalidInput for no phrases, more than `MOST_PHRASES`, one without letters, or one that cannot be followed.
    """
    if not 0 < len(phrases) <= MOST_PHRASES:
        what = f"a vocabulary has 1 to {MOST_PHRASES:,} phrases, got {len(phrases)}"
        raise InvalidInput(f"{what}: leave it out, or give fewer", param="vocabulary")
    written = [" ".join(phrase.split()) for phrase in phrases]
    if not all(written):
        raise InvalidInput("a phrase of a vocabulary has at least one letter: leave empty ones out", param="vocabulary")
    choices = " | ".join(json.dumps(f" {phrase}", ensure_ascii=False) for phrase in dict.fromkeys(written))
    new = partial(PhraseWords, vocabulary_of(words), GRAMMAR.format(choices=choices))
    try:
        new()
    except InvalidInput as error:
        what = "this vocabulary cannot be followed: leave control characters and halves of characters out"
        raise InvalidInput(what, param="vocabulary") from error
    return new
