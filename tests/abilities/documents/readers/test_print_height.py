"""How high print is, from large and small, dark and light letters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

pytest.importorskip("cv2")

from sensorium.abilities.documents.readers.print_height import LEAST_PX, MOST_PX, print_height_px


def written(*rows: tuple[str, int], light_on_dark: bool = False) -> NDArray[np.uint8]:
    """Rows of text, each with the size of its type in pixels."""
    sheet, y = Pillow.new("L", (700, 60 + 2 * sum(size for _, size in rows)), 250), 30
    for text, size in rows:
        ImageDraw.Draw(sheet).text((30, y), text, font=ImageFont.load_default(size), fill=20)
        y += 2 * size
    grey = np.asarray(sheet)
    return np.repeat((255 - grey if light_on_dark else grey)[:, :, None], 3, axis=2)


def x_height(size: int) -> float:
    _, top, _, bottom = ImageFont.load_default(size).getbbox("x")
    return bottom - top


WORDS = "seven rows more are on our oars now, we saw as soon as"


@pytest.mark.parametrize("size", [18, 24, 32])
@pytest.mark.parametrize("light_on_dark", [False, True])
def test_small_letters_tell_how_high_print_is(size: int, light_on_dark: bool) -> None:
    found = print_height_px(written(*[(WORDS[: 1000 // size], size)] * 2, light_on_dark=light_on_dark))
    assert found == pytest.approx(x_height(size), abs=2)


def test_small_print_below_large_print_counts() -> None:
    found = print_height_px(written((WORDS[:30], 36), (WORDS[:30], 36), (WORDS, 20)))
    assert found == pytest.approx(x_height(20), abs=2)


def test_dots_and_commas_do_not() -> None:
    found = print_height_px(written(("is it in his ink, if it is. I win", 32), ("one - two - three - six", 32)))
    assert found is not None
    assert found > 0.7 * x_height(32)


def test_nothing_is_told_of_an_empty_page() -> None:
    assert print_height_px(np.full((300, 200, 3), 240, np.uint8)) is None


@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(3))))
def test_any_picture_is_taken(pixels: NDArray[np.uint8]) -> None:
    found = print_height_px(pixels)
    assert found is None or LEAST_PX <= found <= MOST_PX
