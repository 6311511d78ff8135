"""All things that can be shown, drawn by us or given as pictures, as sprites of any size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sensorium.errors import InvalidInput
from sensorium.native.worlds.art import (
    animals,
    buildings,
    clothes,
    creatures,
    food,
    garden,
    household,
    kitchen,
    leisure,
    nature,
    shapes,
    tools,
    toys,
    vehicles,
    wildlife,
)
from sensorium.native.worlds.art.colours import COLOURS, palette
from sensorium.native.worlds.art.pen import Layers, Pen
from sensorium.native.worlds.art.thing import Thing, plural_of

FAMILIES = (
    shapes,
    food,
    nature,
    animals,
    creatures,
    vehicles,
    buildings,
    household,
    tools,
    clothes,
    toys,
    kitchen,
    garden,
    wildlife,
    leisure,
)
THINGS: dict[str, Thing] = {thing.name: thing for family in FAMILIES for thing in family.THINGS}

KEPT_PX = 96  # a sprite of up to that side is kept for the next time; larger ones would fill the memory
MOST_KEPT = 8192


@lru_cache(maxsize=1024)
def drawing_of(name: str) -> Layers:
    """The strokes of a thing of `THINGS`, at their kept size. Raises InvalidInput for an unknown name."""
    if name not in THINGS:
        raise InvalidInput(f"no drawn thing is called {name!r}; `THINGS` lists them", code="unknown_thing")
    pen = Pen()
    THINGS[name].draw(pen)
    return pen.finished()


def sprite(name: str, colour: str | None, size_px: int) -> NDArray[np.uint8]:
    """A thing of `THINGS` in one of `COLOURS` (None: its usual one): RGBA uint8, shape = (size_px, size_px, 4).

    Read-only, not premultiplied.
    """
    return (_sprite if size_px <= KEPT_PX else _sprite.__wrapped__)(name, colour, size_px)


@lru_cache(maxsize=MOST_KEPT)
def _sprite(name: str, colour: str | None, size_px: int) -> NDArray[np.uint8]:
    layers = (_layers if size_px <= KEPT_PX else _layers.__wrapped__)(name, size_px)
    premultiplied, alpha = coloured(layers, colour or THINGS[name].usual or "white")
    rgb = premultiplied / np.maximum(alpha, 1e-6)[..., None]
    pixels = np.concatenate([np.minimum(rgb, 255), alpha[..., None] * 255], axis=-1)
    return _frozen(np.round(pixels).astype(np.uint8))


def coloured(layers: Layers, colour: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Colours times opacity, float32 0 … 255, shape = (side, side, 3), and opacity 0 … 1, shape = (side, side)."""
    fills = palette(colour)
    inks = np.array([fills[fill] for fill in layers.fills], dtype=np.float32)
    return np.tensordot(layers.coverage, inks, axes=(0, 0)), np.minimum(layers.coverage.sum(axis=0), 1)


@lru_cache(maxsize=2048)
def _layers(name: str, size_px: int) -> Layers:
    kept = drawing_of(name)
    sized = [
        np.asarray(Image.fromarray(layer).resize((size_px, size_px), Image.Resampling.HAMMING))
        for layer in kept.coverage
    ]
    return Layers(kept.fills, np.stack(sized))


def resized(picture: NDArray[np.uint8], size_px: int) -> NDArray[np.uint8]:
    """A square RGBA picture at another size, read-only; colours are weighted by their opacity."""
    small = Image.fromarray(picture).convert("RGBa").resize((size_px, size_px), Image.Resampling.HAMMING)
    return _frozen(np.array(small.convert("RGBA")))


def _frozen(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    pixels.setflags(write=False)
    return pixels


class Gallery:
    """Drawn things plus `extra` pictures (name → RGBA uint8, square), which take no colour.

    A name that is drawn keeps its drawing: one name has one look.
    """

    def __init__(
        self, things: Iterable[Thing] = tuple(THINGS.values()), extra: Mapping[str, NDArray[np.uint8]] | None = None
    ) -> None:
        self.things = {thing.name: thing for thing in things}
        self.extra = {name: drawing for name, drawing in (extra or {}).items() if name not in THINGS}
        self.names: tuple[str, ...] = (*self.things, *self.extra)
        self._cache: dict[tuple[str, int], NDArray[np.uint8]] = {}

    def sprite(self, name: str, colour: str | None, size_px: int) -> NDArray[np.uint8]:
        """RGBA uint8, shape = (size_px, size_px, 4), read-only. Raises InvalidInput for an unknown name."""
        if name in self.things:
            return sprite(name, colour, size_px)
        if name not in self.extra:
            raise InvalidInput(f"this gallery holds nothing called {name!r}", code="unknown_thing")
        if size_px > KEPT_PX:
            return resized(self.extra[name], size_px)
        key = (name, size_px)
        if key not in self._cache:
            if len(self._cache) == MOST_KEPT:
                self._cache.clear()
            self._cache[key] = resized(self.extra[name], size_px)
        return self._cache[key]

    def colours(self, name: str) -> tuple[str, ...]:
        """The colours `name` comes in; empty when it takes none."""
        return tuple(COLOURS) if self.takes_colour(name) else ()

    def takes_colour(self, name: str) -> bool:
        return name in self.things and self.things[name].takes_colour

    def usual_colour(self, name: str) -> str | None:
        """The colour meant when none is said."""
        return self.things[name].usual if name in self.things else None

    def plural(self, name: str) -> str:
        return self.things[name].plural if name in self.things else plural_of(name)
