"""What training never shows is really outside: no recipe teaches it, and it is what it says."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from sensorium.content import Audio, Image
from sensorium.native.train.sources import SHARES, open_worlds
from sensorium.native.worlds.outside import (
    EMPTY_PAGES,
    FIGURES,
    SCRIPTS,
    TONGUES,
    UNSPOKEN,
    outside_worlds,
)
from sensorium.native.worlds.outside.figures import KINDS


def test_nothing_outside_is_taught() -> None:
    worlds = open_worlds(data=None)
    assert worlds.outside
    assert not set(worlds.outside) & (set(SHARES) | set(worlds.worlds) | set(worlds.kinds))
    assert not set(worlds.outside) & set(worlds.sources("train"))
    assert worlds.find(FIGURES) is worlds.outside[FIGURES]
    assert worlds.find("nowhere") is None


@pytest.mark.parametrize("name", [FIGURES, EMPTY_PAGES, UNSPOKEN, SCRIPTS])
def test_examples_follow_from_the_seed_and_differ(name: str) -> None:
    world = outside_worlds()[name]
    first, again = (world.examples(np.random.default_rng(3), "test") for _ in range(2))
    media = []
    for _ in range(4):
        one, other = (next(part for part in next(it).prompt if not isinstance(part, str)) for it in (first, again))
        assert isinstance(one, Image | Audio)
        assert isinstance(other, Image | Audio)
        mine, theirs = (part.pixels if isinstance(part, Image) else part.samples for part in (one, other))
        assert np.array_equal(mine, theirs)
        media.append(mine.tobytes())
    assert len(set(media)) == 4


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_figures_are_drawings_with_a_clear_ground(
    kind: Callable[[np.random.Generator], NDArray[np.uint8]],
) -> None:
    drawing = kind(np.random.default_rng(1))
    assert drawing.dtype == np.uint8
    assert drawing.shape == (128, 128, 4)
    covered = (drawing[..., 3] > 128).mean()
    assert 0.02 < covered < 0.95


def test_every_figure_is_seen_on_its_ground() -> None:
    examples = outside_worlds()[FIGURES].examples(np.random.default_rng(1), "test")
    for _ in range(150):
        picture = next(part for part in next(examples).prompt if isinstance(part, Image))
        assert picture.pixels.std(axis=(0, 1)).max() > 1


def test_a_script_is_ink_on_a_ground() -> None:
    """As wide as a line is, and with as much ink as print has."""
    for _, example in zip(
        range(12), outside_worlds()[SCRIPTS].examples(np.random.default_rng(0), "test"), strict=False
    ):
        picture = next(part for part in example.prompt if isinstance(part, Image))
        assert picture.pixels.std() > 5


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng")
def test_a_tongue_is_spoken() -> None:
    example = next(iter(outside_worlds()[TONGUES].examples(np.random.default_rng(0), "test")))
    sound = next(part for part in example.prompt if isinstance(part, Audio))
    assert sound.samples.shape[1] > 8_000
    assert np.abs(sound.samples).max() > 0.05
