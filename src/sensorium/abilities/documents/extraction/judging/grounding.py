"""Where a value stands on the pages: words held against words, amounts against amounts, days against days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sensorium.abilities.documents.extraction.extracted import Found, Value
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.lines import Line, Span, joined
from sensorium.abilities.documents.printed.amounts import amounts_in
from sensorium.abilities.documents.printed.folding import compact, pieces
from sensorium.abilities.documents.tree import Word

MOST_LINES = 6  # that a value may run over
LIKE_MONEY = re.compile(r"[\s\d.,'’€$£¥()+\-–A-Za-z]{1,24}")


def ground(evidence: Evidence, value: Value, page: int | None = None) -> Span | None:
    """The first place that says a value, None where none does. page: where it is to stand.

    Words match whatever their case, accents, spaces and signs; a number matches an amount that is equal, an ISO date a
    day that is written in any form, a currency an amount with its sign.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _amount(evidence, Decimal(str(value)), page)
    day = _day(value)
    found = _text(evidence, value, page)
    if found is None and day is not None:
        found = _date(evidence, day, page)
    if found is None and LIKE_MONEY.fullmatch(value) and len(numbers := amounts_in(value, evidence.mark)) == 1:
        found = _amount(evidence, numbers[0].value, page)
    if found is None and (code := evidence.currency_called(value)):
        found = _paid_in(evidence, code, page)
    return found


def placed(found: Found, place: Span | Found | None) -> Found:
    """What was found, standing at a place, or where something else stands; as it is where there is none."""
    if place is None:
        return found
    return replace(found, text=place.text, page=place.page, box=place.box, words=place.words)


def most_read_by(words: Iterable[Word]) -> str:
    """Who read most of some words."""
    return next((source for source, _ in Counter(word.source for word in words).most_common(1)), "")


def _text(evidence: Evidence, value: str, page: int | None) -> Span | None:
    wanted = [piece.folded for piece in pieces(value)]
    if not wanted or not "".join(wanted):
        return None
    for line in evidence.lines:
        if page in (None, line.page):
            found = _from(evidence, line, "".join(wanted))
            if found is not None:
                return found
    return None


def _from(evidence: Evidence, line: Line, wanted: str) -> Span | None:
    """The words from somewhere on a line on that are the wanted ones, going on below where the line ends."""
    words = pieces(line.text)
    for at, first in enumerate(words):
        if not wanted.startswith(first.folded) or not first.folded:
            continue
        said = ""
        for word in words[at:]:
            said += word.folded
            if said == wanted:
                return line.span(first.start, word.end)
            if not wanted.startswith(said):
                break
        else:
            below = _rest_below(evidence, line, first.start, wanted[len(said) :])
            if below is not None:
                return joined([line.span(first.start, len(line.text)), *below])
    return None


def _rest_below(evidence: Evidence, line: Line, start: int, wanted: str) -> list[Span] | None:
    found: list[Span] = []
    for other in evidence.lines[line.index + 1 : line.index + MOST_LINES]:
        said = ""
        for word in pieces(other.text):
            said += word.folded
            if said == wanted:
                return [*found, other.span(0, word.end)]
            if not wanted.startswith(said):
                return None
        found.append(other.span(0, len(other.text)))
        wanted = wanted[len(said) :]
    return None


def _amount(evidence: Evidence, value: Decimal, page: int | None) -> Span | None:
    for line in evidence.lines:
        for amount in evidence.amounts[line.index]:
            if amount.value == value and page in (None, line.page):
                return line.span(amount.start, amount.end)
    written = compact(str(value))
    for line in evidence.lines if value == value.to_integral_value() else ():
        for piece in pieces(line.text):
            if piece.folded == written and page in (None, line.page):
                return line.span(piece.start, piece.end)
    return None


def _paid_in(evidence: Evidence, code: str, page: int | None) -> Span | None:
    for line in evidence.lines:
        for amount in evidence.amounts[line.index]:
            if amount.currency and evidence.paid_in(amount) == code and page in (None, line.page):
                return line.span(amount.start, amount.end)
    return None


def _date(evidence: Evidence, day: date, page: int | None) -> Span | None:
    for line in evidence.lines:
        for printed in evidence.dates[line.index]:
            if page in (None, line.page) and any(found == day for _, found in printed.readings):
                return line.span(printed.start, printed.end)
    return None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if re.match(r"\d{4}-\d{2}-\d{2}", value) else None
    except ValueError:
        return None
