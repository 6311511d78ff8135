"""The mixture: which worlds and real sets are taught, and what share of the positions each has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np

from sensorium.content import Music
from sensorium.native.train.course import Source
from sensorium.native.worlds import sets
from sensorium.native.worlds.art import Gallery
from sensorium.native.worlds.blocks import BlockWorld
from sensorium.native.worlds.charts import COMPARING, Charts
from sensorium.native.worlds.clips import ASKING, Clips
from sensorium.native.worlds.echo import Echo
from sensorium.native.worlds.elsewhere import Elsewhere
from sensorium.native.worlds.example import Example, Split, World
from sensorium.native.worlds.outside import outside_worlds
from sensorium.native.worlds.pages import Pages
from sensorium.native.worlds.print.lines import Lines
from sensorium.native.worlds.scenes import Scenes
from sensorium.native.worlds.sets.sprites import extra_sprites
from sensorium.native.worlds.sounds import SoundWorld
from sensorium.native.worlds.strangers import Strangers
from sensorium.native.worlds.tools import ToolWorld
from sensorium.native.worlds.tunes import Tunes

NO_WORLDS: Mapping[str, World] = MappingProxyType({})

SHARES: Mapping[str, float] = {
    "scenes": 0.26,
    "finding": 0.15,
    "asking": 0.12,
    "drawing": 0.2,
    "gathering": 0.05,
    "clips": 0.17,
    "watching": 0.03,
    "lines": 0.06,
    "pages": 0.09,
    "charts": 0.2,
    "comparing": 0.06,
    "blocks": 0.1,
    "echo": 0.04,
    "strangers": 0.02,
    "elsewhere": 0.03,
    "speech": 0.09,
    "aloud": 0.05,
    "orders": 0.025,
    "sounds": 0.02,
    "tunes": 0.04,
    "tools": 0.03,
    "emoji": 0.04,
    "sets": 0.15,
}

PAIRED = frozenset({"describe", "what", "watch", "hear", "transcribe", "keyword", "figure", "photo"})
"""Tasks whose prompt holds one medium, and whose reply are its words."""

PAIRED_SETS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "figures": (("textbook_figures", "figure"),),
    "photographs": (("clothing_photos", "photo"), ("grocery_photos", "photo")),
    "recordings": (("picovoice_keywords", "keyword"), ("esc10", "hear")),
}

GLANCES: Mapping[str, float] = {
    "scenes": 1.0,
    "emoji": 2.0,
    "clips": 0.7,
    "blocks": 0.3,
    "lines": 0.3,
    "photographs": 4.0,
}
"""Examples for every 1000 positions whose media are only looked at, of worlds and kinds that say what they show."""

FINDING_TASKS: Mapping[str, float] = {"where": 1.5, "colour": 0.7, "relation": 2.5, "count": 2.5}
"""What is asked where something has to be found by its name: many questions of it at once teach it, few do not."""

ASKING_TASKS: Mapping[str, float] = {
    "which": 3.0,
    "present": 4.0,
    "confirm": 6.0,
    "total": 1.0,
    "ground": 1.5,
    "size": 1.2,
    "absent": 1.5,
}
"""What else people ask of a picture: of which thing something is true, whether it is so, whether it is there."""

LOOSE: Mapping[Split, float] = {"train": 0.5}  # of shown scenes: in other people's pictures things keep to no grid
OTHERWISE = 0.5  # of these: turned a little, shaded, worn
TOLD_CHARTS = 0.5  # of the charts of which values are compared: two numbers are compared in words as well

MANY_FURTHER, TOLD_SHARE = 8, 0.35
"""Of these: questions more about the same scene, and scenes told in words. A question costs a third of a picture."""

# Emoji have colours of their own, so their colour is neither asked for nor imagined. To name 1,400 of them comes first.
EMOJI_TASKS: Mapping[str, float] = {"what": 5, "describe": 2, "draw": 0.6, "where": 0.4, "relation": 0.4, "count": 0.3}


@dataclass(frozen=True, eq=False, kw_only=True)
class Worlds:
    """Every world by its name in `SHARES`; real sets and speech only where they are present. `kinds` are worlds of
    which each gives one kind of media with their words, to be told apart; `outside`, those that are never taught.
    """

    worlds: Mapping[str, World]
    kinds: Mapping[str, World] = field(default_factory=dict)
    outside: Mapping[str, World] = field(default_factory=dict)

    def find(self, name: str) -> World | None:
        """A world by its name, taught or not; None where it is not present."""
        return self.worlds.get(name) or self.outside.get(name)

    def sources(self, split: Split) -> dict[str, Source]:
        """One drawing function a world."""
        return {name: _drawing(world, split, _any) for name, world in self.worlds.items()}

    def pair_sources(self, split: Split) -> dict[str, Source]:
        """One drawing function a kind, of examples whose task is in `PAIRED`."""
        return {name: _drawing(world, split, _paired) for name, world in self.kinds.items()}

    def glance_sources(self, split: Split) -> dict[str, Source]:
        """One drawing function a name in `GLANCES` that is present, of examples whose media are known."""
        every = {**self.kinds, **self.worlds}
        return {name: _drawing(every[name], split, _known) for name in GLANCES if name in every}

    def shares(self) -> dict[str, float]:
        return {name: SHARES[name] for name in self.worlds}


def open_worlds(*, data: Path | None, spoken: Mapping[str, World] = NO_WORLDS) -> Worlds:
    """The generated worlds, with the real sets of `data` and the worlds of synthetic speech where given."""
    shown = partial(Scenes, loose=LOOSE, otherwise=OTHERWISE)
    gallery = Gallery()
    tunes = Tunes(data)
    worlds: dict[str, World] = {
        "scenes": shown(gallery),
        "finding": shown(gallery, weights=FINDING_TASKS),
        "asking": shown(
            gallery,
            weights={**ASKING_TASKS, **FINDING_TASKS},
            most_further=MANY_FURTHER,
            told=TOLD_SHARE,
        ),
        "drawing": Scenes(gallery, weights={"draw": 1.0}),
        "gathering": Scenes(gallery, weights={"draw": 1.0}, placed=False),
        "clips": Clips(gallery, tune=lambda rng, split: Music(tunes.piece(rng, split).abc)),
        "watching": Clips(gallery, weights=ASKING),
        "lines": Lines(),
        "pages": Pages(),
        "charts": Charts(),
        "comparing": Charts(weights=COMPARING, told=TOLD_CHARTS),
        "blocks": BlockWorld(),
        "echo": Echo(),
        "strangers": Strangers(gallery),
        "elsewhere": Elsewhere(),
        "sounds": SoundWorld(),
        "tunes": tunes,
        "tools": ToolWorld(),
    }
    worlds |= spoken
    kinds: dict[str, World] = {
        "scenes": shown(gallery, weights={"describe": 1.0}),
        "clips": Clips(gallery, weights={"watch": 1.0}),
        "sounds": worlds["sounds"],
    }
    if "speech" in spoken:
        kinds["speech"] = spoken["speech"]
    if data is not None:
        emoji = Gallery(things=(), extra=extra_sprites(data))
        worlds["emoji"] = shown(emoji, weights=EMOJI_TASKS)
        worlds["sets"] = sets.RealSets(data)
        kinds |= {"emoji": shown(emoji, weights={"what": 1.0}), **_paired_sets(data)}
    outside = {
        **outside_worlds(),
        "loose scenes": Scenes(gallery, loose={"test": 1.0}),
        "other scenes": Scenes(gallery, loose={"test": 1.0}, otherwise=1.0),
    }
    return Worlds(worlds=worlds, kinds=kinds, outside=outside)


def _paired_sets(data: Path) -> dict[str, World]:
    """The kinds of which at least one set is present."""
    every = sets.RealSets(data).shares
    kinds: dict[str, World] = {}
    for name, keys in PAIRED_SETS.items():
        if here := [key for key in keys if key in every]:
            kinds[name] = sets.RealSets(data, {key: every[key] if key in here else 0.0 for key in every})
    return kinds


def _drawing(world: World, split: Split, wanted: Callable[[Example], bool]) -> Source:
    """The examples of a world that are wanted."""

    def draw(rng: np.random.Generator) -> Example:
        return next(filter(wanted, world.examples(rng, split)))

    return draw


def _any(_: Example) -> bool:
    return True


def _paired(example: Example) -> bool:
    return example.task in PAIRED


def _known(example: Example) -> bool:
    return bool(example.shown or example.written)
