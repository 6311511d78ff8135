"""Scripts whose letters do not simply follow each other: read from the right, with signs on letters, without spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FROM_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_SIGNS_ON_LETTERS = "\u0300-\u036f\u0900-\u109f\u1780-\u17ff\u1900-\u1aff\u1b00-\u1cff\ua800-\uaaff\uabc0-\uabff"
_INVOLVED = re.compile(f"[{_FROM_RIGHT}{_SIGNS_ON_LETTERS}]")
_LETTER_FROM_RIGHT = re.compile(f"[{_FROM_RIGHT}]")
_VOWELS_BEHIND = "\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3"  # of Thai and Lao; Unicode calls them letters
# Signs that stand in front of the letter after which they are written.
_VOWELS_IN_FRONT = re.compile(
    "[\u093f\u09bf\u09c7\u09c8\u0a3f\u0abf\u0b47\u0bc6-\u0bc8\u0d46-\u0d48\u0dd9-\u0ddb\u1031\u17c1-\u17c3]$"
)
_JOINERS = re.compile("[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2]$")  # join two letters
_JOINED_BEFORE = "\u0622\u0623\u0624\u0625\u0627\u062f\u0630\u0631\u0632\u0648"
_OPENING, _CLOSING = "([{«‹", ")]}»›"
_MIRRORED = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)
_OPENED = str.maketrans(_CLOSING, _OPENING)
_SEPARATORS, _UNITS = ".,:/+-'\u066b\u066c\u060c", "%$#°€£¥₪"
_SPACELESS = re.compile("[\u2e80-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff]")
# In the order in which they are seen: words of Latin letters, numbers, numbers in Arabic figures.
_FROM_LEFT = re.compile("(?=E*L)[LE](?:[LEstN]*[LE])?t*|t*E+(?:sE+)*t*|A+(?:sA+)*")


def is_involved(text: str) -> bool:
    """Whether a letter of it is read from the right or may bear signs."""
    return not text.isascii() and _INVOLVED.search(text) is not None


def is_from_right(text: str) -> bool:
    """Whether a letter of it is read from the right; figures are not."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in _LETTER_FROM_RIGHT.findall(text))


def is_from_left(text: str) -> bool:
    """Whether a letter of it is read from the left; figures are not."""
    return any(unicodedata.bidirectional(letter) == "L" for letter in text)


def is_sign(text: str) -> bool:
    """Whether it is nothing but signs that stand on, under or behind other letters without a place of their own."""
    return bool(text) and all(unicodedata.category(letter) in ("Mn", "Me") for letter in text)


def goes_on(text: str) -> bool:
    """Whether a word never begins with it."""
    return unicodedata.category(text[0]).startswith("M") or text[0] in _VOWELS_BEHIND


def is_in_front(text: str) -> bool:
    """Whether it is a vowel that is seen in front of the letter after which it is written."""
    return len(text) == 1 and _VOWELS_IN_FRONT.match(text) is not None


def joins(text: str) -> bool:
    """Whether the letter that follows is part of the same syllable."""
    return _JOINERS.search(text) is not None


def ends_a_ligature(letter: str) -> bool:
    """Whether a letter of Arabic joins only the one before it: in a glyph of several letters it is the last."""
    return letter in _JOINED_BEFORE


def place_among_signs(sign: str) -> int:
    """In which order signs on one letter are written, as far as Unicode says it."""
    order = unicodedata.combining(sign[0])
    return order if order >= 10 else 0  # below are the signs of Indian scripts, in the order of the file


def is_spaceless(letter: str) -> bool:
    """Whether it is of China's or Japan's script, which sets no spaces."""
    return _SPACELESS.match(letter) is not None


def order_from_right(parts: list[str]) -> list[int]:
    """Parts of a word as they stand from the left → their places in the order in which they are read, from the right
    (figures and Latin words in it from the left).
    """
    classes = "".join(map(_class, parts))
    chunks: list[Iterable[int]] = []
    last = 0
    for run in _FROM_LEFT.finditer(classes):
        chunks += [range(run.start() - 1, last - 1, -1), range(*run.span())]
        last = run.end()
    chunks.append(range(len(parts) - 1, last - 1, -1))
    return [place for chunk in reversed(chunks) for place in chunk]


def _class(part: str) -> str:
    """One letter for how a part stands among others (UAX 9): L, R, E and A (figures), s, t, N."""
    if is_from_right(part):
        return "R"
    kinds = {unicodedata.bidirectional(letter) for letter in part}
    if part in _SEPARATORS:
        return "s"
    if part in _UNITS:
        return "t"
    return "L" if "L" in kinds else "E" if "EN" in kinds else "A" if "AN" in kinds else "N"


def opened(word: str) -> str:
    """A word with all its brackets turned to open."""
    return word.translate(_OPENED)


def righted(word: str) -> str:
    """A word from the right whose brackets open before they close: some files tell how they look, not mean."""
    mirrored = word.translate(_MIRRORED)
    return mirrored if _astray(mirrored) < _astray(word) else word


def _astray(word: str) -> int:
    """How many brackets stand where none can: opening behind the last letter, closing before the first or before all
    that open.
    """
    solid = [place for place, letter in enumerate(word) if letter.isalnum()]
    opening = [place for place, letter in enumerate(word) if letter in _OPENING]
    closing = [place for place, letter in enumerate(word) if letter in _CLOSING]
    if not solid:
        return 0
    count = sum(place > solid[-1] for place in opening) + sum(place < solid[0] for place in closing)
    return count + bool(opening and closing and closing[0] < opening[0])
