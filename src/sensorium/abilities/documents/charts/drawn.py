"""Charts drawn as lines and areas on a page of a PDF: its marks are laid on a canvas and read as a picture is."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.barred import bar_chart
from sensorium.abilities.documents.charts.figure import figure_of
from sensorium.abilities.documents.charts.legend import legend_of
from sensorium.abilities.documents.sheet import Fill, Sheet
from sensorium.abilities.documents.tree import Chart, Word

_PIXELS_A_POINT = 3.0
_LARGEST = 2400  # pixels of either side
_LIGHTEST = 0.985  # luminance: lighter areas are the ground
_LEAST_BARS = 3


def chart_in(sheet: Sheet, box: Box) -> Chart | None:
    """The bar chart that is drawn within `box` of a page, places in points; None where the marks do not tell one.

    Areas (`sheet.fills`) are told by their luminance, so that series of like brightness are one here. Curves have no
    paths among the marks: for lines and pies draw the region as a picture and call `read_chart`.
    """
    words = [word for word in (*sheet.words, *sheet.turned) if box.holds(word.box.center)]
    fills = [fill for fill in sheet.fills if box.holds(fill.box.center) and fill.luminance < _LIGHTEST]
    if len(fills) < _LEAST_BARS or box.width <= 0 or box.height <= 0:
        return None
    factor = min(_PIXELS_A_POINT, _LARGEST / max(box.width, box.height))
    placed = [_moved(word, box, factor) for word in words]
    figure = figure_of(placed, _canvas(fills, box, factor))
    chart = bar_chart(figure, legend_of(figure))
    return None if chart is None else _on_page(chart, words, box)


def _canvas(fills: list[Fill], box: Box, factor: float) -> NDArray[np.uint8]:
    """Areas in the order in which they were drawn, uint8, shape = (H, W, 3)."""
    height, width = math.ceil(box.height * factor), math.ceil(box.width * factor)
    canvas = np.full((height, width, 3), 255, np.uint8)
    for fill in fills:
        left, top, right, bottom = (
            round(edge * factor)
            for edge in (
                fill.box.left - box.left,
                fill.box.top - box.top,
                fill.box.right - box.left,
                fill.box.bottom - box.top,
            )
        )
        canvas[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = round(255 * fill.luminance)
    return canvas


def _moved(word: Word, box: Box, factor: float) -> Word:
    moved = word.box.moved(-box.left, -box.top)
    return Word(text=word.text, box=moved.scaled(factor), source=word.source, confidence=word.confidence)


def _on_page(chart: Chart, words: list[Word], box: Box) -> Chart:
    return Chart(
        box=box,
        words=tuple(words),
        kind=chart.kind,
        title=chart.title,
        first_axis=chart.first_axis,
        second_axis=chart.second_axis,
        categories=chart.categories,
        series=chart.series,
    )
