"""Pictures that nobody drew for this: real charts (is the kind right?), other pictures (is a chart seen all the same?).

python benchmarks/charts/outside.py FOLDER [--count N]: FOLDER holds vegalite_charts and other sets,
each with manifest.jsonl and media.zip. Words are kept in out/charts.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from run import words

from sensorium.abilities.documents.charts import read_chart

NO_CHARTS = "textbook_figures clothing_photos grocery_photos noto_emoji lucide_icons storybook_pages".split()
KINDS = {"bar": "bar", "line": "line", "arc": "pie", "point": "scatter", "circle": "scatter"}
_DRAWN = ("graph", "chart", "plot")  # said of textbook figures that may be charts after all


def pictures(folder: Path) -> Iterator[tuple[dict[str, Any], NDArray[np.uint8]]]:
    """Rows of a set with their pictures, in the order of the manifest."""
    with zipfile.ZipFile(folder / "media.zip") as media:
        for line in (folder / "manifest.jsonl").read_text().splitlines():
            row = json.loads(line)
            picture = Image.open(io.BytesIO(media.read(row["path"]))).convert("RGBA")
            white = Image.new("RGBA", picture.size, "white")
            yield row, np.asarray(Image.alpha_composite(white, picture).convert("RGB"))


def mark_of(row: dict[str, Any]) -> str:
    """The kind of a Vega-Lite chart of one plain view; '' for others."""
    spec = json.loads(row["spec"]) if row.get("spec") else {}
    mark = spec.get("mark", "")
    name = mark if isinstance(mark, str) else mark.get("type", "")
    encoding = spec.get("encoding", {})
    plain = not {"row", "column", "facet"} & set(encoding) and "projection" not in spec
    return KINDS.get(name, "") if plain else ""


def real_charts(folder: Path, count: int) -> None:
    """Print how many of the plain charts are seen, and as which kind."""
    told: dict[str, Counter[str]] = {}
    wanted = ((row, pixels) for row, pixels in pictures(folder) if mark_of(row))
    for _, (row, pixels) in zip(range(count), wanted, strict=False):
        large = pixels.repeat(2, 0).repeat(2, 1)
        chart = read_chart(words(f"real_{row['path']}", large), large)
        told.setdefault(mark_of(row), Counter()).update([chart.kind if chart else "none"])
    for kind, counts in sorted(told.items()):
        print(f"real {kind:8} {sum(counts.values()):4}  {dict(counts)}", flush=True)


def false_charts(folder: Path, count: int) -> None:
    """Print how many pictures of a set were taken for charts."""
    seen, every, names = 0, 0, []
    for row, pixels in pictures(folder):
        if any(word in (row.get("text") or "").lower() for word in _DRAWN):
            continue
        chart = read_chart(words(f"{folder.name}_{Path(row['path']).name}", pixels), pixels)
        every, seen = every + 1, seen + (chart is not None)
        names += [f"{row['path']} as {chart.kind}"] if chart else []
        if every == count:
            break
    print(f"no chart {folder.name:18} {every:4}  taken for charts {seen}  {', '.join(names)}", flush=True)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=40)
    asked = parser.parse_args()
    for name in NO_CHARTS:
        false_charts(asked.folder / name, max(1, asked.count // 4))
    real_charts(asked.folder / "vegalite_charts", asked.count)


if __name__ == "__main__":
    main()
