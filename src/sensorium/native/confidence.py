"""How likely an answer in words is right, told from the probabilities of its words and of the letters that were read
for it, and calibrated on answers judged.

N answers, F features. One map serves all tasks: it sees how sure the model was, not what it was asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput

Evidence: TypeAlias = tuple[Sequence[float], float]
"""The log-probabilities of an answer's tokens, and the spelling of the print it was told from."""

NUM_FEATURES = 5
ROUNDS = 50  # of Newton's method; it settles within ten
RIDGE = 1e-2  # keeps the weights finite where right and wrong answers part cleanly


@dataclass(frozen=True, kw_only=True)
class Confidence:
    """A logistic map (Platt 1999) on `features_of` an answer: bias, and a weight for each feature."""

    bias: float
    weights: tuple[float, ...]

    def __call__(self, logprobs: Sequence[float], spelling: float = 0.0) -> float:
        """Probability that an answer is right. logprobs: natural, one for each sampled token, its end among them;
        spelling: mean log-probability of the letters read in the prompt, 0 without print.
        """
        score = self.bias + float(np.dot(self.weights, features_of(logprobs, spelling)))
        return float(1.0 / (1.0 + np.exp(-score)))


def features_of(logprobs: Sequence[float], spelling: float = 0.0) -> NDArray[np.float64]:
    """Mean and least log-probability of a token, of all together, the logarithm of their number, the spelling: (F,)."""
    if not logprobs:
        raise InvalidInput("an answer has at least one token", code="empty_answer")
    values = np.asarray(logprobs, np.float64)
    return np.array([values.mean(), values.min(), np.log(values.sum() * -1 + 1e-3), np.log(len(values)), spelling])


def fit(answers: Sequence[Evidence], right: Sequence[float]) -> Confidence:
    """The map of greatest likelihood. answers: what each is judged by, right: 0 … 1, how far each was right."""
    x = np.stack([features_of(*one) for one in answers])
    y = np.asarray(right, np.float64)
    if len(x) != len(y) or y.min() == y.max():
        raise InvalidInput("calibration needs answers of which some are right and some wrong", code="one_sided")
    centre, spread = x.mean(0), x.std(0) + 1e-6
    scaled = np.column_stack([np.ones(len(x)), (x - centre) / spread])
    w = np.zeros(scaled.shape[1])
    for _ in range(ROUNDS):
        p = 1.0 / (1.0 + np.exp(-scaled @ w))
        slope = scaled.T @ (y - p) - RIDGE * w
        curve = (scaled * (p * (1 - p))[:, None]).T @ scaled + RIDGE * np.eye(len(w))
        w += np.linalg.solve(curve, slope)
    weights = w[1:] / spread
    return Confidence(bias=float(w[0] - weights @ centre), weights=tuple(float(one) for one in weights))


def expected_calibration_error(confidences: Sequence[float], right: Sequence[float], num_bins: int = 10) -> float:
    """Mean distance of confidence and share of right answers over bins of equal width (Guo et al. 2017)."""
    p, y = np.asarray(confidences, np.float64), np.asarray(right, np.float64)
    bins = np.minimum((p * num_bins).astype(int), num_bins - 1)
    gaps = [abs(p[bins == one].sum() - y[bins == one].sum()) for one in range(num_bins)]
    return float(sum(gaps) / len(p))


def separation(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Area under the ROC curve: how often an answer inside the model's world is more confident than one outside."""
    one, other = np.asarray(inside, np.float64), np.sort(np.asarray(outside, np.float64))
    below, not_above = other.searchsorted(one, "left"), other.searchsorted(one, "right")
    return float((below + not_above).sum() / (2 * len(one) * len(other)))
