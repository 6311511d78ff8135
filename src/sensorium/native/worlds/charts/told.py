"""A chart in words alone: its print, and how far along the scale each value reaches, as they are read from a drawing.

To tell a value that is not printed is to see where it ends and to multiply that with the end of the scale. The second
is learnt from words, for a third of the price.
"""

from __future__ import annotations

import numpy as np

from sensorium.native.encoders.ends import End
from sensorium.native.worlds.charts.contents import ChartContent, Scale, chart_content, scale_for
from sensorium.native.worlds.charts.style import ChartStyle, chart_style, written
from sensorium.native.worlds.judges.reading import SEPARATOR


def told_chart(rng: np.random.Generator) -> tuple[ChartContent, str]:
    """What a chart without printed values shows, and its words in the order they are read."""
    words = chart_content(rng)
    while words.kind == "pie" or words.printed:
        words = chart_content(rng)
    scale, style = scale_for(max(words.values), rng), chart_style(rng, words, 256)
    ends = SEPARATOR.join(End.at(value / scale.top).text for value in words.values)
    title = [words.title] if words.title else []
    return words, "\n".join([*title, *_axes(words, scale, style), ends])


def _axes(words: ChartContent, scale: Scale, style: ChartStyle) -> list[str]:
    ticks = [written(tick, style, on_axis=True) for tick in scale.ticks]
    if words.kind == "bars":
        return [*words.labels, SEPARATOR.join(ticks)]
    return [*reversed(ticks), SEPARATOR.join(words.labels)]
