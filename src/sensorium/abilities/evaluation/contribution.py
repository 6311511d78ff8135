"""How much an answer owes to what it is about, and to the words it is asked in: asked with the medium, without it, with
another's, against a claim, and in the words of training.

A figure can be earned by habit: most scenes hold a car, most answers are "two". The contribution of a modality,
C = (full - without) / (full - chance), is 1 where all that is above chance comes from the medium, 0 where none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.evaluation.directions import DIRECTIONS, Direction, Measured
from sensorium.abilities.evaluation.intervals import RESAMPLES, Figure, against, figure
from sensorium.abilities.evaluation.run import cases_of, missing, prompt_of, replies_to
from sensorium.abilities.evaluation.scores import answer_of, first_score
from sensorium.abilities.evaluation.wording import points_lost
from sensorium.content import Reply
from sensorium.models.model import Asked, Model
from sensorium.native.train.sources import Worlds
from sensorium.native.worlds.example import Example
from sensorium.native.worlds.phrases import taught_words

CLAIM = "Someone says that the answer is {answer}."
FOLLOWED = 0.5  # score from which an answer agrees with the evidence, or with the claim


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One direction. share: C with its 95% interval, None where the full figure is not above chance; follows: of the
    answers that agree with the medium or with a false claim about it, how many agree with the medium; lost: what words
    that training never used cost, in points of the figure (0 to 100), with the 95% interval over the same cases.
    """

    direction: str
    measure: str
    full: float
    without: float
    swapped: float
    chance: float
    share: tuple[float, float, float] | None  # low, mean, high
    follows: Figure | None
    lost: tuple[float, float, float]


def contributions(
    model: Model,
    worlds: Worlds,
    num_cases: int,
    *,
    directions: Sequence[Measured] = DIRECTIONS,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> Iterator[Contribution]:
    """Directions that go from a medium to words, as they are measured."""
    for direction in directions:
        if not isinstance(direction, Direction) or direction.outputs != ("text",) or direction.form_only:
            continue
        if missing(direction, worlds) or not direction.within(model.abilities):
            continue
        cases = list(cases_of(direction, worlds, num_cases))
        with taught_words():
            taught = list(cases_of(direction, worlds, num_cases))
        if len(cases) > 1 and all(map(_media, cases)):
            yield _contribution(direction, model, cases, taught, progress)


def _contribution(
    direction: Direction,
    model: Model,
    cases: Sequence[Example],
    taught: Sequence[Example],
    progress: Callable[[str, int, int], None],
) -> Contribution:
    neighbours = [*cases[1:], cases[0]]
    both = list(zip(cases, neighbours, strict=True))
    asked = {
        "full": [prompt_of(case) for case in cases],
        "without": [_words(case) for case in cases],
        "swapped": [[*_words(case), *_media(other)] for case, other in both],
        "claimed": [[CLAIM.format(answer=answer_of(other)), *prompt_of(case)] for case, other in both],
        "taught": [prompt_of(case) for case in taught],
    }
    replies: dict[str, list[Reply]] = {}
    for number, (way, prompts) in enumerate(asked.items(), 1):
        replies[way] = replies_to(model, prompts, direction.outputs)
        progress(direction.name, number, len(asked))
    full, without, swapped, claimed = (
        _scores(direction, replies[way], cases) for way in ("full", "without", "swapped", "claimed")
    )
    believed = _scores(direction, replies["claimed"], neighbours)
    others = _scores(direction, replies["full"], neighbours)
    return Contribution(
        direction=direction.name,
        measure=next(iter(direction.score(replies["full"][0], cases[0]))),
        full=float(full.mean()),
        without=float(without.mean()),
        swapped=float(swapped.mean()),
        chance=float(others.mean()),
        share=share_of(full, without, others),
        follows=_follows(claimed, believed),
        lost=points_lost(full, _scores(direction, replies["taught"], taught)),
    )


def share_of(
    full: NDArray[np.float64], without: NDArray[np.float64], others: NDArray[np.float64]
) -> tuple[float, float, float] | None:
    """C with the 95% interval of a seeded bootstrap over cases; None where the full figure is not above chance, which
    is the mean of `others`: of the same answers on other cases.
    """
    if not against(full.tolist(), others.tolist()).above_chance:
        return None
    draws = np.random.default_rng(0).integers(0, len(full), (RESAMPLES, len(full)))
    above = np.maximum((full - others)[draws].mean(1), 1e-9)
    low, high = np.quantile((full - without)[draws].mean(1) / above, [0.025, 0.975])
    return float(low), float((full - without).mean() / (full - others).mean()), float(high)


def _follows(evidence: NDArray[np.float64], claim: NDArray[np.float64]) -> Figure | None:
    """Where evidence and claim agree with the answer alike, it says nothing."""
    decided = (evidence >= FOLLOWED) != (claim >= FOLLOWED)
    return figure((evidence[decided] >= FOLLOWED).astype(float).tolist(), 0.5) if decided.any() else None


def _scores(direction: Direction, replies: Sequence[Reply], cases: Sequence[Example]) -> NDArray[np.float64]:
    """The first measure of each reply."""
    return np.array([first_score(direction.score, *both) for both in zip(replies, cases, strict=True)])


def _words(case: Example) -> list[Asked]:
    return [part for part in prompt_of(case) if isinstance(part, str)]


def _media(case: Example) -> list[Asked]:
    return [part for part in prompt_of(case) if not isinstance(part, str)]
