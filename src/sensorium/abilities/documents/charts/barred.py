"""Bars, their scale and their names → `Chart` of kind "bar"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.bars import (
    Bar,
    Bars,
    Colour,
    bars_of,
    blocks_of,
    column_of,
    height_of,
    names_room,
    slots_of,
)
from sensorium.abilities.documents.charts.figure import Figure
from sensorium.abilities.documents.charts.labels import Label, flipped
from sensorium.abilities.documents.charts.legend import Entry, name_of
from sensorium.abilities.documents.charts.places import names_of, side_names
from sensorium.abilities.documents.charts.scales import Scale, level_scales, upright_scales
from sensorium.abilities.documents.charts.titles import titles_of
from sensorium.abilities.documents.charts.told import told_scale
from sensorium.abilities.documents.tree import Chart, Series

_EMPTY = 0.5  # confidence in nothing where a bar could stand


@dataclass(frozen=True, kw_only=True)
class _Found:
    """Bars in a frame in which they are upright; labels: all of the picture in that frame."""

    bars: Bars
    slots: list[list[int]]
    names: list[str]
    named: list[Label]
    level: bool
    labels: list[Label]

    @property
    def score(self) -> tuple[float, int]:
        spread = float(np.ptp([bar.box.height for bar in self.bars.bars])) > 2
        return len(self.bars.bars) * (1.0 if spread else 0.4) + 2 * sum(map(bool, self.names)), len(self.named)


def bar_chart(figure: Figure, entries: Sequence[Entry]) -> Chart | None:
    """The chart if its bars agree with a scale, upright or level; None where there are none."""
    found = [one for level in (False, True) if (one := _found(figure, entries, level))]
    if not found:
        return None
    best = max(found, key=lambda one: one.score)
    return (
        None
        if _is_table(best) or _is_thin(best, figure) or _is_even(best, figure.em)
        else _chart(figure, entries, best)
    )


def _found(figure: Figure, entries: Sequence[Entry], level: bool) -> _Found | None:
    entry_labels = {id(entry.name) for entry in entries}
    originals = [label for label in figure.labels if id(label) not in entry_labels]
    labels = [label.flipped() for label in originals] if level else originals
    blocks = blocks_of(figure, entries, level)
    scales = (level_scales if level else upright_scales)(originals, figure.em, least=2)
    candidates = [bars for scale in scales[:3] if (bars := bars_of(blocks, scale))]
    if not any(len(bars.scale.ticks) > 2 for bars in candidates):
        scale = told_scale(blocks, labels, figure.em, level=level)
        candidates += [bars for bars in [scale and bars_of(blocks, scale)] if bars]
    if not candidates:
        return None
    bars = max(candidates, key=lambda bars: (len(bars.bars), len(bars.scale.ticks)))
    if len(bars.scale.ticks) < 3 and len(bars.bars) < 3:
        return None
    return _named(bars, labels, figure.em, level)


def _named(bars: Bars, labels: list[Label], em: float, level: bool) -> _Found:
    slots = slots_of(bars)
    places = [float(np.mean([bars.columns[line] for line in slot])) for slot in slots]
    ticks = {tick.box for tick in bars.scale.ticks}
    free = [label for label in labels if label.box not in ticks]
    edge = names_room(bars)
    if level:  # names stand left of level bars: rows that lie above the bars' feet in this frame
        free = [label for label in free if not label.turned]
        mirrored = [_mirrored(label) for label in free]
        left = -min(bars.base, *(bar.box.top for bar in bars.bars))
        names, used = side_names(places, mirrored, left, em)
        back = {id(new): old for new, old in zip(mirrored, free, strict=True)}
        used = [back[id(label)] for label in used]
    else:
        names, used = names_of(places, free, edge, em)
    return _Found(bars=bars, slots=slots, names=names, named=used, level=level, labels=labels)


def _mirrored(label: Label) -> Label:
    box = label.box
    return Label(words=label.words, box=Box(box.left, -box.bottom, box.right, -box.top), turned=label.turned)


def _is_table(found: _Found) -> bool:
    """Rows of a table in colours: long bars of one length, full of words."""
    boxes = [bar.box for bar in found.bars.bars]
    heights = np.array([box.height for box in boxes])
    inside = sum(any(box.holds(label.box.center) for box in boxes) for label in found.labels)
    return bool(np.ptp(heights) <= 2 and inside >= len(boxes)) or inside > 3 * len(boxes)


def _is_even(found: _Found, em: float) -> bool:
    """Strokes of one length are ticks, areas of one size without gaps are the cells of a grid."""
    heights = [bar.box.height for bar in found.bars.bars]
    gaps = np.diff(found.bars.columns) - found.bars.width
    strokes = found.bars.width < 0.6 * em or max(heights) < 0.8 * em
    return float(np.ptp(heights)) <= 2 and (strokes or float(gaps.min()) <= 3)


def _is_thin(found: _Found, figure: Figure) -> bool:
    """Ticks and letters make no chart: bars must cover something."""
    covered = sum(bar.box.area for bar in found.bars.bars)
    return covered < 0.004 * figure.height * figure.width


def _chart(figure: Figure, entries: Sequence[Entry], found: _Found) -> Chart:
    series = _series(found, entries)
    names = found.names
    if not any(names) and len(entries) == len(found.slots) and len(series) == 1:
        names = [name_of(_colour_at(found, slot), entries) for slot in found.slots]
    extent = flipped(found.bars.extent) if found.level else found.bars.extent
    used = _used(figure, entries, found)
    titles = titles_of(figure.labels, used, extent, figure.em)
    first, second = (titles.beside, titles.under) if found.level else (titles.under, titles.beside)
    words = tuple(word for label in figure.labels for word in label.words)
    return Chart(
        box=Box(0.0, 0.0, float(figure.width), float(figure.height)),
        words=words,
        kind="bar",
        title=titles.title,
        first_axis=first,
        second_axis=second,
        categories=tuple(names),
        series=series,
    )


def _used(figure: Figure, entries: Sequence[Entry], found: _Found) -> list[Label]:
    """Labels as they stand in the figure that ticks, names and the legend took."""
    boxes = {label.box for label in (*found.named, *found.bars.scale.ticks)}
    boxes = {flipped(box) for box in boxes} if found.level else boxes
    return [label for label in figure.labels if label.box in boxes] + [entry.name for entry in entries]


def _colour_at(found: _Found, slot: Sequence[int]) -> Colour:
    return next(bar.colour for bar in found.bars.bars if column_of(bar, found.bars.columns) in slot)


def _series(found: _Found, entries: Sequence[Entry]) -> tuple[Series, ...]:
    """One for every colour, in the order of the legend, else from the left; one in all where colours only adorn."""
    bars = found.bars
    colours = list(dict.fromkeys(bar.colour for bar in sorted(bars.bars, key=lambda bar: bar.box.left)))
    alone = not bars.stacked and all(len(slot) == 1 for slot in found.slots)
    if alone:
        return (_one(found, None, ""),)
    order = [entry.colour for entry in entries]
    colours.sort(key=lambda colour: order.index(colour) if colour in order else len(order))
    return tuple(_one(found, colour, name_of(colour, entries)) for colour in colours)


def _one(found: _Found, colour: Colour | None, name: str) -> Series:
    values, confidences = [], []
    for slot in found.slots:
        mine = [
            bar
            for bar in found.bars.bars
            if column_of(bar, found.bars.columns) in slot and colour in (None, bar.colour)
        ]
        value, confidence = _told(mine, found.bars)
        values.append(value)
        confidences.append(confidence)
    return Series(name=name, values=tuple(values), confidences=tuple(confidences))


def _told(mine: Sequence[Bar], bars: Bars) -> tuple[float | None, float]:
    if not mine:
        zero = abs(bars.scale.row(0.0) - bars.base) < 4
        return (0.0, _EMPTY * bars.scale.confidence) if zero else (None, 0.0)
    value = sum(height_of(bar, bars) for bar in mine)
    return rounded(value, bars.scale), 0.97 * bars.scale.confidence


def rounded(value: float, scale: Scale) -> float:
    """To a twentieth of a pixel's worth: more digits than the picture can hold say nothing."""
    worth = abs(scale.slope) if not scale.logarithmic else abs(value) * abs(scale.slope) * np.log(10)
    digits = int(np.ceil(-np.log10(max(worth, 1e-12)))) + 1
    return round(value, digits)
