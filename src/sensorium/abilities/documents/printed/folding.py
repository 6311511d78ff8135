"""Words made comparable: case, accents and what readers of print confuse taken away, likeness by edits."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

# A word of three letters or more parts from figures that run into it ("TOTAL12.50"); "#", "№" and "°" say "number".
_PIECE = re.compile(r"[^\W\d_]{3,}(?=\d+[.,:/-]\d)|№|#|%|@|[^\W_]+")
_CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "6": "b", "°": "o", "№": "n"})
_WORD_BREAK = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^0-9A-Za-z\u00c0-\uffff#%@]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text, folded, and the characters it stands at."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[Piece, ...]:
    """The words of a text, each folded."""
    return tuple(Piece(fold(found.group()), found.start(), found.end()) for found in _PIECE.finditer(_one_to_one(text)))


def fold(word: str) -> str:
    """Lower case, no accents; in a word that has letters, figures that look like letters become those."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(one))
    plain = plain.replace("ø", "o").replace("ł", "l").replace("æ", "ae").replace("đ", "d")
    if not any(one.isalpha() or one in "°№" for one in plain):
        return plain
    return plain.translate(_CONFUSED).replace("rn", "m").replace("vv", "w")


def folded(text: str) -> frozenset[str]:
    """The words of a list that is written as a text, each folded."""
    return frozenset(map(fold, text.split()))


def compact(text: str) -> str:
    """A text folded, without its spaces and signs."""
    return "".join(piece.folded for piece in pieces(text))


def name_words(name: str) -> list[str]:
    """The words of a field's name: "invoiceDate", "invoice_date", "Invoice date" → invoice, date."""
    return [word for word in _WORD_BREAK.split(name) if word]


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """1 minus the edits (Levenshtein 1966) that part two texts, by the length of the longer one: 0 to 1."""
    if not one or not other:
        return 0.0
    longer = max(len(one), len(other))
    return 1.0 - edits(one, other) / longer


def likeness_from(one: str, other: str, least: float) -> float:
    """The likeness where it is at least that much, else 0: letters that two texts do not share tell most of them apart
    without counting edits.
    """
    shared = sum((Counter(one) & Counter(other)).values())
    longer = max(len(one), len(other), 1)
    if shared < least * longer:
        return 0.0
    found = likeness(one, other)
    return found if found >= least else 0.0


def edits(one: str, other: str) -> int:
    """Letters to be put in, left out or exchanged to turn one text into the other."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for at, wanted in enumerate(other, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != wanted))
    return row[-1]


def shorter_by_one(word: str) -> set[str]:
    """A word and all that it becomes without one of its letters (as in SymSpell, Garbe 2012): two that share one are at
    most two edits apart.
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _one_to_one(text: str) -> str:
    """Wide forms of letters and figures made plain, one character for one."""
    return "".join(_plain(one) for one in text)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and character not in "№°" else character
