"""A passage as words with what stands around them, and the runs of words in it that may be a short answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sensorium.abilities.documents.answering.wording.small_words import ARTICLES, SMALL
from sensorium.abilities.documents.answering.wording.stems import stems
from sensorium.abilities.documents.answering.wording.word_forms import NUMBER_WORDS
from sensorium.abilities.documents.printed.date_words import MONTHS
from sensorium.abilities.documents.printed.folding import MARKS, fold

LONGEST: Final = 12  # words of a short answer
_WORD: Final = re.compile(r"[^\s—]+")
_CORE: Final = re.compile(rf"[$€£¥°]?[^\W_](?:.*[^\W_%°²³])?[{MARKS}]*[%°²³+]?", re.DOTALL)
_OWNED: Final = re.compile(r"['’]s?$")
_YEAR: Final = re.compile(r"(?:1[0-9]|20)\d{2}s?")
_HARD: Final = frozenset('.;:!?()[]—“”"«»')  # signs that no short answer goes across


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word at characters start … end, without the signs around it, which are `before` and `behind`."""

    start: int
    end: int
    stems: tuple[str, ...]
    folded: str
    before: str
    behind: str
    small: bool
    capital: bool
    figure: bool
    year: bool
    month: bool

    @property
    def article(self) -> bool:
        return self.folded in ARTICLES


def tokens_of(text: str) -> list[Token]:
    """The words of a text."""
    found = (_token(text, match.start(), match.group()) for match in _WORD.finditer(text))
    return [token for token in found if token is not None]


def _token(text: str, start: int, written: str) -> Token | None:
    core = _CORE.search(written)
    if core is None:
        return None
    word = core.group()
    owned = _OWNED.search(word)
    plain = word[: owned.start()] if owned and owned.start() else word
    folded = fold(plain)
    return Token(
        start=start + core.start(),
        end=start + core.start() + len(plain),
        stems=tuple(stems(plain)),
        folded=folded,
        before=written[: core.start()],
        behind=written[core.start() + len(plain) :],
        small=folded in SMALL,
        capital=plain[:1].isupper(),
        figure=any(letter.isdigit() for letter in plain) or folded in NUMBER_WORDS,
        year=bool(_YEAR.fullmatch(plain)),
        month=plain[:1].isupper() and folded in MONTHS,
    )


def runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First word and the one behind the last of all runs that neither begin nor end with a small word."""
    for first, token in enumerate(tokens):
        if token.small:
            continue
        for last in range(first, min(first + LONGEST, len(tokens))):
            if not tokens[last].small:
                yield first, last + 1
            if parted(tokens, last):
                break


def parted(tokens: Sequence[Token], number: int) -> bool:
    """Whether a sign stands behind a word that no short answer goes across."""
    token = tokens[number]
    initial = token.behind == "." and token.capital and token.end - token.start == 1  # "John C. Messenger"
    day = token.behind == "." and token.end - token.start < 3 and tokens[number + 1 :] and tokens[number + 1].month
    behind = set() if initial or day else set(token.behind) & _HARD
    return bool(behind) or number + 1 == len(tokens) or bool(set(tokens[number + 1].before) & _HARD)
