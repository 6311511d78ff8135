"""Memory that stays with the process: what a step frees, the next step takes again."""

from __future__ import annotations

import ctypes
import sys

# mallopt(3) of the GNU C library
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_MAX, _ARENA_MAX = -1, -2, -4, -8
_MOST = 2**31 - 1
_TOP_BYTES = 2**26


def keep_freed_memory() -> bool:
    """Have the C library reuse large blocks and not give them back to the system; False where it cannot be told.

    A step on a CPU frees and takes gigabytes in large tensors. Given back each time, they come again as pages that the
    system must clear first: that took four tenths of a step (docs/LOG.md). The process keeps the most it ever needed.
    """
    if sys.platform != "linux":
        return False
    try:
        tell = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):
        return False
    settings = ((_MMAP_MAX, 0), (_TRIM_THRESHOLD, _MOST), (_TOP_PAD, _TOP_BYTES), (_ARENA_MAX, 1))
    return all(tell(name, value) == 1 for name, value in settings)
