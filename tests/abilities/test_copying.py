"""Whether tunes are new, told for models that compose, that copy, and that write nonsense."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from sensorium.abilities.evaluation.copying import HELD_OUT, NEW, NOT_COPIED, copying
from sensorium.abilities.evaluation.row import Row
from sensorium.content import Music, Reply, Usage
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.tunes import Tunes, composed

NUM_CASES = 12


@pytest.fixture(scope="module")
def tunes() -> Tunes:
    return Tunes()


def measured(tunes: Tunes, made: Sequence[str]) -> dict[str, Row]:
    rng = np.random.default_rng(5)
    cases = [Example(task="compose", prompt=("?",), reply=(Music(composed(rng, "test").abc),)) for _ in made]
    usage = Usage(prompt={}, completion={})
    replies = [Reply(parts=(Music(abc),), usage=usage, model="test") for abc in made]
    return {row.measure: row for row in copying("words → tune", tunes, replies, cases)}


@pytest.mark.slow
def test_tunes_by_the_same_rules_are_mostly_new(tunes: Tunes) -> None:
    rng = np.random.default_rng(9)
    rows = measured(tunes, [composed(rng, "test").abc for _ in range(NUM_CASES)])
    assert rows[NEW].figure.mean > 0.8
    assert rows[NOT_COPIED].figure.mean > 0.6
    assert rows[NOT_COPIED].beside[HELD_OUT].mean == pytest.approx(rows[NOT_COPIED].figure.mean, abs=0.2)


def test_tunes_that_were_trained_on_are_not_new(tunes: Tunes) -> None:
    rng = np.random.default_rng(0)  # as known tunes are drawn
    rows = measured(tunes, [composed(rng, "train").abc for _ in range(NUM_CASES)])
    assert (rows[NEW].figure.mean, rows[NOT_COPIED].figure.mean) == (0.0, 0.0)
    assert rows[NEW].beside[HELD_OUT].mean > 0.8


def test_a_page_without_notes_is_not_new(tunes: Tunes) -> None:
    rows = measured(tunes, ["X:1\nT:Air\nK:C\n|:z4:|\n"] * NUM_CASES)
    assert rows[NEW].figure.mean == 0.0
