"""Scans of more pixels than print needs."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.abilities.documents.readers.shrinking import MOST_PX, shrunk
from sensorium.content import Image


def test_a_scan_at_600_dpi_keeps_its_proportions_and_its_print_in_place() -> None:
    pixels = np.full((7016, 4961, 3), 255, np.uint8)
    pixels[3508:3608, :2480] = 0
    small = shrunk(Image(pixels))
    assert 0.99 * MOST_PX < small.width * small.height <= MOST_PX
    assert small.width / small.height == pytest.approx(4961 / 7016, rel=1e-3)
    dark = np.argwhere(small.pixels[:, :, 0] < 128)
    assert dark.min(0) / small.height == pytest.approx([0.5, 0.0], abs=1e-3)
    assert dark[:, 1].max() / small.width == pytest.approx(0.5, abs=2e-3)


def test_what_is_small_stays_as_it_is() -> None:
    picture = Image(np.zeros((3000, 3000, 3), np.uint8))
    assert shrunk(picture) is picture
