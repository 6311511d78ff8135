"""A model whose parts are broken on purpose: what is measured must notice."""

from __future__ import annotations

import pytest
import torch

import sensorium
from sensorium.abilities.evaluation.broken import broken, parts_of
from sensorium.abilities.evaluation.directions import DIRECTIONS
from sensorium.abilities.evaluation.run import evaluate
from sensorium.errors import InvalidInput
from sensorium.models.native import NativeModel
from sensorium.models.openai_compatible import OpenAICompatibleModel
from sensorium.native.train.sources import open_worlds


def test_a_broken_part_holds_the_same_numbers_in_another_order(tiny: NativeModel) -> None:
    whole = tiny.assistant.model
    before = {name: value.clone() for name, value in whole.state_dict().items()}
    parts = broken(tiny, ["vision"]).assistant.model
    for name, value in parts.state_dict().items():
        assert torch.equal(value.flatten().sort().values, before[name].flatten().sort().values)
        if not name.startswith("vision."):
            assert torch.equal(value, before[name])
    weight = parts.vision.state_dict()
    assert any(not torch.equal(value, before[f"vision.{name}"]) for name, value in weight.items())
    assert all(torch.equal(value, before[name]) for name, value in whole.state_dict().items())


@pytest.mark.slow
def test_what_needs_eyes_falls_to_chance_without_them() -> None:
    worlds = open_worlds(data=None)
    chosen = [one for one in DIRECTIONS if one.name == "scene → what"]
    model = sensorium.load()
    (seeing,) = evaluate(model, worlds, 16, directions=chosen)
    (blind,) = evaluate(broken(model, ["vision"]), worlds, 16, directions=chosen)
    assert seeing.figure.above_chance
    assert not blind.figure.above_chance


def test_only_parts_of_a_native_model_can_be_broken(tiny: NativeModel) -> None:
    assert parts_of(tiny.assistant.model) == (
        *("vision", "audio", "backbone", "projection", "picture_codec", "sound_codec"),
    )
    with pytest.raises(InvalidInput, match="has no part ears; its parts are vision, audio"):
        broken(tiny, ["ears"])
    with pytest.raises(InvalidInput, match="runs elsewhere"):
        broken(OpenAICompatibleModel("http://127.0.0.1:1/v1", "far"), ["vision"])
