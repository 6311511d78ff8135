"""Samples of sound as arrays, float32, shape = (channels, time), in [-1, 1]: fewer channels, another rate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


def to_mono(samples: Samples) -> Samples:
    """Mean of the channels, shape = (1, time)."""
    return samples if samples.shape[0] == 1 else samples.mean(axis=0, keepdims=True, dtype=np.float32)


def resample(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """Change the sample rate with soxr's high quality. Shape (channels, time) → (channels, round(time * to / from))."""
    if from_hz == to_hz:
        return samples
    import soxr

    changed = soxr.resample(np.ascontiguousarray(samples.T), from_hz, to_hz, quality="HQ")
    return np.ascontiguousarray(np.clip(changed.T, -1.0, 1.0), np.float32)


class Resampling:
    """Changes the rate of one channel that comes in pieces, as `resample` would change it in one."""

    def __init__(self, from_hz: int, to_hz: int) -> None:
        import soxr

        self._stream = soxr.ResampleStream(from_hz, to_hz, 1, dtype="float32", quality="HQ")

    def push(self, samples: Samples, *, last: bool = False) -> Samples:
        """Samples, shape = (1, time), → those that can be told so far; `last` tells the rest."""
        changed: Samples = self._stream.resample_chunk(np.ascontiguousarray(samples[0]), last=last)
        return changed.clip(-1.0, 1.0)[None]
