"""Documents read, and asked about, in warm processes of their own: whoever asks keeps the interpreter to itself.

Layout is pure Python and a reader of pictures takes every core it finds; a process apart shares no lock with its
caller, gives way to it (`NICENESS`), and ends at once when what it does is not wanted any more. What it can do stands
in `apart_tasks`; foreign bytes are decoded in the limited processes of `media.worker` as everywhere.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeAlias

from sensorium.errors import InvalidInput, ModelUnavailable
from sensorium.media import child, messages
from sensorium.media.messages import BrokenMessage

NICENESS: Final = 10  # added to that of the caller
QUIET_S = 300.0  # that a task may take for a page, or for everything where it has none
IDLE_S = 300.0  # that a warm process waits for the next task
_PASSED = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TESSDATA_PREFIX", "TMPDIR", "LANG")  # no keys
_GIVEN_UP = "nothing was heard of it for {:g} s: give fewer pages, or choose another reader"
Report: TypeAlias = Callable[[int, int], None]
"""Is told the number of a page that was read, and how many the document has."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """What is to be done. name: of `apart_tasks.TASKS`; options: what fits into JSON; pieces: bytes beside it.

    quiet_s: how long nothing may be heard of it.
    """

    name: str
    options: Mapping[str, Any] = field(default_factory=dict)
    pieces: tuple[bytes, ...] = ()
    quiet_s: float = QUIET_S


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of it: facts that fit into JSON, and bytes."""

    facts: Mapping[str, Any]
    data: bytes


class Stop:
    """Ends a task from another thread, whether it has begun or not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: Process | None = None
        self.asked = False

    def __call__(self) -> None:
        """End it."""
        with self._lock:
            self.asked = True
            if self._process is not None:
                self._process.kill()

    @contextlib.contextmanager
    def ending(self, process: Process) -> Iterator[None]:
        """While a process works on the task."""
        with self._lock:
            self._process = process
            if self.asked:
                process.kill()
        try:
            yield
        finally:
            with self._lock:
                self._process = None


class Apart:
    """Processes, started as they are needed and kept for a while. Callable from many threads, each has its own."""

    def __init__(self, *, idle_s: float = IDLE_S) -> None:
        self._idle: list[tuple[Process, threading.Timer]] = []
        self._working: set[Process] = set()
        self._lock = threading.Lock()
        self._idle_s = idle_s
        self._closed = False

    def do(self, task: Task, report: Report = lambda number, total: None, stop: Stop | None = None) -> Done:
        """Do a task, and wait for its end.

        Raises what the task raises; `InvalidInput(code="document_timeout")` when nothing was heard of it for
        `task.quiet_s` seconds; `ModelUnavailable(code="reader_lost")` when its process was ended.
        """
        process = self._taken()
        try:
            with (stop or Stop()).ending(process):
                return process.ask(task, report)
        finally:
            with self._lock:
                self._working.discard(process)
            self._put_back(process)

    @property
    def idle(self) -> int:
        """How many processes wait for a task."""
        with self._lock:
            return len(self._idle)

    def close(self) -> None:
        """End all that wait, and all that work: their tasks fail as when their process was ended."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            for process in self._working:
                process.kill()
        for process, timer in idle:
            timer.cancel()
            process.end()

    def _taken(self) -> Process:
        """A warm process, or a new one, that works from now on."""
        with self._lock:
            process = self._warm() or Process()
            self._working.add(process)
            return process

    def _warm(self) -> Process | None:
        while self._idle:
            process, timer = self._idle.pop()
            timer.cancel()
            if process.alive:
                return process
            process.end()
        return None

    def _put_back(self, process: Process) -> None:
        if process.alive and not self._closed:
            timer = threading.Timer(self._idle_s, self._retire, (process,))
            timer.daemon = True
            with self._lock:
                self._idle.append((process, timer))
            timer.start()
        else:
            process.end()

    def _retire(self, process: Process) -> None:
        with self._lock:
            kept = [one for one in self._idle if one[0] is not process]
            retired = len(kept) < len(self._idle)
            self._idle = kept
        if retired:
            process.end()


class Process:
    """One process and its pipes, in a group of its own. Used by one thread at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "sensorium.abilities.documents.apart_process", str(NICENESS)]
        self._popen = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child.environment(_PASSED),
            start_new_session=True,
        )
        self._overdue_s = 0.0  # after which it was given up

    @property
    def alive(self) -> bool:
        return self._popen.poll() is None

    def ask(self, task: Task, report: Report) -> Done:
        """One task and its end. The process is ended unless it answers properly and in time."""
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        head = {"task": task.name, "options": dict(task.options), "sizes": [len(piece) for piece in task.pieces]}
        give_up = partial(self._give_up, task.quiet_s)
        try:
            with child.ending_after(task.quiet_s, give_up):
                messages.send(self._popen.stdin, head, *task.pieces)
            while True:
                with child.ending_after(task.quiet_s, give_up):
                    told, data = messages.receive(self._popen.stdout, limit_bytes=sys.maxsize)
                if "page" not in told:
                    return _done(told, data)
                report(int(told["page"]), int(told["total"]))
        except (BrokenMessage, OSError) as error:
            self.end()
            raise self._lost() from error

    def kill(self) -> None:
        """End it and what it has started, from any thread."""
        if not self.alive:
            return  # its number may be another's by now
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._popen.pid, signal.SIGKILL)
            else:
                self._popen.kill()

    def end(self) -> None:
        """Kill it and forget its pipes."""
        self.kill()
        self._popen.wait()
        child.close(self._popen.stdin, self._popen.stdout)

    def _lost(self) -> InvalidInput | ModelUnavailable:
        if self._overdue_s:
            return InvalidInput(_GIVEN_UP.format(self._overdue_s), code="document_timeout", param="file")
        return ModelUnavailable("the process that read the document was ended: try again", code="reader_lost")

    def _give_up(self, seconds: float) -> None:
        self._overdue_s = seconds
        self.kill()


def _done(told: Mapping[str, Any], data: bytearray) -> Done:
    """The end of a task. Raises the error that it tells of."""
    if "crash" in told:
        raise RuntimeError(f"a task that was done apart failed:\n{told['crash']}")
    if "error" in told:
        messages.unpack(told, data)
    return Done(facts=told["facts"], data=bytes(data))
