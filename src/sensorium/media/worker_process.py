"""Runs inside a decoding process: import one decoder module, lock in, then answer requests until the pipe closes.

Started by `worker.py` as `worker_process <module> <worker bytes>`. Foreign bytes are never touched before `enter`.
"""

from __future__ import annotations

import codecs
import importlib
import io
import os
import signal
import sys
from dataclasses import asdict
from types import ModuleType
from typing import IO, Any

from sensorium.errors import InvalidInput, SensoriumError
from sensorium.limits import Limits
from sensorium.media import messages, sandbox

# Python loads these when they are first used; inside the sandbox no file can be opened any more.
_ENCODINGS = "ascii utf-8-sig latin-1 utf-16 utf-16-le utf-16-be utf-32 cp1252 cp437 mac-roman".split()
_SECONDS_OF_GRACE = 5.0  # after the program should have ended this process; it has died itself then


def main(module_name: str, worker_bytes: int) -> None:
    """Serve `module_name` until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's; it ends this process if it wants to
    requests, answers = _take_pipes()
    module = importlib.import_module(module_name)
    for encoding in _ENCODINGS:
        codecs.lookup(encoding)
    prepare = getattr(module, "prepare", None)
    if prepare is not None:
        prepare()
    messages.send(answers, {"level": asdict(sandbox.enter(worker_bytes))})
    while True:
        try:
            head, data = messages.receive(requests, limit_bytes=sys.maxsize)
        except messages.BrokenMessage:
            return
        _alarm(head["limits"]["decode_seconds"] + _SECONDS_OF_GRACE)
        _answer(module, head, bytes(data), answers)
        _alarm(0.0)


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes; what a C library prints goes to standard error, never between two messages."""
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return io.BufferedReader(requests), io.BufferedWriter(answers)


def _alarm(seconds: float) -> None:
    """End this process in `seconds` if the program that should do so is gone; 0 calls it off."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _answer(module: ModuleType, head: dict[str, Any], data: bytes, answers: IO[bytes]) -> None:
    limits = Limits(**head["limits"])
    try:
        decoded = getattr(module, head["function"])(data, limits, **head["options"])
    except SensoriumError as error:
        messages.send_error(answers, error)
    except MemoryError:
        messages.send_error(answers, _out_of_memory())
    except Exception as error:  # noqa: BLE001  # whatever a decoder raises on foreign bytes, the file is at fault
        messages.send_error(answers, InvalidInput(_broken(error), code="invalid_file"))
    else:
        messages.send_decoded(answers, decoded)


def _out_of_memory() -> InvalidInput:
    return InvalidInput("Decoding the file needs more memory than it may; give a smaller one.", code="decode_memory")


def _broken(error: Exception) -> str:
    return f"The file is damaged or cut off and cannot be decoded ({type(error).__name__}); give an intact one."


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
