"""Whether a document writes the day, the month or the year first: told by its dates, else by where it comes from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sensorium.abilities.documents.extraction.dates import Order, PrintedDate

_AMERICAN = re.compile(
    r"\b(?:USA|U\.S\.A|United States|Sales Tax|[A-Z][a-z]+, ?[A-Z]{2} \d{5}(?:-\d{4})?|[A-Z]{2},? \d{5}(?:-\d{4})?)\b"
    r"|\(\d{3}\) ?\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4}\b"
)
_BRITISH = re.compile(r"£|\bRM ?\d|\bSDN\b|\bBHD\b|\bVAT\b|\bGST\b|\bA?BN\b|\bPty\b|€|\bRp\b", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(dd|mm|yy|yyyy|tt|jj|jjjj|aaaa)[./-](dd|mm|tt|jj)[./-](dd|yyyy|yy|jj|jjjj|aaaa|aa)\b", re.IGNORECASE
)
_MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST = "month first", "day first", "year first"
STRONG = 2.0  # evidence from which on an order is no longer a guess


@dataclass(frozen=True, kw_only=True)
class DateOrder:
    """The order of a document's dates, and whether that is more than a guess. short: of short years."""

    order: Order
    sure: bool
    short: Order

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


def order_of(dates: Iterable[PrintedDate], texts: Iterable[str], languages: Mapping[str, int]) -> DateOrder:
    """Weighs what speaks for each order: dates that allow only one, dots, a printed pattern, language and country."""
    votes: dict[str, float] = defaultdict(float)
    for printed in dates:
        _vote(printed, votes)
    text = "\n".join(texts)
    for pattern in _TOLD.findall(text):
        votes[_told(pattern)] += 4.0
    american, british = len(_AMERICAN.findall(text)), len(_BRITISH.findall(text))
    foreign = sum(languages.values()) - languages.get("en", 0) > languages.get("en", 0)
    votes[_MONTH_FIRST] += (1.0 if american > british else 0.0) + (1.0 if american > 2 * british + 1 else 0.0)
    votes[_DAY_FIRST] += (2.0 if foreign else 0.5) + (1.5 if british else 0.0)
    han = languages.get("zh", 0) + languages.get("ja", 0)
    first, second = votes[_DAY_FIRST], votes[_MONTH_FIRST]
    order: Order = "month first" if second > first else "day first"
    eastern = han * 2 > sum(languages.values()) or votes[_YEAR_FIRST] > max(first, second)
    return DateOrder(order=order, sure=abs(first - second) >= STRONG, short="year first" if eastern and han else order)


def _vote(printed: PrintedDate, votes: dict[str, float]) -> None:
    if printed.separator == ".":
        votes[_DAY_FIRST] += 4.0
    orders = {order for order, _ in printed.readings}
    if printed.separator and not printed.short_year and len(orders) == 1:
        votes[orders.pop()] += 3.0
    elif printed.separator and printed.short_year and len(orders - {_YEAR_FIRST}) == 1:
        votes[(orders - {_YEAR_FIRST}).pop()] += 2.0


def _told(pattern: tuple[str, str, str]) -> str:
    first = pattern[0].lower()
    return _DAY_FIRST if first in ("dd", "tt", "jj") else _MONTH_FIRST if first == "mm" else _YEAR_FIRST
