"""Texts of XML as values: amounts, days, names. What is none is left out, never guessed at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sensorium.media.markup import Element

_AMOUNT = re.compile(r"[+-]?(?:\d{1,18}(?:\.\d{0,12})?|\.\d{1,12})")  # xs:decimal, of a size that can be meant
# ISO 8601, with a zone west of Greenwich or not, and format 102 of UN/EDIFACT 2379; format 203, to the minute.
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:(?![\d-])|(?=-\d{2}:\d{2}\Z))")
_MINUTE = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[01]\d|2[0-3])[0-5]\d")
_CURRENCY = re.compile(r"[A-Z]{3}")
LONGEST = 500  # characters of a text


def amount(text: str) -> Decimal | None:
    """A number with a point, None for anything else."""
    return Decimal(text) if _AMOUNT.fullmatch(text) else None


def day(text: str) -> str:
    """A day as ISO 8601, "" for anything else; what stands behind it (a time, a zone) is left out."""
    found = _DAY.match(text) or _MINUTE.fullmatch(text)
    try:
        return "" if found is None else date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return ""


def currency(text: str) -> str:
    """A code of ISO 4217, "" for anything else."""
    return text if _CURRENCY.fullmatch(text) else ""


def words(text: str) -> str:
    """A text in one line, cut where it is longer than any name."""
    return " ".join(text.split())[:LONGEST]


def sum_in(sums: Iterable[Element], code: str) -> Decimal | None:
    """The amount that is told in a currency, or in none that is named; some are told in that of the tax office too."""
    every = [(one.attributes.get("currencyID", code), amount(one.text)) for one in sums]
    return next((value for told, value in every if told == code and value is not None), None)


def only(values: Iterable[str]) -> str:
    """The value, where all that are told are the same one; "" where they differ: nothing says which is meant."""
    told = {value for value in values if value}
    return told.pop() if len(told) == 1 else ""
