"""Foreign bytes are decoded in warm, limited processes of their own; this is the program's side of it.

`decode("picture", data, limits)` calls the function named in `DECODERS` in a process that serves only its module, has
no files, no network and limited memory (`sandbox.py`), and is ended when it takes too long. Its answer is data:
arrays and facts (`messages.py`). Files that the program trusts take the same way.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput, ModelUnavailable, SensoriumError, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import child, messages
from sensorium.media.messages import Decoded
from sensorium.media.sandbox import Level

# name → (module, function). A function is `f(data: bytes, limits: Limits, **options) -> Decoded`; options fit into
# JSON. A module may have `prepare()`: called once before the process is locked in, to load what is loaded lazily.
DECODERS = {
    "picture": ("sensorium.media.picture_decoding", "decode_picture"),
    "frames": ("sensorium.media.picture_decoding", "decode_frames"),
    "timing": ("sensorium.media.picture_decoding", "decode_timing"),
    "scan": ("sensorium.media.picture_decoding", "decode_scan"),
    "pages": ("sensorium.media.document_decoding", "decode_pages"),
    "page_pictures": ("sensorium.media.document_decoding", "decode_page_pictures"),
    "marks": ("sensorium.media.document_decoding", "decode_marks"),
    "attachments": ("sensorium.media.document_decoding", "decode_attachments"),
    "markup": ("sensorium.media.markup_decoding", "decode_markup"),
    "sound": ("sensorium.media.sounds", "decode_sound"),
    "video": ("sensorium.media.videos", "decode_video"),
}
PROMPT = frozenset({"picture", "frames", "sound"})  # what takes a moment waits for nothing that may take seconds
_PROMPT, _SLOW, _OTHERS = "prompt", "slow", "others"
NUM_PROCESSES = max(2, min(4, os.cpu_count() or 1))  # at most, of what is prompt, and as many of each other kind
NUM_IDLE = 3 * NUM_PROCESSES  # kept warm, over all kinds
_REQUESTS_PER_PROCESS = 1000  # then a new one: leaks, and whatever a file may have left behind, end there
_PIPE_BYTES = 1 << 20  # where the system allows: fewer turns between the two processes for a large picture
# glibc: an arena reserves 64 MB of address space, which the memory limit counts; memory that was given back to the
# kernel comes back page by page, which takes longer than decoding a photograph.
_MALLOC = {
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(64 << 20),
}
_START_SECONDS = 180.0  # on a busy machine; the networks of a reader take a processor some seconds
_PASSED_ENVIRONMENT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")  # and no keys


def decode(name: str, data: bytes, limits: Limits = DEFAULT, **options: object) -> Decoded:
    """Run decoder `name` on `data` in a limited process. Many threads may call it at once.

    Raises `InvalidInput`: what the decoder raised, or `decode_timeout` (over `limits.decode_seconds`),
    `decode_memory`, `decode_failed` (the process died of the file); `ModelUnavailable` when no process can be started.
    """
    module, function = DECODERS[name]
    return _done_apart(_PROMPT if name in PROMPT else _SLOW, module, function, data, limits, options)


def apart(module: str, function: str, data: bytes, limits: Limits = DEFAULT, **options: object) -> Decoded:
    """The same of a function of another room, which is no decoder but looks at what strangers sent: a reader of pages.

    It has processes and places of its own. What finds too little memory in a process that has served others, whose
    libraries keep what they once took, is done again in a new one. Raises as `decode`.
    """
    return _done_apart(_OTHERS, module, function, data, limits, options)


def _done_apart(
    kind: str, module: str, function: str, data: bytes, limits: Limits, options: dict[str, object]
) -> Decoded:
    request = {"function": function, "limits": asdict(limits), "options": options}
    with _slots[kind]:
        process = _take(module, limits.worker_bytes)
        try:
            return _asked(process, request, data, limits)
        except SensoriumError as error:
            if kind != _OTHERS or error.code != "decode_memory" or process.num_requests == 1:
                raise
        return _asked(Process(module, limits.worker_bytes), request, data, limits)


def _asked(process: Process, request: dict[str, Any], data: bytes, limits: Limits) -> Decoded:
    """What a process answers, which waits for the next request then."""
    try:
        return process.ask(request, data, limits)
    finally:
        _put_back(process)


@contextlib.contextmanager
def judging_answer() -> Iterator[None]:
    """Reading an answer of another shape than promised is `decode_failed`: a file may have taken its decoder over."""
    try:
        yield
    except (LookupError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise _no_answer() from error


def pixels_of(decoded: Decoded, name: str, *, num_dimensions: int) -> NDArray[np.uint8]:
    """Array `name` of an answer, which must be pixels: uint8, not empty, three channels last."""
    array = decoded.arrays[name]
    if array.dtype != np.uint8 or array.ndim != num_dimensions or array.shape[-1] != 3 or not array.size:
        raise _no_answer()
    return array


def level(name: str = "picture", limits: Limits = DEFAULT) -> Level:
    """Which protections hold for decoder `name` on this machine; starts a process if none is warm."""
    with _slots[_PROMPT if name in PROMPT else _SLOW]:
        process = _take(DECODERS[name][0], limits.worker_bytes)
        _put_back(process)
        return process.level


def close() -> None:
    """End all idle processes. The next `decode` starts new ones."""
    with _lock:
        idle, _idle[:] = list(_idle), []
    for process in idle:
        process.end()


class Process:
    """One decoding process and its pipes. Used by one thread at a time."""

    def __init__(self, module: str, worker_bytes: int) -> None:
        self.module, self.worker_bytes = module, worker_bytes
        self.num_requests = 0
        command = [sys.executable, "-m", "sensorium.media.worker_process", module, str(worker_bytes)]
        self._popen = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            pipesize=_PIPE_BYTES,
        )
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self._requests, self._answers = self._popen.stdin, self._popen.stdout
        try:
            with child.ending_after(_START_SECONDS, self._popen.kill):
                head, _ = messages.receive(self._answers, limit_bytes=0)
        except messages.BrokenMessage as error:
            self.end()
            message = "The decoding process does not start; `sensorium doctor` says more."
            raise ModelUnavailable(message, code="decoder_unavailable") from error
        self.level = Level(**head["level"])

    @property
    def usable(self) -> bool:
        return self._popen.poll() is None and self.num_requests < _REQUESTS_PER_PROCESS

    def ask(self, request: dict[str, Any], data: bytes, limits: Limits) -> Decoded:
        """One request and its answer. The process is ended unless it answers properly and in time."""
        began = time.monotonic()
        self.num_requests += 1
        try:
            with child.ending_after(limits.decode_seconds, self._popen.kill):
                messages.send(self._requests, request, data)
                answer = messages.receive(self._answers, limit_bytes=limits.worker_bytes)
            return messages.unpack(*answer)
        except (messages.BrokenMessage, OSError) as error:
            self.end()
            raise _failure(time.monotonic() - began, limits) from error
        except SensoriumError as error:
            if error.code == "decode_memory":  # allocations failed wherever they did: nothing in there is certain
                self.end()
            raise
        except BaseException:  # an interrupt: the answer is still on its way and belongs to nobody
            self.end()
            raise

    def end(self) -> None:
        """Kill the process and forget its pipes."""
        self._popen.kill()
        self._popen.wait()
        child.close(self._requests, self._answers)

    def leave(self) -> None:
        """In a forked child: the process is the parent's to use and to wait for."""
        self._popen.returncode = 0
        child.close(self._requests, self._answers)


def _failure(elapsed_s: float, limits: Limits) -> InvalidInput:
    if elapsed_s >= limits.decode_seconds:
        return TooLarge(
            "Decoding the file takes too long; give a smaller one",
            limit=limits.decode_seconds, got=round(elapsed_s, 1), unit="s", code="decode_timeout",
        )  # fmt: skip
    return _no_answer()


def _no_answer() -> InvalidInput:
    return InvalidInput("The file makes its decoder fail; give an intact one.", code="decode_failed")


def _free_slots() -> dict[str, threading.BoundedSemaphore]:
    """Places for processes: of decoders that are prompt, of all others, and of what is none."""
    return {kind: threading.BoundedSemaphore(NUM_PROCESSES) for kind in (_PROMPT, _SLOW, _OTHERS)}


_slots = _free_slots()
_lock = threading.Lock()
_idle: list[Process] = []


def _take(module: str, worker_bytes: int) -> Process:
    """A warm process for `module`, or a new one."""
    with _lock:
        fitting = [process for process in _idle if (process.module, process.worker_bytes) == (module, worker_bytes)]
        for process in fitting:
            _idle.remove(process)
            if process.usable:
                return process
            process.end()
    return Process(module, worker_bytes)


def _put_back(process: Process) -> None:
    with _lock:
        _idle.append(process)
        keep = [idle for idle in _idle if idle.usable][-NUM_IDLE:]
        surplus = [idle for idle in _idle if idle not in keep]
        _idle[:] = keep
    for old in surplus:
        old.end()


def _environment() -> dict[str, str]:
    """The same packages as this program has, one thread each, and none of its secrets."""
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return child.environment(_PASSED_ENVIRONMENT) | threads | _MALLOC | {"PYTHONDONTWRITEBYTECODE": "1"}


def _forget() -> None:
    """A forked child must not speak through its parent's pipes."""
    global _slots, _lock
    _slots, _lock = _free_slots(), threading.Lock()
    while _idle:
        _idle.pop().leave()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
