"""Less noise in a recording of speech: each band is turned down as far as it is noise. Nothing learned.

The gain is Wiener's, on a signal-to-noise ratio that follows the frame before (the decision-directed estimate of Y.
Ephraim and D. Malah, "Speech Enhancement Using a Minimum Mean-Square Error Short-Time Spectral Amplitude Estimator",
IEEE Transactions on Acoustics, Speech and Signal Processing, 1984).
Steady noise goes; voices and music behind a speaker are no steady noise, and stay.
Letters: T samples, F frames, K bands.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sensorium.abilities.listening.spectra import (
    Frames,
    Power,
    Samples,
    blocks_of,
    noise_of,
    power_in,
    power_of,
    samples_of,
)

FOLLOWING = 0.96  # how much of the ratio is that of the frame before
FLOOR = 0.1  # -20 dB: a band is never turned down further, since holes are heard as sounds


def without_noise(samples: Samples, floor: float = FLOOR) -> Samples:
    """One channel at 16 kHz, float32 in [-1, 1], shape = (T,), with its steady noise turned down; as long as before.

    floor: the least gain, 0 to 1.
    """
    if not len(samples):
        return samples
    cleaned = _cleaned(samples, noise_of(power_in(samples)), floor)
    return samples_of(cleaned, len(samples)).clip(-1.0, 1.0)


def _cleaned(samples: Samples, noise: Power, floor: float) -> Iterator[Frames]:
    """The frames of a sound with their noise turned down."""
    before = np.zeros_like(noise)
    for frames in blocks_of(samples):
        found, before = gains(power_of(frames), noise, before, floor)
        yield frames * found


def gains(power: Power, noise: Power, before: Power, floor: float = FLOOR) -> tuple[Power, Power]:
    """By how much each band of each frame is turned down, (F, K) in [floor, 1]; power: (F, K), noise: (K,). before: the
    ratio of the frame before as it was then left, (K,), at first 0; that of the last frame follows.
    """
    found = np.empty_like(power)
    for number, seen in enumerate(power / noise):
        ratio = FOLLOWING * before + (1 - FOLLOWING) * np.maximum(seen - 1, 0)
        found[number] = gain = np.maximum(ratio / (1 + ratio), floor)
        before = gain**2 * seen
    return found, before
