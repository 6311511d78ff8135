"""Every figure of the shipped weights against the positions they had seen, read from the cards in the history.

    python benchmarks/learning.py

Writes docs/learning.md and docs/learning.svg. Each card was measured by the evaluation of its day.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEIGHTS = "src/sensorium/weights/seedling/model.safetensors"
CARD = "src/sensorium/weights/seedling/README.md"
TABLE, PICTURE = ROOT / "docs/learning.md", ROOT / "docs/learning.svg"
ROW = re.compile(r"^\| (.+?) \| ([^|]+) \| ([\d.]+) \| ([\d.]+)–([\d.]+) \| ([\d.]+) \| (\d+) \|", re.MULTILINE)
POSITIONS = re.compile(r"on ([\d.]+) million positions")
COLUMNS, WIDTH, HEIGHT, TOP = 6, 178, 112, 34  # panels in a row, and of one, in pixels
INK, BAND, FAINT = "#1f5f8b", "#cfe0ec", "#b8b8b8"

INTRODUCTION = """# How each direction was learnt

Figures of all weights that were shipped, against the positions that they had seen (millions). Written by
`python benchmarks/learning.py` from their cards; each was measured on held-out cases by the evaluation of its day, the
first ones on few. Intervals, chance and the others' figures stand in the cards. The mixture, the model and the device
changed on the way (docs/LOG.md): what a curve shows is the project, not one run.

![each figure against millions of positions, with its 95% interval; dashed: chance](learning.svg)
"""


@dataclass(frozen=True)
class Point:
    """One figure of one card."""

    positions: float  # millions
    figure: float
    low: float
    high: float
    chance: float


def main() -> None:
    """Read, write, say where."""
    curves: dict[tuple[str, str], list[Point]] = {}
    cards = [card for commit in commits() if (card := git("show", f"{commit}:{CARD}"))]
    for card in cards:
        seen = POSITIONS.search(card)
        for name, measure, *numbers in ROW.findall(card) if seen else ():
            figure, low, high, chance = map(float, numbers[:4])
            curves.setdefault((name.replace(r"\|", "|"), measure), []).append(
                Point(float(seen[1]), figure, low, high, chance)
            )
    TABLE.write_text(f"{INTRODUCTION}\n{table(curves)}", encoding="utf-8")
    PICTURE.write_text(picture(curves), encoding="utf-8")
    print(f"{len(cards)} cards, {len(curves)} figures: {TABLE.relative_to(ROOT)}, {PICTURE.relative_to(ROOT)}")


def commits() -> list[str]:
    """Those that shipped weights, the first first."""
    return git("log", "--reverse", "--format=%h", "--", WEIGHTS).split()


def git(*command: str) -> str:
    """What git answers."""
    return subprocess.run(["git", "-C", str(ROOT), *command], check=True, capture_output=True, text=True).stdout


def table(curves: dict[tuple[str, str], list[Point]]) -> str:
    """All figures, a column for each number of positions."""
    seen = sorted({point.positions for curve in curves.values() for point in curve})
    lines = ["| Direction | Measure | " + " | ".join(f"{millions:g} M" for millions in seen) + " |"]
    lines.append("|---|---|" + "---|" * len(seen))
    for (name, measure), curve in curves.items():
        figures = {point.positions: f"{point.figure:.2f}" for point in curve}
        title = name.replace("|", "\\|")
        lines.append(f"| {title} | {measure} | " + " | ".join(figures.get(one, "") for one in seen) + " |")
    return "\n".join(lines) + "\n"


def picture(curves: dict[tuple[str, str], list[Point]]) -> str:
    """A panel for each figure."""
    most = max(point.positions for curve in curves.values() for point in curve)
    rows = -(-len(curves) // COLUMNS)
    panels = []
    for place, (key, curve) in enumerate(curves.items()):
        corner = f"{place % COLUMNS * WIDTH} {place // COLUMNS * HEIGHT}"
        panels.append(f'<g transform="translate({corner})">{panel(*key, curve, most)}</g>')
    size = f'width="{COLUMNS * WIDTH}" height="{rows * HEIGHT}"'
    font = 'font-family="sans-serif" font-size="10"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}><rect width="100%" height="100%" fill="white"/>'
    return head + "\n".join(panels) + "</svg>\n"


def panel(name: str, measure: str, curve: list[Point], most: float) -> str:
    """One figure between 0 and 1, with its interval and chance."""

    def at(millions: float, share: float) -> str:
        return f"{12 + millions / most * (WIDTH - 34):.1f},{HEIGHT - 12 - share * (HEIGHT - TOP - 14):.1f}"

    band = [at(point.positions, point.high) for point in curve]
    band += [at(point.positions, point.low) for point in reversed(curve)]
    line = " ".join(at(point.positions, point.figure) for point in curve)
    chance = " ".join(at(point.positions, point.chance) for point in curve)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="2" fill="{INK}"/>' for x, y in (d.split(",") for d in line.split()))
    (left, bottom), (right, top) = (at(*corner).split(",") for corner in ((0, 0), (most, 1)))
    return (
        f'<text x="12" y="14" font-weight="bold">{escape(name)}</text>'
        f'<text x="12" y="26" fill="#555">{escape(measure)} {curve[-1].figure:.2f}</text>'
        f'<path d="M{left} {top}V{bottom}H{right}" fill="none" stroke="{FAINT}"/>'
        f'<polygon points="{" ".join(band)}" fill="{BAND}"/>'
        f'<polyline points="{chance}" fill="none" stroke="{FAINT}" stroke-dasharray="3 2"/>'
        f'<polyline points="{line}" fill="none" stroke="{INK}" stroke-width="1.5"/>{dots}'
    )


if __name__ == "__main__":
    main()
