"""Amounts of invoices: before and with tax, what is left to pay, columns with their sum, credit notes."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_page import typed

from sensorium.abilities.documents.extraction import extract
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.sums.amount_labels import MONEY_CONCEPTS
from sensorium.abilities.documents.extraction.sums.money import Money

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


def money(named: dict[str, set[Decimal]]) -> Money:
    """Amounts that stand beside these labels."""
    found = Money(Evidence(typed("")))
    found.__dict__["named"] = named
    return found


def plainly_adds_up(named: dict[str, set[Decimal]], concept: str, value: Decimal) -> bool:
    """As `Money.adds_up`, every way tried."""
    nothing = Decimal(0)
    nets, taxes, totals, services, shippings, cash, change = (
        {nothing, *named.get(name, ())}
        for name in ("subtotal", "tax", "total", "service", "shipping", "cash", "change")
    )
    near = [nothing]
    if concept == "total":
        ways = product((nets | totals) - {0}, taxes, services, shippings)
        near = [net + tax + service + shipping for net, tax, service, shipping in ways if tax + service + shipping]
        near += [paid - back for paid, back in product(cash - {0}, change - {0})]
    if concept == "subtotal":
        near = [total - tax for total, tax in product(totals, taxes - {0})]
    if concept == "tax":
        near = [total - net for total, net in product(totals, nets - {0}) if value]
    return any(abs(value - one) < Decimal("0.011") for one in near)


AMOUNTS = st.integers(0, 40).map(lambda cents: Decimal(cents) / 100)


@given(
    st.dictionaries(st.sampled_from(MONEY_CONCEPTS), st.sets(AMOUNTS, max_size=4)),
    st.sampled_from(("total", "subtotal", "tax")),
    AMOUNTS,
)
def test_amounts_add_up_as_they_do_when_every_way_is_tried(
    named: dict[str, set[Decimal]], concept: str, value: Decimal
) -> None:
    assert money(named).adds_up(concept, value) == plainly_adds_up(named, concept, value)


def test_hundreds_of_taxes_and_totals_are_added_once() -> None:
    start = time.process_time()
    amounts("\n".join(f"VAT {row}.19      Total {row * 3 + 7}.25" for row in range(1, 250)))
    assert time.process_time() - start < 2.5


def test_where_everything_adds_up_nothing_is_said_to() -> None:
    many = {Decimal(cents) for cents in range(1, 1_000)}
    assert not money({"total": many, "tax": many}).adds_up("subtotal", Decimal(5))
