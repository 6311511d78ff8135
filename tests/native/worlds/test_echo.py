"""Words asked for again stand in the request, and nothing else tells them."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sensorium.native.worlds.echo import MOST_WORDS, Echo
from sensorium.native.worlds.example import Example, Split


def drawn(split: Split, count: int = 300) -> list[Example]:
    examples = Echo().examples(np.random.default_rng(4), split)
    return [next(examples) for _ in range(count)]


@pytest.mark.parametrize("split", ["train", "test"])
def test_the_answer_stands_in_the_request(split: Split) -> None:
    cases = drawn(split)
    assert {case.task for case in cases} == {"repeat", "follows"}
    for case in cases:
        (asked,), (answer,) = case.prompt, case.reply
        assert isinstance(asked, str)
        assert isinstance(answer, str)
        assert answer in asked


def test_the_word_that_follows_is_the_only_one() -> None:
    for case in drawn("test"):
        if case.task == "follows":
            asked, answer = str(case.prompt[0]), str(case.reply[0])
            line = re.split(r"[?:] ", asked)[-1].split()
            assert len(set(line)) == len(line) <= MOST_WORDS
            assert f'"{line[line.index(answer) - 1]}"' in asked


def test_the_same_seed_draws_the_same() -> None:
    assert [case.prompt for case in drawn("train", 20)] == [case.prompt for case in drawn("train", 20)]
