"""What unseen words cost: told for models that know one wording alone, and for models that know both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import numpy as np
import pytest

from sensorium.abilities.evaluation.directions import DIRECTIONS, Direction
from sensorium.abilities.evaluation.row import Row, lost_by_wording
from sensorium.abilities.evaluation.run import cases_of, evaluate
from sensorium.abilities.evaluation.scores import answer_of
from sensorium.abilities.evaluation.wording import Lost, mean_lost, worded_alike
from sensorium.content import Image, Modality, Reply, Text, Usage
from sensorium.models.model import Abilities, Asked, Model
from sensorium.native.train.sources import Worlds, open_worlds
from sensorium.native.worlds.phrases import taught_words

NUM_CASES = 8
GENERATED = ("scenes", "clips", "tunes", "sounds", "pages", "charts", "blocks", "elsewhere")
WORDED = [one for one in DIRECTIONS if isinstance(one, Direction) and one.world in GENERATED]
PLACES = [one for one in WORDED if one.name == "scene → where"]


@pytest.fixture(scope="module")
def worlds() -> Worlds:
    return open_worlds(data=None)


def words_of(prompt: Sequence[object]) -> str:
    return " ".join(part for part in prompt if isinstance(part, str))


@pytest.mark.parametrize("direction", WORDED, ids=lambda one: one.name)
def test_the_same_cases_are_asked_in_other_words(direction: Direction, worlds: Worlds) -> None:
    cases = list(cases_of(direction, worlds, NUM_CASES))
    with taught_words():
        taught = list(cases_of(direction, worlds, NUM_CASES))
    assert list(map(answer_of, cases)) == list(map(answer_of, taught))
    assert [case.truth.get("scene") for case in cases] == [case.truth.get("scene") for case in taught]
    assert not worded_alike(cases, taught)


class Knowing:
    """Knows the answer to each picture, where it is asked in words that it knows."""

    name = "test"
    abilities = Abilities(inputs=frozenset({"text", "image"}), outputs=frozenset({"text"}))

    def __init__(self, worlds: Worlds, known: set[str] | None) -> None:
        self._known = known
        cases = cases_of(PLACES[0], worlds, NUM_CASES)
        self._answers = {_picture(case.prompt): answer_of(case) for case in cases}

    def generate_all(
        self, prompts: Sequence[Sequence[Asked]], *, outputs: Sequence[Modality], seeds: Sequence[int]
    ) -> Iterator[tuple[int, Reply]]:
        for index, prompt in enumerate(prompts):
            understood = self._known is None or words_of(prompt) in self._known
            said = self._answers[_picture(prompt)] if understood else "what?"
            yield index, Reply(parts=(Text(said),), usage=Usage(prompt={}, completion={}), model=self.name)


def _picture(prompt: Sequence[object]) -> bytes:
    return next(part.pixels.tobytes() for part in prompt if isinstance(part, Image))


def measured(worlds: Worlds, known: set[str] | None) -> Row:
    model = cast(Model, Knowing(worlds, known))
    (row,) = evaluate(model, worlds, NUM_CASES, directions=PLACES, wording=True)
    return row


def test_a_model_that_knows_one_wording_alone_loses_all_by_the_other(worlds: Worlds) -> None:
    with taught_words():
        known = {words_of(case.prompt) for case in cases_of(PLACES[0], worlds, NUM_CASES)}
    row = measured(worlds, known)
    assert row.figure.mean == 0.0
    assert row.lost is not None
    assert (row.lost.taught, row.lost.points) == (1.0, 100.0)


def test_a_model_that_knows_both_loses_nothing(worlds: Worlds) -> None:
    row = measured(worlds, None)
    assert row.figure.mean == 1.0
    assert row.lost is not None
    assert row.lost.points == 0.0
    mean = lost_by_wording([row])
    assert mean is not None
    assert (mean.points, mean.num_directions) == (0.0, 1)


def lost(points: float, error: float) -> Lost:
    return Lost(taught=1.0, points=points, low=points - 1, high=points + 1, error=error)


def test_the_mean_counts_each_direction_once_and_is_surer_than_each() -> None:
    one = mean_lost({"a": lost(4, 3), "b": lost(8, 4)})
    assert one is not None
    assert one.points == 6.0
    assert one.high - one.points == pytest.approx(1.96 * np.hypot(3, 4) / 2)
    assert "cost 6.0 points" in str(one)
    assert mean_lost({}) is None
