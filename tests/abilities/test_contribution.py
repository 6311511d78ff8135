"""What answers owe to their media: told for models that look, that guess, and that believe what they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import cast

import numpy as np
import pytest

from sensorium.abilities.evaluation.contribution import CLAIM, Contribution, contributions, share_of
from sensorium.abilities.evaluation.directions import DIRECTIONS
from sensorium.abilities.evaluation.run import cases_of
from sensorium.content import Image, Modality, Reply, Text, Usage
from sensorium.models.model import Abilities, Asked, Model
from sensorium.native.train.sources import Worlds, open_worlds
from sensorium.native.worlds.phrases import taught_words

NUM_CASES = 24
COUNTING = [one for one in DIRECTIONS if one.name == "scene → how many"]


@pytest.fixture(scope="module")
def worlds() -> Worlds:
    return open_worlds(data=None)


class Answering:
    """A model that is a function of what it is asked."""

    name = "test"
    abilities = Abilities(inputs=frozenset({"text", "image"}), outputs=frozenset({"text"}))

    def __init__(self, answer: Callable[[Sequence[Asked]], str]) -> None:
        self._answer = answer

    def generate_all(
        self, prompts: Sequence[Sequence[Asked]], *, outputs: Sequence[Modality], seeds: Sequence[int]
    ) -> Iterator[tuple[int, Reply]]:
        for index, prompt in enumerate(prompts):
            usage = Usage(prompt={}, completion={})
            yield index, Reply(parts=(Text(self._answer(prompt)),), usage=usage, model=self.name)


def measured(worlds: Worlds, answer: Callable[[Sequence[Asked]], str]) -> Contribution:
    model = cast(Model, Answering(answer))
    (row,) = contributions(model, worlds, NUM_CASES, directions=COUNTING)
    return row


def looking(worlds: Worlds) -> Callable[[Sequence[Asked]], str]:
    """Knows the answer to each picture, and nothing without one."""
    known = {}
    for case in cases_of(COUNTING[0], worlds, NUM_CASES):
        (picture,) = (part for part in case.prompt if isinstance(part, Image))
        known[picture.pixels.tobytes()] = case.truth["answer"]

    def answer(prompt: Sequence[Asked]) -> str:
        return next((known[part.pixels.tobytes()] for part in prompt if isinstance(part, Image)), "nothing")

    return answer


def test_a_model_that_looks_owes_all_to_the_picture(worlds: Worlds) -> None:
    row = measured(worlds, looking(worlds))
    assert (row.full, row.without) == (1.0, 0.0)
    assert row.swapped == pytest.approx(row.chance)
    assert row.share is not None
    assert row.share[1] >= 1.0
    assert row.follows is not None
    assert row.follows.mean == 1.0


def test_a_model_of_habit_owes_nothing(worlds: Worlds) -> None:
    row = measured(worlds, lambda prompt: "two")
    assert row.full == row.without == row.swapped
    assert row.share is None


def test_a_model_that_believes_what_it_is_told_does_not_follow_the_evidence(worlds: Worlds) -> None:
    look, (before, after) = looking(worlds), CLAIM.split("{answer}")

    def believe(prompt: Sequence[Asked]) -> str:
        claims = [part for part in prompt if isinstance(part, str) and part.startswith(before)]
        return claims[0].removeprefix(before).removesuffix(after) if claims else look(prompt)

    row = measured(worlds, believe)
    assert row.full == 1.0
    assert row.follows is not None
    assert row.follows.mean == 0.0


def test_a_model_that_knows_taught_words_alone_loses_by_others(worlds: Worlds) -> None:
    with taught_words():
        taught = list(cases_of(COUNTING[0], worlds, NUM_CASES))
    cases = list(cases_of(COUNTING[0], worlds, NUM_CASES))
    assert [case.truth["answer"] for case in taught] == [case.truth["answer"] for case in cases]
    look, known = looking(worlds), {words_of(case.prompt) for case in taught}
    assert not known & {words_of(case.prompt) for case in cases}

    row = measured(worlds, lambda prompt: look(prompt) if words_of(prompt) in known else "what?")
    assert (row.full, row.lost) == (0.0, (100.0, 100.0, 100.0))
    assert measured(worlds, look).lost == (0.0, 0.0, 0.0)


def words_of(prompt: Sequence[object]) -> str:
    return " ".join(part for part in prompt if isinstance(part, str))


def test_half_of_what_is_above_chance_is_a_half() -> None:
    full = np.repeat([1.0, 0.0], [80, 20])
    without = np.repeat([1.0, 0.0], [50, 50])
    share = share_of(full, without, np.repeat([0.0, 1.0], [80, 20]))
    assert share is not None
    low, mean, high = share
    assert mean == pytest.approx(0.5)
    assert low < 0.5 < high
    assert share_of(without, without, without) is None
