"""Runs inside a process of `apart`: does tasks until the pipe closes, and ends when the program that started it does.

Started as `apart_process <niceness>`.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
import time
import traceback
from typing import IO, Any

from sensorium.abilities.documents.apart_tasks import TASKS
from sensorium.errors import SensoriumError
from sensorium.media import messages

_LOOK_EVERY_S = 1.0
_MOST_TOLD = 4_000  # characters of what went wrong


def main(niceness: int) -> None:
    """Serve until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's; it ends this process if it wants to
    if hasattr(os, "nice"):
        os.nice(niceness)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    requests, answers = _pipes()
    while True:
        try:
            head, data = messages.receive(requests, limit_bytes=sys.maxsize)
        except messages.BrokenMessage:
            return
        _answer(head, _pieces(data, head["sizes"]), answers)


def _follow(parent: int) -> None:
    """Nobody waits for what is done once the program is gone: end with it, and whatever was started for it."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY_S)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes; what a library prints goes to standard error, never between two messages."""
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)  # what is started from here reads no requests
    return io.BufferedReader(requests), io.BufferedWriter(answers)


def _pieces(data: bytearray, sizes: list[int]) -> list[bytes]:
    pieces, start = [], 0
    for size in sizes:
        pieces.append(bytes(data[start : start + size]))
        start += size
    return pieces


def _answer(head: dict[str, Any], pieces: list[bytes], answers: IO[bytes]) -> None:
    def report(number: int, total: int) -> None:
        messages.send(answers, {"page": number, "total": total})

    try:
        facts, data = TASKS[head["task"]](head["options"], pieces, report)
    except SensoriumError as error:
        messages.send_error(answers, error)
    except BrokenPipeError:
        raise
    except Exception:  # noqa: BLE001  # told to the program, which logs it
        messages.send(answers, {"crash": traceback.format_exc()[-_MOST_TOLD:]})
    else:
        messages.send(answers, {"facts": facts}, data)


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # the program has gone
        main(int(sys.argv[1]))
