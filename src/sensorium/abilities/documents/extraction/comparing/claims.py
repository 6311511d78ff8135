"""What data say of a field: which part of an invoice a concept means, and whether two values are the same.

Nothing is corrected here: a figure that differs is another value, and so is a letter that looks like a figure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from sensorium.abilities.documents.carried import Invoice, Item
from sensorium.abilities.documents.extraction.extracted import Found, Value

Told: TypeAlias = Decimal | str
LEAST_PART: Final = 4  # characters of a part of a name
CENT: Final = Decimal("0.005")
_INVOICE: Final[Mapping[str, Callable[[Invoice], Told | None]]] = {
    "total": lambda one: one.gross,
    "amount_due": lambda one: one.due,
    "subtotal": lambda one: one.net,
    "tax": lambda one: one.tax,
    "date": lambda one: one.date,
    "due_date": lambda one: one.due_date,
    "delivery_date": lambda one: one.delivery_date,
    "invoice_number": lambda one: one.number,
    "order_number": lambda one: one.order_number,
    "currency": lambda one: one.currency,
    "seller": lambda one: one.seller.name,
    "buyer": lambda one: one.buyer.name,
    "iban": lambda one: one.iban,
}
_ITEM: Final[Mapping[str, Callable[[Item], Told | None]]] = {
    "description": lambda one: one.description,
    "sku": lambda one: one.sku,
    "quantity": lambda one: one.quantity,
    "unit": lambda one: one.unit,
    "unit_price": lambda one: one.unit_price,
    "tax_rate": lambda one: one.tax_rate,
    "line_total": lambda one: one.total,
}
_PRICES: Final = ("unit_price", "line_total")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A value that data tell. known: others of its kind that they tell as well, which a page may show in its place.

    currency: of an amount of money; is_day: it is an ISO date; either_sign: a credit note, which pages may show with a
    minus; part: a name, beside which pages may say more; of_item: it is told of one line of several.
    """

    value: Told
    known: tuple[Told, ...] = ()
    currency: str = ""
    is_day: bool = False
    either_sign: bool = False
    part: bool = False
    of_item: bool = False

    @property
    def text(self) -> str:
        return format(self.value, "f") if isinstance(self.value, Decimal) else self.value

    @property
    def plain(self) -> Value:
        """The value as fields have it: whole numbers are such, but for money with decimals, as on a page."""
        if isinstance(self.value, str):
            return self.value
        whole = self.value == self.value.to_integral_value() and (not self.currency or "." not in self.text)
        return int(self.value) if whole else float(self.value)

    def is_told_by(self, found: Found) -> bool:
        """Whether the pages say the same, or, where they can be read in several ways, may say it."""
        read = (found.value, *(found.alternatives if found.ambiguous else ()))
        return any(self._same(self.value, one) for one in read)

    def is_told_in_part_by(self, found: Found) -> bool:
        """Whether the pages say some words of a name that data tell at more length ("Mrs", a number, a second line)."""
        said = found.value if self.part and isinstance(self.value, str) and isinstance(found.value, str) else ""
        return len(said) >= LEAST_PART and same_words(said, self.text, part=True)

    def knows(self, found: Found) -> bool:
        """Whether data tell what the pages say of something else."""
        return any(self._same(one, found.value) for one in self.known)

    def is_amount(self, other: Decimal) -> bool:
        """Whether an amount is the one that is told."""
        return self._same(self.value, float(other))

    def _same(self, told: Told, other: Value) -> bool:
        if isinstance(told, Decimal):
            return same_amount(told, other, either_sign=self.either_sign)
        if not isinstance(other, str):
            return False
        own = set(_words(told))
        described = self.of_item and self.part and bool(own) and own <= set(_words(other))
        return described or same_words(told, other, part=self.part)  # a cell has numbers and sizes between its words


def claim_of(invoice: Invoice, concept: str, *, of_buyer: bool = False) -> Claim | None:
    """What an invoice says of a concept of `labels.txt`; None where it says nothing of it."""
    if concept == "vat_id":
        parties = (invoice.seller.vat_id, invoice.buyer.vat_id)
        return _claim(parties[of_buyer], parties)
    told = _INVOICE.get(concept)
    value = told(invoice) if told else None
    if isinstance(value, Decimal):
        return _claim(value, invoice.amounts, currency=invoice.currency, either_sign=invoice.is_credit)
    if concept in ("seller", "buyer"):
        return _claim(value, (invoice.seller.name, invoice.buyer.name), part=True)
    days = (invoice.date, invoice.due_date, invoice.delivery_date) if concept.endswith("date") else ()
    return _claim(value, days, is_day=bool(days))


def claim_of_item(item: Item, concept: str, invoice: Invoice) -> Claim | None:
    """What a line of an invoice says of a column; None where it says nothing of it."""
    told = _ITEM.get(concept)
    value = told(item) if told else None
    if concept in _PRICES:
        prices = [one for one in (item.unit_price, item.gross_price, item.total) if one is not None]
        claim = _claim(value, prices, currency=invoice.currency, either_sign=invoice.is_credit)
    else:
        claim = _claim(value, (), part=concept == "description")
    return None if claim is None else replace(claim, of_item=True)


def _claim(
    value: Told | None,
    known: Sequence[Told],
    *,
    currency: str = "",
    is_day: bool = False,
    either_sign: bool = False,
    part: bool = False,
) -> Claim | None:
    if value is None or value == "":
        return None
    others = tuple(one for one in known if one not in ("", value))
    return Claim(value=value, known=others, currency=currency, is_day=is_day, either_sign=either_sign, part=part)


def same_amount(told: Decimal, other: Value, *, either_sign: bool = False) -> bool:
    """Whether two amounts are equal, to half a cent; what is said in words is no amount."""
    try:
        number = Decimal(str(other)) if not isinstance(other, bool) else None
    except InvalidOperation:
        return False
    if number is None or not number.is_finite():
        return False
    signs = (1, -1) if either_sign else (1,)
    return any(abs(told - sign * number) < CENT for sign in signs)


def same_words(told: str, other: str, *, part: bool = False) -> bool:
    """Whether two texts have the same letters and figures; with `part` also whether one's words are among the other's
    in their order. Case, accents' spelling, spaces and signs do not count, every letter and figure does.
    """
    one, two = _words(told), _words(other)
    if not one or "".join(one) == "".join(two):
        return bool(one)
    return part and any(two[at : at + len(one)] == one for at in range(len(two) - len(one) + 1))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())
