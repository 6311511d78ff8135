"""What a reader may cost: pictures come from strangers, and one can be made that keeps a reader busy for hours.

`judging_limits` tells of a process of `media.worker` that it was ended; `run` is for programs of the system, which get
their limits from the kernel: memory, processor time, no files written.
"""

from __future__ import annotations

import contextlib
import math
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sensorium.errors import InvalidInput, TooLarge

_CODES = {"decode_timeout": "reader_timeout", "decode_memory": "reader_memory", "decode_failed": "reader_failed"}
_KILLED_BY = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, getattr(signal, "SIGXCPU", signal.SIGABRT))
_NO_MEMORY = (b"alloc", b"memory", b"failed to map")  # in what a program says last


@dataclass(frozen=True, kw_only=True)
class Output:
    """What a program wrote, and how it ended: 0 if well."""

    written: bytes
    status: int


@contextlib.contextmanager
def judging_limits(reader: str) -> Iterator[None]:
    """What `media.worker` raises when the process of a reader was ended, said of the reader.

    Raises `InvalidInput` with the codes `reader_timeout`, `reader_memory`, `reader_failed`; other errors as they are.
    """
    try:
        yield
    except TooLarge as error:
        if error.code not in _CODES:
            raise
        raise _late(reader, error.limit, error.got) from error
    except InvalidInput as error:
        if error.code not in _CODES:
            raise
        raise _ended(reader, _CODES[error.code]) from error


def run(
    command: Sequence[str], data: bytes, *, limit_s: float, limit_bytes: int, environment: Mapping[str, str]
) -> Output:
    """Run a program on bytes. limit_s: seconds, of a clock and of a processor; limit_bytes: of its address space.

    Where the kernel sets no limits for others (all but Linux), the clock's alone holds. Raises `InvalidInput` with the
    codes `reader_timeout` and `reader_memory`.
    """
    program = command[0].rsplit("/", 1)[-1]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(environment)
    ) as process:
        try:
            _limit(process.pid, limit_s, limit_bytes)
            written, said = process.communicate(data, timeout=limit_s)
        except subprocess.TimeoutExpired as late:
            raise _late(program, limit_s, limit_s) from late
        finally:
            process.kill()
    if process.returncode and _out_of_memory(process.returncode, said):
        raise _ended(program, "reader_memory")
    return Output(written=written, status=process.returncode)


def _limit(process: int, limit_s: float, limit_bytes: int) -> None:
    """Before it was given anything to read."""
    try:
        import resource
    except ImportError:  # Windows
        return
    if not hasattr(resource, "prlimit"):
        return
    seconds = math.ceil(limit_s)
    for what, limit in (
        (resource.RLIMIT_AS, limit_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ProcessLookupError):  # it ended at once, and says why
            resource.prlimit(process, what, (limit, limit))


def _out_of_memory(status: int, said: bytes) -> bool:
    return -status in _KILLED_BY or any(sign in said.lower() for sign in _NO_MEMORY)


def _late(reader: str, limit_s: float, got_s: float) -> TooLarge:
    what = f"{reader} takes too long for a page: give a smaller picture, or raise its limit_s"
    return TooLarge(what, limit=limit_s, got=got_s, unit="s", code="reader_timeout", param="file")


def _ended(reader: str, code: str) -> InvalidInput:
    why = "needs more memory than it may" if code == "reader_memory" else "fails"
    message = f"{reader} {why} for this page: give a smaller picture, or another reader"
    return InvalidInput(message, code=code, param="file")
