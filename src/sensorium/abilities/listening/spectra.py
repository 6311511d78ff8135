"""Short spectra of one channel and back, and how loud its noise is in each band.

Letters: T samples, F frames, K bands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
WINDOW = 512  # samples: 32 ms
HOP = 128  # samples: 8 ms
BLOCK = 1_024  # frames that are worked on at once: 8 s
BANDS = 32  # that are looked through at once
QUIET_SHARE = 0.3  # of the frames, in each band, that are taken to be noise alone
QUIETEST_SHARE = 0.1  # of the frames, to compare those with
LOUDER = 2.0  # than the noise is a frame in which somebody speaks
LEAST_DB, MOST_DB = -20.0, 60.0  # that a signal-to-noise ratio is told to have
_LEAST = 1e-10  # power of a band below which nothing is heard
_OVERLAPPED = WINDOW / HOP / 2  # what the squares of the windows over a sample add up to

Samples = NDArray[np.float32]
Frames = NDArray[np.complex128]
Power = NDArray[np.float64]


def blocks_of(samples: Samples) -> Iterator[Frames]:
    """One channel at 16 kHz, shape = (T,) → its spectrum every 8 ms, shape = (F, K), some frames at a time, for it is
    eight times as large. A window of silence is put before and behind the samples, so that all count alike.
    """
    padded = np.pad(samples, (WINDOW, WINDOW + (-len(samples)) % HOP))
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    for begin in range(0, len(windows), BLOCK):
        yield np.fft.rfft(windows[begin : begin + BLOCK] * _window(), axis=1)


def samples_of(blocks: Iterable[Frames], num_samples: int) -> Samples:
    """The inverse of `blocks_of`: float32, shape = (num_samples,)."""
    whole = np.zeros(num_samples + 2 * WINDOW + (-num_samples) % HOP)
    begin = 0
    for frames in blocks:
        for piece in np.fft.irfft(frames, WINDOW, axis=1) * _window():
            whole[begin : begin + WINDOW] += piece
            begin += HOP
    return np.asarray(whole[WINDOW : WINDOW + num_samples] / _OVERLAPPED, np.float32)


def power_of(frames: Frames) -> Power:
    """Power of each band in each frame, shape = (F, K), never 0."""
    power: Power = np.maximum(np.abs(frames) ** 2, _LEAST)
    return power


def power_in(samples: Samples) -> Power:
    """Power of each band in each frame of one channel at 16 kHz, shape = (F, K), never 0."""
    power: Power = np.empty((-(-len(samples) // HOP) + WINDOW // HOP + 1, WINDOW // 2 + 1))
    begin = 0
    for frames in blocks_of(samples):
        power[begin : begin + len(frames)] = power_of(frames)
        begin += len(frames)
    return power


def noise_of(power: Power) -> Power:
    """Mean power of the noise in each band, shape = (K,), from frames of speech and noise, shape = (F, K).

    Nobody speaks in every band all the time: the quiet share of each band's frames is taken for noise (V. Stahl, A.
    Fischer, R. Bippus, "Quantile based noise estimation for spectral subtraction and Wiener filtering", 2000). Of noise
    whose power is spread exponentially, as white noise's is, the quantile is a known part of the mean.
    """
    return np.asarray(_quantile(power, QUIET_SHARE) / -np.log(1 - QUIET_SHARE))


@dataclass(frozen=True, kw_only=True)
class Noisiness:
    """What can be told of the noise in a recording from that recording alone.

    ratio_db: how far speech stands above it, in decibels. A recording without any quiet moment seems noisier than it
    is, one of nothing but noise seems to have speech at some -10 dB. Silence, and less than a window, are taken to be
    clean: 60 dB, which is the most that is told. steadiness: how near the quietest moments of its bands are to the
    quiet ones, 0 to 1. Of noise that is as loud all the time, as that of a fan or a line, it is near 0.3; less of
    voices and music, and near 0 where pauses are without noise. speech_s: seconds that are louder than the noise.
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
        quietest, quiet = _quantile(power, QUIETEST_SHARE), _quantile(power, QUIET_SHARE)
        ratios = np.where(quiet > _LEAST, quietest / quiet, 0.0)  # digital silence is no steady noise
        return cls(
            ratio_db=_ratio_db(power),
            steadiness=float(np.median(ratios)),
            speech_s=float((power.sum(1) > LOUDER * noise_of(power).sum()).sum() * HOP / RATE_HZ),
        )


def _ratio_db(power: Power) -> float:
    noise = noise_of(power).sum()
    speech = max(float(power.sum(1).mean() - noise), _LEAST)
    return float(np.clip(10 * np.log10(speech / noise), LEAST_DB, MOST_DB))


def _inner(samples: Samples) -> Power:
    """Power of the frames that hold no silence of our own."""
    return power_in(samples)[WINDOW // HOP : -(WINDOW // HOP)]


def _quantile(power: Power, share: float) -> Power:
    """Of each band, shape = (K,); some bands at a time, for they are copied."""
    bands = np.array_split(power, -(-power.shape[1] // BANDS), axis=1)
    return np.concatenate([np.quantile(some, share, axis=0) for some in bands])


def _window() -> NDArray[np.float64]:
    return np.sqrt(np.hanning(WINDOW + 1)[:-1])
