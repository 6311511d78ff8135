"""Dates and amounts in whatever form, as values to compare; knows the forms of the eight languages made here."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from benchmarks.documents.figures import MONTHS

_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})[-/.](\d{1,2})[-/.](\d{2,4})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)?\s*(?:de\s+)?([^\W\d_]{3,})\.?,?\s*(?:de\s+)?(\d{4})(?!\d)")
_AMERICAN = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)")
_AMOUNT = re.compile(r"[-−(]?\s*[^\d\s(−-]{0,4}\s*(\d[\d.,'’\s\u00a0\u202f]*)")
_MONTH = {name[:3]: number for names in MONTHS.values() for number, name in enumerate(map(str.lower, names), start=1)}
_FULL = {name.lower(): number for names in MONTHS.values() for number, name in enumerate(names, start=1)}


def plain(text: str) -> str:
    """Words without case and spaces."""
    return "".join(text.split()).casefold()


def date_of(text: str) -> str | None:
    """The first date in `text`, ISO; None where there is none. Digits alone: day first, unless that is no day."""
    if found := _NUMERIC.search(text):
        first, second, last = (int(part) for part in found.groups())
        if len(found[1]) == 4:
            return _iso(first, second, last)
        year = last + 2000 if last < 100 else last
        return _iso(year, second, first) or _iso(year, first, second)
    if found := _NAMED.search(text):
        return _iso(int(found[3]), _month(found[2]), int(found[1]))
    if found := _AMERICAN.search(text):
        return _iso(int(found[3]), _month(found[1]), int(found[2]))
    return None


def _month(word: str) -> int:
    word = word.lower()
    return _FULL.get(word) or _MONTH.get(word[:3], 0)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def amount_of(text: str) -> Decimal | None:
    """The first amount in `text`; None where there is none.

    The last point or comma with one or two digits behind it begins the decimals; all before it only divide thousands.
    A minus before it, or brackets around it, make it negative.
    """
    found = _AMOUNT.search(text)
    if found is None:
        return None
    digits = re.sub(r"[^\d.,]", "", found[1]).rstrip(".,")
    whole, decimals = digits, ""
    if parts := re.fullmatch(r"(.*)[.,](\d{1,2})", digits):
        whole, decimals = parts[1], parts[2]
    value = Decimal(f"{re.sub(r'[.,]', '', whole) or '0'}.{decimals or '0'}")
    return -value if found[0].lstrip()[0] in "-−(" else value
