"""Addresses of who wrote a paper and of whom it is for: what stands under a name, or beside the word for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sensorium.abilities.documents.extraction.judging.deciding import Candidate
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.lines import Line, Span, joined
from sensorium.abilities.documents.extraction.paper.party_words import SENDER, TITLE, has_legal_form, looks_like_address
from sensorium.abilities.documents.extraction.parties.parties import Parties
from sensorium.abilities.documents.extraction.parties.party_labels import STOPS, rest, stands_alone
from sensorium.abilities.documents.extraction.values.identifiers import FORMS


@dataclass(frozen=True, eq=False)
class Addresses:
    """Addresses in one document, by the names they belong to."""

    evidence: Evidence
    parties: Parties

    def of(self, who: str) -> Iterator[Candidate]:
        """The address of "seller" or "buyer": what stands under the name, or beside the word for it."""
        if who == "seller":
            yield from self._labelled_addresses()
        named = sorted(
            self.parties.sellers() if who == "seller" else self.parties.buyers(), key=lambda one: -one.score
        )[:3]
        for rank, candidate in enumerate(named):
            yield from self._under(candidate, 1.0 / (rank + 1))

    def _labelled_addresses(self) -> Iterator[Candidate]:
        for line, hit in self.evidence.labelled("address"):
            beside = rest(self.evidence, line, hit)
            if beside is not None and stands_alone(line, hit) and looks_like_address(line.text[slice(*beside)]):
                spans = [line.span(*beside), *self._address_lines(line, beside[0])]
                yield _address(spans, {"beside its label": 0.7, "fits the pattern": 1.0})

    def _under(self, name: Candidate, rank: float) -> Iterator[Candidate]:
        line = next(
            (
                one
                for one in self.evidence.lines
                if one.page == name.span.page and set(name.span.words) & set(one.words)
            ),
            None,
        )
        if line is None:
            return
        start = next((s for s, e in line.segments if name.span.text.split()[0] in line.text[s:e]), 0)
        if "sender's line" in name.signs:
            start, end = line.segment(start)
            parts = SENDER.split(line.text[start:end], maxsplit=1)
            if len(parts) > 1:
                yield _address(
                    [line.span(end - len(parts[1]), end)], {"below its label": rank, "fits the pattern": 1.0}
                )
            return
        spans = self._address_lines(line, start)
        if spans:
            like = any(looks_like_address(span.text) for span in spans)
            yield _address(spans, {"below its label": rank, "fits the pattern": float(like)})

    def _address_lines(self, line: Line, start: int) -> list[Span]:
        """Lines under characters of one that go on as an address."""
        found: list[Span] = []
        place = line.segment(start)
        for _ in range(7):
            step = next(iter(self.evidence.below(line, *place, most=1)), None)
            if step is None or self._ends_address(line, step, bool(found)):
                break
            line, place = step[0], step[1:]
            text = line.text[slice(*place)]
            if found or not re.fullmatch(r"\W*[\d\-A-Z() ]{4,18}\W*|.*\b(?:REG|CO)\b.*\d.*", text, re.IGNORECASE):
                found.append(line.span(*place))
        while (
            found
            and not looks_like_address(found[-1].text)
            and not re.fullmatch(r"[^\W\d]+(?:[ ,.][^\d]*)?", found[-1].text)
        ):
            found.pop()
        return found if any(looks_like_address(span.text) for span in found) else []

    def _ends_address(self, above: Line, step: tuple[Line, int, int], begun: bool) -> bool:
        """Whether a line under an address belongs to it no more."""
        line, start, end = step
        text = line.text[start:end]
        hits = [hit for hit in self.evidence.hits[line.index] if start <= hit.start < end]
        far = begun and line.box.top - above.box.bottom > 1.1 * max(above.box.height, line.box.height)
        priced = any(one.looks_like_money and one.decimals for one in self.evidence.amounts[line.index])
        other = any(FORMS[kind].search(text) for kind in ("email", "website")) or has_legal_form(text)
        stops = any(hit.concept in STOPS and hit.start - start < 3 for hit in hits)
        return bool(far or priced or other or stops or self.evidence.dates[line.index] or TITLE.match(text))


def _address(spans: list[Span], signs: dict[str, float]) -> Candidate:
    text = ", ".join(span.text.strip(" ,;") for span in spans)
    return Candidate(value=text, span=joined(spans), signs=signs, text=text)
