"""Fits a model's confidence to how often its answers are right, on cases that the evaluation does not ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sensorium.abilities.evaluation.directions import DIRECTIONS, Direction
from sensorium.abilities.evaluation.run import cases_of, missing, prompt_of
from sensorium.abilities.evaluation.scores import first_score
from sensorium.errors import InvalidInput
from sensorium.models.native import NativeModel
from sensorium.native import confidence
from sensorium.native.confidence import Confidence, Evidence
from sensorium.native.train.sources import Worlds

SEED = 20_261_126  # not that of the evaluation


@dataclass(frozen=True, eq=False, kw_only=True)
class Calibrated:
    """The fitted map, and how well it fits the answers it was fitted to."""

    confidence: Confidence
    error: float  # expected calibration error
    separation: float  # of right from wrong answers: area under the ROC curve
    num_answers: int


def calibrate(
    model: NativeModel,
    worlds: Worlds,
    num_cases: int,
    *,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> Calibrated:
    """Ask `num_cases` of every direction that ends in words; real sets are left out, their rows are few.

    Raises InvalidInput when all answers are right or all are wrong.
    """
    answers: list[Evidence] = []
    right: list[float] = []
    for direction in DIRECTIONS:
        if not isinstance(direction, Direction) or direction.outputs != ("text",) or direction.set_name is not None:
            continue
        if direction.calls or missing(direction, worlds):
            continue
        cases = list(cases_of(direction, worlds, num_cases, seed=SEED))
        prompts = [prompt_of(case) for case in cases]
        asked = model.generate_all(prompts, outputs=direction.outputs, seeds=range(len(cases)))
        for done, (index, reply) in enumerate(asked, 1):
            trace = model.trace(reply)
            assert trace is not None
            answers.append((trace.logprobs[0], trace.spelling))
            right.append(first_score(direction.score, reply, cases[index]))
            progress(direction.name, done, len(cases))
    if not answers:
        raise InvalidInput("no direction that ends in words can be asked here", code="no_cases")
    fitted = confidence.fit(answers, right)
    told = [fitted(*one) for one in answers]
    good, bad = ([p for p, y in zip(told, right, strict=True) if (y >= 0.5) is wanted] for wanted in (True, False))
    return Calibrated(
        confidence=fitted,
        error=confidence.expected_calibration_error(told, right),
        separation=confidence.separation(good, bad),
        num_answers=len(answers),
    )
