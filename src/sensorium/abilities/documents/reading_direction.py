"""Which way print is read: Hebrew and Arabic from the right, figures and Latin words among them from the left.

Words stand on a page as the algorithm of Unicode (UAX 9) shows them; their order is told back from that, as far as
places tell it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Literal, TypeAlias

from sensorium.abilities.documents.tree import Word

_Side: TypeAlias = Literal["left", "right", ""]
# Letters; figures of Arabic stand in the order of figures everywhere.
_FROM_RIGHT = re.compile("[\u0590-\u065f\u066d-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")


def is_from_right(words: Sequence[Word]) -> bool:
    """Whether most letters of some words are of a script that is read from the right."""
    left, right = _letters(words)
    return right > left


def as_read(words: Sequence[Word], *, right: bool = False) -> list[Word]:
    """Words of one line in the order in which they are read.

    words: as they stand from the left. right: the page is read from the right, and they stand from there; then a line
    is if any word of it is, be it a long address in Latin letters that ends there.
    """
    standing = list(words[::-1] if right else words)
    if not right and all(word.text.isascii() for word in standing):
        return standing
    lefts, rights = _letters(standing)
    from_left = (lefts > 0 and not rights) if right else rights <= lefts
    if from_left:
        return _turned(standing, "right") if rights else standing
    return _turned(standing[::-1], "left")


def _letters(words: Sequence[Word]) -> tuple[int, int]:
    """How many letters stand in words that are read from the left, and from the right."""
    letters: Counter[_Side] = Counter()
    for word in words:
        letters[_side(word)] += len(word.text)
    return letters["left"], letters["right"]


def _side(word: Word) -> _Side:
    if not word.text.isascii() and _FROM_RIGHT.search(word.text):
        return "right"
    return "left" if _LETTER.search(word.text) else ""


def _turned(words: list[Word], side: _Side) -> list[Word]:
    """Words in which runs of those that are read from one side are turned, with the figures and signs between them."""
    sides = [_side(word) for word in words]
    places = [place for place, one in enumerate(sides) if one == side]
    for place, following in pairwise(places):
        if not any(sides[place + 1 : following]):
            sides[place + 1 : following] = [side] * (following - place - 1)
    if side == "left":  # of "Windows 11" the figure belongs to the word before it
        for place in places:
            if place and not sides[place - 1] and words[place - 1].text[:1].isdigit():
                sides[place - 1] = side
    found: list[Word] = []
    for one, run in groupby(range(len(words)), key=sides.__getitem__):
        numbers = list(run)
        found += [words[number] for number in (reversed(numbers) if one == side else numbers)]
    return found
