"""The world of still pictures: nameable things on a plain ground, with every fact about them known."""

from __future__ import annotations

from sensorium.native.worlds.scenes.sampling import SceneSampler
from sensorium.native.worlds.scenes.scene import GRID, PLACES, SPAN, Placed, Relation, Scene, Size
from sensorium.native.worlds.scenes.split import held_out_colour, held_out_ground, held_out_together
from sensorium.native.worlds.scenes.words import describe, request
from sensorium.native.worlds.scenes.world import WEIGHTS, Scenes

__all__ = [
    "GRID",
    "PLACES",
    "SPAN",
    "WEIGHTS",
    "Placed",
    "Relation",
    "Scene",
    "SceneSampler",
    "Scenes",
    "Size",
    "describe",
    "held_out_colour",
    "held_out_ground",
    "held_out_together",
    "request",
]
