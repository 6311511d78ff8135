"""Draws the losses of a run against positions seen, as one SVG."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

WIDTH, HEIGHT, MARGIN = 760, 420, 46
FONT = 'font-family="sans-serif" font-size="13"'
POINTS = 240  # a curve is averaged down to about this many points
COLOURS = ("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#e377c2", "#444444")
COUNTERS = ("step", "positions", "seconds", "loss")


def draw_curves(folder: Path) -> None:
    """Read `metrics.jsonl` in `folder`, write `curves.svg` beside it."""
    lines = folder / "metrics.jsonl"
    if not lines.exists():
        return
    rows = list(rows_of(lines.read_text().splitlines()))
    names = sorted({name for row in rows for name in row} - set(COUNTERS))
    if rows and names:
        (folder / "curves.svg").write_text(_svg(rows, names))


def rows_of(lines: Iterable[str]) -> Iterator[dict[str, float]]:
    """Those that were written whole: a disk without room cuts one off, and the next one stands behind it."""
    for line in lines:
        with suppress(json.JSONDecodeError):
            yield json.loads(line)


def _svg(rows: Sequence[dict[str, float]], names: Sequence[str]) -> str:
    curves = {name: _thin([(row["positions"], row[name]) for row in rows if name in row]) for name in names}
    right = max(row["positions"] for row in rows)
    top = max(value for curve in curves.values() for _, value in curve)
    body = [_axis(right, top)]
    for index, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[index % len(COLOURS)]
        points = " ".join(f"{_x(x, right):.1f},{_y(y, top):.1f}" for x, y in curve)
        body.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6"/>')
        body.append(f'<text x="{WIDTH - 96}" y="{24 + 17 * index}" fill="{colour}">{name} {curve[-1][1]:.2f}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" {FONT}>'
    return f'{head}<rect width="100%" height="100%" fill="white"/>{"".join(body)}</svg>'


def _thin(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Means of consecutive groups."""
    size = max(1, len(points) // POINTS)
    groups = [points[start : start + size] for start in range(0, len(points), size)]
    return [(group[-1][0], sum(value for _, value in group) / len(group)) for group in groups]


def _axis(right: float, top: float) -> str:
    lines = []
    for part in range(6):
        y = _y(top * part / 5, top)
        lines.append(f'<path d="M{MARGIN} {y:.1f}H{WIDTH - 110}" stroke="#ddd"/>')
        lines.append(f'<text x="6" y="{y + 4:.1f}" fill="#555">{top * part / 5:.1f}</text>')
        x = _x(right * part / 5, right)
        lines.append(f'<text x="{x - 14:.1f}" y="{HEIGHT - 12}" fill="#555">{right * part / 5e6:.1f}M</text>')
    return "".join(lines)


def _x(value: float, right: float) -> float:
    return MARGIN + value / max(right, 1) * (WIDTH - 110 - MARGIN)


def _y(value: float, top: float) -> float:
    return HEIGHT - 34 - value / max(top, 1e-9) * (HEIGHT - 60)
