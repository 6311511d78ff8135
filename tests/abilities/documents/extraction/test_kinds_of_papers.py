"""What papers from many countries do differently: currencies, taxes, totals, quantities."""

from __future__ import annotations

from typing import Any

import pytest
from typed_page import typed

from sensorium.abilities.documents.extraction import extract

ITEM = {
    "type": "object",
    "properties": {"item": {"type": "string"}, "quantity": {"type": "number"}, "amount": {"type": "number"}},
}
KINDS: dict[str, dict[str, Any]] = {
    "total": {"type": "number"},
    "tax": {"type": "number"},
    "net": {"type": "number"},
    "currency": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "items": {"type": "array", "items": ITEM},
}


def values(text: str, *names: str) -> dict[str, object]:
    schema = {"type": "object", "properties": {name: KINDS[name] for name in names}}
    return dict(extract(typed(text), schema).values)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("CELKEM Kč        189,00", "CZK"),
        ("Att betala     18 750,00\nMoms 25 %      3 750,00\nFakturadatum  2023-09-28", "SEK"),
        ("Org.nr 999 888 777 MVA\nÅ betale   kr 1 250,00", "NOK"),
        ("CVR-nr. 12345678\nAt betale   kr. 1.250,00", "DKK"),
        ("TOPLAM     *286,50\nTOPKDV      *26,05\nTARİH 11.10.2023", "TRY"),
        ("합계     14,300원", "KRW"),
        ("Toronto, ON M5V 2T6\nHST   1.30\nTotal  $11.30", "CAD"),
        ("Total  $11.30", "USD"),
        ("Total  11.30", None),
    ],
)
def test_the_currency_is_that_of_signs_country_or_language(text: str, currency: str | None) -> None:
    assert values(text, "currency")["currency"] == currency


def test_what_is_counted_has_no_currency() -> None:
    text = "Item         Quantity     Amount\nBlue mug     2            € 14.00\nTea towel    1            € 6.50\n"
    found = extract(typed(text), {"type": "object", "properties": {"items": KINDS["items"]}})
    assert found.values["items"] == [
        {"item": "Blue mug", "quantity": 2, "amount": 14},
        {"item": "Tea towel", "quantity": 1, "amount": 6.5},
    ]
    assert found.fields["items[0].quantity"].currency == ""
    assert found.fields["items[0].amount"].currency == "EUR"


def test_pieces_on_the_line_of_the_total_are_not_the_total() -> None:
    assert values("Bedspreads   200 pcs  500.00\nTotal        200 pcs   ₹ 1,18,000.00", "total")["total"] == 118000


@pytest.mark.parametrize(
    "text",
    [
        "Subtotaal excl. btw   € 900,00\n21% btw   € 189,00\nTe voldoen   € 1.089,00",
        "Sub Total    900.00\nTax          189.00\nTotal      1,089.00",
        "                  Net     VAT      Gross\nRazem      900,00  189,00   1 089,00\nDo zapłaty   1 089,00 PLN",
        "              Net      VAT\nTotals     900.00   189.00\nTotal    900.00  189.00\nAmount due   1,089.00",
        "Total before tax   900.00\nVAT 21%   189.00\nTotal   1,089.00",
    ],
)
def test_the_tax_is_neither_the_net_nor_the_total(text: str) -> None:
    assert values(text, "tax", "total") == {"tax": 189, "total": 1089}


def test_a_column_of_dates_is_not_the_date_of_the_paper() -> None:
    text = (
        "Ort, 08.10.2024\n\nDatum      Leistung      EUR\n02.09.24   Beratung    10,72\n03.09.24   Verband     13,41\n"
    )
    assert values(text, "date")["date"] == "2024-10-08"
    assert values("Datum      Nummer\n02.09.24   7\n", "date")["date"] == "2024-09-02"


def test_the_next_of_a_column_of_labels_is_no_value() -> None:
    schema = {"type": "object", "properties": {"full_name": {"type": "string"}}}
    assert extract(typed("Full name\nReference\n"), schema).values == {"full_name": None}
    assert extract(typed("Full name\nAda Quill\n"), schema).values == {"full_name": "Ada Quill"}
