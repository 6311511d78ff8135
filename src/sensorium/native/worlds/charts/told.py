"""A chart in words alone: its print, and the values as they are measured in a drawing, behind it.

To tell a value that is not printed is to measure it and to find its label. The second is learnt from words, for a third
of the price.
"""

from __future__ import annotations

import numpy as np

from sensorium.native.encoders.axes import written as measured
from sensorium.native.encoders.ends import MEASURED
from sensorium.native.worlds.charts.contents import ChartContent, Scale, chart_content, scale_for
from sensorium.native.worlds.charts.style import ChartStyle, chart_style, written
from sensorium.native.worlds.judges.reading import SEPARATOR


def told_chart(rng: np.random.Generator) -> tuple[ChartContent, str, tuple[str, ...]]:
    """What a chart without printed values shows, its words in the order they are read, and its values as measured."""
    words = chart_content(rng, "train")
    while words.kind == "pie" or words.printed:
        words = chart_content(rng, "train")
    scale, style = scale_for(max(words.values), rng), chart_style(rng, words, 256)
    values = tuple(measured(value, scale.top) for value in words.values)
    title = [words.title] if words.title else []
    ends = SEPARATOR.join(f"{MEASURED} {value}" for value in values)
    return words, "\n".join([*title, *_axes(words, scale, style), ends]), values


def _axes(words: ChartContent, scale: Scale, style: ChartStyle) -> list[str]:
    ticks = [written(tick, style, on_axis=True) for tick in scale.ticks]
    if words.kind == "bars":
        return [*words.labels, SEPARATOR.join(ticks)]
    return [*reversed(ticks), SEPARATOR.join(words.labels)]
