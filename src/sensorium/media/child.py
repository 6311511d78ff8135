"""What warm processes have in common, whatever they do: what they know of this program, and that they can be ended.

How they are kept and what they may do differs, and stands with each: `worker` locks one module in for one file at a
time and gives up on a deadline; `abilities.documents.apart` does long tasks that tell how far they are.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO


def environment(passed: Sequence[str]) -> dict[str, str]:
    """The same packages as this program has, those of its variables that are named, and none of its secrets."""
    packages = os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path)
    kept = {name: os.environ[name] for name in passed if name in os.environ}
    return kept | {"PYTHONPATH": packages, "PYTHONUTF8": "1"}


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def ending_after(seconds: float, end: Callable[[], None]) -> Iterator[None]:
    """Call `end` from another thread when the block takes longer; a killed process closes its pipes."""
    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def close(*pipes: IO[bytes] | None) -> None:
    """Close pipes, whether or not anybody reads at their other end."""
    for pipe in pipes:
        with contextlib.suppress(OSError):  # what was still buffered for a dead process
            if pipe is not None:
                pipe.close()
