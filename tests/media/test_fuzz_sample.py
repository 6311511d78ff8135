"""A sample of what `dev.py hostile` throws at every decoder, with damage of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz import SEEDS, SERIOUS, Found

INPUTS, SEED = 2_000, 41


@pytest.mark.slow(always=True)
@pytest.mark.timeout(240)
def test_damaged_files_are_read_or_refused_with_a_typed_error(tmp_path: Path) -> None:
    found = Found(sorted(SEEDS), SEED, tmp_path)
    found.throw(INPUTS)
    assert found.num_inputs == INPUTS
    assert found.bad == 0, sorted(tmp_path.iterdir())
    assert not SERIOUS & set(found.counts)
    assert found.counts[""] > 100  # damage that does not show is read
    assert found.slowest[0] < 10.0, found.slowest
