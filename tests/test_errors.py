"""What errors say."""

from __future__ import annotations

import pytest

from sensorium.errors import TooLarge


@pytest.mark.parametrize(
    ("limit", "got", "told"),
    [
        (64_000_000, 64_000_001, "limit 64000000 bytes, got 64000001 bytes"),
        (30.0, 30.0000208, "limit 30 bytes, got 30.0000208 bytes"),
        (0.5, 2 / 3, "limit 0.5 bytes, got 0.666666667 bytes"),
        (3, float("inf"), "limit 3 bytes, got inf bytes"),
    ],
)
def test_what_is_over_a_limit_is_told_from_it(limit: float, got: float, told: str) -> None:
    error = TooLarge("the file is large", limit=limit, got=got, unit="bytes")
    assert error.message == f"the file is large ({told})"
