"""The mixture: which worlds and real sets are taught, and what share of the positions each has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import numpy as np

from sensorium.content import Music
from sensorium.native.train.course import Source
from sensorium.native.worlds import sets
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.blocks import BlockWorld
from sensorium.native.worlds.charts import Charts
from sensorium.native.worlds.clips import Clips
from sensorium.native.worlds.example import Example, Split, World
from sensorium.native.worlds.pages import Pages
from sensorium.native.worlds.print.lines import Lines
from sensorium.native.worlds.scenes import Scenes
from sensorium.native.worlds.sets.sprites import extra_sprites
from sensorium.native.worlds.sounds import SoundWorld
from sensorium.native.worlds.tunes import Tunes

SHARES: Mapping[str, float] = {
    "scenes": 0.34,
    "clips": 0.13,
    "lines": 0.09,
    "pages": 0.05,
    "charts": 0.05,
    "blocks": 0.02,
    "speech": 0.12,
    "aloud": 0.06,
    "sounds": 0.02,
    "tunes": 0.05,
    "emoji": 0.02,
    "sets": 0.10,
}

NO_WORLDS: Mapping[str, World] = MappingProxyType({})

# Emoji have colours of their own, so their colour is neither asked for nor imagined.
EMOJI_TASKS: Mapping[str, float] = {"what": 4, "describe": 2, "draw": 4, "where": 1, "relation": 1, "count": 1}


@dataclass(frozen=True, eq=False, kw_only=True)
class Worlds:
    """Every world by its name in `SHARES`; real sets and speech only where they are present."""

    worlds: Mapping[str, World]

    def sources(self, split: Split) -> dict[str, Source]:
        """One drawing function a world."""
        return {name: _drawing(world, split) for name, world in self.worlds.items()}

    def shares(self) -> dict[str, float]:
        return {name: SHARES[name] for name in self.worlds}


def open_worlds(*, data: Path | None, spoken: Mapping[str, World] = NO_WORLDS) -> Worlds:
    """The generated worlds, with the real sets of `data` and the worlds of synthetic speech where given."""
    gallery = Gallery()
    tunes = Tunes(data)
    worlds: dict[str, World] = {
        "scenes": Scenes(gallery),
        "clips": Clips(gallery, tune=lambda rng, split: Music(tunes.piece(rng, split).abc)),
        "lines": Lines(),
        "pages": Pages(),
        "charts": Charts(),
        "blocks": BlockWorld(),
        "sounds": SoundWorld(),
        "tunes": tunes,
    }
    worlds |= spoken
    if data is not None:
        worlds["emoji"] = Scenes(Gallery(things=(), extra=extra_sprites(data)), weights=EMOJI_TASKS)
        worlds["sets"] = sets.RealSets(data)
    return Worlds(worlds=worlds)


def _drawing(world: World, split: Split) -> Source:
    def draw(rng: np.random.Generator) -> Example:
        return next(iter(world.examples(rng, split)))

    return draw
