"""Dates as they are printed, in figures and in words of many languages, misread figures among them.

Of 03/04/2018 both orders are kept; which one is meant, `date_order` decides for the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from sensorium.abilities.documents.printed.date_words import MONTHS, WEEKDAYS
from sensorium.abilities.documents.printed.folding import fold, plain_figures

Order: TypeAlias = Literal["day first", "month first", "year first"]
FIRST_YEAR, LAST_YEAR = 1900, 2099
CENTURY = 50  # two figures of a year below it are of this century

_F = r"[0-9OoIlSB|]"
_NUMERIC = re.compile(
    rf"(?<![\w./-])({_F}{{1,4}})\s?([./\-])\s?({_F}{{1,2}})\s?\2\s?({_F}{{4}}|{_F}{{2}}(?![0-9OoIl]))(?!\d{{3}}(?!:)|[./\-]\d)"
)
_SPACED = re.compile(r"(?<![\w.,/])(\d{2}) (\d{2}) ((?:19|20)\d{2})(?!\d)")
_SOLID = re.compile(r"(?<![\w.,/-])((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SOLID_TIMED = re.compile(r"(?<![\w.,/-])(\d{2})(\d{2})((?:19|20)\d{2})(?=\s{1,3}[0-2]?\d:[0-5]\d)")
_HAN = re.compile(
    r"((?:19|20)\d{2}|(?:令和|平成|昭和|大正)\s?(?:\d{1,2}|元)|民[國国]\s?\d{2,3})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?"
)
_WORD = r"[^\W\d_]{3,12}"
_DAY_NAMED = re.compile(
    rf"(?<![\w])({_F}{{1,2}})(?:st|nd|rd|th|er|º|ª|\.)?[\s\-/.,]{{0,2}}(?:de\s|di\s|of\s)?({_WORD})\.?[\s\-/.,]{{0,2}}(?:de\s|del\s|of\s)?['’]?((?:19|20)\d{{2}}|\d{{2}}(?![\d:.]))",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(
    rf"(?<![\w])({_WORD})\.?[\s\-/.]{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/,.]{{1,3}}['’]?((?:19|20)\d{{2}}|\d{{2}}(?![\d:.]))",
    re.IGNORECASE,
)
_YEAR_NAMED = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}})[\s\-/.]{{1,2}}({_WORD})[\s\-/.]{{1,2}}(\d{{1,2}})(?!\d)", re.IGNORECASE
)
_VIETNAMESE = re.compile(r"ngày\s(\d{1,2})\stháng\s(\d{1,2})\snăm\s((?:19|20)\d{2})", re.IGNORECASE)
_BEFORE, _AFTER = re.compile(r"([^\W\d_]+)\.?[),]?\s{0,2}$"), re.compile(r"\s{0,2}[(,]?\s?([^\W\d_]+)")
# The year before the first of each.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_LETTERS = str.maketrans("OoIilLİı|SsſBb", "00111111155588")  # İ, ı and ſ are I, i and s where case is ignored


@dataclass(frozen=True, kw_only=True)
class PrintedDate:
    """A date on a line, characters start … end. readings: by order; one of them, or several that give different days.

    separator: of its figures, "" where its month is a word; short_year: two figures; misread: letters among figures.
    """

    readings: tuple[tuple[Order, date], ...]
    start: int
    end: int
    text: str
    separator: str = ""
    short_year: bool = False
    misread: bool = False

    @property
    def only(self) -> date | None:
        """The day, where it is the same in every order."""
        days = {day for _, day in self.readings}
        return days.pop() if len(days) == 1 else None

    def in_order(self, order: Order) -> date:
        """The day in that order, or in the order that it allows."""
        return dict(self.readings).get(order, self.readings[0][1])


def dates_in(text: str) -> list[PrintedDate]:
    """All dates of a line, from the left."""
    text = plain_figures(text)
    found: list[PrintedDate] = []
    for printed in (*_named(text), *_in_figures(text)):
        if not any(printed.start < other.end and other.start < printed.end for other in found):
            found.append(_of_weekday(text, printed))
    return sorted(found, key=lambda printed: printed.start)


def _named(text: str) -> Iterator[PrintedDate]:
    """Dates whose month is a word or a sign."""
    yield from _each(_HAN, text, lambda m: _single(m, _han_year(m[1]), int(m[2]), int(m[3])))
    yield from _each(_VIETNAMESE, text, lambda m: _single(m, int(m[3]), int(m[2]), int(m[1])))
    yield from _each(_DAY_NAMED, text, lambda m: _single(m, _year(m[3]), _month(m[2]), _figures(m[1])))
    yield from _each(_MONTH_NAMED, text, lambda m: _single(m, _year(m[3]), _month(m[1]), int(m[2])))
    yield from _each(_YEAR_NAMED, text, lambda m: _single(m, int(m[1]), _month(m[2]), int(m[3])))


def _each(
    pattern: re.Pattern[str], text: str, of: Callable[[re.Match[str]], PrintedDate | None]
) -> Iterator[PrintedDate]:
    """The dates that a pattern finds; what is none may hide one that begins within it ("settled 31 March 2024")."""
    at = 0
    while match := pattern.search(text, at):
        printed = of(match)
        at = match.end() if printed else match.start() + 1
        if printed:
            yield printed


def _of_weekday(text: str, printed: PrintedDate) -> PrintedDate:
    """A date in the only order that gives the day of the week which stands beside it."""
    beside = (_BEFORE.search(text[: printed.start]), _AFTER.match(text, printed.end))
    days = {WEEKDAYS[fold(word[1])] for word in beside if word and fold(word[1]) in WEEKDAYS}
    fitting = tuple(one for one in printed.readings if one[1].weekday() in days)
    return replace(printed, readings=fitting) if len({day for _, day in fitting}) == 1 else printed


def _in_figures(text: str) -> list[PrintedDate]:
    """Dates of figures alone."""
    found = (
        *(_numeric(m, m[2]) for m in _NUMERIC.finditer(text)),
        *(_ordered(m, (m[1], m[2], m[3]), " ") for m in _SPACED.finditer(text)),
        *(_single(m, int(m[1]), int(m[2]), int(m[3])) for m in _SOLID.finditer(text)),
        *(_ordered(m, (m[1], m[2], m[3]), "") for m in _SOLID_TIMED.finditer(text)),
    )
    return [printed for printed in found if printed is not None]


def _numeric(match: re.Match[str], separator: str) -> PrintedDate | None:
    if sum(one.isdigit() for one in match.group()) < 3:
        return None
    return _ordered(match, (match[1], match[3], match[4]), separator)


def _ordered(match: re.Match[str], parts: tuple[str, str, str], separator: str) -> PrintedDate | None:
    """All days that three numbers can mean."""
    first, second, third = (_figures(part) for part in parts)
    lengths = [len(part) for part in parts]
    orders: list[tuple[Order, int, int, int]] = []
    if lengths[0] == 4 and lengths[2] <= 2:
        orders = [("year first", first, second, third)]
    elif lengths[0] <= 2:
        year = third if lengths[2] == 4 else _year(parts[2])
        orders = [("day first", year, second, first), ("month first", year, first, second)]
        if lengths[2] == 2 and lengths[0] == 2:
            orders.append(("year first", _year(parts[0]), second, third))
    readings = [(order, day) for order, *numbers in orders if (day := _day(*numbers)) is not None]
    if not readings:
        return None
    return PrintedDate(
        readings=tuple(readings),
        start=match.start(),
        end=match.end(),
        text=match.group(),
        separator=separator,
        short_year=4 not in (lengths[0], lengths[2]),
        misread=any(one.isalpha() or one == "|" for one in match.group()),
    )


def _single(match: re.Match[str], year: int, month: int | None, day: int) -> PrintedDate | None:
    found = _day(year, month, day) if month else None
    if found is None:
        return None
    return PrintedDate(readings=(("year first", found),), start=match.start(), end=match.end(), text=match.group())


def _day(year: int, month: int, day: int) -> date | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _figures(text: str) -> int:
    return int(text.translate(_LETTERS))


def _year(text: str) -> int:
    year = _figures(text)
    return year if len(text) == 4 else year + (2000 if year < CENTURY else 1900)


def _han_year(text: str) -> int:
    for era, before in _ERAS.items():
        if text.startswith(era):
            return before + int(text[len(era) :].replace("元", "1"))
    return int(text)


def _month(word: str) -> int | None:
    return MONTHS.get(fold(word))
