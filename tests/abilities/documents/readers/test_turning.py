"""How a page lies."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.readers.ink import ink_of
from sensorium.abilities.documents.readers.turning import on_its_side, skew_deg, uprightness
from sensorium.content import Image


@pytest.mark.parametrize("angle", [-9.3, -2.0, 0.0, 0.7, 6.4])
def test_the_angle_is_found(print_page: Callable[..., Image], angle: float) -> None:
    assert skew_deg(ink_of(print_page(turned_deg=angle))) == pytest.approx(-angle, abs=0.2)


@pytest.mark.parametrize("angle", [-5.0, 0.0, 5.0])
def test_lines_from_top_to_bottom_are_noticed(print_page: Callable[..., Image], angle: float) -> None:
    ink = ink_of(print_page(turned_deg=angle))
    assert [on_its_side(ink.turned(quarters)) for quarters in range(4)] == [False, True, False, True]


def test_which_end_is_up(print_page: Callable[..., Image]) -> None:
    ink = ink_of(print_page())
    assert uprightness(ink, 0.0) > 0.1
    assert uprightness(ink.turned(2), 0.0) < -0.1


def test_of_an_empty_page_nothing_is_told() -> None:
    ink = ink_of(Image(np.full((300, 300, 3), 200, np.uint8)))
    assert (skew_deg(ink), on_its_side(ink), uprightness(ink, 0.0)) == (0.0, False, 0.0)


def test_of_grain_no_angle_is_told() -> None:
    grain = np.random.default_rng(0).integers(0, 256, (300, 300, 1), np.uint8).repeat(3, axis=2)
    assert skew_deg(ink_of(Image(grain))) == 0.0


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 255))
def test_pictures_of_any_size_are_looked_at(height: int, width: int, level: int) -> None:
    picture = Image(np.full((height, width, 3), level, np.uint8))
    assert skew_deg(ink_of(picture)) == 0.0


def test_four_quarters_are_a_whole_turn(print_page: Callable[..., Image]) -> None:
    ink = ink_of(print_page())
    again = ink.turned(4)
    assert np.array_equal(again.x, ink.x)
    assert np.array_equal(ink.turned(3).turned(1).y, ink.y)
