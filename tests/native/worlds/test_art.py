"""Every drawn thing: it draws, it fits, it takes its colours, and it looks like nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.errors import InvalidInput
from sensorium.native.worlds.art import COLOURS, GROUNDS, THINGS, Gallery, plural_of, sprite, with_article
from sensorium.native.worlds.art.gallery import drawing_of


def solid(name: str, colour: str | None, size_px: int) -> np.ndarray:
    """RGB times opacity and opacity, 0 … 1."""
    pixels = sprite(name, colour, size_px).astype(np.float64) / 255
    return np.concatenate([pixels[..., :3] * pixels[..., 3:], pixels[..., 3:]], axis=-1)


def test_there_are_enough_things() -> None:
    assert len(THINGS) >= 300
    assert all(thing.usual in COLOURS for thing in THINGS.values() if thing.takes_colour)
    assert len({thing.plural for thing in THINGS.values()}) == len(THINGS)


def test_every_thing_fills_its_square_and_leaves_the_margin() -> None:
    for name in THINGS:
        opacity = drawing_of(name).coverage.sum(axis=0)
        assert opacity.max() <= 1.01, name
        assert opacity[:3].sum() + opacity[-3:].sum() + opacity[:, :3].sum() + opacity[:, -3:].sum() == 0, name
        columns, rows = np.flatnonzero(opacity.any(axis=0)), np.flatnonzero(opacity.any(axis=1))
        assert max(np.ptp(columns), np.ptp(rows)) > 0.7 * opacity.shape[0], name


def test_sprites_have_the_size_asked_for_and_cannot_be_changed() -> None:
    for size_px in (16, 24, 33, 64):
        drawing = sprite("car", "red", size_px)
        assert drawing.shape == (size_px, size_px, 4)
        assert drawing.dtype == np.uint8
        with pytest.raises(ValueError, match="read-only"):
            drawing[0, 0, 0] = 1


def test_each_colour_shows() -> None:
    for name in list(THINGS)[::6]:
        if not THINGS[name].takes_colour:
            continue
        looks = np.stack([solid(name, colour, 16).ravel() for colour in COLOURS])
        apart = np.abs(looks[:, None] - looks[None]).sum(axis=-1) + 1e9 * np.eye(len(looks))
        assert apart.min() > 0.4, name


def test_no_two_things_look_alike_at_24_pixels() -> None:
    names = list(THINGS)
    for colour in ("red", "black", "white"):
        looks = np.stack([solid(n, colour if THINGS[n].takes_colour else None, 24).ravel() for n in names])
        square = (looks**2).sum(axis=1)
        apart = (square[:, None] + square - 2 * looks @ looks.T) / looks.shape[1] + 1e9 * np.eye(len(names))
        first, second = np.unravel_index(apart.argmin(), apart.shape)
        assert apart.min() > 0.003, f"{names[first]} and {names[second]} in {colour}"


def test_grounds_and_colours_are_apart() -> None:
    for palette in (COLOURS, GROUNDS):
        levels = np.array(list(palette.values()), dtype=float)
        apart = np.abs(levels[:, None] - levels[None]).max(axis=-1) + 1e9 * np.eye(len(levels))
        assert apart.min() >= 14


def test_gallery_shows_extra_pictures_but_one_name_has_one_look() -> None:
    extra = {"car": np.zeros((128, 128, 4), np.uint8), "blob": np.full((128, 128, 4), 255, np.uint8)}
    gallery = Gallery(extra=extra)
    assert np.array_equal(gallery.sprite("car", "red", 16), sprite("car", "red", 16))
    assert gallery.sprite("blob", None, 16).shape == (16, 16, 4)
    assert gallery.sprite("blob", None, 16) is gallery.sprite("blob", None, 16)
    assert gallery.colours("blob") == ()
    assert gallery.usual_colour("blob") is None
    assert gallery.names.count("car") == 1
    with pytest.raises(InvalidInput, match="nothing called"):
        gallery.sprite("chimera", None, 16)


def test_unknown_things_are_refused() -> None:
    with pytest.raises(InvalidInput, match="no drawn thing"):
        sprite("chimera", "red", 16)


@pytest.mark.parametrize(
    ("name", "plural"), [("cup", "cups"), ("bus", "buses"), ("fox", "foxes"), ("cherry", "cherries"), ("key", "keys")]
)
def test_plurals(name: str, plural: str) -> None:
    assert plural_of(name) == plural


@pytest.mark.parametrize(
    ("words", "whole"),
    [("apple", "an apple"), ("red apple", "a red apple"), ("unicorn", "a unicorn"), ("owl", "an owl")],
)
def test_articles(words: str, whole: str) -> None:
    assert with_article(words) == whole
