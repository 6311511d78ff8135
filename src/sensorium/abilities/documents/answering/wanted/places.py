"""Where something is, in a sentence: what stands behind "in", "at", "from", times of day and dates left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sensorium.abilities.documents.answering.wanted.name_words import AT, FROM, SQUARE, TIMES
from sensorium.abilities.documents.answering.wording.stems import stem
from sensorium.abilities.documents.answering.wording.word_forms import NUMBER_WORDS
from sensorium.abilities.documents.printed.date_words import MONTHS, WEEKDAYS
from sensorium.abilities.documents.printed.folding import fold, pieces

_NOUN = re.compile(r"\s[a-zà-þ]+(?=\s*(?:[.,;:!?)]|$))")


def places(text: str, words: Sequence[str], *, from_there: bool) -> Iterator[str]:
    """Places that a sentence names, those that follow a word of the question first. from_there: only where it is from.

    A proper name comes without its preposition, another place with it ("on the charts").
    """
    own = [piece.end for piece in pieces(text) if stem(piece.folded) in words]
    found = [match for match in AT.finditer(text) if _is_place(match, words)]
    if from_there:
        found = [match for match in found if fold(match["at"]) in FROM]
    ordered = sorted(found, key=lambda match: _distance(match.start(), own))
    yield from (_said(match) for match in ordered)


def _is_place(match: re.Match[str], words: Sequence[str]) -> bool:
    what = [fold(word) for word in match["what"].split()]
    told = {stem(word) for word in what}
    other = any(_is_time(word) or _is_time(word.removesuffix("s")) for word in what)
    square = fold(match["at"]) in SQUARE and not match["what"].islower()
    named = match["what"][:1].isupper() or bool(match["article"]) or square
    return named and not other and not told & set(words)


def _is_time(word: str) -> bool:
    return word in MONTHS or word in WEEKDAYS or word in NUMBER_WORDS or word in TIMES


def _said(match: re.Match[str]) -> str:
    whole = match.group().strip()
    if fold(match["at"]) in SQUARE:
        return whole
    if not match["what"][:1].isupper():
        return whole
    noun = _NOUN.match(match.string, match.end()) if match["article"] else None  # "the Quaker hall"
    return match["what"] + (noun.group() if noun else "")


def _distance(start: int, own: Sequence[int]) -> float:
    """How far a place stands behind the nearest word of the question; before it counts threefold."""
    return min((float(start - end) if end <= start else 3.0 * (end - start) for end in own), default=1000.0)
