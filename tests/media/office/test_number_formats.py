"""Numbers and dates look as a sheet shows them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.media.office import number_formats
from sensorium.media.office.number_formats import shown

# What Excel and LibreOffice show.
EXAMPLES = [
    (0, "General", "0"), (1234.5, "General", "1234.5"), (0.1 + 0.2, "General", "0.3"), (-7, "General", "-7"),
    (1e12, "General", "1E+12"), (1234.567, "0.00", "1234.57"), (1234.567, "#,##0.00", "1,234.57"), (0.5, "0%", "50%"),
    (0.1256, "0.0%", "12.6%"), (1234567, "#,##0", "1,234,567"), (12, "#,##0", "12"), (0, "#,##0", "0"), (5, "000",
    "005"),
    (-1234, "#,##0;(#,##0)", "(1,234)"), (0, '0;-0;"none"', "none"), (3, '0 "kg"', "3 kg"), (1.5, '#,##0.00\\ "€"',
    "1.50 €"),
    (99.5, "[$€-407] 0.00", "€ 99.50"), (1234567, '0.0,,"M"', "1.2M"), (0.00012, "0.00E+00", "1.20E-04"),
    (12345, "0.0E+0", "1.2E+4"), (1.25, "# ?/?", "1 1/4"), (0.5, "#.##", ".5"), (2, "#.##", "2"), (2.345, "0.0#",
    "2.35"),
    (-0.001, "0.00", "0.00"), (0.125, "0.00", "0.13"), (150, '[>100]"many";"few"', "many"), (50, '[>100]"many";"few"',
    "few"),
    (45658, "yyyy-mm-dd", "2025-01-01"), (45658, "d. mmmm yyyy", "1. January 2025"), (45658.75, "dd/mm/yy hh:mm",
    "01/01/25 18:00"),
    (45658.5, "h:mm AM/PM", "12:00 PM"), (0.5, "hh:mm:ss", "12:00:00"), (1.5, "[h]:mm", "36:00"), (0.0001, "mm:ss.0",
    "00:08.6"),
    (1, "yyyy-mm-dd", "1900-01-01"), (61, "yyyy-mm-dd", "1900-03-01"), (45658, "ddd", "Wed"), (45658, "mmmmm", "J"),
    (12.0, "@", "12"), (45658.999999, "hh:mm", "00:00"), (0.5, ".00", ".50"), (12.5, '"$".00', "$12.50"),
    (123456789, "000-00-0000", "123-45-6789"), (5551234567, "(###) ###-####", "(555) 123-4567"), (-12, "000-00",
    "-000-12"), (5e-5, "General", "5E-05"), (1e15, "0.00000000000000", "1000000000000000.00000000000000"),
    (0.285, "0%", "29%"), (0.145, "0%", "15%"), (-0.285, "0%", "-29%"), (1005, "0.00,", "1.01"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "code", "text"), EXAMPLES)
def test_what_is_shown(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_days_from_1904() -> None:
    assert shown(0, "yyyy-mm-dd", from_1904=True) == "1904-01-01"
    assert shown(45658 - 1462, "yyyy-mm-dd", from_1904=True) == "2025-01-01"


def test_what_is_no_date_is_shown_as_a_number() -> None:
    assert shown(-5, "yyyy-mm-dd") == "-5"
    assert shown(1e9, "yyyy-mm-dd") == "1000000000"
    assert shown(math.inf, "0.00") == "inf"


@given(st.floats(allow_nan=False), st.text('0#?,.%E+-;[]<>="\\_*/ymdhsAMP@$€ aGenral', max_size=24))
def test_any_format_shows_something_of_a_kind(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)


@given(st.floats(-1e9, 1e9))
def test_two_places_are_those_of_the_number(value: float) -> None:
    assert abs(float(shown(value, "#,##0.00").replace(",", "")) - value) <= 0.00501


@given(st.integers(61, 2_958_465))
def test_dates_go_on_day_by_day(day: int) -> None:
    moment = number_formats.moment_of(day)
    assert moment is not None
    assert shown(day, "yyyy-mm-dd") == moment.date().isoformat()
    assert (number_formats.moment_of(day - 1) - moment).days == -1
