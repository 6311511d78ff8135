"""Who a paper is from and whom it is for: names, by place, type, legal forms and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.judging.deciding import Candidate, decide
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Hit
from sensorium.abilities.documents.extraction.paper.lines import Line, joined
from sensorium.abilities.documents.extraction.paper.party_words import (
    GREETING,
    LEGAL_FORM,
    NAME_OF,
    NUMBERED,
    REGISTERED,
    SENDER,
    STREET,
    TITLE,
    has_legal_form,
    is_sentence,
    looks_like_address,
)
from sensorium.abilities.documents.extraction.paper.titles import is_kind
from sensorium.abilities.documents.extraction.parties.addressees import Addressees, is_attention
from sensorium.abilities.documents.extraction.parties.fuller import continued, in_full, part_noted, unspaced
from sensorium.abilities.documents.extraction.values.identifiers import FORMS
from sensorium.abilities.documents.printed.folding import compact

ACROSS = 0.6  # how much a label counts for what stands far to its right
TOP_LINES, DEEP = 14, 0.45  # a letterhead: so many lines, or this share of the page
NO_NAMES = ("title of a paper", "greeting", "figures mostly")
"""Signs of lines that no name has to stand behind; what is figures mostly counts before the first name alone."""
MOST_NUMBERS = 3  # lines with numbers of a party before its name
STOPS = frozenset(
    "phone fax email website vat_id registration_number date invoice_number receipt_number cashier register time total "
    "due_date iban description quantity order_number".split()
)
"""Concepts whose labels end an address."""


@dataclass(frozen=True, eq=False)
class Parties:
    """Names in one document."""

    evidence: Evidence

    def sellers(self) -> Iterator[Candidate]:
        """What may be the name of who wrote the paper."""
        headed = part_noted(list(self._headed()))
        yield from headed
        yield from in_full(headed)
        yield from self._labelled("seller")

    def buyers(self) -> Iterator[Candidate]:
        """What may be the name of whom it is for."""
        yield from self._labelled("buyer")
        yield from Addressees(self.evidence, self._seller).candidates()

    @cached_property
    def _seller(self) -> str:
        chosen = decide(list(self.sellers()), "seller").chosen
        return chosen.text if chosen else ""

    def _headed(self) -> Iterator[Candidate]:
        """Names at the top of the first page, and those with a legal form anywhere on it."""
        top = 0
        for line in self.evidence.lines:
            if line.page != self._first_page:
                break
            for start, end in line.segments:
                text = line.text[start:end]
                strong = has_legal_form(text)
                here = self._is_top(line) or strong or self._is_sender(line, text)
                if not here or not any(one.isalpha() for one in text):
                    continue
                if self._is_labelled(line, start) or self._is_all_label(line, start, end):
                    continue
                signs = self._signs(line, start, end, top)
                yield from self._named(line, start, end, signs)
                top += not any(signs.get(sign) for sign in NO_NAMES[: None if top == 0 else 2])

    @cached_property
    def _first_page(self) -> int:
        return self.evidence.lines[0].page if self.evidence.lines else 1

    @cached_property
    def _page_height(self) -> float:
        boxes = [line.box for line in self.evidence.lines if line.page == self._first_page]
        return max((box.bottom for box in boxes), default=1.0)

    @cached_property
    def _domains(self) -> str:
        """Addresses of mail and web in the document, folded."""
        found = [m.group() for kind in ("email", "website") for m in FORMS[kind].finditer(self.evidence.text)]
        return " ".join(compact(one) for one in found)

    def _is_labelled(self, line: Line, start: int) -> bool:
        """Whether "Seller:" stands before a name, which is then found by its label."""
        hits = [hit for hit in self.evidence.hits[line.index] if hit.concept == "seller" and hit.start - start < 3]
        return any(line.text[hit.end :].lstrip()[:1] in (":", "：") for hit in hits)

    def _is_all_label(self, line: Line, start: int, end: int) -> bool:
        """Whether nothing stands there but a label of a party, "Supplier", "Rechnungsersteller"."""
        length = len(line.text[start:end].strip(" :"))
        hits = [hit for hit in self.evidence.hits[line.index] if start <= hit.start < end]
        return any(hit.end - hit.start == length for hit in hits if hit.concept in ("seller", "buyer", "ship_to"))

    def _is_top(self, line: Line) -> bool:
        return line.index < TOP_LINES and line.box.top < DEEP * self._page_height + 40

    def _signs(self, line: Line, start: int, end: int, top: int) -> dict[str, float]:
        text = _unregistered(line.text[start:end])
        letters = sum(one.isalpha() for one in text)
        hits = [hit for hit in self.evidence.hits[line.index] if start <= hit.start < end]
        priced = any(one.decimals and one.looks_like_money for one in self.evidence.amounts[line.index])
        addressed = any(FORMS[kind].search(text) for kind in ("email", "website"))
        told = priced or addressed or bool(self.evidence.dates[line.index])
        spelt = compact(re.sub(LEGAL_FORM, "", text))
        size = line.size_within(start, end) / max(self.evidence.size_pt, 0.1)
        return {
            "legal form": float(has_legal_form(text)),
            "top line": max(0.0, 1.0 - 0.2 * top) if self._is_top(line) else 0.0,
            "large type": min(2.0, max(0.0, 2.0 * (size - 1.1))),
            "bold": float(all(line.words[index].bold for index in line.within(start, end))),
            "before an address": float(self._address_follows(line)),
            "near a tax number": float(self._tax_number_near(line)),
            "in its own address": float(len(spelt) > 3 and (spelt in self._domains or spelt[:6] in self._domains)),
            "title of a paper": float(bool(TITLE.match(text))),
            "greeting": float(bool(GREETING.search(text)) or (is_sentence(text) and not has_legal_form(text))),
            "like an address": float(looks_like_address(text) and not has_legal_form(text)),
            "figures mostly": float(letters * 2 < len(text.replace(" ", "")) or letters < 3),
            "label of something else": float(any(_is_label(hit, start, text, len(hits)) for hit in hits) or told),
            "name of a buyer": float(self._of_buyer(line, start, end)),
        }

    def _named(self, line: Line, start: int, end: int, signs: dict[str, float]) -> Iterator[Candidate]:
        named = NAME_OF.match(line.text, start, end)
        start = named.end() if named else start
        text = line.text[start:end]
        if self._is_sender(line, text):
            end = start + len(SENDER.split(text)[0])
            greets = float(bool(GREETING.search(line.text[start:end])))
            signs = {**signs, "sender's line": 1.0, "like an address": 0.0, "large type": 0.0, "greeting": greets}
        registered = REGISTERED.search(line.text[:end])
        if registered and registered.start() > start + 2:
            end = registered.start()
        value = " ".join(unspaced(line.text[start:end]).split()).strip(" ,;:-–*=_")
        span = line.span(start, end)
        if following := continued(self.evidence, line, value):
            value, span = f"{value} {following.text}", joined([span, following])
            signs = {**signs, "legal form": float(has_legal_form(value))}
        if value:
            yield Candidate(value=value, span=span, signs={sign: one for sign, one in signs.items() if one}, text=value)

    def _is_sender(self, line: Line, text: str) -> bool:
        """Whether a line holds a name with its address behind it, and is not itself the rest of an address."""
        above = self.evidence.lines[line.index - 1].text.rstrip() if line.index else ""
        goes_on = above.endswith(",") or looks_like_address(above)
        return _is_sender(text) and (has_legal_form(SENDER.split(text)[0]) or not goes_on)

    def _address_follows(self, line: Line) -> bool:
        following = self.evidence.lines[line.index + 1 : line.index + 3]
        return any(looks_like_address(other.text) for other in following if other.page == line.page)

    def _tax_number_near(self, line: Line) -> bool:
        """Whether the number of a firm stands on the line or in one of the next three."""
        near = self.evidence.lines[line.index : line.index + 4]
        hits = [hit for other in near if other.page == line.page for hit in self.evidence.hits[other.index]]
        return any(hit.concept in ("vat_id", "registration_number") for hit in hits)

    def _of_buyer(self, line: Line, start: int, end: int) -> bool:
        """Whether it stands in the few lines under a label of the buyer's, or beside one."""
        for other in self.evidence.lines[max(0, line.index - 4) : line.index + 1]:
            for hit in self.evidence.hits[other.index]:
                if (
                    hit.concept not in ("buyer", "ship_to")
                    or other.page != line.page
                    or (hit.end > start and other is line)
                ):
                    continue
                above, here = _label_place(other, hit), line.place(start, end)
                beside = other is line and hit.end <= start and not line.text[hit.end : start].strip(" :：\t")
                if beside or (other is not line and abs(above.left - here.left) < 3 * above.height):
                    return True
        return False

    def _labelled(self, concept: str) -> Iterator[Candidate]:
        for number, (line, hit) in enumerate(self.evidence.labelled(concept)):
            if not stands_alone(line, hit) or self._is_part(line, hit):
                continue
            signs = {
                "further label": float(min(number, 3)),
                "plain label": float(len(hit.label.split()) > 1 or line.text[hit.end :].strip() == ":"),
                "label of a kin": float(is_attention(hit.label)),
            }
            beside = self.rest(line, hit)
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

    def rest(self, line: Line, hit: Hit) -> tuple[int, int] | None:
        """What stands beside a label: up to the next one, or to the end of what stands together."""
        after = re.compile(r"[\s:.\-/]*").match(line.text, hit.end)
        start = after.end() if after else hit.end
        hits = self.evidence.hits[line.index]
        doubled = any(one.start == start and one.end >= len(line.text.rstrip(" :")) for one in hits)
        if start >= len(line.text) or doubled:  # "Buyer / recipient:"
            return None
        crossed = "\t" in line.text[hit.end : start]
        colon = ":" in line.text[hit.end : start]
        if crossed and not colon:
            return None
        following = [one.start for one in self.evidence.hits[line.index] if one.start >= start and one.concept in STOPS]
        end = min([line.segment(start)[1], *following])
        return (start, end) if any(one.isalpha() for one in line.text[start:end]) else None

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


def _label_place(line: Line, hit: Hit) -> Box:
    """Where a label stands, with the words before it where nothing stands behind: "Deviating bill-to party:"."""
    start, end = line.segment(hit.start)
    return line.place(hit.start if line.text[hit.end : end].strip(" :：") else start, hit.end)


def stands_alone(line: Line, hit: Hit) -> bool:
    """Whether a label begins what stands together: "to" inside of a sentence is none."""
    start, end = line.segment(hit.start)
    colon = line.text[hit.end : hit.end + 2].strip().startswith(":")
    return not line.text[start : hit.start].strip(" *-") and (
        colon or hit.end >= end - 1 or len(hit.label.split()) > 1 or len(hit.label) > 5
    )


def _is_sender(text: str) -> bool:
    """Whether a line holds a name with its address behind it, as over the window of an envelope or at the foot."""
    parts = SENDER.split(text)
    named = bool(re.search(r"[^\W\d_]{3}|[^\u0000-\u2fff]{2}", parts[0])) and not STREET.search(parts[0])
    return len(parts) > 2 and named and looks_like_address(text)


def _unregistered(text: str) -> str:
    """A name without the number under which it is registered."""
    registered = REGISTERED.search(text)
    return text[: registered.start()] if registered and registered.start() > 2 else text


def _is_label(hit: Hit, start: int, text: str, num_labels: int) -> bool:
    """Whether a line begins with the label of something else; short ones need a sign or a figure behind."""
    after = text[hit.end - start :].lstrip()
    told = hit.end - hit.start > 3 or after[:1] in (":", "#", ".") or after[:1].isdigit()
    whole = not after and len(hit.label.split()) > 1
    known = hit.concept in ("seller", "description", "line_total")
    if num_labels == 1 and has_legal_form(text):  # of "Time Out Ltd" the first word is no label
        told = after[:1] in (":", "#") or after[:1].isdigit()
    return hit.start - start < 3 and not known and (whole or (bool(after) and told))
