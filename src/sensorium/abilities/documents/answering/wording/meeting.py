"""Where the words of a question are met in a passage: as they are, in another form, or in one that means the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from sensorium.abilities.documents.answering.wording.same_words import MEANING
from sensorium.abilities.documents.answering.wording.tokens import Token

KIN: Final = 0.7  # what a word of the same family counts: "translation" for "translate"
ALIKE: Final = 0.6  # what one counts that means about the same: "establish" for "found"
SHARED, _OF_LONGER = 4, 0.55  # letters that two words of one family begin with, at the least, and of the longer one


@lru_cache(maxsize=65536)
def met(word: str, other: str) -> float:
    """How far one word of a passage stands for one of a question, both without endings: 0 to 1."""
    if word == other:
        return 1.0
    if MEANING.get(word, word) == MEANING.get(other, other):
        return ALIKE
    return KIN if _kin(word, other) else 0.0


def _kin(word: str, other: str) -> bool:
    if not (word.isalpha() and other.isalpha()):
        return False
    shared = 0
    for one, two in zip(word, other, strict=False):
        if one != two:
            break
        shared += 1
    shorter, longer = sorted((len(word), len(other)))
    return shared >= SHARED and shared >= _OF_LONGER * longer and shared >= shorter - 2


def meetings(tokens: Sequence[Token], words: Sequence[str]) -> list[tuple[float, int]]:
    """For each word of a passage how well it meets one of the question, 0 to 1, and which (-1: none)."""
    return [
        max(
            ((met(word, own), number) for number, word in enumerate(words) for own in token.stems if met(word, own)),
            default=(0.0, -1),
        )
        for token in tokens
    ]
