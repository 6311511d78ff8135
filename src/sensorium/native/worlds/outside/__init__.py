"""What training never shows: things without a name, print in no script, and speech in other languages. It measures
whether a model knows what it does not know; no recipe may teach from it. Beside them, empty pages and recordings in
which nobody speaks: lessons show such as well, though never these.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from sensorium.native.worlds.example import Example, Split, World
from sensorium.native.worlds.outside.figures import unnamed
from sensorium.native.worlds.outside.languages import spoken
from sensorium.native.worlds.outside.scripts import in_script
from sensorium.native.worlds.pages import empty_page
from sensorium.native.worlds.print.fonts import installed
from sensorium.native.worlds.speech import hear_nothing

FIGURES, SCRIPTS, TONGUES, EMPTY_PAGES, UNSPOKEN = "figures", "scripts", "tongues", "empty pages", "no speech"


@dataclass(frozen=True)
class Made:
    """A world of one kind of example."""

    make: Callable[[np.random.Generator, Split], Example]

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]:
        """Without end."""
        while True:
            yield self.make(rng, split)


def outside_worlds() -> dict[str, World]:
    """By name; tongues only where espeak-ng is installed."""
    worlds: dict[str, World] = {
        FIGURES: Made(unnamed),
        EMPTY_PAGES: Made(lambda rng, split: empty_page(rng, split, installed())),
        UNSPOKEN: Made(hear_nothing),
        SCRIPTS: Made(in_script),
    }
    if shutil.which("espeak-ng"):
        worlds[TONGUES] = Made(spoken)
    return worlds
