"""Dates and amounts: what one part of the corpus writes in any language the other reads back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from benchmarks.documents.figures import DATE_FORMS, amount, written
from benchmarks.documents.parsing import amount_of, date_of, plain
from hypothesis import given
from hypothesis import strategies as st

LANGUAGES = sorted(DATE_FORMS)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(LANGUAGES), st.data())
def test_every_form_of_a_date_is_read_back(day: date, language: str, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([form for form in DATE_FORMS[language] if form != "american"]))
    assert date_of(f"Date: {written(day, form, language)}") == day.isoformat()


@given(st.integers(0, 99_999_999), st.sampled_from(LANGUAGES), st.sampled_from(["before", "after", "none"]))
def test_every_form_of_an_amount_is_read_back(cents: int, language: str, place: str) -> None:
    assert amount_of(amount(cents / 100, language, "€", place)) == Decimal(cents) / 100


@pytest.mark.parametrize(
    ("text", "value"),
    [("(1,200)", "-1200"), ("-3.5", "-3.50"), ("RM 10", "10"), ("CHF 1'250.75", "1250.75"), ("1.234", "1234")],
)
def test_amounts_of_other_forms(text: str, value: str) -> None:
    assert amount_of(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "none", "31/31/2020", "Total"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_of(text) is None


@given(st.text())
def test_any_text_is_read_or_refused_without_failure(text: str) -> None:
    found = date_of(text)
    assert found is None or date.fromisoformat(found)
    assert (amount_of(text) is None) or any(letter.isdigit() for letter in text)
    assert not any(letter.isspace() for letter in plain(text))
