"""What readers' own figures and their agreement are worth: the probability that a word is right.

A logistic map for each kind of agreement and each pair of readers (Platt, "Probabilistic Outputs for Support Vector
Machines", 1999), over the log-odds that both readers give. `confidence.json` holds the weights of print,
`spoken_confidence.json` those of speech, each with the command that makes them. N words.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from sensorium.abilities.verification.claims import Agreement
from sensorium.errors import InvalidInput

ANY = "*"  # a reader that no map was fitted for
PRINT, SPEECH = "confidence.json", "spoken_confidence.json"
UNASKED = "unasked"  # there was no second reader
SURE = 0.9999  # readers are never taken to be surer than that
RIDGE = 0.1  # keeps weights finite where right and wrong part cleanly
ROUNDS = 50  # of Newton's method
FEWEST = 20  # words that a map of its own is fitted on


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A word that two readers agree on or not, and whether `reader` had it right. second: None where none was asked."""

    agreement: Agreement
    reader: str
    second: str | None
    own: float | None
    other: float | None
    right: bool


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """weights: by `agreement:reader:second reader` the bias, and the weights of own and of the other's log-odds."""

    weights: Mapping[str, tuple[float, float, float]]

    def __call__(
        self, agreement: Agreement, readers: tuple[str, str | None], own: float | None, other: float | None
    ) -> float | None:
        """The probability that the first of two readers is right; None where nothing is known of such readers.

        own, other: what each gives its own text, 0 to 1, None where it gives nothing.
        """
        reader, second = readers
        for key in (_key(agreement, reader, second), _key(agreement, ANY, ANY if second else None)):
            if key in self.weights:
                return float(_odds(np.dot(self.weights[key], _features(own, other))))
        return None

    def told(self) -> dict[str, list[float]]:
        """For JSON."""
        return {key: [round(weight, 4) for weight in weights] for key, weights in sorted(self.weights.items())}


@lru_cache(maxsize=2)
def shipped(of: str = PRINT) -> Calibration:
    """The maps that come with the package, of `PRINT` or of `SPEECH`."""
    text = files("sensorium.abilities.verification").joinpath(of).read_text(encoding="utf-8")
    return Calibration(weights={key: tuple(weights) for key, weights in json.loads(text)["weights"].items()})


def fit(words: Iterable[Judged]) -> Calibration:
    """Maps of greatest likelihood, for each pair of readers and for any. Raises InvalidInput for too few words."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for word in words:
        groups[_key(word.agreement, word.reader, word.second)].append(word)
        groups[_key(word.agreement, ANY, ANY if word.second else None)].append(word)
    kept = {key: _fitted(group) for key, group in groups.items() if len(group) >= FEWEST}
    if not kept:
        raise InvalidInput(f"calibration needs {FEWEST} words of one kind at least; judge more pages", code="too_few")
    return Calibration(weights=kept)


def _key(agreement: str, reader: str, second: str | None) -> str:
    return f"{agreement if second else UNASKED}:{reader}:{second or UNASKED}"


def _fitted(words: list[Judged]) -> tuple[float, float, float]:
    x = np.stack([_features(word.own, word.other) for word in words])
    right = np.array([word.right for word in words], float)
    high, low = (right.sum() + 1) / (right.sum() + 2), 1 / (len(right) - right.sum() + 2)  # Platt's smoothed targets
    y, w = np.where(right > 0, high, low), np.zeros(3)
    for _ in range(ROUNDS):
        p = _odds(x @ w)
        w += np.linalg.solve((x.T * (p * (1 - p))) @ x + RIDGE * np.eye(3), x.T @ (y - p) - RIDGE * w)
    return float(w[0]), float(w[1]), float(w[2])


def _features(own: float | None, other: float | None) -> np.ndarray:
    return np.array([1.0, *(_logarithm(0.5 if one is None else one) for one in (own, other))])


def _logarithm(probability: float) -> float:
    bounded = min(max(probability, 1 - SURE), SURE)
    return float(np.log(bounded / (1 - bounded)))


def _odds(score: np.ndarray) -> np.ndarray:
    """Log-odds → probability."""
    probability: np.ndarray = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
    return probability
