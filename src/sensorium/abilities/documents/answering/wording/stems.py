"""Words without their endings, so that one form of a word is met in another."""

from __future__ import annotations

from sensorium.abilities.documents.answering.wording.word_forms import BASES
from sensorium.abilities.documents.printed.folding import pieces

STEM = 5  # letters that endings leave at the least
_ENDINGS = ("lngs", "lng", "ed", "es", "en", "er", "s", "e", "n")  # "i" is folded to "l"


def stems(text: str) -> list[str]:
    """Words of a text, folded, without the endings that plural and cases add."""
    return [stem(piece.folded) for piece in pieces(text)]


def stem(word: str) -> str:
    """A word without its ending, of irregular ones the base; short ones stay."""
    if word in BASES:
        word = BASES[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM - 1 and word.isalpha():
            return word[: -len(ending)]
    return word
