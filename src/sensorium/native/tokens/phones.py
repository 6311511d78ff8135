"""The phones of synthetic speech, and the pointer that a model moves along them while it speaks.

A phone is a unit of pronunciation. The names are those of the CMU lexicon as flite prints them (Black and Lenzo,
flite 2001): `ax` is the weak vowel of "a", `pau` a pause. No weights, no sound.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.native.tokens.vocabulary import ADVANCE, PHONE

PAUSE = "pau"
PHONES: tuple[str, ...] = (
    PAUSE,
    *("aa", "ae", "ah", "ao", "aw", "ax", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw"),
    *("b", "ch", "d", "dh", "f", "g", "hh", "jh", "k", "l", "m", "n", "ng", "p", "r", "s", "sh", "t", "th"),
    *("v", "w", "y", "z", "zh"),
)
FRAME_RATE_HZ = 12.5  # frames of speech per second: one frame is 80 ms
MAX_ADVANCE = ADVANCE.size - 1  # phones that one frame can pass

_INDEX = {phone: index for index, phone in enumerate(PHONES)}
assert len(PHONES) <= PHONE.size


def phone_ids(phones: Sequence[str]) -> list[int]:
    """Names → indices into `PHONES`. Raises `InvalidInput` for a name that is not there."""
    unknown = sorted({phone for phone in phones if phone not in _INDEX})
    if unknown:
        raise InvalidInput(f"unknown phones {', '.join(unknown)}; known are {' '.join(PHONES)}", code="unknown_phone")
    return [_INDEX[phone] for phone in phones]


def advances(ends_s: Sequence[float], num_frames: int | None = None) -> NDArray[np.int64]:
    """How many phones are passed during each frame.

    Parameters
    ----------
    ends_s : ascending ends of the phones in seconds
    num_frames : length of the speech in frames; by default the fewest that hold the last end

    Returns
    -------
    int64, shape = (num_frames,), values 0 … `MAX_ADVANCE`. The pointer stands on phone `sum(advances[:t])` when frame
    `t` begins. The sum over all frames is the number of phones, and the last phone is passed in the last frame:
    a speaker that has passed every phone is done. Raises `InvalidInput` when there are too few frames.
    """
    num_phones = len(ends_s)
    if num_frames is None:
        num_frames = frames_of(ends_s[-1]) if num_phones else 0
    if num_phones > num_frames * MAX_ADVANCE or (num_phones == 0) != (num_frames == 0):
        raise InvalidInput(f"{num_phones} phones cannot be passed in {num_frames} frames", code="too_many_phones")
    frame_ends_s = np.arange(1, num_frames + 1) / FRAME_RATE_HZ
    passed = np.searchsorted(np.asarray(ends_s, dtype=np.float64), frame_ends_s + 1e-6, side="right")
    return np.diff(_reachable(passed, num_phones), prepend=0)


def frames_of(duration_s: float) -> int:
    """The fewest frames that hold `duration_s` seconds; at least one."""
    return max(1, int(np.ceil(duration_s * FRAME_RATE_HZ - 1e-6)))


def _reachable(passed: NDArray[np.int64], num_phones: int) -> NDArray[np.int64]:
    """Nudge a cumulative count so that it ends at `num_phones`, not earlier, in steps of at most `MAX_ADVANCE`."""
    if passed.size == 0:
        return passed
    frames = np.arange(passed.size)
    passed = np.minimum(passed, num_phones - 1)
    passed[-1] = num_phones
    steps = frames * MAX_ADVANCE
    slowest = num_phones - steps[::-1]  # any later and the end could not be reached
    passed = np.maximum(passed, slowest)
    # passed[t] <= passed[s] + MAX_ADVANCE * (t - s) for every earlier s, and the start counts as s = -1 with 0 passed
    fastest = np.minimum.accumulate(passed - steps) + steps
    return np.minimum(fastest, steps + MAX_ADVANCE)
