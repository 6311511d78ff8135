"""Letters: labels of a text, and the text of labels as features give them."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from sensorium.native.encoders.letters import BLANK, NUM_LABELS, labels_of, spelled


def scores_of(path: list[int]) -> Tensor:
    return torch.nn.functional.one_hot(torch.tensor(path, dtype=torch.long), NUM_LABELS).float()


@pytest.mark.parametrize("text", ["teddy bear", "Überraschung 7 €", "日本", ""])
def test_a_text_comes_back_with_blanks_between_its_letters(text: str) -> None:
    path = [BLANK]
    for label in labels_of(text):
        path += [label, label, BLANK]
    assert spelled(scores_of(path)).text == text


def test_letters_repeated_without_a_blank_are_one() -> None:
    assert spelled(scores_of([*labels_of("aab"), BLANK, *labels_of("b")])).text == "abb"


def test_broken_letters_and_outer_space_are_left_out() -> None:
    assert spelled(scores_of([*labels_of(" a"), 0xFF + 1, *labels_of("b ")])).text == "ab"


def test_a_reader_that_knows_its_letters_is_surer_of_them() -> None:
    scores = scores_of([BLANK, *labels_of("door"), BLANK])
    sure, unsure = spelled(scores * 20), spelled(scores)
    assert sure.text == unsure.text
    assert unsure.logprob < sure.logprob < 0.0
