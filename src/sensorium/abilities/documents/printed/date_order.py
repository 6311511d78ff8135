"""Whether a document writes the day, the month or the year first: told by its dates, else by where it comes from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp

from sensorium.abilities.documents.printed.date_words import SMALL_WORDS
from sensorium.abilities.documents.printed.dates import Order, PrintedDate

_AMERICAN = re.compile(
    r"\b(?:USA|U\.S\.A|United States|Sales Tax|State Tax"
    r"|[A-Z][a-z]+, ?[A-Z]{2} \d{5}(?:-\d{4})?|[A-Z]{2},? \d{5}(?:-\d{4})?)\b"
    r"|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4}\b|\bUSD\b|\bUS\$|\bLLC\b"
)
_DOLLAR = re.compile(r"(?<![A-Z])\$")
_BRITISH = re.compile(
    r"£|\bRM ?\d|\bSDN\b|\bBHD\b|\bVAT\b|\bGST(?:IN)?\b|\bA?BN\b|\bPty\b|€|\bRp\b"
    r"|₹|\bPLC\b|\bUnited Kingdom\b|\b(?:England|Scotland|Wales)\b"
    r"|\.co\.uk\b|(?-i:\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b)|\bEircode\b|\b(?:GBP|EUR|INR|AUD|NZD|MYR|SGD|ZAR)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(dd|mm|yy|yyyy|tt|jj|jjjj|aaaa|pp|gg|rrrr)[./-](dd|mm|tt|jj|kk|gg|aa)[./-](dd|yyyy|yy|jj|jjjj|aaaa|aa|vvvv|rrrr)\b",
    re.IGNORECASE,
)
_MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST = "month first", "day first", "year first"
_SPELT_FIRST = re.compile(r"\W*\d")  # "4 March 2025", not "March 4, 2025"
CERTAIN = 6.0  # a date in clear figures that allows one order alone: more than language and country together
STRONG = 2.0  # evidence from which on an order is no longer a guess
AS_SPOKEN = 4  # small words from which on a text speaks a language
AS_LISTED = 3  # dates from which on it says something that they follow each other


@dataclass(frozen=True, kw_only=True)
class DateOrder:
    """The order of a document's dates, and whether that is more than a guess. short: of short years.

    lean: how much more speaks for this order than for the other one, in votes of which `STRONG` settle it.
    """

    order: Order
    sure: bool
    short: Order
    lean: float = 0.0

    @property
    def likelihood(self) -> float:
        """The probability of this order against the other one: a half where nothing speaks for either."""
        return 1.0 / (1.0 + exp(-1.5 * self.lean))

    def day(self, printed: PrintedDate) -> date:
        """The day that is meant."""
        return printed.in_order(self.short if printed.short_year else self.order)

    def other(self, printed: PrintedDate) -> date | None:
        """Another day that may as well be meant; None where there is none."""
        if self.sure or printed.only is not None:
            return None
        day = self.day(printed)
        likely = [found for order, found in printed.readings if found != day and order != _YEAR_FIRST]
        return likely[0] if likely else None


def order_of(
    dates: Iterable[PrintedDate],
    texts: Iterable[str],
    languages: Mapping[str, int],
    following: Iterable[tuple[PrintedDate, PrintedDate]] = (),
) -> DateOrder:
    """Weighs what speaks for each order: dates that allow only one, dots, a printed pattern, days that follow others,
    language and country. following: a date and one that must not lie before it (issued, due).
    """
    every = list(dates)
    votes: dict[str, float] = defaultdict(float)
    for printed in every:
        _vote(printed, votes)
    text = "\n".join(texts)
    for pattern in _TOLD.findall(text):
        votes[_told(pattern)] += 4.0
    for kept in _kept_by(following) + _kept_by_list(every):
        votes[kept] += 2.0
    _vote_for_country(text, languages, votes)
    han = languages.get("zh", 0) + languages.get("ja", 0)
    first, second = votes[_DAY_FIRST], votes[_MONTH_FIRST]
    order: Order = "month first" if second > first else "day first"
    eastern = han * 2 > sum(languages.values()) or votes[_YEAR_FIRST] > max(first, second)
    lean = abs(first - second)
    return DateOrder(order=order, sure=lean >= STRONG, short="year first" if eastern and han else order, lean=lean)


def _vote(printed: PrintedDate, votes: dict[str, float]) -> None:
    if printed.separator == ".":
        votes[_DAY_FIRST] += 4.0
    orders = {order for order, _ in printed.readings}
    if printed.separator and not printed.short_year and len(orders) == 1:
        votes[orders.pop()] += 3.0 if printed.misread else CERTAIN
    elif printed.separator and printed.short_year and len(orders - {_YEAR_FIRST}) == 1:
        votes[(orders - {_YEAR_FIRST}).pop()] += 2.0
    elif not printed.separator and any(letter.isalpha() for letter in printed.text) and printed.text.isascii():
        spelt = printed.text.split()
        if len(spelt) > 1 and not re.match(r"\d{4}", printed.text):
            votes[_DAY_FIRST if _SPELT_FIRST.match(printed.text) else _MONTH_FIRST] += 1.0


def _vote_for_country(text: str, languages: Mapping[str, int], votes: dict[str, float]) -> None:
    """Signs of countries, and languages: all but English write the day first."""
    american, british = len(_AMERICAN.findall(text)), len(_BRITISH.findall(text))
    foreign = _is_foreign(languages) or _is_foreign(_running(text))
    votes[_MONTH_FIRST] += (1.0 if american > british else 0.0) + (1.0 if american > 2 * british + 1 else 0.0)
    votes[_MONTH_FIRST] += 0.5 if _DOLLAR.search(text) and not british else 0.0
    votes[_DAY_FIRST] += (2.0 if foreign else 0.0) + (1.5 if british else 0.0)


def _is_foreign(languages: Mapping[str, int]) -> bool:
    """Whether more speaks for some other language than for English."""
    return max((most for one, most in languages.items() if one != "en"), default=0) > languages.get("en", 0)


def _running(text: str) -> dict[str, int]:
    """How many small words of each language a text has, of those that have enough of them to say something."""
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    counts = {language: sum(words[word] for word in small) for language, small in SMALL_WORDS.items()}
    return {language: count for language, count in counts.items() if count >= AS_SPOKEN or language == "en"}


def _kept_by(following: Iterable[tuple[PrintedDate, PrintedDate]]) -> list[str]:
    """For each pair the only order in which the second date is not before the first."""
    kept = []
    for earlier, later in following:
        orders = [order for order in (_DAY_FIRST, _MONTH_FIRST) if _in_turn((earlier, later), order)]
        kept += orders if len(orders) == 1 and not (earlier.only and later.only) else []
    return kept


def _kept_by_list(every: Sequence[PrintedDate]) -> list[str]:
    """The only order in which dates in figures follow each other down the document, where there are several."""
    listed = [printed for printed in every if printed.separator and not printed.short_year]
    if len({printed.text for printed in listed}) < AS_LISTED or all(printed.only for printed in listed):
        return []
    turned = listed[::-1]
    orders = [one for one in (_DAY_FIRST, _MONTH_FIRST) if _in_turn(listed, one) or _in_turn(turned, one)]
    return orders if len(orders) == 1 else []


def _in_turn(dates: Sequence[PrintedDate], order: str) -> bool:
    days = [dict(printed.readings).get(order, printed.readings[0][1]) for printed in dates]  # type: ignore[call-overload]
    return all(first <= second for first, second in pairwise(days))


def _told(pattern: tuple[str, str, str]) -> str:
    first = pattern[0].lower()
    return _DAY_FIRST if first in ("dd", "tt", "jj", "pp", "gg") else _MONTH_FIRST if first == "mm" else _YEAR_FIRST
