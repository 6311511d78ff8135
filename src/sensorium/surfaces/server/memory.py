"""Memory that was freed goes back to the system.

glibc keeps an arena for each thread that allocates at the same time as others, and what was freed in one of them is
not there for the others: sixteen threads that have read large files keep the largest of each. Two arenas are enough,
since Python lets one thread at a time allocate; after large bodies, what both have free is given back. Elsewhere than
on glibc nothing happens.
"""

from __future__ import annotations

import ctypes
import functools
import time
from collections.abc import Callable

NUM_ARENAS = 2
EVERY_S = 1.0  # at the most: each time takes milliseconds
_ARENA_MAX = -8  # M_ARENA_MAX of <malloc.h>


def bound_arenas() -> bool:
    """Let this process have no more than `NUM_ARENAS`, from now on. Whether that could be asked for."""
    libc = _glibc()
    return libc is not None and bool(libc.mallopt(_ARENA_MAX, NUM_ARENAS))


def give_back() -> bool:
    """Give what is free to the system. Whether there was anything."""
    libc = _glibc()
    return libc is not None and bool(libc.malloc_trim(0))


class Returning:
    """Gives back what large bodies took, now and then. clock: seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, give: Callable[[], object] = give_back) -> None:
        self._clock, self._give = clock, give
        self._last_s = -EVERY_S

    def __call__(self) -> None:
        """Something large was freed."""
        if self._clock() - self._last_s >= EVERY_S:
            self._give()
            self._last_s = self._clock()


@functools.cache
def _glibc() -> ctypes.CDLL | None:
    try:
        libc = ctypes.CDLL(None)
        _ = libc.mallopt, libc.malloc_trim
    except (OSError, TypeError, AttributeError):  # no such library here, or another's
        return None
    libc.malloc_trim.argtypes = [ctypes.c_size_t]
    return libc
