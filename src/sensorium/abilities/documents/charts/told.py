"""The scale of bars that have no axis but carry their values as labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sensorium.abilities.documents.charts.bars import Bar
from sensorium.abilities.documents.charts.labels import Label
from sensorium.abilities.documents.charts.scales import Scale

_AGREE_PX = 3.0


def told_scale(blocks: Sequence[Bar], labels: Sequence[Label], em: float, *, level: bool) -> Scale | None:
    """The scale on which numbers at the upper ends of bars agree with their heights; None where they do not."""
    pairs = [pair for bar in blocks if (pair := _pair(bar, labels, em, level=level))]
    if len(pairs) < 3:
        return None
    base = float(np.median([_foot(bar, level) for bar, _, _ in pairs]))
    standing = [pair for pair in pairs if abs(_foot(pair[0], level) - base) <= 2.5 and pair[1] > 0]
    if len(standing) < 3:
        return None
    heights = np.array([bar.box.height for bar, _, _ in standing])
    values = np.array([value for _, value, _ in standing])
    slope = float(np.median(values / heights))
    agree = np.abs(values / slope - heights) <= np.maximum(_AGREE_PX, 0.02 * heights)
    if agree.sum() < max(3, 0.7 * len(standing)) or np.ptp(heights[agree]) < 4:
        return None
    ticks = tuple(label for (_, _, label), fits in zip(standing, agree, strict=True) if fits)
    slope = slope if level else -slope
    return Scale(
        slope=slope,
        offset=-slope * base,
        logarithmic=False,
        ticks=ticks,
        asked=len(standing),
        step_px=float(heights.max()),
        told=True,
    )


def _foot(bar: Bar, level: bool) -> float:
    return bar.box.top if level else bar.box.bottom


def _pair(bar: Bar, labels: Sequence[Label], em: float, *, level: bool) -> tuple[Bar, float, Label] | None:
    """The bar, its number and the label that says it: over its end or within it."""
    end, reach = (bar.box.bottom, 4.0 * em) if level else (bar.box.top, 2.2 * em)
    near = [
        label
        for label in labels
        if label.readings
        and abs(label.box.center[0] - bar.box.center[0]) < 0.5 * bar.box.width
        and abs(label.box.center[1] - end) < reach
    ]
    if not near:
        return None
    label = min(near, key=lambda label: abs(label.box.center[1] - end))
    return bar, label.readings[0], label
