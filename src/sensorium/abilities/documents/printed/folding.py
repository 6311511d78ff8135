"""Words made comparable: case, accents and what readers of print confuse taken away, likeness by edits."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_MARKED = (range(0x300, 0x3100), range(0xA66F, 0xAC00), range(0xFB1E, 0xFE30))  # no marks among Han and Hangul between
MARKS: Final = "\u200c\u200d" + "".join(
    mark for some in _MARKED for mark in map(chr, some) if unicodedata.category(mark).startswith("M")
)
"""Signs that belong to the letter before them, vowels of Indian scripts among them; for a class of an expression."""
WORD: Final = rf"[^\W_](?:[^\W_]|[{MARKS}])*"
"""An expression for letters and figures that stand together."""
_VOICED: Final = "\u3099\u309a"  # they make another letter of a kana: no accents
# A word of three letters or more parts from figures that run into it ("TOTAL12.50"); "#", "№" and "°" say "number".
_PIECE = re.compile(r"[^\W\d_]{3,}(?=\d+[.,:/-]\d)|№|#|%|@|" + WORD)
_CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b", "6": "b", "°": "o", "№": "n"})
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE_FIGURES = re.compile("[０-９](?:(?:[．／－：]|，(?=[０-９]{3}(?![０-９])))?[０-９])*|％")
_OTHER_FIGURE = re.compile(r"(?![0-9])\d")
_ARABIC = str.maketrans("٫٬٪", ".,%")
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
    plain = "".join(one for one in unicodedata.normalize("NFKD", word.casefold()) if not _is_accent(one))
    plain = plain.replace("ø", "o").replace("ł", "l").replace("æ", "ae").replace("đ", "d")
    if not any(one.isalpha() or one in "°№" for one in plain):
        return plain
    return plain.translate(_CONFUSED).replace("rn", "m").replace("vv", "w")


def _is_accent(character: str) -> bool:
    return bool(unicodedata.combining(character)) and character not in _VOICED


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


def plain_figures(text: str) -> str:
    """Figures of any script as 0 to 9, one character for one, and the signs between wide and Arabic ones.

    "１２，３００", "١٢٬٣٠٠" and "12,300" become the same.
    """
    if text.isascii():
        return text
    narrow = _WIDE_FIGURES.sub(lambda match: match[0].translate(_WIDE), text.translate(_ARABIC))
    return _OTHER_FIGURE.sub(lambda match: str(unicodedata.decimal(match[0])), narrow)


def _one_to_one(text: str) -> str:
    """Wide forms of letters and figures made plain, one character for one."""
    return "".join(_plain(one) for one in text)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and character not in "№°" else character
