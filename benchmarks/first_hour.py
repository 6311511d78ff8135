"""Whether a run of `sensorium train seedling` learns as the recorded one did, loss by loss, at equal positions.

    sensorium train seedling --codec-budget 0.02 --threads 1 --folder runs/first --data FOLDER
    python benchmarks/first_hour.py runs/first [--record]

The recorded run is from nothing, on one core for an hour and some minutes, its codecs at a fiftieth of their steps:
with all of them the first hours would show nothing but codecs. Losses are means over windows of WINDOW positions. A run
is said to match while in every window that both have the mean ratio of their losses is within SLACK of 1: lessons are
the same from the same code, sums of another processor are not. Exit status 1 where it does not.

`--record` writes docs/first-hour.json and docs/first-hour.svg instead.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from sensorium.native.train.curves import COUNTERS, rows_of

ROOT = Path(__file__).resolve().parents[1]
RECORD, PICTURE = ROOT / "docs/first-hour.json", ROOT / "docs/first-hour.svg"
WINDOW = 250_000  # positions
SLACK = 0.1  # of the mean ratio of losses
Curves: TypeAlias = Mapping[str, Sequence[float | None]]
"""Name of a loss → its mean in each window; None where it was not in it."""


def main() -> None:
    """Record a run, or lay it beside the recorded one."""
    options = _options()
    backbone = options.folder / "backbone"
    found = curves(backbone / "metrics.jsonl")
    if options.record:
        rows = (f"  {json.dumps(name)}: {json.dumps(values)}" for name, values in found.items())
        RECORD.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
        shutil.copy(backbone / "curves.svg", PICTURE)
        print(f"{RECORD.relative_to(ROOT)}, {PICTURE.relative_to(ROOT)}")
        return
    recorded: Curves = json.loads(RECORD.read_text(encoding="utf-8"))
    print(table(recorded, found))
    apart = [ratio(recorded, found, window) for window in range(num_windows(recorded, found))]
    print("mean ratio to the recorded losses, window by window:", *(f"{value:.3f}" for value in apart))
    if not apart:
        sys.exit("the run has not yet seen a window of positions; let it go on")
    if not all(1 / (1 + SLACK) <= value <= 1 + SLACK for value in apart):
        sys.exit("it does not learn as the recorded run did")
    print("it learns as the recorded run did")


def curves(metrics: Path) -> Curves:
    """Means of whole windows of a run; the last window counts from half of it."""
    rows = list(rows_of(metrics.read_text(encoding="utf-8").splitlines()))
    most = math.floor(max(row["positions"] for row in rows) / WINDOW + 0.5)
    windows: list[dict[str, list[float]]] = [{} for _ in range(most)]
    for row in rows:
        if (window := int(row["positions"] // WINDOW)) < most:
            for name, value in row.items():
                if name not in COUNTERS:
                    windows[window].setdefault(name, []).append(value)
    names = sorted({name for window in windows for name in window})
    return {name: [_mean(window.get(name, ())) for window in windows] for name in names}


def num_windows(recorded: Curves, found: Curves) -> int:
    """Windows that both have."""
    return min(max(map(len, recorded.values()), default=0), max(map(len, found.values()), default=0))


def ratio(recorded: Curves, found: Curves, window: int) -> float:
    """Geometric mean over the losses that both have in a window."""
    pairs = [(recorded[name][window], found[name][window]) for name in recorded if name in found]
    logs = [math.log(there / here) for here, there in pairs if here and there]
    return math.exp(sum(logs) / len(logs)) if logs else math.nan


def table(recorded: Curves, found: Curves) -> str:
    """Losses at the first and the last window that both have, as Markdown."""
    last = num_windows(recorded, found) - 1
    lines = [f"| Loss | recorded, first | this run | recorded, window {last + 1} | this run |", "|---|---|---|---|---|"]
    for name in sorted(set(recorded) & set(found)) if last >= 0 else ():
        values = (recorded[name][0], found[name][0], recorded[name][last], found[name][last])
        lines.append(f"| {name} | {' | '.join('' if value is None else f'{value:.2f}' for value in values)} |")
    return "\n".join(lines)


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
