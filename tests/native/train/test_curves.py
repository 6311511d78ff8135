"""Curves: of what was written, whole."""

from __future__ import annotations

import json
from pathlib import Path

from sensorium.native.train.curves import draw_curves


def test_a_line_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    """The next run writes behind it, in the same line."""
    first, second = (json.dumps({"step": step, "positions": step * 100, "text": 2.0}) for step in (10, 20))
    (tmp_path / "metrics.jsonl").write_text(f"{first}\n{second[:17]}{second}\n{second}\n")
    draw_curves(tmp_path)
    assert (tmp_path / "curves.svg").read_text().count("text 2.00") == 1
