"""What was freed goes back to the system, and kept files are not all in memory at the same time."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
import threading
import time
import tracemalloc

import httpx2
import numpy as np
import pytest

from sensorium.errors import NotFound
from sensorium.surfaces.server import memory
from sensorium.surfaces.server.files import PIECE_BYTES
from sensorium.surfaces.server.memory import NUM_ARENAS, Returning
from sensorium.surfaces.server.room import Shelf
from sensorium.surfaces.server.storage import Storage

MEGA = 1_000_000
BYTES = np.random.default_rng(0).integers(0, 256, 3 * PIECE_BYTES + 17, np.uint8).tobytes()
GLIBC = pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="there is no glibc here")
THREADS = """
import ctypes, sys, threading
from sensorium.surfaces.server import memory
if sys.argv[1] == "bound":
    assert memory.bound_arenas()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
together = threading.Barrier(12)
def take():
    together.wait()
    for _ in range(2_000):
        libc.malloc(2_000)  # ctypes lets the others allocate at the same time
threads = [threading.Thread(target=take) for _ in range(12)]
for one in threads: one.start()
for one in threads: one.join()
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def arenas(how: str) -> int:
    """How many heaps twelve threads come to."""
    command = [sys.executable, "-c", THREADS, how]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    return len(re.findall("<heap nr=", told))


@GLIBC
def test_threads_share_two_arenas() -> None:
    assert arenas("bound") <= NUM_ARENAS < arenas("free")


@GLIBC
def test_what_is_free_is_given_back() -> None:
    script = (
        "from sensorium.surfaces.server import memory; from pathlib import Path\n"
        "rss = lambda: int(Path('/proc/self/statm').read_text().split()[1])\n"
        "held = [bytes(50_000) for _ in range(2_000)]; keep = held[-1]\n"
        "del held; before = rss(); assert memory.give_back(); print((before - rss()) * 4_096)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert int(told.stdout) > 50 * MEGA


def test_it_is_given_back_once_in_a_while() -> None:
    now, given = [0.0], list[float]()
    returning = Returning(lambda: now[0], lambda: given.append(now[0]))
    for now[0] in (5.0, 5.5, 5.9, 6.1, 6.2, 9.0):
        returning()
    assert given == [5.0, 6.1, 9.0]


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_glibc", lambda: None)
    assert not memory.bound_arenas()
    assert not memory.give_back()


def test_a_shelf_holds_so_much_or_one_file() -> None:
    shelf, held, most = Shelf(10), 0, 0
    lock, sizes = threading.Lock(), [1, 2, 4, 8, 25] * 8

    def read(size: int) -> None:
        nonlocal held, most
        with shelf.holding(size):
            with lock:
                held += size
                most = max(most, held if size < 25 else held - 15)
            time.sleep(0.001)
            with lock:
                held -= size

    threads = [threading.Thread(target=read, args=(size,)) for size in sizes]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert not any(one.is_alive() for one in threads)
    assert 8 < most <= 10
    assert shelf.bytes == 0


def test_a_kept_file_is_read_into_memory_once() -> None:
    storage = Storage()
    kept = storage.files.add("me", "a.bin", "user_data", BYTES * 4)
    tracemalloc.start()
    data, name = storage.files.named("me", kept.id)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (data, name) == (BYTES * 4, "a.bin")
    assert peak < 1.1 * len(data)
    assert storage.files.piece("me", kept.id, 10, 20) == BYTES[10:30]
    with pytest.raises(NotFound):
        storage.files.piece("you", kept.id)


def test_a_download_comes_in_pieces_and_whole(base_url: str) -> None:
    with httpx2.Client(base_url=base_url, timeout=60) as http:
        known = http.post("/v1/files", files={"file": ("a.bin", BYTES)}).json()["id"]
        answer = http.get(f"/v1/files/{known}/content")
        assert (answer.content, answer.headers["content-length"]) == (BYTES, str(len(BYTES)))
        http.delete(f"/v1/files/{known}")
        assert http.get(f"/v1/files/{known}/content").status_code == 404
