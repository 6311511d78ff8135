"""Invoices ↔ JSON: amounts as texts, so that no figure is lost; what is not told is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any, Final

from sensorium.abilities.documents.carried.invoice import Invoice, Item, Party

AMOUNTS: Final = ("items_total", "net", "tax", "gross", "due")
ITEM_AMOUNTS: Final = ("quantity", "unit_price", "gross_price", "tax_rate", "total")
PARTIES: Final = ("seller", "buyer")


def told(invoice: Invoice) -> dict[str, Any]:
    """An invoice as `json.dumps` takes it."""
    facts = _plain(invoice, without=(*PARTIES, "items"))
    facts |= {name: _plain(getattr(invoice, name)) for name in PARTIES}
    return {**facts, "items": [_plain(item) for item in invoice.items]}


def retold(facts: Mapping[str, Any]) -> Invoice:
    """The invoice that `told` tells. Raises TypeError, ValueError or ArithmeticError for what it would not tell."""
    plain = {name: facts[name] for name in facts if name not in (*PARTIES, "items")}
    return Invoice(
        **_decimals(plain, AMOUNTS),
        seller=Party(**facts["seller"]),
        buyer=Party(**facts["buyer"]),
        items=tuple(Item(**_decimals(item, ITEM_AMOUNTS)) for item in facts["items"]),
    )


def _plain(value: Invoice | Item | Party, without: tuple[str, ...] = ()) -> dict[str, Any]:
    every = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in without}
    return {
        name: format(one, "f") if isinstance(one, Decimal) else one
        for name, one in every.items()
        if one is not None and one is not False and one != ""  # an amount of nothing is told
    }


def _decimals(facts: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: Decimal(one) if name in names else one for name, one in facts.items()}
