"""An invoice as data. Knows neither XML nor pages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

CREDIT_NOTES: Final = ("381", "384", "261", "396", "532")  # kinds of UNTDID 1001, with 384 a correction


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who sells or buys. What is not told is ""."""

    name: str = ""
    vat_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A line of an invoice, amounts without tax in its currency. What is not told is "" or None.

    unit: a code of UN/ECE Recommendation 20 ("C62" is a piece); gross_price: of one, before what is taken off;
    tax_rate: in percent; total: of the whole line.
    """

    description: str = ""
    sku: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    gross_price: Decimal | None = None
    tax_rate: Decimal | None = None
    total: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """What data say of an invoice. What they do not tell is "" or None.

    form: "cii" (UN/CEFACT's Cross Industry Invoice: ZUGFeRD, Factur-X) or "ubl" (OASIS' Universal Business Language:
    XRechnung, Peppol). file: the name of the attachment that says it, "" where the whole file is it. is_credit: it
    takes back another one, so that papers may show its amounts with a minus. date, due_date: ISO 8601; currency: ISO
    4217. items_total: of all lines; net: what is taxed; gross: with tax; due: what is left to pay.
    """

    form: str
    file: str = ""
    is_credit: bool = False
    number: str = ""
    order_number: str = ""
    date: str = ""
    due_date: str = ""
    delivery_date: str = ""
    currency: str = ""
    seller: Party = Party()
    buyer: Party = Party()
    iban: str = ""
    items_total: Decimal | None = None
    net: Decimal | None = None
    tax: Decimal | None = None
    gross: Decimal | None = None
    due: Decimal | None = None
    items: tuple[Item, ...] = ()

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """All sums that it tells, of the whole and of its lines."""
        sums = (self.items_total, self.net, self.tax, self.gross, self.due, *(item.total for item in self.items))
        return tuple(one for one in sums if one is not None)
