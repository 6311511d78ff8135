"""Axes: numbers as they are printed, the line through most of them, and numbers that only name what is drawn."""

from __future__ import annotations

import time

import numpy as np
import pytest

from sensorium.native.encoders.axes import Axis, Printed, axis_of, number_of, written

COLUMNS = [(0.3, 0.36), (0.55, 0.52), (0.8, 0.76)]


def ticks(*texts: str, x: float = 0.02) -> list[Printed]:
    """Numbers above each other, from the bottom at 0.9 up, a fifth of the picture apart."""
    return [Printed(text, (x, 0.88 - 0.2 * row, x + 0.06, 0.92 - 0.2 * row)) for row, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,250", 1250),
        ("1 250", 1250),
        ("2k", 2000),
        ("1.5M", 1_500_000),
        ("$40", 40),
        ("-$40", -40),
        ("35%", 35),
        ("2,5", 2.5),
        ("1.000", 1000),
        ("lO0", 100),
        ("−3", -3),
        ("Q1", None),
        ("10-19", None),
        ("", None),
        ("Oct", None),
    ],
)
def test_numbers_are_read_as_they_are_printed(text: str, number: float | None) -> None:
    assert number_of(text) == number


def test_numbers_are_written_as_exact_as_an_axis_shows_them() -> None:
    assert written(163.4, 200) == "163"
    assert written(1634, 2000) == "1630"
    assert written(16.34, 20) == "16.3"
    assert written(0.1634, 0.2) == "0.163"
    assert written(-0.2, 100) == "0"
    assert written(120.0, 400) == "120"


def axis(printed: list[Printed], places: list[tuple[float, float]] = COLUMNS) -> Axis:
    found = axis_of(printed, places)
    assert found is not None
    return found


def test_one_misread_number_does_not_bend_the_axis() -> None:
    assert axis(ticks("0", "50", "180", "150")).number(0.5, 0.4) == "125"


def test_numbers_elsewhere_are_not_the_axis() -> None:
    elsewhere = [Printed("163", (0.4, 0.2, 0.5, 0.24)), Printed("71", (0.6, 0.5, 0.7, 0.54))]
    assert axis([*elsewhere, *ticks("0", "50", "100")]).number(0.5, 0.6) == "75"


def test_several_numbers_read_as_one_line_stand_where_their_letters_do() -> None:
    found = axis([Printed("0   10   20   30", (0.2, 0.9, 1.0, 0.94))], [(0.3, 0.2), (0.7, 0.4)])
    assert not found.upright
    assert float(found.number(0.23, 0.2)) == pytest.approx(0, abs=1)
    assert float(found.number(0.95, 0.4)) == pytest.approx(30, abs=1.5)


def test_years_below_columns_are_names() -> None:
    years = [Printed(str(2000 + 5 * n), (0.27 + 0.25 * n, 0.95, 0.33 + 0.25 * n, 0.99)) for n in range(3)]
    assert axis_of(years, COLUMNS) is None
    assert axis([*years, *ticks("0", "50", "100", "150")]).upright


def test_two_numbers_do_where_there_are_no_others() -> None:
    assert axis(ticks("0", "50")).number(0.5, 0.5) == "100"
    assert axis_of(ticks("0"), COLUMNS) is None
    stray = Printed("7", (0.5, 0.3, 0.52, 0.34))
    assert axis_of([*ticks("0", "50"), stray], COLUMNS) is None


def test_a_page_full_of_numbers_is_no_work_for_minutes() -> None:
    rng = np.random.default_rng(0)
    page = [Printed(" ".join(map(str, rng.integers(0, 999, 60))), (0.0, n / 24, 1.0, (n + 1) / 24)) for n in range(24)]
    began = time.process_time()
    axis_of(page, COLUMNS)
    assert time.process_time() - began < 2.0
