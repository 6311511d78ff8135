"""Confidence: probabilities of words become the probability of being right, and keep it through a checkpoint."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import numpy as np
import pytest

from sensorium.content import Image, Message, Text
from sensorium.errors import InvalidInput
from sensorium.events import ReplyDone
from sensorium.native.assistant import Assistant
from sensorium.native.checkpoint import from_pretrained, save_pretrained, write_confidence
from sensorium.native.confidence import Confidence, Evidence, expected_calibration_error, fit, separation
from sensorium.native.engine.engine import Engine
from sensorium.native.engine.task import Request
from sensorium.native.tokens.grammar import Plan

KNOWN = Confidence(bias=0.5, weights=(2.0, 1.0, -0.5, 0.1, 1.5))


def answers(rng: np.random.Generator, count: int) -> tuple[list[Evidence], list[float]]:
    """Answers without print that are right as often as their least certain word is likely."""
    said = [np.log(rng.uniform(0.05, 1.0, int(rng.integers(1, 6)))).tolist() for _ in range(count)]
    return [(one, 0.0) for one in said], [float(rng.random() < math.exp(min(one))) for one in said]


def test_it_is_calibrated_on_answers_it_was_not_fitted_to() -> None:
    rng = np.random.default_rng(0)
    fitted = fit(*answers(rng, 2000))
    said, right = answers(rng, 2000)
    told = [fitted(*one) for one in said]
    assert expected_calibration_error(told, right) <= 0.05
    good, bad = ([p for p, y in zip(told, right, strict=True) if y == wanted] for wanted in (1.0, 0.0))
    assert separation(good, bad) >= 0.75
    assert np.corrcoef(told, [math.exp(min(one)) for one, _ in said])[0, 1] > 0.9


def test_print_that_is_hard_to_spell_is_doubted() -> None:
    rng = np.random.default_rng(1)
    spelling = [float(one) for one in rng.uniform(-1.0, 0.0, 800)]
    right = [float(rng.random() < math.exp(4 * one)) for one in spelling]
    fitted = fit([([-0.1, -0.1], one) for one in spelling], right)
    assert fitted([-0.1, -0.1], -0.1) > 0.5 > fitted([-0.1, -0.1], -0.8)


def test_answers_of_one_kind_calibrate_nothing() -> None:
    with pytest.raises(InvalidInput, match="some are right and some wrong"):
        fit([([-0.1], 0.0), ([-0.2], 0.0)], [1.0, 1.0])


def test_errors_and_separation_are_what_they_say() -> None:
    assert expected_calibration_error([0.95] * 4, [1.0, 1.0, 0.0, 0.0]) == pytest.approx(0.45)
    assert expected_calibration_error([0.5] * 4, [1.0, 1.0, 0.0, 0.0]) == 0.0
    assert separation([0.9, 0.8], [0.1, 0.2]) == 1.0
    assert separation([0.5], [0.5]) == 0.5
    rng = np.random.default_rng(0)
    one, other = rng.integers(0, 9, (2, 40)).astype(float)
    each = (one[:, None] > other) + 0.5 * (one[:, None] == other)
    assert separation(one.tolist(), other.tolist()) == pytest.approx(each.mean())
    assert 0.6 < separation(rng.normal(1, 1, 10**5).tolist(), rng.normal(0, 1, 10**5).tolist()) < 0.9


def test_it_stays_with_the_checkpoint(assistant: Assistant, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    save_pretrained(assistant, folder, card="")
    assert from_pretrained(folder).confidence is None
    write_confidence(folder, KNOWN)
    restored = from_pretrained(folder)
    assert restored.confidence == KNOWN
    save_pretrained(restored, tmp_path / "again", card="")
    assert from_pretrained(tmp_path / "again").confidence == KNOWN


def test_words_of_a_reply_carry_it(assistant: Assistant) -> None:
    """It is that of the probabilities which the trace holds, one for each word and one for the end."""
    picture = Image(np.zeros((40, 40, 3), np.uint8))
    message = Message("user", (Text("What is this?"), picture))
    request = Request(messages=(message,), plan=Plan(outputs=("text", "image", "text"), max_words=6))
    engine = Engine(dataclasses.replace(assistant, confidence=KNOWN))
    done = list(engine.stream(request))[-1]
    assert isinstance(done, ReplyDone)
    logprobs = engine.traces[done.reply].logprobs
    assert len(logprobs) == 2
    assert all(1 <= len(one) <= 7 and max(one) <= 0 for one in logprobs)
    texts = [part for part in done.reply.parts if isinstance(part, Text)]
    assert [part.confidence for part in texts] == [KNOWN(one) for one in logprobs]
    assert done.reply.confidence == min(KNOWN(one) for one in logprobs)
    without = list(Engine(assistant).stream(request))[-1]
    assert isinstance(without, ReplyDone)
    assert without.reply.confidence is None
