"""A model that writes scores without their grammar: what is right then, it has learnt."""

from __future__ import annotations

from dataclasses import replace

from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.native.codecs.score import FreeScore


def ungoverned(model: Model) -> NativeModel | None:
    """The same weights; None for a model that has no such grammar here. All else of a reply keeps its grammar."""
    if not isinstance(model, NativeModel):
        return None
    return NativeModel(replace(model.assistant, new_score=FreeScore), f"{model.name} without the grammar of scores")
