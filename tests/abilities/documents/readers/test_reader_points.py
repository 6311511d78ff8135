"""From pixels of a picture to points of a page."""

from __future__ import annotations

import pytest

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers.reader import in_points
from sensorium.abilities.documents.tree import Word
from sensorium.errors import InvalidInput


def test_an_inch_has_72_points() -> None:
    (word,) = in_points([Word(text="a", box=Box(150, 300, 450, 450), confidence=0.5)], 150)
    assert word == Word(text="a", box=Box(72, 144, 216, 216), confidence=0.5)


@pytest.mark.parametrize("dpi", [0, -72, float("nan")])
def test_a_picture_has_some_pixels_an_inch(dpi: float) -> None:
    with pytest.raises(InvalidInput, match="dpi"):
        in_points([], dpi)
