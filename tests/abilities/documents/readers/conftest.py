"""Small pages of print, in the typeface that Pillow brings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from sensorium.content import Image

LINES = (
    "Invoice 4711 of March 2024",
    "for the green garden bench,",
    "delivered to Mrs Baker in Hull.",
    "The total is $1,284.50 and due",
    "before the end of the month.",
    "Thank you for buying from us,",
    "and do come back in the spring.",
)
PrintPage = Callable[..., Image]


@pytest.fixture
def lines() -> tuple[str, ...]:
    return LINES


@pytest.fixture
def print_page() -> PrintPage:
    """Lines of print in black on white, `turned_deg` clockwise."""

    def printed(lines: tuple[str, ...] = LINES, turned_deg: float = 0.0) -> Image:
        font = ImageFont.load_default(26)
        sheet = Pillow.new("RGB", (560, 80 + 44 * len(lines)), "white")
        for row, line in enumerate(lines):
            ImageDraw.Draw(sheet).text((50, 40 + 44 * row), line, font=font, fill="black")
        turned = sheet.rotate(-turned_deg, Pillow.Resampling.BICUBIC, expand=True, fillcolor="white")
        return Image(np.asarray(turned))

    return printed
