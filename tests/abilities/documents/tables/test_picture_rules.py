"""Lines found in pictures that are drawn here."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.abilities.documents.tables import rules_in
from sensorium.errors import InvalidInput


def page(dpi: int) -> np.ndarray:
    noise = np.random.default_rng(3).integers(225, 250, (4 * dpi, 3 * dpi, 1))
    return np.repeat(noise, 3, axis=2).astype(np.uint8)


@pytest.mark.parametrize("dpi", [100, 200, 300])
def test_level_and_upright_lines_are_found_where_they_are(dpi: int) -> None:
    pixels = page(dpi)
    thick = max(1, dpi // 100)
    pixels[dpi : dpi + thick, dpi // 2 : 2 * dpi] = 40
    pixels[dpi // 2 : 3 * dpi, dpi : dpi + thick] = 90
    level, upright = sorted(rules_in(pixels, dpi), key=lambda box: box.height)
    assert (level.left, level.top, level.right) == pytest.approx((36, 72, 144), abs=2)
    assert (upright.left, upright.top, upright.bottom) == pytest.approx((72, 36, 216), abs=2)


def test_a_line_that_leans_and_is_broken_is_one() -> None:
    pixels = page(200)
    for x in range(100, 550):
        if x % 60 > 2:
            y = 300 + x // 200
            pixels[y : y + 3, x] = 60
    (line,) = rules_in(pixels, 200)
    assert line.width == pytest.approx(450 * 72 / 200, abs=3)


def test_letters_and_pictures_are_no_lines() -> None:
    pixels = page(200)
    for x in range(60, 540, 14):
        pixels[200:224, x : x + 3] = 30
        pixels[200:203, x : x + 10] = 30
    pixels[400:600, 100:500] = 120
    assert [box for box in rules_in(pixels, 200) if box.top < 100 or 160 < box.top < 200] == []


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        rules_in(np.zeros((10, 10), np.uint8), 200)
    assert refused.value.code == "invalid_picture"
