"""Knowing what one does not know: the area under the curve, and who earns it."""

from __future__ import annotations

import numpy as np
import pytest

from sensorium.abilities.evaluation.doubt import DOUBTS, Doubt, sureness, tell_apart
from sensorium.abilities.evaluation.intervals import area
from sensorium.content import Reply, Text, Usage
from sensorium.native.worlds.elsewhere import MISSING
from sensorium.native.worlds.strangers import NOT_KNOWN, UNKNOWN


def reply(confidence: float | None, text: str = "a car") -> Reply:
    return Reply(parts=(Text(text, confidence),), usage=Usage(prompt={}, completion={}), model="oracle")


def test_the_area_is_how_often_one_is_above_the_other() -> None:
    assert area([0.9, 0.8], [0.1, 0.2], 0.5).mean == 1.0
    assert area([0.1], [0.9], 0.5).mean == 0.0
    assert area([0.5, 0.5], [0.5], 0.5).mean == 0.5
    assert area([0.3, 0.7], [0.5], 0.5).mean == 0.5


def test_its_interval_holds_it_and_narrows_with_cases() -> None:
    rng = np.random.default_rng(0)
    few, many = (area((rng.normal(1, 1, n)).tolist(), rng.normal(0, 1, n).tolist(), 0.5) for n in (12, 300))
    assert few.low < few.mean < few.high
    assert many.high - many.low < few.high - few.low
    assert many.above_chance
    assert many.num_cases == 600
    always, never = area([0.9] * 10, [0.1] * 10, 0.5), area([0.1] * 10, [0.9] * 10, 0.5)
    assert (always.low < 0.8, always.high) == (True, 1.0)
    assert (never.low, never.high > 0.2) == (0.0, True)


def test_to_say_that_one_does_not_know_is_no_confidence() -> None:
    assert sureness(reply(0.9)) == 0.9
    for words in (UNKNOWN, NOT_KNOWN, *MISSING.values()):
        assert sureness(reply(0.9, words)) == 0.0
    assert sureness(reply(None)) is None


def test_who_is_sure_of_strangers_scores_below_one_half() -> None:
    wise = next(tell_apart(DOUBTS[0], [reply(0.8), reply(0.7)], [reply(0.2), reply(0.9, UNKNOWN)]))
    vain = next(tell_apart(DOUBTS[0], [reply(0.2), reply(0.3)], [reply(0.8), reply(0.9)]))
    assert wise.figure.mean == 1.0
    assert vain.figure.mean == 0.0


def test_a_model_without_confidence_has_no_row() -> None:
    assert list(tell_apart(DOUBTS[0], [reply(None)], [reply(0.5)])) == []


@pytest.mark.parametrize("doubt", DOUBTS, ids=lambda one: one.name)
def test_inside_and_outside_are_different_worlds(doubt: Doubt) -> None:
    assert doubt.world != doubt.outside
