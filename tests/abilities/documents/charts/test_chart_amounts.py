"""Numbers as charts write them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sensorium.abilities.documents.charts.amounts import number_of, readings_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("-3.5", -3.5),
        ("−40", -40.0),
        ("(7)", -7.0),
        ("1,234", 1234.0),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("12%", 12.0),
        ("$1.2M", 1.2e6),
        ("3 k", 3000.0),
        ("€ 40", 40.0),
        ("40 €", 40.0),
        ("1 000 000", 1e6),
        ("0,5", 0.5),
        ("10²", 100.0),
        ("10^-1", 0.1),
        ("2.8e+06", 2.8e6),
        ("25.000", 25000.0),
        ("0.125", 0.125),
        ("5 Mio", 5e6),
    ],
)
def test_a_number_is_read(text: str, value: float) -> None:
    assert number_of(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "Nord", "1.2.3", "12,34,5", "(5", "-", "T1 2023", "1 23", "9" * 50])
def test_what_is_no_number_is_none(text: str) -> None:
    assert readings_of(text) == ()


def test_one_mark_before_three_digits_is_told_both_ways() -> None:
    assert set(readings_of("1.250")) == {1.25, 1250.0}


@given(some.integers(min_value=-(10**9), max_value=10**9))
def test_grouped_digits_come_back(value: int) -> None:
    assert value in readings_of(f"{value:,}")
    assert value in readings_of(f"{value:,}".replace(",", "."))


@given(some.text(max_size=60))
def test_any_text_gives_finite_numbers_or_none(text: str) -> None:
    assert all(math.isfinite(value) for value in readings_of(text))


@pytest.mark.parametrize("text", ["10⁻", "10²⁻", "10⁻²⁻"])
def test_signs_that_are_no_power_are_no_number(text: str) -> None:
    assert readings_of(text) == ()
