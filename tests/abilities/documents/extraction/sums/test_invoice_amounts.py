"""Amounts of invoices: before and with tax, what is left to pay, columns with their sum, credit notes."""

from __future__ import annotations

import pytest
from typed_page import typed

from sensorium.abilities.documents.extraction import extract

NAMES = ("total", "net", "tax", "amount_due")


def amounts(text: str) -> dict[str, object]:
    schema = {"type": "object", "properties": {name: {"type": "number"} for name in NAMES}}
    return dict(extract(typed(text), schema).values)


def test_words_about_tax_make_a_total_one_before_or_with_it() -> None:
    told = amounts(
        "Rechnungssumme ohne USt.          400,00\n"
        "Steuerbetrag                       76,00\n"
        "Rechnungssumme (inkl. USt.)       476,00"
    )
    assert (told["total"], told["net"], told["tax"]) == (476, 400, 76)


@pytest.mark.parametrize("rest", ["Solde à payer", "Balance due", "Restbetrag"])
def test_the_total_is_what_was_billed_and_the_rest_is_asked_for_by_name(rest: str) -> None:
    told = amounts(f"Total HT      500,00 €\nTotal TTC     600,00 €\nAcompte       150,00 €\n{rest}    450,00 €")
    assert told["total"] == 600
    if rest != "Restbetrag":  # a label that no list has
        assert told["amount_due"] == 450


def test_a_net_total_is_not_the_total_where_another_adds_up() -> None:
    told = amounts("Net total: 496.00 €\nVAT total: 75.04 €\nDue payable: 571.04 €")
    assert (told["total"], told["tax"]) == (571.04, 75.04)


def test_a_discount_that_leads_to_the_amount_is_no_part_that_was_paid() -> None:
    told = amounts("Total          100.00\nDiscount        10.00\nBalance due     90.00\nPlease pay      90.00")
    assert told["total"] == 90


def test_the_last_of_a_column_is_the_total_where_it_is_the_sum() -> None:
    told = amounts(
        "Warenwert         MwSt-Betrag        Endbetrag\n"
        "   100,00               19,00           119,00\n"
        "    50,00                3,50            53,50\n"
        "   150,00               22,50           172,50"
    )
    assert (told["total"], told["tax"]) == (172.5, 22.5)


def test_amounts_of_a_credit_note_may_be_negative() -> None:
    told = amounts(
        "Rechnungskorrektur Nr. 7 vom 01.02.2020\n\nGesamtbetrag der Abschläge     0,40\n"
        "Rechnungssumme ohne USt.      -8,00\nSteuerbetrag                  -1,52\nBruttosumme                   -9,52"
    )
    assert (told["total"], told["tax"]) == (-9.52, -1.52)


def test_the_rate_of_an_item_makes_its_price_no_tax() -> None:
    told = amounts(
        "1   Paper     9,90    20 Stk   19 % VAT (S)    198,00\n\n"
        "Nettobetrag     198,00\nSteuerbetrag     37,62\nBruttosumme     235,62"
    )
    assert told["tax"] == 37.62


def test_a_tax_number_and_the_capital_of_a_firm_are_no_tax() -> None:
    told = amounts(
        "TVA : FR40303265045 - SARL au capital de 90 000,00 €\n\nTotal HT   10,00 €\nTVA   2,00 €\nTotal TTC   12,00 €"
    )
    assert told["tax"] == 2


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Artikel KR87654321012\nSumme 12,00 EUR", "EUR"),
        ("Mo.-Fr. 08.30 - 12.30 Uhr\nMo.-Fr. 14.00 - 17.00 Uhr\nSumme 12,00 EUR", "EUR"),
        ("Rechnungswährung : GBP\nSumme 12,00 EUR\nSteuer 2,00 EUR", "GBP"),
        ("Belopp KR12,50\nSumma kr 12,50", "SEK"),
    ],
)
def test_codes_and_weekdays_are_no_money_and_a_label_of_the_currency_counts_first(text: str, currency: str) -> None:
    schema = {"type": "object", "properties": {"currency": {"type": "string"}}}
    assert extract(typed(text), schema).values["currency"] == currency
