"""Data that a file carries held against its pages: agreed, said elsewhere, said nowhere, or disputed.

The value is that of the data, for they are what the invoice's maker meant programs to read; the pages vote on it as a
second reader does on a word. Where they differ both are kept: a file may show one sum to people, another to programs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from sensorium.abilities.documents.carried import Invoice, Item
from sensorium.abilities.documents.extraction.comparing.claims import Claim, claim_of, same_words
from sensorium.abilities.documents.extraction.extracted import Found
from sensorium.abilities.documents.extraction.judging.grounding import ground, most_read_by, placed
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Concept
from sensorium.abilities.documents.extraction.paper.lines import Span
from sensorium.abilities.documents.extraction.sums.items import column_concept
from sensorium.abilities.documents.extraction.values.shaping import shaped
from sensorium.abilities.documents.extraction.wanted.schema import Field
from sensorium.abilities.documents.printed.amounts import amounts_in
from sensorium.abilities.documents.printed.currencies import CURRENCIES
from sensorium.abilities.documents.printed.dates import PrintedDate
from sensorium.abilities.documents.printed.folding import compact
from sensorium.abilities.documents.tree import CARRIED, Vote

AGREED, ELSEWHERE, ALONE, DISPUTED = 0.99, 0.95, 0.8, 0.5
"""Confidence in what data tell: where the pages say the same in its place, somewhere, nowhere, something else. Set by
hand: no set of papers is known in which data are wrong as often as in life."""
SURE: Final = 0.6  # confidence from which on what the pages tell disputes what stands on them as well
LEAST_TOLD: Final = 3  # letters and figures of a text that says something wherever it stands
NOWHERE: Final = "told by the data that the file carries; it was not found on a page"
TWO: Final = "the file carries data of several invoices that differ"


@dataclass(frozen=True, eq=False)
class Comparing:
    """The invoices that a file carries, the one that counts first, beside what stands on its pages."""

    evidence: Evidence
    invoices: Sequence[Invoice]

    def held(self, field: Field, concept: Concept, found: Found, *, of_buyer: bool = False) -> Found:
        """A value as the data tell it, with what the pages say of it; what the pages tell where data say nothing."""
        every = [claim_of(one, concept.name, of_buyer=of_buyer) for one in self.invoices]
        claims = [one for one in every if one is not None]
        if not claims:
            return found
        told = self.compared(field, claims[0], found)
        rivals = tuple(one.text for one in claims[1:] if one.text != claims[0].text)
        if not rivals or told.reader != CARRIED:
            return told
        reason = f"{TWO}; {told.reason}" if told.reason else TWO
        sure, others = min(told.confidence, DISPUTED), (*told.alternatives, *rivals)
        return replace(told, ambiguous=True, alternatives=others, reason=reason, confidence=sure)

    def items(self, fields: Sequence[Field]) -> tuple[Item, ...]:
        """The lines of the invoice, if these fields are those of what is bought."""
        described = any(column_concept(field) == "description" for field in fields)
        return self.invoices[0].items if described else ()

    def compared(self, field: Field, claim: Claim, found: Found, near: Found | None = None) -> Found:
        """One claim beside what the pages tell of the same field. near: see `standing`."""
        value = shaped(field, claim.plain, claim.text)
        if value is None:
            return found
        told = Found(path=found.path, value=value, reader=CARRIED, currency=claim.currency)
        if self._is_all_data:
            return placed(replace(told, text=claim.text, confidence=ELSEWHERE), self.standing(claim, near))
        if self.is_told(claim, found):
            return replace(placed(told, found), confidence=max(AGREED, found.confidence), votes=(_vote(found),))
        return self._unlike(claim, told, found, near)

    def is_told(self, claim: Claim, found: Found) -> bool:
        """Whether the pages say in some place what data tell; a cell of a table may hold more."""
        if found.value is None or found.box is None:
            return False
        if claim.is_told_by(self._plain(claim, found)):
            return True
        inside = (
            amounts_in(found.text, self.evidence.mark) if claim.of_item and isinstance(claim.value, Decimal) else ()
        )
        return any(claim.is_amount(one.value) for one in inside)

    def _plain(self, claim: Claim, found: Found) -> Found:
        """What the pages tell, as data would: a model may write a sum, a currency or a day as it is printed, or take
        one of the two days that a print may mean.
        """
        if isinstance(claim.value, Decimal) and isinstance(found.value, str):
            numbers = amounts_in(found.text or found.value, self.evidence.mark)
            return replace(found, value=float(numbers[0].value)) if len(numbers) == 1 else found
        if claim.value in CURRENCIES.values() and isinstance(found.value, str):
            return replace(found, value=self.evidence.currency_called(found.value) or found.value)
        printed = self._day_at(found) if claim.is_day else None
        if printed is None:
            return found
        day, other = self.evidence.order.day(printed), self.evidence.order.other(printed)
        others = (other.isoformat(),) if other else ()
        return replace(found, value=day.isoformat(), ambiguous=bool(others), alternatives=others)

    def _day_at(self, found: Found) -> PrintedDate | None:
        """The day that stands where something was found."""
        if found.box is None:
            return None
        for line in self.evidence.lines:
            for printed in self.evidence.dates[line.index] if line.page == found.page else ():
                if found.box.holds(line.span(printed.start, printed.end).box.center):
                    return printed
        return None

    def _unlike(self, claim: Claim, told: Found, found: Found, near: Found | None) -> Found:
        """Where the pages tell nothing in its place, or something else."""
        span = self.standing(claim, near)
        looked = Vote(found.reader or self._readers, "") if span is None else Vote(most_read_by(span.words), span.text)
        told = placed(replace(told, votes=(looked,)), span)
        silent = found.value is None or found.box is None  # a currency may be told by where the paper is from
        if silent or (span is not None and found.confidence < SURE):
            told = replace(told, confidence=ELSEWHERE if span else ALONE, reason="" if span else NOWHERE)
            return told if found.value is None or found.box or claim.is_told_by(found) else _unplaced(told, found)
        printed = found.text or str(found.value)
        if claim.knows(self._plain(claim, found)) and (span is not None or claim.of_item or not claim.value):
            reason = f"page {found.page} seems to say {printed!r}, which the data tell of something else"
            return replace(told, confidence=ELSEWHERE, reason=reason, alternatives=(printed,))
        if claim.is_told_in_part_by(found):
            reason = f"page {found.page} says {printed!r} in its place, which is a part of it"
            whole = told if span is not None else placed(told, found)
            return replace(whole, confidence=ELSEWHERE, reason=reason, alternatives=(printed,), votes=(_vote(found),))
        reason = f"disputed: page {found.page} says {printed!r}, the data that the file carries {claim.text!r}"
        marked = replace(told, confidence=DISPUTED, reason=reason, ambiguous=True, alternatives=(printed,))
        return replace(marked, votes=(_vote(found),), beside=found)

    def standing(self, claim: Claim, near: Found | None = None) -> Span | None:
        """Where the pages say what data tell, None where they do not, or where it would say nothing.

        near: words of a line of the invoice, beside which its figures stand; elsewhere they are those of another.
        """
        if isinstance(claim.value, Decimal):
            return next(self._beside(claim, near) if claim.of_item else self._sums(claim), None)
        if sum(one.isalnum() for one in claim.text) < LEAST_TOLD:
            return None
        if not claim.is_day and compact(claim.text) not in self._said:  # of many items most need no second look
            return None
        span = ground(self.evidence, claim.text)
        exact = span is not None and (claim.is_day or same_words(claim.text, span.text, part=True))
        return span if exact else None

    def _sums(self, claim: Claim) -> Iterator[Span]:
        for line in self.evidence.lines if claim.value else ():
            for amount in self.evidence.amounts[line.index]:
                money = amount.looks_like_money and not amount.percent
                if money and claim.is_amount(amount.value):
                    yield line.span(amount.start, amount.end)

    def _beside(self, claim: Claim, near: Found | None) -> Iterator[Span]:
        if near is None or near.box is None:
            return
        for line in self.evidence.lines:
            if line.page == near.page and near.box.top < line.box.center[1] < near.box.bottom:
                for amount in self.evidence.amounts[line.index]:
                    if claim.is_amount(amount.value):
                        yield line.span(amount.start, amount.end)

    @property
    def _is_all_data(self) -> bool:
        """Whether the file is nothing but the data, so that what stands on its pages is no second source."""
        return not self.invoices[0].file

    @cached_property
    def _said(self) -> str:
        """All words of all pages, folded."""
        return "".join(compact(line.text) for line in self.evidence.lines)

    @cached_property
    def _readers(self) -> str:
        return most_read_by(word for line in self.evidence.lines for word in line.words)


def _unplaced(told: Found, found: Found) -> Found:
    """What data tell, with what was told in its place that stands on no page, so that it is no second source."""
    printed = str(found.value)
    reason = "; ".join(filter(None, (told.reason, f"{printed!r} in its place is {found.reason}")))
    return replace(told, reason=reason, alternatives=(printed,))


def _vote(found: Found) -> Vote:
    return Vote(found.reader, found.text or str(found.value), round(found.confidence, 3))
