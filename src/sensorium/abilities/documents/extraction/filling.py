"""Every field of a schema with its value: which finder looks for it, and what becomes of what was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from sensorium.abilities.documents.extraction.comparing.compared_items import compared_rows
from sensorium.abilities.documents.extraction.comparing.comparing import Comparing
from sensorium.abilities.documents.extraction.extracted import Found, Value
from sensorium.abilities.documents.extraction.judging.deciding import Candidate, Decision, decide
from sensorium.abilities.documents.extraction.judging.grounding import most_read_by, placed
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Concept, concept_of
from sensorium.abilities.documents.extraction.paper.lines import Span
from sensorium.abilities.documents.extraction.parties.addresses import Addresses
from sensorium.abilities.documents.extraction.parties.parties import Parties
from sensorium.abilities.documents.extraction.sums.items import Rows, column_concept, number_in, rows_of
from sensorium.abilities.documents.extraction.sums.money import Money
from sensorium.abilities.documents.extraction.values.identifiers import form_candidates, identifier_candidates
from sensorium.abilities.documents.extraction.values.labelled import (
    concept_words,
    labelled_candidates,
    option_of,
    text_as,
    wanted_names,
)
from sensorium.abilities.documents.extraction.values.moments import date_candidates, time_candidates
from sensorium.abilities.documents.extraction.values.shaping import plain, shaped
from sensorium.abilities.documents.extraction.wanted.schema import Field
from sensorium.abilities.documents.printed.amounts import Amount
from sensorium.abilities.documents.printed.folding import name_words

FORM_KINDS = ("iban", "bic", "phone", "email", "website")
OF_BUYER = frozenset(
    {
        "buyer",
        "customer",
        "client",
        "recipient",
        "bill",
        "billing",
        "billed",
        "kunde",
        "acheteur",
        "cliente",
        "purchaser",
    }
)
TWO_ORDERS = "day and month may be the other way round; no other date, sign or language tells which"
PRICED = frozenset({"unit_price", "line_total", "discount", "tax", "shipping", "service"})
"""Columns of money; numbers of others ("quantity", "tax_rate", "sku") have no currency."""
_PARTED = {True: re.compile(r"[;,]"), False: re.compile(r"[;、，]|,(?=\s)")}
"""What parts the values of a list: of words, and of what may have a comma itself."""
COUNTRY = "told by where the document comes from, not by a sign on it"


@dataclass(frozen=True, eq=False)
class Filling:
    """Values of fields, from the evidence of one document. comparing: what data say that it carries, if they count."""

    evidence: Evidence
    comparing: Comparing | None = None

    @cached_property
    def money(self) -> Money:
        return Money(self.evidence)

    @cached_property
    def parties(self) -> Parties:
        return Parties(self.evidence)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.evidence, self.parties)

    def every(self, fields: Iterable[Field], at: str = "") -> tuple[dict[str, object], list[Found]]:
        """JSON of some fields, and what was found for each of them and those inside. at: the path of their object."""
        values: dict[str, object] = {}
        found: list[Found] = []
        for field in fields:
            path = f"{at}.{field.name}" if at else field.name
            values[field.name], more = self._one(field, path)
            found += more
        return values, found

    def _one(self, field: Field, path: str) -> tuple[object, list[Found]]:
        if field.kind == "object":
            return self.every(field.fields, path) if field.fields else ({}, [])
        if field.kind == "array":
            return self._list(field, path)
        found = self.single(field, path)
        return found.value, [found]

    def single(self, field: Field, path: str) -> Found:
        """The value of one plain field."""
        return beside_data(self.comparing, field, self._printed(field, concept_for(field), path))

    def _printed(self, field: Field, concept: Concept | None, path: str) -> Found:
        """The value that the pages tell."""
        if concept is not None and concept.kind == "currency":
            return self._currency(field, path)
        decision = decide(list(self.candidates(field, concept)), (wanted_names(field) or [""])[0])
        return self._found(field, path, decision)

    def plain(self, field: Field, path: str) -> Found:
        """The value beside the words of a field's name, where they are a label and no part of a sentence."""
        every = labelled_candidates(self.evidence, field)
        apart = [one for one in every if not one.signs.get("words of something else")]
        decision = decide(apart, (wanted_names(field) or [""])[0])
        return self._found(field, path, decision)

    def candidates(self, field: Field, concept: Concept | None) -> Iterator[Candidate]:
        """All that a field may be."""
        if concept is None:
            return labelled_candidates(self.evidence, field)
        known = self._of_concept(field, concept)
        return chain(known, labelled_candidates(self.evidence, field)) if concept.kind in ("words", "column") else known

    def _of_concept(self, field: Field, concept: Concept) -> Iterator[Candidate]:
        if field.kind == "boolean" or (concept.kind == "date" and field.kind in ("number", "integer")):
            return labelled_candidates(self.evidence, field)
        finders: dict[str, Callable[[], Iterator[Candidate]]] = {
            "money": lambda: self.money.candidates(concept.name),
            "date": lambda: date_candidates(self.evidence, concept.name),
            "time": lambda: time_candidates(self.evidence, concept.name),
            "identifier": lambda: identifier_candidates(self.evidence, concept.name),
            "party": lambda: self._party(field, concept.name),
            "address": lambda: self.addresses.of(_whose(field, concept)),
            **{kind: lambda: form_candidates(self.evidence, concept.kind, concept.name) for kind in FORM_KINDS},
        }
        if concept.kind in finders:
            return finders[concept.kind]()
        beside = concept_words(self.evidence, _as_number(field, concept), concept.name)
        return chain(beside, self._means_of_payment()) if concept.name == "payment_method" else beside

    def _party(self, field: Field, concept: str) -> Iterator[Candidate]:
        if concept == "seller":
            return self.parties.sellers()
        return self.parties.buyers() if concept == "buyer" else concept_words(self.evidence, field, concept)

    def _means_of_payment(self) -> Iterator[Candidate]:
        """What an amount that was handed over is called: cash, a card."""
        for line, amount, owner, how in self.money.owned:
            if owner.concept == "cash" and how == "beside its label" and amount.value > 0:
                span = line.span(owner.start, owner.end)
                yield Candidate(
                    value=span.text, span=span, signs={"left of its label": 1.0, "plain label": 1.0}, text=span.text
                )

    def _currency(self, field: Field, path: str) -> Found:
        code = self.evidence.currency
        if not code:
            return Found(path=path, value=None, reason="no amount has a currency beside it")
        value = option_of(field, code) if field.options else code
        for line in self.evidence.lines:
            for amount in self.evidence.amounts[line.index]:
                if amount.currency and self.evidence.paid_in(amount) == code:
                    return _grounded(path, plain(value), line.span(amount.start, amount.end), 0.9)
        return Found(path=path, value=plain(value), confidence=0.6, reader=self._readers, reason=COUNTRY)

    def _found(self, field: Field, path: str, decision: Decision) -> Found:
        chosen = decision.chosen
        others = tuple(one.text or str(one.value) for one in decision.others)
        if chosen is None:
            return Found(path=path, value=None, reason=decision.reason, alternatives=others)
        value = shaped(field, chosen.value, chosen.text)
        if value is None:
            what = f"{chosen.text or chosen.value!r} was found, which is no {field.kind}"
            return Found(path=path, value=None, reason=what, alternatives=others)
        found = _grounded(path, value, chosen.span, decision.confidence)
        if chosen.alternatives:
            sure = found.confidence * self.evidence.order.likelihood
            return replace(found, ambiguous=True, alternatives=chosen.alternatives, reason=TWO_ORDERS, confidence=sure)
        return replace(found, alternatives=others, currency=chosen.currency)

    def _list(self, field: Field, path: str) -> tuple[object, list[Found]]:
        assert field.items is not None
        if field.items.kind == "object" and field.items.fields:
            rows = rows_of(self.evidence, field.items.fields)
            return self._rows(field, path, rows)
        concept = concept_for(field)
        if concept is not None and concept.kind in FORM_KINDS:
            every = form_candidates(self.evidence, concept.kind, concept.name)
            return self._texts(path, [one.span for one in every if one.score > 0], 0.7)
        plain = replace(field.items, kind="string", options=(), pattern="")
        rows = rows_of(self.evidence, (replace(plain, name=field.name.removesuffix("s")),))
        if rows is not None:
            return self._column(field.items, path, rows)
        one = self.single(replace(plain, name=field.name, title=field.title), path)
        told = [] if one.value is None else _PARTED[field.items.kind == "string"].split(str(one.value))
        values = [value for part in told if (value := self._told(field.items, part.strip())) is not None]
        if told and not values:
            one = replace(one, value=None, reason=f"{one.text!r} is no list of {field.items.kind}")
        return values or None, [one]

    def _column(self, field: Field, path: str, rows: Rows) -> tuple[object, list[Found]]:
        """The cells of a column that are what is wanted."""
        every = [self._cell(field, "", span, rows) for row in rows.rows for span in row.values()]
        kept = [one for one in every if one.value is not None]
        if not kept:
            reason = every[0].reason if every else "nothing of that kind was found"
            return None, [Found(path=path, value=None, reason=reason)]
        found = [replace(one, path=f"{path}[{at}]") for at, one in enumerate(kept)]
        return [one.value for one in found], found

    def _told(self, field: Field, text: str) -> Value:
        """Words as a value of a plain kind, None where they are none."""
        value = text_as(self.evidence, field, text)
        return None if value is None else shaped(field, value, text)

    def _texts(self, path: str, spans: list[Span], confidence: float) -> tuple[object, list[Found]]:
        if not spans:
            return None, [Found(path=path, value=None, reason="nothing of that kind was found")]
        found = [_grounded(f"{path}[{at}]", span.text, span, confidence) for at, span in enumerate(spans)]
        return [one.value for one in found], found

    def _rows(self, field: Field, path: str, rows: Rows | None) -> tuple[object, list[Found]]:
        assert field.items is not None
        printed = self._printed_rows(field, path, rows)
        if self.comparing is not None and (items := self.comparing.items(field.items.fields)):
            return compared_rows(self.comparing, items, field.items.fields, path, printed)
        if rows is None:
            return None, [Found(path=path, value=None, reason="no table has columns like those that are wanted")]
        values = [{name: cell.value for name, cell in row.items()} for row in printed]
        return values, [cell for row in printed for cell in row.values()]

    def _printed_rows(self, field: Field, path: str, rows: Rows | None) -> list[dict[str, Found]]:
        """The cells of all rows that the pages tell, by the names of their fields."""
        assert field.items is not None
        if rows is None:
            return []
        return [
            {
                one.name: self._cell(one, f"{path}[{number}].{one.name}", row.get(one.name), rows)
                for one in field.items.fields
            }
            for number, row in enumerate(rows.rows)
        ]

    def _cell(self, field: Field, path: str, span: Span | None, rows: Rows) -> Found:
        if span is None:
            return Found(path=path, value=None, reason="the row has nothing in such a column")
        if field.kind in ("object", "array"):
            return Found(path=path, value=None, text=span.text, reason="a cell tells no lists and no objects")
        amount = number_in(span.text, self.evidence.mark) if field.kind in ("number", "integer") else None
        if amount is not None:
            whole = amount.value == amount.value.to_integral_value()
            value: Value = int(amount.value) if whole else float(amount.value) if field.kind == "number" else None
        else:
            value = self._told(field, span.text) if field.kind not in ("number", "integer") else None
        if value is None:
            return Found(path=path, value=None, text=span.text, reason=f"{span.text!r} is no {field.kind}")
        found = _grounded(path, value, span, rows.confidence)
        return replace(found, currency=self._paid_in(field, amount) if amount is not None else "")

    def _paid_in(self, field: Field, amount: Amount) -> str:
        """The currency of a number in a row; "" where it counts or measures, and is no amount."""
        concept = column_concept(field)
        told = not concept and amount.looks_like_money
        return self.evidence.paid_in(amount) if told or concept in PRICED else ""

    @cached_property
    def _readers(self) -> str:
        return most_read_by(word for line in self.evidence.lines for word in line.words)


def beside_data(comparing: Comparing | None, field: Field, found: Found) -> Found:
    """What data tell of a field, with what the pages say of it; that alone where no data tell of it."""
    concept = concept_for(field)
    if comparing is None or concept is None:
        return found
    return comparing.held(field, concept, found, of_buyer=_whose(field, concept) == "buyer")


def concept_for(field: Field) -> Concept | None:
    """What a field stands for: by its name together with the object it lies in, by its name, title or description."""
    own = " ".join(name_words(field.name))
    near = " ".join(name_words(field.parents[-1])) if field.parents else ""
    about = field.about if len(field.about.split()) <= 12 else ""
    found = concept_of(own, field.title, about)
    if near:
        joined = concept_of(f"{near} {own}")
        parent = concept_of(near)
        if parent is not None and own.lower() in ("name", "value", "amount", "text", "number", "date", "no", "id"):
            return joined if joined is not None and joined.name != "buyer" else parent
        if joined is not None and (found is None or joined.name != found.name) and _more_special(joined, found):
            return joined
    return found


def _more_special(joined: Concept, found: Concept | None) -> bool:
    return found is None or found.kind == joined.kind


def _whose(field: Field, concept: Concept) -> str:
    """Whose address a field means."""
    words = {word.lower() for part in (*field.parents, field.name) for word in name_words(part)}
    return "buyer" if concept.name == "buyer_address" or words & OF_BUYER else "seller"


def _as_number(field: Field, concept: Concept) -> Field:
    return replace(field, kind="number") if concept.kind == "number" and field.kind == "string" else field


def _grounded(path: str, value: Value, span: Span, confidence: float) -> Found:
    words = span.words
    read = sum(word.confidence for word in words) / len(words) if words else 1.0
    found = Found(path=path, value=value, confidence=confidence * read, reader=most_read_by(words))
    return placed(found, span)
