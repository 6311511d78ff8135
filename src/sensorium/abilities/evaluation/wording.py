"""What unseen words cost: the same cases asked in words that training never used, and in words that it did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.evaluation.intervals import RESAMPLES, Z
from sensorium.abilities.evaluation.scores import Score
from sensorium.content import Reply
from sensorium.native.worlds.example import Example


@dataclass(frozen=True, kw_only=True)
class Lost:
    """The figure in words of training, and the points (0 to 100) that it falls by in others, with the 95% interval and
    the standard error over the same cases.
    """

    taught: float
    points: float
    low: float
    high: float
    error: float


@dataclass(frozen=True, kw_only=True)
class MeanLost:
    """Points lost on average over so many directions, each counting once, with the 95% interval over their cases."""

    points: float
    low: float
    high: float
    num_directions: int

    def __str__(self) -> str:
        return (
            f"words that training never used cost {self.points:.1f} points on average "
            f"({self.low:.1f} to {self.high:.1f}; {self.num_directions} directions)"
        )


def worded_alike(cases: Sequence[Example], taught: Sequence[Example]) -> bool:
    """Whether no case has other words in the words of training: then nothing is asked there, or by everybody alike."""
    return all(_words(one) == _words(other) for one, other in zip(cases, taught, strict=True))


def losses(
    score: Score, unseen: Iterable[tuple[Reply, Example]], taught: Iterable[tuple[Reply, Example]]
) -> Mapping[str, Lost]:
    """Of each measure: the replies to cases, and to the same cases in the same order, worded as in training."""
    below, above = ([score(*one) for one in asked] for asked in (unseen, taught))
    return {measure: _lost(_values(below, measure), _values(above, measure)) for measure in below[0]}


def points_lost(unseen: NDArray[np.float64], taught: NDArray[np.float64]) -> tuple[float, float, float]:
    """Low, mean and high of what the same cases score less in other words, by a seeded bootstrap."""
    lost = 100 * (taught - unseen)
    draws = np.random.default_rng(0).integers(0, len(lost), (RESAMPLES, len(lost)))
    low, high = np.quantile(lost[draws].mean(1), [0.025, 0.975])
    return float(low), float(lost.mean()), float(high)


def mean_lost(losses: Mapping[str, Lost]) -> MeanLost | None:
    """Over directions, by name, of which no two share their cases; None of none."""
    if not losses:
        return None
    points = float(np.mean([one.points for one in losses.values()]))
    spread = Z * sqrt(sum(one.error**2 for one in losses.values())) / len(losses)
    return MeanLost(points=points, low=points - spread, high=points + spread, num_directions=len(losses))


def _lost(unseen: NDArray[np.float64], taught: NDArray[np.float64]) -> Lost:
    low, points, high = points_lost(unseen, taught)
    error = float(np.std(100 * (taught - unseen), ddof=1) / sqrt(len(unseen)))
    return Lost(taught=float(taught.mean()), points=points, low=low, high=high, error=error)


def _values(scores: Sequence[Mapping[str, float]], measure: str) -> NDArray[np.float64]:
    return np.array([one[measure] for one in scores], np.float64)


def _words(case: Example) -> list[str]:
    return [part for part in case.prompt if isinstance(part, str)]
