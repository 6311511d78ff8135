"""Strangers: never the same, never like a thing that has a name, and asked about as any other."""

from __future__ import annotations

import itertools

import numpy as np

from sensorium.content import Image
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.example import World
from sensorium.native.worlds.judges.sight import nearest_art
from sensorium.native.worlds.scenes import Scenes
from sensorium.native.worlds.strangers import UNKNOWN, Strangers, invented, torn

COUNT = 24
GALLERY = Gallery()


def test_what_is_shown_is_like_no_thing_that_has_a_name() -> None:
    """The judge that knows every drawing finds the nearest far less alike than a drawing is to itself."""
    strange, known = (likeness(world) for world in (Strangers(), Scenes(weights={"what": 1.0})))
    assert np.median(strange) < np.median(known) - 0.08
    assert np.mean(np.array(strange) < np.quantile(known, 0.1)) >= 0.7


def likeness(world: World) -> list[float]:
    """How like its nearest drawing is the one thing of each picture, 0 … 1."""
    examples = itertools.islice(world.examples(np.random.default_rng(0), "train"), COUNT)
    pictures = [part for example in examples for part in example.prompt if isinstance(part, Image)]
    assert len(pictures) == COUNT
    return [nearest_art(one.pixels, GALLERY).score for one in pictures]


def test_no_drawing_comes_twice_and_all_can_be_seen() -> None:
    rng = np.random.default_rng(1)
    drawings = [invented(rng) for _ in range(COUNT)] + [torn(GALLERY, rng) for _ in range(COUNT)]
    assert len({one.tobytes() for one in drawings}) == 2 * COUNT
    for drawing in drawings:
        assert drawing.shape == (128, 128, 4)
        assert (drawing[..., 3] > 128).mean() > 0.03


def test_the_answer_is_that_it_is_not_known() -> None:
    for split in ("train", "test"):
        example = next(Strangers().examples(np.random.default_rng(2), split))
        assert example.reply == (UNKNOWN,)
        assert not example.shown
        assert sum(isinstance(part, str) for part in example.prompt) == 1
