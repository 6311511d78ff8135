"""The hostile corpus in short: every file by one way or another, bombs many at a time.

`dev.py hostile` is the long form.
"""

from __future__ import annotations

import os
from pathlib import Path

import httpx2
import pytest
from bombs import COSTLY
from hostile import MEGA, WAYS, Seen, hostility, judged

from sensorium.limits import DEFAULT

HEALTH_S = 2.0  # for 99 in 100; long, since this machine may be busy with others


@pytest.mark.slow(always=True)
@pytest.mark.timeout(600)
@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="memory and children are read from /proc")
def test_hostile_files_are_refused_by_every_way_in(tmp_path: Path) -> None:
    seen = Seen()
    hostility(tmp_path, seen, damaged=1, every=len(WAYS) - 1, without=COSTLY)
    assert seen.faults == []
    assert len(seen.codes) > 15
    assert 0 < seen.codes["read"] < sum(seen.codes.values()) / 2
    assert seen.health_99_s < HEALTH_S
    assert seen.bytes_after - seen.bytes_before < 512 * MEGA
    assert seen.worker_bytes < DEFAULT.worker_bytes + 256 * MEGA  # the limit is what it may grow by


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (500, {"error": {"message": "x", "type": "server_error", "code": "internal_error"}}, "500"),
        (400, {"detail": "x"}, "without an error"),
        (400, {"error": {"message": "x", "type": "invalid_request_error", "code": None}}, "400"),
        (400, {"error": {"message": "/home/me/x", "type": "invalid_request_error", "code": "x"}}, "tells"),
        (400, {"error": {"message": "x", "type": "invalid_request_error", "code": "x"}}, ""),
    ],
)
def test_the_judge_knows_a_bad_answer(status: int, body: dict[str, object], fault: str) -> None:
    found = judged(httpx2.Response(status, json=body))
    assert bool(found) == bool(fault)
    assert fault in found
