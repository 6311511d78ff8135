"""Where the words of a printed line stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sensorium.native.worlds.example import Shown


def shown_as_one(
    text: str, *, left: float, top: float, right: float, bottom: float, size: tuple[int, int]
) -> Iterator[Shown]:
    """A line that does not lie flat, all of it in its box, in pixels of a picture of `size` (height, width)."""
    height, width = size
    if text:
        yield Shown(text, left / width, top / height, right / width, bottom / height)


def shown_words(
    text: str, *, left: float, top: float, right: float, bottom: float, size: tuple[int, int]
) -> Iterator[Shown]:
    """Each word of a line with its share of the line's box, by its letters.

    The box is in pixels of a picture of `size` (height, width).
    """
    height, width = size
    letter_px = (right - left) / max(1, len(text))
    for word in re.finditer(r"\S+", text):
        yield Shown(
            word.group(),
            (left + letter_px * word.start()) / width,
            top / height,
            (left + letter_px * word.end()) / width,
            bottom / height,
        )
