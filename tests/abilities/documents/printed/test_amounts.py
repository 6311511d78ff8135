"""Amounts as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.printed.amounts import amounts_in, decimal_mark


@pytest.mark.parametrize(
    ("text", "mark", "value", "currency"),
    [
        ("TOTAL RM 12.50", ".", "12.50", "MYR"),
        ("1.234,56 €", ",", "1234.56", "EUR"),
        ("$1,234.56", ".", "1234.56", "USD"),
        ("1 234,56 EUR", ",", "1234.56", "EUR"),
        ("Rp 25.000", "", "25000", "IDR"),
        ("¥1,200", ".", "1200", "JPY"),
        ("CHF 1'234.50", ".", "1234.50", "CHF"),
        ("(12.00)", ".", "-12.00", ""),
        ("12.00-", ".", "-12.00", ""),
        ("l2.5O", ".", "12.50", ""),
        ("12 .50", ".", "12.50", ""),
        ("TOTAL12.50", ".", "12.50", ""),
        ("12.345.678,90", ",", "12345678.90", ""),
        ("₹ 1,18,000.00", ".", "118000.00", "INR"),
        ("12,34,567", ".", "1234567", ""),
        ("18 400 €", "", "18400", "EUR"),
        ("€ 18 400", "", "18400", "EUR"),
        ("12\u00a0400", "", "12400", ""),
        ("250,- Kč", "", "250", "CZK"),
        ("1.250,– EUR", ",", "1250", "EUR"),
        ("14,300원", "", "14300", "KRW"),
        ("2.3 million euros", ".", "2300000", "EUR"),
        ("1,8 Mio. €", ",", "1800000", "EUR"),
        ("50.000đ", "", "50000", "VND"),
        ("１２，３００円", "", "12300", "JPY"),
        ("￥１２，３００．５０", "", "12300.50", "JPY"),
        ("١٬٢٣٤٫٥٠", ".", "1234.50", ""),
        ("₹ ४७११", "", "4711", "INR"),
        ("3億円", "", "300000000", "JPY"),
        ("1.5万元", "", "15000", "CNY"),
        ("₹ 2.5 crore", ".", "25000000", "INR"),
    ],
)
def test_an_amount_is_read_in_every_spelling(text: str, mark: str, value: str, currency: str) -> None:
    (amount,) = amounts_in(text, mark)
    assert (amount.value, amount.currency) == (Decimal(value), currency)


@pytest.mark.parametrize("text", ["INV-2023-001", "A/12/9", "14:05", "no figures"])
def test_figures_of_other_things_are_no_amounts(text: str) -> None:
    assert amounts_in(text) == []


@pytest.mark.parametrize("text", ["200 pcs", "0,842 KG", "1.25 kg", "3 szt.", "12,50 m²", "2点"])
def test_what_is_counted_or_weighed_is_no_money(text: str) -> None:
    (amount,) = amounts_in(text)
    assert amount.counted
    assert not amount.looks_like_money


def test_a_price_for_a_unit_is_money() -> None:
    (amount,) = amounts_in("27,90 €/KG", ",")
    assert amount.looks_like_money


def test_two_numbers_with_a_space_between_stay_two() -> None:
    assert [one.value for one in amounts_in("12 400")] == [12, 400]


def test_a_percentage_is_no_money() -> None:
    percent, money = amounts_in("19% 5.00")
    assert percent.percent
    assert not percent.looks_like_money
    assert money.looks_like_money


@pytest.mark.parametrize(
    ("texts", "mark"), [(["1.234,56", "3,50"], ","), (["1,234.56"], "."), (["25.000", "16.000"], ""), ([], "")]
)
def test_a_document_tells_what_parts_its_decimals(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


@given(st.integers(0, 10**9), st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", ".")]))
def test_grouped_amounts_come_back(cents: int, marks: tuple[str, str]) -> None:
    thousands, decimal = marks
    text = f"{cents // 100:,}".replace(",", thousands) + f"{decimal}{cents % 100:02}"
    (amount,) = amounts_in(f"Total {text}", decimal)
    assert amount.value == Decimal(cents) / 100
    assert f"Total {text}"[amount.start : amount.end] == text


@given(st.text(max_size=60), st.sampled_from([".", ",", ""]))
def test_any_text_can_be_searched(text: str, mark: str) -> None:
    for amount in amounts_in(text, mark):
        assert 0 <= amount.start < amount.end <= len(text)
        assert any(one.isdigit() for one in amount.written)


@pytest.mark.parametrize(
    ("text", "value"), [("Sınıfın 6.sı", "6.51"), ("12ı,50", "121.50"), ("3.İS", "3.15"), ("5 MİL", "5000")]
)
def test_letters_that_are_others_where_case_is_ignored(text: str, value: str) -> None:
    (amount,) = amounts_in(text)
    assert amount.value == Decimal(value)
