"""Who a paper is from where no label says so: names at its top, by place, type and legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.judging.deciding import Candidate
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Hit
from sensorium.abilities.documents.extraction.paper.lines import Line, joined
from sensorium.abilities.documents.extraction.paper.party_words import (
    GREETING,
    LEGAL_FORM,
    NAME_OF,
    REGISTERED,
    SENDER,
    STREET,
    TITLE,
    has_legal_form,
    is_sentence,
    looks_like_address,
)
from sensorium.abilities.documents.extraction.parties.fuller import continued, unspaced
from sensorium.abilities.documents.extraction.values.identifiers import FORMS
from sensorium.abilities.documents.printed.folding import compact

TOP_LINES, DEEP = 14, 0.45  # a letterhead: so many lines, or this share of the page
NO_NAMES = ("title of a paper", "greeting", "figures mostly")
"""Signs of lines that no name has to stand behind; what is figures mostly counts before the first name alone."""


@dataclass(frozen=True, eq=False)
class Letterhead:
    """Names that stand on the first page of one document without a label."""

    evidence: Evidence

    def candidates(self) -> Iterator[Candidate]:
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


def _label_place(line: Line, hit: Hit) -> Box:
    """Where a label stands, with the words before it where nothing stands behind: "Deviating bill-to party:"."""
    start, end = line.segment(hit.start)
    return line.place(hit.start if line.text[hit.end : end].strip(" :：") else start, hit.end)


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
