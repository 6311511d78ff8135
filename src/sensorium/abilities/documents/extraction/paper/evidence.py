"""All that the fields of one document are judged by, worked out once: lines, labels, amounts, dates, language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.paper.labels import Hit, concepts, hit_for, hits_of, languages_of
from sensorium.abilities.documents.extraction.paper.lines import Line, lines_of
from sensorium.abilities.documents.extraction.paper.titles import Title, titles_of
from sensorium.abilities.documents.printed.amounts import Amount, amounts_in, decimal_mark
from sensorium.abilities.documents.printed.currencies import (
    CURRENCIES,
    country_currency,
    language_currency,
    of_sign,
)
from sensorium.abilities.documents.printed.date_order import DateOrder, order_of
from sensorium.abilities.documents.printed.dates import PrintedDate, dates_in
from sensorium.abilities.documents.tree import Reading


@dataclass(frozen=True, eq=False)
class Evidence:
    """A reading, looked at line by line."""

    reading: Reading

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.reading.pages)

    @cached_property
    def hits(self) -> list[list[Hit]]:
        """Labels of every line, those that run over several lines at the last of these."""
        found = [hits_of(line) for line in self.lines]
        for line, start, end in self._starts_of_columns():
            self._stack(found, line, start, end)
        return found

    @cached_property
    def mark(self) -> str:
        """What parts decimals here, "" where nothing tells."""
        return decimal_mark(line.text for line in self.lines)

    @cached_property
    def amounts(self) -> list[list[Amount]]:
        """Numbers of every line that are no part of a date."""
        return [
            [one for one in amounts_in(line.text, self.mark) if not _inside(one.start, self.dates[line.index])]
            for line in self.lines
        ]

    @cached_property
    def dates(self) -> list[list[PrintedDate]]:
        """Dates of every line."""
        return [dates_in(line.text) for line in self.lines]

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that its dates are of."""
        return frozenset(self.order.day(one).year for dates in self.dates for one in dates)

    @cached_property
    def titles(self) -> list[Title]:
        """Where the paper calls itself by kind and number."""
        return titles_of(self.lines, self.dates)

    @cached_property
    def languages(self) -> Counter[str]:
        """How much speaks for each language."""
        return languages_of(hit for hits in self.hits for hit in hits)

    @cached_property
    def order(self) -> DateOrder:
        """In which order its dates are written."""
        every = [printed for dates in self.dates for printed in dates]
        return order_of(every, [line.text for line in self.lines], self.languages, self._following())

    @cached_property
    def currency(self) -> str:
        """What a label of it says, else what most signs say, those beside amounts first, else what the country or the
        language has, else "".
        """
        if self._declared:
            return self._declared
        beside = Counter(one.currency for amounts in self.amounts for one in amounts if one.currency)
        country, language = country_currency(self.text), language_currency(self.languages)
        votes = beside or self._announced
        if votes:
            return of_sign(votes.most_common(1)[0][0], country, language)
        return country or self._written_currency or language

    def paid_in(self, amount: Amount) -> str:
        """The currency of an amount: what its sign says here, without one that of the document."""
        return of_sign(amount.currency, self.currency, self.currency) if amount.currency else self.currency

    def currency_called(self, name: str) -> str:
        """What a code, or a sign here, means in ISO 4217; "" where it is none."""
        code = CURRENCIES.get(name.strip().upper(), "")
        return code if code == name else of_sign(code, self.currency, self.currency)

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def size_pt(self) -> float:
        """The type that most of its lines have."""
        sizes = sorted(line.size_pt for line in self.lines)
        return sizes[len(sizes) // 2] if sizes else 1.0

    @cached_property
    def money_counts(self) -> Counter[Decimal]:
        """How often each amount stands in the document."""
        return Counter(one.value for amounts in self.amounts for one in amounts if one.looks_like_money)

    @cached_property
    def is_receipt(self) -> bool:
        """Rather a receipt than an invoice or anything else: narrow, or with cash, change and a cashier."""
        told = {hit.concept for hits in self.hits for hit in hits}
        signs = len(told & {"cash", "change", "cashier", "receipt_number", "rounding", "register", "service"})
        return signs - len(told & {"due_date", "iban", "buyer", "payment_terms"}) >= 1 or self._narrow

    def labelled(self, concept: str) -> Iterator[tuple[Line, Hit]]:
        """Every label that means it."""
        for line, hits in zip(self.lines, self.hits, strict=True):
            for hit in hits:
                if hit.means(concept):
                    yield line, hit

    def below(self, line: Line, start: int, end: int, *, most: int = 2) -> Iterator[tuple[Line, int, int]]:
        """What stands together under characters of a line, the next lines first: their line, start and end."""
        place, found = line.place(start, end), 0
        for other in self.lines[line.index + 1 : line.index + 8]:
            if other.page != line.page or other.box.top - place.bottom > 4 * place.height or found == most:
                return
            for first, last in other.segments:
                if last > first and _under(place, other.place(first, last)):
                    found += 1
                    yield other, first, last
                    break

    def _following(self) -> Iterator[tuple[PrintedDate, PrintedDate]]:
        """Dates of which the second cannot be before the first: issued and due, from and to."""
        due = [printed for line, hit in self.labelled("due_date") for printed in self._dates_at(line, hit)[:1]]
        issued = [printed for line, hit in self.labelled("date") for printed in self._dates_at(line, hit)[:1]]
        yield from ((one, other) for one in issued[:1] for other in due[:1])
        for line, dates in zip(self.lines, self.dates, strict=True):
            for one, other in pairwise(dates):
                if _SPAN.fullmatch(line.text, one.end, other.start):
                    yield one, other

    def _dates_at(self, line: Line, hit: Hit) -> list[PrintedDate]:
        """Dates beside a label, else below it."""
        beside = [printed for printed in self.dates[line.index] if printed.start >= hit.end]
        if beside:
            return beside
        below = self.below(line, hit.start, hit.end, most=1)
        return [one for other, start, end in below for one in self.dates[other.index] if start <= one.start < end]

    def _starts_of_columns(self) -> Iterator[tuple[Line, int, int]]:
        """All that stands together and has letters alone: the upper line of a label may be one."""
        for line in self.lines:
            for start, end in line.segments:
                if 1 < end - start < 24 and not re.search(r"\d|[:.]\s*$", line.text[start:end]):
                    yield line, start, end

    def _stack(self, found: list[list[Hit]], line: Line, start: int, end: int) -> None:
        """Puts a label that goes on below in the place of what its parts seem to be."""
        parts, text = [(line, start, end)], line.text[start:end]
        for _ in range(2):
            above, first, last = parts[-1]
            step = next(iter(self.below(above, first, last, most=1)), None)
            if step is None or step[0].box.top - above.box.bottom > 0.6 * above.box.height:
                return
            if self._has_value(above, last):  # "Tax 3.84" over "Total 48.84" are two labels
                return
            parts.append(step)
            text += " " + step[0].text[step[1] : step[2]]
            hit = hit_for(text, step[1], step[2])
            if hit is not None:
                for one, begin, stop in parts:
                    found[one.index] = [other for other in found[one.index] if not begin <= other.start < stop]
                found[step[0].index] = sorted([*found[step[0].index], hit], key=lambda other: other.start)
                return

    def _has_value(self, line: Line, at: int) -> bool:
        """Whether figures stand beside a label, with no other words between."""
        return bool(re.match(r"[^\w]*(?:[A-Z]{1,3}\$?)?[^\w]*\d", line.text[at:]))

    @cached_property
    def _narrow(self) -> bool:
        boxes = [line.box for line in self.lines if line.page == 1]
        if not boxes:
            return False
        width = max(box.right for box in boxes) - min(box.left for box in boxes)
        return width < 48 * 0.6 * self.size_pt

    @cached_property
    def _announced(self) -> Counter[str]:
        """Currencies between labels and their amounts: "TOTAL RM      12.50"."""
        votes: Counter[str] = Counter()
        for line, hits, amounts in zip(self.lines, self.hits, self.amounts, strict=True):
            for hit in hits:
                following = [one.start for one in amounts if one.start >= hit.end]
                if following and concepts()[hit.concept].kind == "money":
                    between = line.text[hit.end : following[0]].upper().split()
                    votes.update(
                        CURRENCIES[word] for word in (one.strip("():") for one in between) if word in CURRENCIES
                    )
        return votes

    @cached_property
    def _declared(self) -> str:
        """The code behind the first label of a currency that has one."""
        for line, hit in self.labelled("currency"):
            told = re.match(r"[\s:]*([A-Z]{3})\b", line.text[hit.end :])
            if told and told[1] in _CODES:
                return told[1]
        return ""

    @cached_property
    def _written_currency(self) -> str:
        codes = Counter(code for code in re.findall(r"\b[A-Z]{3}\b", self.text) if code in _CODES)
        signs = Counter(CURRENCIES[sign] for sign in re.findall(r"[€£¥$円元₩₹₺₽₴₫]", self.text))
        return max(codes + signs, key=lambda code: (codes + signs)[code], default="")


_CODES = frozenset(CURRENCIES.values())
_SPAN = re.compile(r"\s*(?:[-–—]|to|until|till|through|bis|au|al|a|até|t/m|tot|do|till|til)\s*", re.IGNORECASE)


def _inside(start: int, dates: list[PrintedDate]) -> bool:
    return any(printed.start <= start < printed.end for printed in dates)


def _under(above: Box, below: Box) -> bool:
    """Whether a box stands under another: their columns share half of the narrower one, or begin alike."""
    shared = min(above.right, below.right) - max(above.left, below.left)
    narrower = max(min(above.width, below.width), 1.0)
    return shared > 0.5 * narrower or abs(above.left - below.left) < above.height
