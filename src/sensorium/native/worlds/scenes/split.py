"""What is never seen in training: pairs of thing and colour, thing and ground, thing and thing. Fixed by name alone."""

from __future__ import annotations

import zlib
from functools import lru_cache

from sensorium.native.worlds.art import GROUNDS, Gallery

HELD_OUT_ONE_IN = 10


def held_out(*words: str) -> bool:
    """Whether this combination belongs to the tests. Stable over machines and versions."""
    return zlib.crc32("|".join(words).encode()) % HELD_OUT_ONE_IN == 0


def held_out_colour(gallery: Gallery, name: str, colour: str) -> bool:
    """Usual colours are never held out: a request that names no colour means them."""
    return colour != gallery.usual_colour(name) and held_out("colour", name, colour)


def held_out_ground(gallery: Gallery, name: str, ground: str) -> bool:
    """For things that take no colour. White is never held out: a request that names no ground means it."""
    return not gallery.takes_colour(name) and ground != "white" and held_out("ground", name, ground)


def held_out_together(name: str, other: str) -> bool:
    """Whether two things meet in tests only."""
    return name != other and held_out("together", *sorted((name, other)))


@lru_cache(maxsize=32768)
def colours_for(gallery: Gallery, name: str, test: bool) -> tuple[str, ...]:
    """The colours of `name` in a split; empty for things without colour, or when none is held out."""
    return tuple(c for c in gallery.colours(name) if held_out_colour(gallery, name, c) is test)


@lru_cache(maxsize=32768)
def grounds_for(gallery: Gallery, name: str, test: bool) -> tuple[str, ...]:
    """The grounds `name` may stand on in a split; things with a colour stand on all."""
    if gallery.takes_colour(name):
        return tuple(GROUNDS)
    return tuple(g for g in GROUNDS if held_out_ground(gallery, name, g) is test)


@lru_cache(maxsize=64)
def names_for(gallery: Gallery, test: bool) -> tuple[str, ...]:
    """The things that have a combination of attributes in a split."""
    return tuple(n for n in gallery.names if colours_for(gallery, n, test) or _without_colour(gallery, n, test))


def _without_colour(gallery: Gallery, name: str, test: bool) -> bool:
    return not gallery.takes_colour(name) and bool(grounds_for(gallery, name, test))
