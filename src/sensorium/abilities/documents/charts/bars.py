"""Bars: filled rectangles of like width that stand on one line, their heights told by the scale beside them.

Works on upright bars; level ones are upright in a frame whose rows and columns are exchanged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.components import Components
from sensorium.abilities.documents.charts.figure import Figure
from sensorium.abilities.documents.charts.labels import flipped
from sensorium.abilities.documents.charts.legend import Entry
from sensorium.abilities.documents.charts.scales import Scale

Colour = tuple[int, int, int]
_FULL = 0.6  # of its box a bar must cover: labels may stand in it
_MISSED = 3.2  # steps between zero and the ticks that were read
_THINNEST = 3  # pixels


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A rectangle of one colour; bottom is the edge nearer to the base line."""

    colour: Colour
    box: Box


@dataclass(frozen=True, kw_only=True)
class Bars:
    """Upright bars. columns: their middles from the left."""

    bars: tuple[Bar, ...]
    columns: tuple[float, ...]
    base: float
    scale: Scale
    stacked: bool
    width: float

    @property
    def extent(self) -> Box:
        return Box.around(bar.box for bar in self.bars)


def blocks_of(figure: Figure, entries: Sequence[Entry], level: bool) -> list[Bar]:
    """Every filled rectangle that may be a bar; `level`: with rows and columns exchanged."""
    patches = [entry.patch for entry in entries]
    found = []
    for coat in figure.coats:
        boxes = _rectangles(coat.solids, figure)  # softened sides of a neighbour hang on the areas themselves
        boxes += [box for box in _rectangles(coat.areas, figure) if not any(box.common(other) > 0 for other in boxes)]
        boxes = [box for box in boxes if not any(patch.grown(2).holds(box.center) for patch in patches)]
        if level:
            boxes = [flipped(box) for box in boxes]
        found += [Bar(colour=coat.colour, box=box) for box in _mended(boxes, figure.em)]
    return found


def _rectangles(areas: Components, figure: Figure) -> list[Box]:
    widths, heights = areas.sides
    full = areas.areas >= _FULL * widths * heights
    fits = full & (np.maximum(widths, heights) >= _THINNEST) & (areas.areas >= 6)
    fits &= (widths < 0.97 * figure.width) | (heights < 0.5 * figure.height)
    return [areas.box(int(index)) for index in np.flatnonzero(fits)[:1500]]


def _mended(boxes: Sequence[Box], em: float) -> list[Box]:
    """Rectangles that lines or labels cut apart, joined again."""
    columns: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for box in sorted(boxes, key=lambda box: (box.left, box.top)):
        key = next(
            (key for key in columns if abs(key[0] - box.left) <= 1 and abs(key[1] - box.right) <= 1),
            (round(box.left), round(box.right)),
        )
        columns[key].append(box)
    mended: list[Box] = []
    for column in columns.values():
        parts: list[Box] = []
        for box in sorted(column, key=lambda box: box.top):
            if parts and box.top - parts[-1].bottom <= max(3.0, 0.2 * em):
                parts[-1] = Box.around([parts[-1], box])
            else:
                parts.append(box)
        mended += parts
    return mended


def bars_of(blocks: Sequence[Bar], scale: Scale) -> Bars | None:
    """The largest set of blocks of one width that stand on one line; None for less than two."""
    top, bottom = _with_zero(scale)
    room = max(scale.step_px, 0.15 * (bottom - top))
    inside = [
        bar
        for bar in blocks
        if bar.box.top > top - 1.6 * room
        and bar.box.bottom < bottom + 1.6 * room
        and bar.box.width >= _THINNEST
        and not _beside_ticks(bar, scale)
    ]
    base = _base(inside, scale)
    if base is None:
        return None
    standing = [bar for bar in inside if _stands(bar, base)]
    if not standing or not _is_low(base, scale):
        return None
    width = _usual_width(standing)
    alike = [bar for bar in inside if abs(bar.box.width - width) <= max(2.0, 0.12 * width)]
    tall = {bar.colour for bar in alike if bar.box.height > 3}
    alike = [bar for bar in alike if bar.colour in tall]  # strips of one height are lines that cross bars
    columns = _columns(alike, width)
    chosen, stacked = _chosen(alike, columns, base)
    if len(chosen) < 2 or len(columns) < 2:
        return None
    lines = _columns(chosen, width)
    return Bars(bars=tuple(chosen), columns=tuple(lines), base=base, scale=scale, stacked=stacked, width=width)


def _with_zero(scale: Scale) -> tuple[float, float]:
    """The rows of the ticks, and of zero if it is not far: its tick may not have been read."""
    top, bottom = scale.span
    zero = scale.row(0.0)
    near = top - _MISSED * scale.step_px <= zero <= bottom + _MISSED * scale.step_px
    return (min(top, zero), max(bottom, zero)) if near else (top, bottom)


def _is_low(base: float, scale: Scale) -> bool:
    """Whether a row can be where bars begin: at zero, or at the low end of the scale."""
    low = max(scale.span, key=lambda row: -scale.value(row))
    return min(abs(base - scale.row(0.0)) if not scale.logarithmic else 1e9, abs(base - low)) <= 1.05 * scale.step_px


def _beside_ticks(bar: Bar, scale: Scale) -> bool:
    """Whether a block stands where the ticks' labels do (a scale told by labels on bars has none apart)."""
    if scale.told:
        return False
    return bar.box.left < scale.box.right and bar.box.right > scale.box.left


def _base(blocks: Sequence[Bar], scale: Scale) -> float | None:
    """The row on which most blocks stand; the row of zero if blocks stand there at all."""
    edges = Counter[int]()
    for bar in blocks:
        if bar.box.height >= 2:
            edges.update({round(bar.box.bottom), round(bar.box.top)})
    if not edges:
        return None
    near = {edge: sum(edges[edge + step] for step in (-1, 0, 1)) + 0.1 * edges[edge] for edge in edges}
    zero = scale.row(0.0)
    reach = max(4.0, 0.08 * scale.step_px)
    at_zero = {edge: count for edge, count in near.items() if abs(edge - zero) <= reach}
    best = max(at_zero or near, key=lambda edge: (near[edge], edge))
    return float(best) if near[best] >= 2 else None


def _stands(bar: Bar, base: float) -> bool:
    return abs(bar.box.bottom - base) <= 2.5 or abs(bar.box.top - base) <= 2.5


def _usual_width(blocks: Sequence[Bar]) -> float:
    widths = [bar.box.width for bar in blocks if bar.box.height > 3] or [bar.box.width for bar in blocks]
    best = max(widths, key=lambda width: (sum(abs(other - width) <= max(2, 0.08 * width) for other in widths), width))
    return float(np.median([width for width in widths if abs(width - best) <= max(2, 0.08 * best)]))


def _columns(bars: Sequence[Bar], width: float) -> list[float]:
    columns: list[list[float]] = []
    for middle in sorted(bar.box.center[0] for bar in bars):
        if columns and middle - columns[-1][0] <= max(1.5, 0.25 * width):
            columns[-1].append(middle)
        else:
            columns.append([middle])
    return [sum(column) / len(column) for column in columns]


def column_of(bar: Bar, columns: Sequence[float]) -> int:
    """The index of the column that is nearest to a bar."""
    far = [abs(bar.box.center[0] - column) for column in columns]
    return far.index(min(far))


def _chosen(bars: Sequence[Bar], columns: Sequence[float], base: float) -> tuple[list[Bar], bool]:
    """Bars that stand on the line or on another bar; whether some stand on others."""
    chosen: list[Bar] = []
    stacked = 0
    for number in range(len(columns)):
        column = [bar for bar in bars if column_of(bar, columns) == number]
        for sign in (1.0, -1.0):
            edge = base
            side = [bar for bar in column if sign * (base - bar.box.center[1]) > 0]
            for count, bar in enumerate(sorted(side, key=lambda bar: -sign * bar.box.center[1])):
                if bar.box.height <= 3 and len(column) > 1:
                    continue
                near = bar.box.bottom if sign > 0 else bar.box.top
                if abs(near - edge) > 3.5:
                    continue
                chosen.append(bar)
                stacked += count > 0
                edge = bar.box.top if sign > 0 else bar.box.bottom
    return chosen, stacked > 0


def height_of(bar: Bar, bars: Bars) -> float:
    """What a bar says: the value at its far edge, less that at its near edge where it stands on another bar."""
    above = bar.box.center[1] < bars.base
    far, near = (bar.box.top, bar.box.bottom) if above else (bar.box.bottom, bar.box.top)
    if abs(near - bars.base) <= 3.5:
        return bars.scale.value(far)
    return bars.scale.value(far) - bars.scale.value(near)


def slots_of(bars: Bars) -> list[list[int]]:
    """Columns side by side that make one category: those of other colours, close together."""
    lines = range(len(bars.columns))
    if bars.stacked:
        return [[line] for line in lines]
    colours = [next(bar.colour for bar in bars.bars if column_of(bar, bars.columns) == line) for line in lines]
    gaps = np.diff(bars.columns)
    if not len(gaps) or gaps.max() < gaps.min() + max(2.0, 0.12 * bars.width) or len(set(colours)) == 1:
        return [[line] for line in lines]
    wide = float(gaps.min()) + max(2.0, 0.12 * bars.width)
    slots: list[list[int]] = [[0]]
    for line in lines[1:]:
        apart = gaps[line - 1] > wide or colours[line] in {colours[other] for other in slots[-1]}
        slots.append([line]) if apart else slots[-1].append(line)
    return slots


def names_room(bars: Bars) -> float:
    """The row below which the names of the categories stand."""
    lowest = max(bar.box.bottom for bar in bars.bars)
    low_end = bars.scale.span[1] if not bars.scale.told and bars.base >= bars.scale.span[1] - 2 else lowest
    return max(lowest, bars.base, low_end)
