"""Who a paper is from and whom it is for where a label says so: names beside it, across a gap, below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sensorium.abilities.documents.extraction.judging.deciding import Candidate
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Hit
from sensorium.abilities.documents.extraction.paper.lines import Line
from sensorium.abilities.documents.extraction.paper.party_words import (
    LEGAL_FORM,
    NAME_OF,
    NUMBERED,
    TITLE,
    has_legal_form,
    looks_like_address,
)
from sensorium.abilities.documents.extraction.paper.titles import is_kind
from sensorium.abilities.documents.extraction.parties.addressees import is_attention
from sensorium.abilities.documents.extraction.parties.fuller import unspaced

ACROSS = 0.6  # how much a label counts for what stands far to its right
MOST_NUMBERS = 3  # lines with numbers of a party before its name
STOPS = frozenset(
    "phone fax email website vat_id registration_number date invoice_number receipt_number cashier register time total "
    "due_date iban description quantity order_number".split()
)
"""Concepts whose labels end an address."""


@dataclass(frozen=True, eq=False)
class PartyLabels:
    """Names that labels tell in one document."""

    evidence: Evidence

    def candidates(self, concept: str) -> Iterator[Candidate]:
        """Names beside and below the labels of "seller" or "buyer"."""
        for number, (line, hit) in enumerate(self.evidence.labelled(concept)):
            if not stands_alone(line, hit) or self._is_part(line, hit):
                continue
            signs = {
                "further label": float(min(number, 3)),
                "plain label": float(len(hit.label.split()) > 1 or line.text[hit.end :].strip() == ":"),
                "label of a kin": float(is_attention(hit.label)),
            }
            beside = rest(self.evidence, line, hit)
            if beside is not None:
                yield from self._told(line, beside, {**signs, "beside its label": 1.0})
                continue
            far = self._far(line, hit)
            if far is not None:
                yield from self._told(line, far, {**signs, "beside its label": ACROSS})
            under = 1.0 if far is None else 0.5  # what stands below may be the next of a column of labels
            for other, start, end in self._under(line, hit):
                yield from self._told(other, (start, end), {**signs, "below its label": under})

    def _under(self, line: Line, hit: Hit) -> Iterator[tuple[Line, int, int]]:
        """What stands first under a label, numbers that the party is known by left out ("Number: 549910")."""
        start, end = hit.start, hit.end
        for _ in range(MOST_NUMBERS + 1):
            below = next(iter(self.evidence.below(line, start, end, most=1)), None)
            if below is None:
                return
            line, start, end = below
            if not line.text[end : end + 3].strip().startswith(":") and not NUMBERED.match(line.text, start, end):
                yield below
                return

    def _is_part(self, line: Line, hit: Hit) -> bool:
        """Whether the label of something else goes on behind it: "Customer VAT number"."""
        following = [one for one in self.evidence.hits[line.index] if one.start > hit.start and one.concept in STOPS]
        return any(line.text[hit.end : one.start] == " " for one in following)

    def _told(self, line: Line, place: tuple[int, int], signs: dict[str, float]) -> Iterator[Candidate]:
        """A name beside or below its label, without the address that goes on after a comma."""
        start, end = place
        named = NAME_OF.match(line.text, start, end)
        start = named.end() if named else start
        hits = [hit for hit in self.evidence.hits[line.index] if start <= hit.start < end]
        if any(hit.end - hit.start >= len(line.text[start:end].strip(" :")) for hit in hits):
            return
        head = line.text[start:end].partition(",")[0]
        if looks_like_address(line.text[start:end]) and sum(one.isalpha() for one in head) > 2:
            end = start + len(head)
        text = line.text[start:end]
        letters = sum(one.isalpha() for one in text)
        if letters < 2 or not any(one.isalpha() for one in LEGAL_FORM.sub("", text)):
            return
        more = {
            "greeting": float(len(text.split()) > 2 and not any(word[0].isupper() for word in text.split())),
            "legal form": 0.4 * has_legal_form(text),
            "figures mostly": float(letters * 2 < len(text.replace(" ", ""))),
            "like an address": float(looks_like_address(text) and not has_legal_form(text)),
            "label of something else": float(bool(hits) and hits[0].start == start and hits[0].concept in STOPS),
        }
        value = " ".join(text.split()).strip(" ,;:-–*")
        yield Candidate(value=value, span=line.span(start, end), signs={**signs, **more}, text=value)

    def _far(self, line: Line, hit: Hit) -> tuple[int, int] | None:
        """What stands across a wide gap from a label, where that is no label and no title itself."""
        following = [place for place in line.segments if place[0] >= hit.end]
        if not following or line.text[hit.end : following[0][0]].strip():
            return None
        start, end = following[0]
        named = NAME_OF.match(line.text, start, end)
        start = named.end() if named else start
        labelled = any(start <= other.start < min(start + 3, end) for other in self.evidence.hits[line.index])
        labelled = labelled or any(start <= one.start < end for one in self.evidence.dates[line.index])
        title = TITLE.match(line.text[start:end]) or is_kind(unspaced(line.text[start:end]))
        return None if labelled or title else (start, end)


def rest(evidence: Evidence, line: Line, hit: Hit) -> tuple[int, int] | None:
    """What stands beside a label: up to the next one, or to the end of what stands together."""
    after = re.compile(r"[\s:.\-/]*").match(line.text, hit.end)
    start = after.end() if after else hit.end
    hits = evidence.hits[line.index]
    doubled = any(one.start == start and one.end >= len(line.text.rstrip(" :")) for one in hits)
    if start >= len(line.text) or doubled:  # "Buyer / recipient:"
        return None
    crossed = "\t" in line.text[hit.end : start]
    colon = ":" in line.text[hit.end : start]
    if crossed and not colon:
        return None
    following = [one.start for one in evidence.hits[line.index] if one.start >= start and one.concept in STOPS]
    end = min([line.segment(start)[1], *following])
    return (start, end) if any(one.isalpha() for one in line.text[start:end]) else None


def stands_alone(line: Line, hit: Hit) -> bool:
    """Whether a label begins what stands together: "to" inside of a sentence is none."""
    start, end = line.segment(hit.start)
    colon = line.text[hit.end : hit.end + 2].strip().startswith(":")
    return not line.text[start : hit.start].strip(" *-") and (
        colon or hit.end >= end - 1 or len(hit.label.split()) > 1 or len(hit.label) > 5
    )
