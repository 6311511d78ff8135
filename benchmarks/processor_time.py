"""Seconds of a processor that this program and all that it started have used: readers work in their own processes."""

from __future__ import annotations

import os
import resource
from pathlib import Path

_USER, _SYSTEM = 11, 12  # fields of /proc/PID/stat behind the name


def cpu_seconds() -> float:
    """Of this process, of those it ran, and of those that it still runs (Linux)."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used) + sum(_of(child) for child in _children(os.getpid()))


def _children(process: int) -> list[int]:
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for each in lists for child in each.read_text().split()]


def _of(process: int) -> float:
    """Of a running process and its own children; 0 where it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        children = _children(process)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    ticks = int(fields[_USER]) + int(fields[_SYSTEM])
    return ticks / os.sysconf("SC_CLK_TCK") + sum(_of(child) for child in children)
