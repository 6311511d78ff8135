"""Ranks: all see each other, one that fails ends the others, a signal reaches them all."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from sensorium.native.train.processes import is_first_rank, is_rank, run_ranks

NOTE = """
import os, pathlib, sys
from torch import distributed
distributed.init_process_group("gloo")
seen = [None] * distributed.get_world_size()
distributed.all_gather_object(seen, os.environ["OMP_NUM_THREADS"])
pathlib.Path(sys.argv[1], os.environ["RANK"]).write_text(",".join(seen))
"""
FAIL = "import os, sys, time; sys.exit(7) if os.environ['RANK'] == '1' else time.sleep(60)"
WAIT = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
pathlib.Path(sys.argv[1], os.environ["RANK"]).touch()
time.sleep(60)
"""


def program(code: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code, *arguments)


@pytest.mark.slow
def test_ranks_meet(tmp_path: Path) -> None:
    assert run_ranks(2, program(NOTE, str(tmp_path))) == 0
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"0": "1,1", "1": "1,1"}


def test_one_that_fails_ends_the_others() -> None:
    started = time.monotonic()
    assert run_ranks(2, program(FAIL)) not in (0, None)
    assert time.monotonic() - started < 30


def test_a_signal_reaches_all(tmp_path: Path) -> None:
    def send() -> None:
        while len(list(tmp_path.iterdir())) < 2:
            time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)

    sender = threading.Thread(target=send)
    sender.start()
    assert run_ranks(2, program(WAIT, str(tmp_path))) == 130
    sender.join()


def test_the_first_rank_is_the_only_one_without_ranks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RANK", raising=False)
    assert is_first_rank()
    assert not is_rank()
    monkeypatch.setenv("RANK", "1")
    assert is_rank()
    assert not is_first_rank()
