"""From logits to one id: guidance, temperature, nucleus, and a generator per request. Arrays only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.native.tokens.grammar import Output


@dataclass(frozen=True, kw_only=True)
class Sampling:
    """How ids are chosen. `None` takes the default of each modality (`DEFAULTS`)."""

    temperature: float | None = None  # 0 takes the most likely
    top_p: float | None = None  # keep the most likely ids that hold this share
    guidance: float | None = None  # ≥ 1; pushes pictures and clips towards the prompt (Ho & Salimans 2022)

    def __post_init__(self) -> None:
        if self.temperature is not None and not 0 <= self.temperature <= 2:
            raise InvalidInput(f"temperature must be 0 to 2, got {self.temperature}", param="temperature")
        if self.top_p is not None and not 0 < self.top_p <= 1:
            raise InvalidInput(f"top_p must be over 0 and at most 1, got {self.top_p}", param="top_p")
        if self.guidance is not None and not 1 <= self.guidance <= 10:
            raise InvalidInput(f"guidance must be 1 to 10, got {self.guidance}", param="guidance")


@dataclass(frozen=True)
class Settled:
    """Sampling of one modality with nothing left open."""

    temperature: float
    top_p: float
    guidance: float


DEFAULTS: dict[Output, Settled] = {
    "text": Settled(0.0, 1.0, 1.0),
    "image": Settled(0.2, 0.95, 1.5),
    "video": Settled(0.2, 0.95, 1.5),
    "speech": Settled(0.0, 1.0, 1.0),
    "sound": Settled(0.8, 0.95, 1.0),
    "music": Settled(0.7, 0.9, 1.0),
}


def settle(sampling: Sampling, output: Output) -> Settled:
    """The effective sampling of a modality."""
    default = DEFAULTS[output]
    return Settled(
        default.temperature if sampling.temperature is None else sampling.temperature,
        default.top_p if sampling.top_p is None else sampling.top_p,
        default.guidance if sampling.guidance is None else sampling.guidance,
    )


def guide(given: NDArray[np.float64], free: NDArray[np.float64], guidance: float) -> NDArray[np.float64]:
    """Classifier-free guidance on logits: away from what would be said without the prompt."""
    return free + guidance * (given - free)


def choose(
    logits: NDArray[np.float64], settled: Settled, rng: np.random.Generator, mask: NDArray[np.bool_] | None = None
) -> int:
    """Sample one index of `logits` (V,). One number is drawn from `rng` whatever the settings."""
    draw = rng.random()
    if mask is not None:
        logits = np.where(mask, logits, -np.inf)
    if settled.temperature == 0:
        return int(np.argmax(logits))
    weights = np.exp((logits - logits.max()) / settled.temperature)
    order = np.argsort(-weights, kind="stable")
    share = np.cumsum(weights[order]) / weights.sum()
    kept = int(np.searchsorted(share, settled.top_p)) + 1
    place = int(np.searchsorted(share[:kept], draw * share[min(kept, len(share)) - 1], side="right"))
    return int(order[min(place, kept - 1)])


def logprob(logits: NDArray[np.float64], index: int, mask: NDArray[np.bool_] | None = None) -> float:
    """Natural logarithm of the probability of one index of `logits` (V,) among those the mask allows."""
    if mask is not None:
        logits = np.where(mask, logits, -np.inf)
    top = logits.max()
    return float(logits[index] - top - np.log(np.exp(logits - top).sum()))


def likeliest(logits: NDArray[np.float64], count: int, mask: NDArray[np.bool_]) -> tuple[tuple[int, float], ...]:
    """The indices of highest probability among those the mask allows, the highest first, with its logarithm."""
    allowed = np.flatnonzero(mask)
    order = allowed[np.argsort(-logits[allowed], kind="stable")[:count]]
    return tuple((int(index), logprob(logits, int(index), mask)) for index in order)
