"""The sound that was heard and belongs to no item yet."""

from __future__ import annotations

from collections import deque

import numpy as np

from sensorium.surfaces.live.formats import Samples


class InputBuffer:
    """Samples with their place in time, in seconds from the start of the session; counted in samples, so that none is
    lost between two times.
    """

    def __init__(self, rate_hz: int, begin_s: float = 0.0) -> None:
        self.rate_hz = rate_hz
        self._begin = round(begin_s * rate_hz)
        self._pieces: deque[Samples] = deque()
        self._length = 0

    @property
    def begin_s(self) -> float:
        return self._begin / self.rate_hz

    @property
    def duration_s(self) -> float:
        return self._length / self.rate_hz

    @property
    def end_s(self) -> float:
        return (self._begin + self._length) / self.rate_hz

    def push(self, samples: Samples) -> None:
        """Add what was heard next."""
        self._pieces.append(samples)
        self._length += len(samples)

    def forget(self, until_s: float) -> None:
        """Drop pieces that end before a time; what is left begins at or a little before it."""
        while self._pieces and self._begin + len(self._pieces[0]) <= until_s * self.rate_hz:
            gone = len(self._pieces.popleft())
            self._length -= gone
            self._begin += gone

    def take(self, begin_s: float, end_s: float) -> Samples:
        """The sound between two times; it, and all before it, is dropped."""
        whole = np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.float32)
        first, last = (min(len(whole), max(0, round(at * self.rate_hz) - self._begin)) for at in (begin_s, end_s))
        self._pieces = deque([whole[last:]] if last < len(whole) else [])
        self._length = len(whole) - last
        self._begin += last
        return whole[first:last]

    def clear(self) -> None:
        """Drop everything."""
        self._begin += self._length
        self._pieces.clear()
        self._length = 0
