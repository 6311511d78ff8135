"""A server that is killed at any moment has lost nothing of what it said it had taken, and has done nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from kills import Ledger, kill_often


@pytest.mark.slow(always=True)
@pytest.mark.timeout(300)
def test_what_was_taken_outlives_every_kill(tmp_path: Path) -> None:
    ledger = Ledger(pace_s=1.5)  # what was taken is looked at after every kill
    kill_often(tmp_path, ledger, kills=10, seed=7)
    assert ledger.kills == 10
    assert ledger.faults == []
    assert min(ledger.counts) >= 2
    assert len(ledger.clips) > 1
