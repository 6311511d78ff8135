"""Confidence intervals of means of scores between 0 and 1."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from math import hypot, sqrt

import numpy as np

from sensorium.native.confidence import separation

Z = 1.96  # 95%
RESAMPLES = 1000


@dataclass(frozen=True)
class Figure:
    """A mean, or where a measure says so a median, with its 95% interval, what a guesser gets, and how many cases.
    chance_high: where the interval of that ends, None where it is known and not measured.
    """

    mean: float
    low: float
    high: float
    chance: float
    num_cases: int
    chance_high: float | None = None

    @property
    def above_chance(self) -> bool:
        """Whether the whole 95% interval of the difference to chance lies above 0 (Newcombe 1998, "Interval estimation
        for the difference between independent proportions", method 10).
        """
        doubt = 0.0 if self.chance_high is None else self.chance_high - self.chance
        return self.mean - self.chance > hypot(self.mean - self.low, doubt)


def figure(scores: Sequence[float], chance: float) -> Figure:
    """Wilson's interval for right-or-wrong scores, a seeded bootstrap for graded ones."""
    values = np.asarray(scores, np.float64)
    mean = float(values.mean())
    graded = bool(((values > 0) & (values < 1)).any())
    low, high = _bootstrap(values) if graded else _wilson(mean, len(values))
    return Figure(mean, low, high, chance, len(values))


def clustered(scores: Sequence[float], chance: float, groups: Sequence[Hashable]) -> Figure:
    """The same of cases of which those of one group go well or badly together: Wilson's interval for as many cases as
    would tell as much alone (Kish 1965, "Survey Sampling": the effective size of a sample).
    """
    values, places = np.asarray(scores, np.float64), {one: place for place, one in enumerate(dict.fromkeys(groups))}
    mean, count, num_groups = float(values.mean()), len(values), len(places)
    off = np.bincount([places[one] for one in groups], values - mean)  # from the mean, of each group together
    apart = float(values.var()) / count
    error = max(apart, float((off**2).sum()) / count**2 * num_groups / max(1, num_groups - 1))
    low, high = _wilson(mean, mean * (1 - mean) / error if error else count)
    return Figure(mean, low, high, chance, count)


def against(scores: Sequence[float], others: Sequence[float]) -> Figure:
    """The same with chance as measured: what the same replies score on other cases."""
    chance = figure(others, 0.0)
    return replace(figure(scores, chance.mean), chance_high=chance.high)


def median(scores: Sequence[float], chance: float) -> Figure:
    """The middle of graded scores, with the interval of a seeded bootstrap."""
    values = np.asarray(scores, np.float64)
    draws = values[np.random.default_rng(0).integers(0, len(values), (RESAMPLES, len(values)))]
    low, high = np.quantile(np.median(draws, 1), [0.025, 0.975])
    return Figure(float(np.median(values)), float(low), float(high), chance, len(values))


def area(above: Sequence[float], below: Sequence[float], chance: float) -> Figure:
    """How often one of `above` is greater than one of `below`, ties counted half (area under the ROC curve), with the
    interval of a seeded bootstrap over both.
    """
    first, second = np.asarray(above, np.float64), np.asarray(below, np.float64)
    rng = np.random.default_rng(0)
    areas = [
        separation(rng.choice(first, len(first)).tolist(), rng.choice(second, len(second)).tolist())
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(areas, [0.025, 0.975])
    mean = separation(above, below)
    if mean in (0.0, 1.0):  # what was never wrong is the same however it is drawn, and yet not certain
        low, high = _wilson(mean, min(len(first), len(second)))
    return Figure(mean, float(low), float(high), chance, len(first) + len(second))


def _wilson(mean: float, count: float) -> tuple[float, float]:
    """Wilson (1927): honest for few cases and for means near 0 and 1."""
    centre = (mean + Z**2 / (2 * count)) / (1 + Z**2 / count)
    spread = Z / (1 + Z**2 / count) * sqrt(mean * (1 - mean) / count + Z**2 / (4 * count**2))
    low = 0.0 if mean == 0 else max(0.0, centre - spread)  # rounding must not lift "never" above a chance of nothing
    high = 1.0 if mean == 1 else min(1.0, centre + spread)
    return low, high


def _bootstrap(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    means = values[rng.integers(0, len(values), (RESAMPLES, len(values)))].mean(1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
