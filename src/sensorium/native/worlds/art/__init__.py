"""Nameable things drawn by the project's own code: `THINGS`, `sprite`, and the `Gallery` that scenes draw from."""

from __future__ import annotations

from sensorium.native.worlds.art.colours import COLOURS, GROUNDS
from sensorium.native.worlds.art.gallery import THINGS, Gallery, sprite
from sensorium.native.worlds.art.thing import Thing, plural_of, with_article

__all__ = ["COLOURS", "GROUNDS", "THINGS", "Gallery", "Thing", "plural_of", "sprite", "with_article"]
