"""Which way up a page is, by what is read of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers.orienting import FEWEST_LETTERS, best_way, legible, read_well, sample
from sensorium.abilities.documents.tree import Word
from sensorium.content import Image

LEVEL, TALL = Box(0, 0, 90, 20), Box(0, 0, 20, 90)


def word(text: str, confidence: float = 0.9, box: Box = LEVEL) -> Word:
    return Word(text=text, box=box, confidence=confidence)


def test_what_is_read_well_are_letters_from_left_to_right() -> None:
    assert read_well([word("pears", 1.0)]) == 5
    assert read_well([word("pears", 0.5)]) == 1.25
    assert read_well([word("10986"), word("of"), word("pears", box=TALL)]) == 0


def test_a_page_is_legible_by_most_of_its_letters() -> None:
    many = [word("abcdefghij")] * (FEWEST_LETTERS // 10)
    assert legible(many)
    assert not legible(many[1:])
    assert not legible([*many, *(word("abcdefghij", box=TALL) for _ in many)])
    assert not legible([word("abcdefghij", 0.5)] * 20)


@dataclass
class Sided:
    """Reads as many words as it is told, by the side that the mark in a corner lies on: upper left, upper right …"""

    by_side: Sequence[Sequence[Word]]
    name: str = "sided"
    languages: tuple[str, ...] = ("eng",)

    def read(self, picture: Image) -> Sequence[Word]:
        corners = [picture.pixels[y, x, 0] for y, x in ((0, 0), (0, -1), (-1, -1), (-1, 0))]
        return self.by_side[corners.index(0)]


_pixels = np.full((300, 200, 3), 255, np.uint8)

_pixels[0, 0] = 0
MARKED = Image(_pixels)


@pytest.mark.parametrize("guess", range(4))
def test_a_page_that_is_legible_on_its_head_as_well_stands_where_it_says_more(guess: int) -> None:
    upright, on_its_head = [word("abcdefghij")] * 9, [word("abcdefghij")] * 6
    reader = Sided([upright, [], on_its_head, []])
    assert best_way(MARKED, reader, guess, whole=True) == 0


@pytest.mark.parametrize("guess", range(4))
def test_where_nothing_is_read_a_guess_stands(guess: int) -> None:
    assert best_way(MARKED, Sided([[], [], [], []]), guess, whole=True) == guess


def test_the_part_that_is_tried_is_where_the_ink_is() -> None:
    pixels = np.full((2000, 900, 3), 250, np.uint8)
    for y in range(1500, 1900, 20):
        pixels[y : y + 8, 300:800] = 0
    part = sample(Image(pixels))
    assert part.shape[0] < 1000
    assert (part == 0).sum() > 0.8 * (pixels == 0).sum()
