"""Memory that a step frees stays with the process, so that the next step need not ask for it."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

FREE_LARGE_BLOCKS = """
import resource
from sensorium.native.train.memory import keep_freed_memory

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()

assert keep_freed_memory() == {kept} or not {kept}
before = resident()
blocks = [bytearray(b"x" * 50_000_000) for _ in range(4)]
del blocks
print(resident() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="a setting of the GNU C library")
def test_large_blocks_are_kept() -> None:
    program = FREE_LARGE_BLOCKS.format(kept=True)
    plain = program.replace("from sensorium.native.train.memory import keep_freed_memory", "keep_freed_memory = bool")
    kept, given_back = (
        int(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)
        for code in (program, plain.replace("assert keep_freed_memory() == True or not True", ""))
    )
    assert kept > 190_000_000
    assert given_back < 60_000_000


def test_elsewhere_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    from sensorium.native.train.memory import keep_freed_memory

    monkeypatch.setattr(sys, "platform", "darwin")
    assert keep_freed_memory() is False
