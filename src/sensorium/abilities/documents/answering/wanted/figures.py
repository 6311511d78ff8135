"""Figures as text tells them, with the sign or unit that belongs to them: shares of a whole, sums of money, measures.

Which of several figures in a sentence is what a question wants is told by what stands around each (`fitting`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sensorium.abilities.documents.answering.wanted.figure_words import (
    ASKED_THEN,
    EACH,
    FRACTION,
    LEADING,
    MEASURES,
    MONEY,
    NOW,
    ONE_IN,
    PERCENT,
    THEN,
)
from sensorium.abilities.documents.answering.wording.small_words import SMALL
from sensorium.abilities.documents.answering.wording.stems import stem
from sensorium.abilities.documents.answering.wording.word_forms import NUMBER_WORDS
from sensorium.abilities.documents.printed.amounts import amounts_in
from sensorium.abilities.documents.printed.folding import pieces

Place: TypeAlias = tuple[int, int]
"""First character and the one behind the last."""

FigureKind: TypeAlias = Literal["share", "money", "measure"]
BEHIND, ANYWHERE = 0.5, 0.2  # what a word of the question counts behind a figure, and anywhere; before it 1
OTHERS = 0.6  # of that, where what stands before a figure is about something else
OTHER_TIME = 2.0  # words that a figure of another time than the one asked for has against it


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number with what makes it a share, a sum or a measure, characters start … end; unit: where that begins behind
    the number of a measure, 0 of others.
    """

    kind: FigureKind
    start: int
    end: int
    unit: int = 0

    @property
    def place(self) -> Place:
        return self.start, self.end


_PERCENT_BEHIND: Final = re.compile(rf"[\s\u00a0]?(?:{PERCENT})", re.IGNORECASE)
_SAID: Final = (re.compile(ONE_IN, re.IGNORECASE), re.compile(FRACTION, re.IGNORECASE))
_CLAUSE: Final = re.compile(
    r"[,;:()]\s|\s(?:and|but|while|und|aber|während|et|mais|tandis que|y|e|pero|mientras|ma|en|maar)\s"
)
_THEN: Final = re.compile(rf"\b(?:{THEN})\s(?:\w+\s)?$", re.IGNORECASE)
_NOW: Final = re.compile(rf"\b(?:{NOW})\s(?:\w+\s)?$", re.IGNORECASE)
_ASKED_THEN: Final = re.compile(ASKED_THEN, re.IGNORECASE)
_UNIT_BEHIND: Final = re.compile(rf"(?:[\s\u00a0]?(?:{PERCENT}))?(?:\s(?:{MONEY})\b)?(?:\s{EACH}\b)?", re.IGNORECASE)
_MONEY_BEHIND: Final = re.compile(rf"\s(?:{MONEY})\b", re.IGNORECASE)
_MEASURE_BEHIND: Final = re.compile(rf"[\s\u00a0-]?(?P<unit>{MEASURES})(?![\w])", re.IGNORECASE)
_LED_UP_TO: Final = re.compile(LEADING, re.IGNORECASE)


def figures_in(text: str, mark: str) -> list[Figure]:
    """All figures that have a sign or a unit, from the left."""
    shares = shares_in(text, mark)
    found = [Figure(kind="share", start=start, end=end) for start, end in shares]
    numbers = {(one.start, one.end): one.looks_like_money or one.scaled for one in amounts_in(text, mark)}
    numbers |= dict.fromkeys(numbers_in_words(text), False)
    for place, money in numbers.items():
        if any(start <= place[0] < end for start, end in shares):
            continue
        if measured := _MEASURE_BEHIND.match(text, place[1]):
            found.append(Figure(kind="measure", start=place[0], end=measured.end(), unit=measured.start("unit")))
        elif money or _MONEY_BEHIND.match(text, place[1]):
            found.append(Figure(kind="money", start=place[0], end=with_unit(text, place)[1]))
    return sorted(found, key=lambda one: one.start)


def shares_in(text: str, mark: str) -> list[Place]:
    """Shares from the left, each with its sign or its words: "43%", "31 percent", "two thirds", "one in five"."""
    found = [match.span() for said in _SAID for match in said.finditer(text)]
    for start, end in (*((one.start, one.end) for one in amounts_in(text, mark)), *numbers_in_words(text)):
        percent = _PERCENT_BEHIND.match(text, end)
        if percent:
            found.append((start, percent.end()))
    outer = [
        one for one in found if not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in found)
    ]
    return sorted(set(outer))


def fitting(text: str, found: Sequence[Place], asked: str, words: Iterable[str]) -> list[Place]:
    """Figures of a sentence in the order in which they fit a question (`asked`, its telling `words`), the best first.

    What stands before a figure in its own clause is mostly what it is a figure of; what stands behind it may be shared
    with others ("coal gave 20% of the power, wind 35%"). Of "from 28% to 33%" the second is meant, unless the question
    asks for what was before.
    """
    then, words = bool(_ASKED_THEN.search(asked)), set(words)
    told = [(piece.start, piece.end, stem(piece.folded), piece.folded in SMALL) for piece in pieces(text)]
    borders = _borders(text, found)
    anywhere = {word for _, _, word, _ in told} & words

    def weight(place: Place) -> float:
        begins = max((end for _, end in borders if end <= place[0]), default=0)
        ends = min((start for start, _ in borders if start >= place[1]), default=len(text))
        before = [one for one in told if begins <= one[0] and one[1] <= place[0] and not one[3]]
        own = sum(word in words for _, _, word, _ in before)
        behind = {word for start, end, word, _ in told if place[1] <= start and end <= ends} & words
        weighed = own + BEHIND * len(behind) + ANYWHERE * len(anywhere)
        if before and not own:
            weighed *= OTHERS
        return weighed - OTHER_TIME * (_time(text, place) == ("now" if then else "then") and len(found) > 1)

    return sorted(found, key=lambda place: (-weight(place), place[0]))


def with_unit(text: str, place: Place) -> Place:
    """A figure with the sign, the currency and the "per night" behind it."""
    unit = _UNIT_BEHIND.match(text, place[1])
    return (place[0], unit.end()) if unit and unit.end() > place[1] else place


def told_by_figure(text: str, place: Place, figures: Sequence[Figure]) -> Place:
    """Words without those that lead up to the figure at their end ("fell to"), and with what it needs behind it."""
    start, end = place
    inside = [one for one in figures if start <= one.start < end]
    if len(inside) != 1 or inside[0].end < end:
        return place
    (figure,) = inside
    lead = _LED_UP_TO.fullmatch(text, start, figure.start)
    return figure.place if lead or figure.start == start else (start, max(end, figure.end))


def numbers_in_words(text: str, joined_by: Collection[str] = ()) -> list[Place]:
    """Numbers in words, those that follow each other, or have one of `joined_by` between them, as one."""
    found: list[Place] = []
    goes_on = False
    for piece in pieces(text):
        if piece.folded in NUMBER_WORDS:
            start = found.pop()[0] if goes_on else piece.start
            found.append((start, piece.end))
            goes_on = True
        elif piece.folded not in joined_by:
            goes_on = False
    return found


def _borders(text: str, found: Sequence[Place]) -> list[Place]:
    """What parts the clauses of figures: signs and small words that stand in no figure, and figures themselves."""
    signs = [match.span() for match in _CLAUSE.finditer(text)]
    apart = [one for one in signs if not any(start < one[0] and one[1] < end for start, end in found)]
    return [*apart, *found]


def _time(text: str, place: Place) -> str:
    """Whether a figure is what was before or what is now, of a change."""
    before = text[: place[0]]
    return "then" if _THEN.search(before) else "now" if _NOW.search(before) else ""
