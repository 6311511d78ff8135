"""Several processes on one machine as the ranks of one run.

Without a GPU a process of one thread for each core is faster than one process of many threads, which wait for each
other at every product.
"""

from __future__ import annotations

import math
import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from contextlib import closing

POLL_S = 0.1
ENDING_S = 20.0  # that a rank has to end, since a second signal may kill it before it has saved


def is_rank() -> bool:
    """Whether this process was started as one of several, by `run_ranks` or `torchrun`."""
    return "RANK" in os.environ


def is_first_rank() -> bool:
    """Whether it is the one that writes files and speaks."""
    return os.environ.get("RANK", "0") == "0"


def run_ranks(count: int, program: Sequence[str]) -> int:
    """Run a program `count` times at once and wait: 0 when all ended well, else the exit code of the first that failed.

    When one fails, the others are ended too. SIGINT and SIGTERM are passed on; the ranks stop together and save.
    """
    shared = {"WORLD_SIZE": str(count), "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(_free_port())}
    ranks: list[subprocess.Popen[bytes]] = []
    told_s = -math.inf

    def stop(_number: int = 0, _frame: object = None) -> None:
        nonlocal told_s
        told_s = time.monotonic()
        for rank in ranks:
            if rank.poll() is None:
                rank.terminate()

    before = [(kind, signal.signal(kind, stop)) for kind in (signal.SIGINT, signal.SIGTERM)]
    try:
        for number in range(count):
            own = {"RANK": str(number), "LOCAL_RANK": str(number), "OMP_NUM_THREADS": "1"}
            ranks.append(subprocess.Popen(program, env={**os.environ, **shared, **own}))
        while None in (codes := [rank.poll() for rank in ranks]):
            if any(codes) and time.monotonic() - told_s > ENDING_S:
                stop()
            time.sleep(POLL_S)
    finally:
        for kind, handler in before:
            signal.signal(kind, handler)
    return next((code for code in codes if code), 0)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
