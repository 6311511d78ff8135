"""Short spectra of one channel and back, and how loud its noise is in each band.

Letters: T samples, F frames, K bands.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
WINDOW = 512  # samples: 32 ms
HOP = 128  # samples: 8 ms
QUIET_SHARE = 0.3  # of the frames, in each band, that are taken to be noise alone
QUIETEST_SHARE = 0.1  # of the frames, to compare those with
LOUDER = 2.0  # than the noise is a frame in which somebody speaks
LEAST_DB, MOST_DB = -20.0, 60.0  # that a signal-to-noise ratio is told to have
_LEAST = 1e-10  # power of a band below which nothing is heard

Samples = NDArray[np.float32]
Power = NDArray[np.float64]


def frames_of(samples: Samples) -> NDArray[np.complex128]:
    """One channel at 16 kHz, shape = (T,) → its spectrum every 8 ms, shape = (F, K). Half a window of silence is put
    before and behind it, so that every sample counts alike.
    """
    padded = np.pad(samples.astype(np.float64), (WINDOW, WINDOW + (-len(samples)) % HOP))
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    return np.fft.rfft(windows * _window(), axis=1)


def samples_of(frames: NDArray[np.complex128], num_samples: int) -> Samples:
    """The inverse of `frames_of`: float32, shape = (num_samples,)."""
    pieces = np.fft.irfft(frames, WINDOW, axis=1) * _window()
    whole, weight = np.zeros((len(frames) - 1) * HOP + WINDOW), np.zeros((len(frames) - 1) * HOP + WINDOW)
    for number, piece in enumerate(pieces):
        at = slice(number * HOP, number * HOP + WINDOW)
        whole[at] += piece
        weight[at] += _window() ** 2
    kept = slice(WINDOW, WINDOW + num_samples)
    return np.asarray(whole[kept] / np.maximum(weight[kept], _LEAST), np.float32)


def power_of(frames: NDArray[np.complex128]) -> Power:
    """Power of each band in each frame, shape = (F, K), never 0."""
    power: Power = np.maximum(np.abs(frames) ** 2, _LEAST)
    return power


def noise_of(power: Power) -> Power:
    """Mean power of the noise in each band, shape = (K,), from frames of speech and noise, shape = (F, K).

    Nobody speaks in every band all the time: the quiet share of each band's frames is taken for noise (V. Stahl, A.
    Fischer, R. Bippus, "Quantile based noise estimation for spectral subtraction and Wiener filtering", 2000). Of noise
    whose power is spread exponentially, as white noise's is, the quantile is a known part of the mean.
    """
    return np.asarray(np.quantile(power, QUIET_SHARE, axis=0) / -np.log(1 - QUIET_SHARE))


@dataclass(frozen=True, kw_only=True)
class Noisiness:
    """What can be told of the noise in a recording from that recording alone.

    ratio_db: how far speech stands above it, in decibels (`signal_to_noise_db`). steadiness: how near the quietest
    moments of its bands are to the quiet ones, 0 to 1. Of noise that is as loud all the time, as that of a fan or a
    line, it is near 0.3; less of voices and music, and near 0 where pauses are without noise. speech_s: seconds that
    are louder than the noise.
    """

    ratio_db: float
    steadiness: float
    speech_s: float

    @classmethod
    def of(cls, samples: Samples) -> Noisiness:
        """Of one channel at 16 kHz, shape = (T,)."""
        if len(samples) < WINDOW or not np.any(samples):
            return cls(ratio_db=MOST_DB, steadiness=0.0, speech_s=0.0)
        power = _inner(samples)
        quietest, quiet = np.quantile(power, (QUIETEST_SHARE, QUIET_SHARE), axis=0)
        ratios = np.where(quiet > _LEAST, quietest / quiet, 0.0)  # digital silence is no steady noise
        return cls(
            ratio_db=signal_to_noise_db(samples),
            steadiness=float(np.median(ratios)),
            speech_s=float((power.sum(1) > LOUDER * noise_of(power).sum()).sum() * HOP / RATE_HZ),
        )


def signal_to_noise_db(samples: Samples) -> float:
    """How far speech stands above the noise, as it is estimated from one channel at 16 kHz alone, in decibels.

    A recording without any quiet moment seems noisier than it is, one of nothing but noise seems to have speech at
    some -10 dB. Silence, and less than a window, are taken to be clean: 60 dB, which is the most that is told.
    """
    if len(samples) < WINDOW or not np.any(samples):
        return MOST_DB
    power = _inner(samples)
    noise = noise_of(power).sum()
    speech = max(float(power.sum(1).mean() - noise), _LEAST)
    return float(np.clip(10 * np.log10(speech / noise), LEAST_DB, MOST_DB))


def _inner(samples: Samples) -> Power:
    """Power of the frames that hold no silence of our own."""
    return power_of(frames_of(samples)[WINDOW // HOP : -(WINDOW // HOP)])


def _window() -> NDArray[np.float64]:
    return np.sqrt(np.hanning(WINDOW + 1)[:-1])
