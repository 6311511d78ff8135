"""Bars drawn as areas on a page of a PDF."""

from __future__ import annotations

import pytest

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts import chart_in
from sensorium.abilities.documents.sheet import Fill, Sheet
from sensorium.abilities.documents.tree import Word


def word(text: str, right: float, y: float) -> Word:
    return Word(text=text, box=Box(right - 5.0 * len(text), y - 4, right, y + 4))


def page(*fills: Fill) -> Sheet:
    scale = [word(f"{value}", 130, 400 - value) for value in range(0, 101, 20)]
    names = [word(text, 165 + 40 * number, 410) for number, text in enumerate(("Oats", "Rye", "Corn"))]
    return Sheet(number=1, width_pt=595, height_pt=842, words=(*scale, *names), fills=fills)


def test_bars_of_a_page_are_read_in_points() -> None:
    heights = (30.0, 75.5, 90.0)
    fills = [
        Fill(box=Box(140 + 40 * n, 400 - high, 160 + 40 * n, 400), luminance=0.4) for n, high in enumerate(heights)
    ]
    region = Box(100, 280, 300, 430)
    chart = chart_in(page(*fills), region)
    assert chart is not None
    assert (chart.kind, chart.categories, chart.box) == ("bar", ("Oats", "Rye", "Corn"), region)
    assert chart.series[0].values == pytest.approx(heights, abs=0.7)


def test_no_areas_are_no_chart() -> None:
    assert chart_in(page(), Box(100, 280, 300, 430)) is None
