"""Groups of options become parameters and groups again."""

from __future__ import annotations

import inspect
from dataclasses import fields

import pytest

from sensorium.models.model import Settings
from sensorium.surfaces.cli.options import Asking, Drawing, given, spread


def test_groups_are_taken_apart_and_put_together() -> None:
    seen = []

    @spread
    def command(*, words: str = "", asking: Asking, drawing: Drawing) -> None:
        """Say what came."""
        seen.append((words, asking, drawing))

    names = list(inspect.signature(command).parameters)
    assert names == ["words", *(field.name for field in fields(Asking)), *(field.name for field in fields(Drawing))]
    assert command.__doc__ == "Say what came."
    values = dict.fromkeys(names) | {"words": "x", "seed": 3, "size": "8x8"}
    command(**values)
    ((words, asking, drawing),) = seen
    assert (words, asking.seed, drawing.size) == ("x", 3, "8x8")


def test_options_that_are_settings_are_settings_of_models() -> None:
    known = set(Settings.__dataclass_fields__)
    full = Asking(seed=1, temperature=0.0, top_p=1.0).settings() | Drawing(guidance=2.0, size="8x8").settings()
    assert set(full) == {"seed", "temperature", "top_p", "guidance", "size"}
    assert set(full) <= known


def test_only_what_is_given_is_a_setting() -> None:
    assert Asking().settings() == Drawing().settings() == {}
    assert given(seed=0, size=None) == {"seed": 0}


def test_a_parameter_that_is_not_there_is_an_error() -> None:
    @spread
    def command(*, asking: Asking) -> None:
        raise AssertionError(asking)

    with pytest.raises(KeyError):
        command(seed=3)
