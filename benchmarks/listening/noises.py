"""Speech with noise mixed in at a known ratio: white noise, six other people talking, a tune."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Music
from sensorium.native.worlds import sets
from sensorium.native.worlds.tunes.world import composed

Kind: TypeAlias = Literal["white", "babble", "music"]
Samples: TypeAlias = NDArray[np.float32]
RATE_HZ = 16_000
TALKERS, TALKING_S, TUNES = 6, 60, 6
BABBLE_SET = "speechocean762"  # speakers of its training split talk behind those who are heard
ACTIVE = 0.01  # -20 dB: moments that are louder than this share of the loudest are speech
MOMENT = RATE_HZ // 50


def mixed(samples: Samples, kind: Kind, ratio_db: float, seed: int, data: Path) -> Samples:
    """One channel at 16 kHz, shape = (T,), with noise `ratio_db` below its active speech; within [-1, 1]."""
    noise = noise_of(kind, len(samples), seed, data)
    gain = np.sqrt(active_power(samples) / np.mean(noise**2) / 10 ** (ratio_db / 10))
    sum_of_both = samples + gain * noise
    return np.asarray(sum_of_both / max(1.0, float(np.abs(sum_of_both).max())), np.float32)


def active_power(samples: Samples) -> float:
    """Mean power of the moments (20 ms) in which somebody speaks."""
    power = np.convolve(samples.astype(np.float64) ** 2, np.ones(MOMENT) / MOMENT, "same")
    return float(np.mean(samples[power > ACTIVE * power.max()].astype(np.float64) ** 2))


def noise_of(kind: Kind, length: int, seed: int, data: Path) -> NDArray[np.float64]:
    """A stretch of noise, shape = (length,), the same for the same seed."""
    rng = np.random.default_rng(seed)
    if kind == "white":
        return rng.normal(size=length)
    whole = babble(data) if kind == "babble" else music()
    start = int(rng.integers(len(whole) - length))
    return whole[start : start + length]


@lru_cache(maxsize=1)
def babble(data: Path) -> NDArray[np.float64]:
    """A minute of people who talk at once, each as loud as the others."""
    rows = sets.rows(data, BABBLE_SET, "train")
    chosen = np.random.default_rng(5).permutation(len(rows))[: 14 * TALKERS]
    takes = [sets.audio(data, BABBLE_SET, rows[index]).samples[0].astype(np.float64) for index in chosen]
    level = [take / np.sqrt(np.mean(take**2) + 1e-9) for take in takes]
    talkers = [np.resize(np.concatenate(level[one::TALKERS]), TALKING_S * RATE_HZ) for one in range(TALKERS)]
    return np.asarray(np.sum(talkers, axis=0))


@lru_cache(maxsize=1)
def music() -> NDArray[np.float64]:
    """Some tunes of our own, one after the other, as they are played."""
    rng = np.random.default_rng(7)
    played = [Music(composed(rng, "test").abc).audio().mono().resampled(RATE_HZ).samples[0] for _ in range(TUNES)]
    return np.concatenate(played).astype(np.float64)
