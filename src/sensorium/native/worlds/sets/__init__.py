"""Readers of real sets, where they are present. A clone alone trains without them."""

from __future__ import annotations

from sensorium.native.worlds.sets.folder import Row, audio, find, image, image_rgba, present, rows, verify
from sensorium.native.worlds.sets.packing import Packed, pack
from sensorium.native.worlds.sets.sprites import extra_sprites
from sensorium.native.worlds.sets.status import Status, describe, instructions
from sensorium.native.worlds.sets.table import SETS, Origin, RealSet
from sensorium.native.worlds.sets.texts import pairs, prose
from sensorium.native.worlds.sets.world import RealSets

__all__ = [
    "SETS",
    "Origin",
    "Packed",
    "RealSet",
    "RealSets",
    "Row",
    "Status",
    "audio",
    "describe",
    "extra_sprites",
    "find",
    "image",
    "image_rgba",
    "instructions",
    "pack",
    "pairs",
    "present",
    "prose",
    "rows",
    "verify",
]
