"""One run in a folder, and its end: by a signal, at a moment when nothing is half done."""

from __future__ import annotations

import fcntl
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch.distributed as dist

from sensorium.errors import InvalidInput


@contextmanager
def only_run(folder: Path) -> Iterator[None]:
    """Hold the folder: two runs in one would overwrite each other. Ranks of one run share it."""
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH if dist.is_initialized() else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InvalidInput(
                "another run trains in this folder; stop it first or name another folder", code="run_in_use"
            ) from error
        yield


@contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """SIGTERM, and SIGINT even where a shell had it ignored, end the run like Ctrl-C: state is saved on the way out.

    A run alone is interrupted where it is. One of several ranks goes on to the end of its step, where all stop
    together: the event that is given says so, and the interruption follows when the run is over.
    """
    stopped = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stopped
        return

    def interrupt(_number: int, _frame: object) -> None:
        stopped.set()
        if not dist.is_initialized():
            raise KeyboardInterrupt

    kinds = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(kind, interrupt) for kind in kinds]
    try:
        yield stopped
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
    if stopped.is_set():
        raise KeyboardInterrupt


@contextmanager
def undisturbed() -> Iterator[None]:
    """What is inside is done whole; a signal that comes meanwhile is told after it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    kinds = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(kind, lambda number, _: came.append(number)) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
    for number in came[:1]:
        signal.raise_signal(number)
