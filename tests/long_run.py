"""Of a run that takes long: how far it is, and an end in order when somebody interrupts it.

Told on stderr, so that what was found can be read from stdout.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from types import FrameType
from typing import TypeVar

INTERRUPTED = 130  # the exit status of what was interrupted
EVERY_S = 10.0  # between two lines about how far it is
Step = TypeVar("Step")


def steps(
    todo: Iterable[Step], what: str, told: Callable[[], str], *, every_s: float = EVERY_S, total: int | None = None
) -> Iterator[Step]:
    """The steps of a run, one after another; now and then, and at the end, a line says how many are done.

    told: what else there is to tell; total: how many steps there are, where `todo` has no length.
    """
    count = len(todo) if isinstance(todo, Sized) else total or 0
    began = last = time.monotonic()
    for number, step in enumerate(todo):
        if time.monotonic() - last >= every_s:
            last = time.monotonic()
            _tell(what, number, count, last - began, told())
        yield step
    _tell(what, count, count, time.monotonic() - began, told())


def until_interrupted(run: Callable[[], object]) -> bool:
    """Do something to its end, or until SIGINT or SIGTERM; whether it was interrupted. A second signal is not heard:
    what was found is being told.
    """
    before = {number: signal.signal(number, _interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        run()
    except KeyboardInterrupt:
        return True
    for number, handler in before.items():
        signal.signal(number, handler)
    return False


def _interrupt(number: int, frame: FrameType | None) -> None:
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)
    raise KeyboardInterrupt


def _tell(what: str, done: int, total: int, passed_s: float, more: str) -> None:
    left = f", {(total - done) * passed_s / done / 60:.0f} min left" if 0 < done < total else ""
    sys.stderr.write(f"{what}: {done} of {total} in {passed_s / 60:.1f} min{left}; {more}\n")
    sys.stderr.flush()
