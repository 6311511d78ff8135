"""A picture of a diagram → `Chart`: every kind is tried, and the one that explains most is told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.charts.barred import bar_chart
from sensorium.abilities.documents.charts.figure import Figure, figure_of
from sensorium.abilities.documents.charts.legend import legend_of
from sensorium.abilities.documents.charts.plotted import line_chart, scatter_chart
from sensorium.abilities.documents.charts.sliced import pie_chart
from sensorium.abilities.documents.tree import Chart, Word
from sensorium.errors import InvalidInput

_FLAT = 0.72  # of the pixels lie near one of few colours; of photographs fewer do
_SMALLEST = 48  # pixels of either side


def read_chart(words: Sequence[Word], pixels: NDArray[np.uint8]) -> Chart | None:
    """The chart that a picture shows, None where it shows none.

    words: those that stand in it, boxes in its pixels; pixels: uint8, shape = (H, W, 3). Places of the result are
    pixels as well. Values are in the units of the axes; those of a pie are what its labels say, or percent. Raises
    `InvalidInput(code="invalid_image")` for pixels of another form. How: colours are clustered, ticks fitted, bars,
    paths and sectors measured (after ReVision, Savva et al. 2011, and ChartSense, Jung et al. 2017, without their
    networks).
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise InvalidInput(
            f"A chart is read from uint8 pixels of shape (height, width, 3), not {pixels.dtype} {pixels.shape}; "
            "convert the picture to RGB first.",
            code="invalid_image",
            param="pixels",
        )
    if min(pixels.shape[:2]) < _SMALLEST:
        return None
    figure = figure_of(words, pixels)
    return chart_of(figure) if figure.palette.flat >= _FLAT else None


def chart_of(figure: Figure) -> Chart | None:
    """The first kind that fits, the strictest first."""
    entries = legend_of(figure)
    return (
        pie_chart(figure, entries)
        or bar_chart(figure, entries)
        or line_chart(figure, entries)
        or scatter_chart(figure, entries)
    )
