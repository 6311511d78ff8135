"""Decoders that do what a decoder taken over by a file might do. Run only inside the decoding process."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import Limits
from sensorium.media.messages import Decoded


def echo(data: bytes, limits: Limits, **options: object) -> Decoded:
    """What it was given."""
    return Decoded({"bytes": np.frombuffer(data, np.uint8)}, {"options": options, "pages": limits.document_pages})


def process(data: bytes, limits: Limits) -> Decoded:
    """Which process it runs in."""
    return Decoded(facts={"pid": os.getpid()})


def every_dtype(data: bytes, limits: Limits) -> Decoded:
    """One array of each type that may travel, transposed, and an empty one."""
    names = ("uint8", "int16", "int32", "int64", "float32", "float64")
    arrays = {name: np.arange(6, dtype=name).reshape(2, 3).T for name in names}
    return Decoded({**arrays, "empty": np.zeros((0, 4), np.float32)})


def strange_numbers(data: bytes, limits: Limits) -> Decoded:
    """An array of a type that is not on the list."""
    return Decoded({"numbers": np.zeros(1, np.complex128)})


def sleep(data: bytes, limits: Limits, seconds: float) -> Decoded:
    """Take long."""
    time.sleep(seconds)
    return Decoded()


def spin(data: bytes, limits: Limits) -> Decoded:
    """Never come back, and hold the interpreter meanwhile."""
    return Decoded(facts={"found": "".join("a" * n for n in range(10**9))[:1]})


def allocate(data: bytes, limits: Limits, num_bytes: int) -> Decoded:
    """Ask for memory."""
    return Decoded(facts={"sum": int(np.ones(num_bytes, np.uint8).sum())})


KEPT: list[np.ndarray] = []


def hoard(data: bytes, limits: Limits, num_bytes: int) -> Decoded:
    """Ask for memory and never give it back, as libraries do that expect more of the same."""
    KEPT.append(np.ones(num_bytes, np.uint8))
    return Decoded(facts={"times": len(KEPT)})


def crash(data: bytes, limits: Limits, signal_number: int) -> Decoded:
    """Die of a signal."""
    if signal_number == signal.SIGSEGV:
        ctypes.string_at(0)
    getattr(ctypes.CDLL(None), "raise")(signal_number)
    return Decoded()


def leave(data: bytes, limits: Limits) -> Decoded:
    """End the process as if all were well."""
    os._exit(0)


def babble(data: bytes, limits: Limits) -> Decoded:
    """Print, as C libraries do, on the descriptor that the answer would use by default."""
    os.write(1, b"libfoo: warning\n" * 100)
    sys.stdout.write("hello\n")
    return Decoded(facts={"done": True})


def lie(data: bytes, limits: Limits, text: str) -> Decoded:
    """Write bytes of its own instead of an answer."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, bytes.fromhex(text))
        except OSError:
            continue
    time.sleep(30)
    return Decoded()


def complain(data: bytes, limits: Limits, kind: str) -> Decoded:
    """Raise a typed error, or one of any type."""
    if kind == "TooLarge":
        raise TooLarge("The thing is large", limit=3, got=5, unit="bytes", code="too_many_things", param="thing")
    if kind == "InvalidInput":
        raise InvalidInput("The thing is wrong.", code="wrong_thing")
    raise LookupError(kind)


def reach(data: bytes, limits: Limits, what: str, place: str) -> Decoded:
    """Try to get out; the fact `denied` names the error that stopped it."""
    ways: dict[str, Callable[[], object]] = {
        "read a file": lambda: Path(place).read_bytes(),
        "write a file": lambda: Path(place + ".new").write_bytes(b"x"),
        "list a directory": lambda: os.listdir(place),
        "delete a file": lambda: os.unlink(place),
        "connect": lambda: socket.socket().connect(("127.0.0.1", int(place))),
        "send a datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9)),
        "run a program": lambda: subprocess.run(["/bin/true"], check=True),
        "fork": os.fork,
        "signal the parent": lambda: os.kill(os.getppid(), 0),
        "raise its limits": _raise_limits,
        "trace the parent": lambda: _call("ptrace", 16, os.getppid(), 0, 0),
        "read the parent's memory": lambda: os.open(f"/proc/{place}/mem", os.O_RDONLY),
    }
    try:
        ways[what]()
    except (OSError, ValueError) as error:
        return Decoded(facts={"denied": type(error).__name__})
    return Decoded(facts={"denied": ""})


def _raise_limits() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _call(name: str, *arguments: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)


def threads(data: bytes, limits: Limits) -> Decoded:
    """Threads are allowed: decoders use them."""
    seen: list[int] = []
    workers = [threading.Thread(target=seen.append, args=(index,)) for index in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return Decoded(facts={"num_threads": len(seen)})


def prepare() -> None:
    """Import resource before the files are gone."""
    import resource  # noqa: F401
