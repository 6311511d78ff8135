"""Charts drawn by several engines, read and compared with what they say. From the root of the repository:

python benchmarks/charts/run.py [engine …] [--count N] [--errors]. Pictures and words are kept in out/charts.
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import in_matplotlib
import in_svg
import in_vega
import numpy as np
from measures import Score, score_of
from numpy.typing import NDArray
from PIL import Image
from print_reading import words_of
from truths import Truth, truth_of

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts import read_chart
from sensorium.abilities.documents.tree import Word

ENGINES: dict[str, Callable[[Truth], bytes]] = {
    "matplotlib": in_matplotlib.render,
    "vega": in_vega.render,
    "chromium": in_svg.render_by_chromium,
    "typst": in_svg.render_by_typst,
}
FIRST_SEED = {"matplotlib": 0, "vega": 1000, "chromium": 2000, "typst": 3000}
KEPT = Path("out/charts")
_TOTALS = "kind values right_axis right_self names names_right series series_right title".split()


def picture(engine: str, truth: Truth) -> NDArray[np.uint8]:
    """The drawn chart, uint8, shape = (H, W, 3)."""
    path = KEPT / f"{engine}_{truth.seed}.png"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(ENGINES[engine](truth))
    return np.asarray(Image.open(io.BytesIO(path.read_bytes())).convert("RGB"))


def words(name: str, pixels: NDArray[np.uint8]) -> list[Word]:
    """Its words by rapidocr, kept beside the picture."""
    path = KEPT / f"{name}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([(word.text, word.box.told(), word.confidence) for word in words_of(pixels)]))
    return [
        Word(text=text, box=Box(*edges), source="rapidocr", confidence=sure)
        for text, edges, sure in json.loads(path.read_text())
    ]


def scores(engine: str, count: int, *, errors: bool) -> dict[str, list[Score]]:
    """Scores of `count` charts by their forms."""
    found: dict[str, list[Score]] = {}
    for seed in range(FIRST_SEED[engine], FIRST_SEED[engine] + count):
        truth = truth_of(seed)
        pixels = picture(engine, truth)
        chart = read_chart(words(f"{engine}_{seed}", pixels), pixels)
        score = score_of(truth, chart)
        found.setdefault(truth.form, []).append(score)
        if errors and (score.right_axis < score.values or score.names_right < score.names):
            got = chart and (chart.kind, chart.categories, [(one.name, one.values) for one in chart.series])
            right = f"{score.right_axis}/{score.values} names {score.names_right}/{score.names}"
            print(f"{engine} {seed} {truth.form}: {right}\n   want {truth.categories} {truth.series}\n   got  {got}")
    return found


def told(name: str, some: list[Score]) -> str:
    """One row of the table."""

    def share(right: int, of: int) -> str:
        return f"{100 * right / of:6.1f}" if of else "     –"

    count, totals = len(some), {key: sum(asdict(one)[key] for one in some) for key in _TOTALS}
    return (f"{name:28}{count:5}{share(totals['kind'], count)}{share(totals['right_axis'], totals['values'])}"
            f"{share(totals['right_self'], totals['values'])}{share(totals['names_right'], totals['names'])}"
            f"{share(totals['series_right'], totals['series'])}{share(totals['title'], count)}")  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engines", nargs="*", default=list(ENGINES))
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    print(f"{'percent':28}    n  kind  5%ax 5%val names   ser title")
    for engine in asked.engines:
        found = scores(engine, asked.count, errors=asked.errors)
        for form, some in found.items():
            print(told(f"{engine} {form}", some))
        print(told(f"{engine} all", [one for some in found.values() for one in some]))


if __name__ == "__main__":
    main()
