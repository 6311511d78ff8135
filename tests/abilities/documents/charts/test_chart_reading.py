"""Charts that are drawn are read; what is no chart is none."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from drawn_charts import BASE, BLUE, GREEN, ORANGE, TOP, bars, names, row, sheet, ticks, word

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts import read_chart
from sensorium.abilities.documents.charts.labels import flipped
from sensorium.abilities.documents.tree import Word
from sensorium.errors import InvalidInput

VALUES = (35.0, 80.0, 110.0, 15.0)
TEXTS = ("North", "South", "East", "West")
LEFTS = (80, 180, 280, 380)


def test_bars_are_measured_and_named() -> None:
    pixels = sheet()
    bars(pixels, LEFTS, VALUES, BLUE)
    chart = read_chart([*ticks(), *names([left + 15 for left in LEFTS], TEXTS), word("Sales", 240, 20)], pixels)
    assert chart is not None
    assert (chart.kind, chart.title, chart.categories) == ("bar", "Sales", TEXTS)
    assert chart.series[0].values == pytest.approx(VALUES, abs=1)


def test_level_bars_are_upright_ones_lying_down() -> None:
    pixels = sheet()
    bars(pixels, LEFTS, VALUES, BLUE)
    lying = np.ascontiguousarray(pixels.swapaxes(0, 1)[:, ::-1])
    scale = [word(f"{value}", pixels.shape[0] - row(value), 30) for value in range(0, 121, 20)]
    beside = [
        word(text, pixels.shape[0] - BASE - 8, left + 15, right=True) for text, left in zip(TEXTS, LEFTS, strict=True)
    ]
    chart = read_chart([*scale, *beside], lying)
    assert chart is not None
    assert chart.categories == TEXTS
    assert chart.series[0].values == pytest.approx(VALUES, abs=1)


def test_grouped_bars_are_series_with_the_names_of_the_legend() -> None:
    pixels = sheet()
    bars(pixels, LEFTS, VALUES, BLUE)
    bars(pixels, [left + 30 for left in LEFTS], VALUES[::-1], ORANGE)
    for number, colour in enumerate((BLUE, ORANGE)):
        pixels[20:30, 300 + 90 * number : 312 + 90 * number] = colour
    legend = [word("Plan", 318, 25, left=True), word("Actual", 408, 25, left=True)]
    chart = read_chart([*ticks(), *names([left + 30 for left in LEFTS], TEXTS), *legend], pixels)
    assert chart is not None
    assert [one.name for one in chart.series] == ["Plan", "Actual"]
    assert chart.series[0].values == pytest.approx(VALUES, abs=1)
    assert chart.series[1].values == pytest.approx(VALUES[::-1], abs=1)


def test_stacked_bars_are_told_apart() -> None:
    pixels = sheet()
    bars(pixels, LEFTS, [100.0, 90.0, 80.0, 70.0], ORANGE)
    bars(pixels, LEFTS, [40.0, 30.0, 20.0, 50.0], BLUE)
    chart = read_chart([*ticks(), *names([left + 15 for left in LEFTS], TEXTS)], pixels)
    assert chart is not None
    told = {tuple(round(value or 0) for value in one.values) for one in chart.series}
    assert told == {(40, 30, 20, 50), (60, 60, 60, 20)}


def test_a_misread_tick_does_not_bend_the_scale() -> None:
    pixels = sheet()
    bars(pixels, LEFTS, VALUES, BLUE)
    read = [
        word("700" if one.text == "100" else one.text, one.box.right, one.box.center[1], right=True) for one in ticks()
    ]
    chart = read_chart([*read, *names([left + 15 for left in LEFTS], TEXTS)], pixels)
    assert chart is not None
    assert chart.series[0].values == pytest.approx(VALUES, abs=1)
    assert chart.series[0].confidences[0] < 0.95


def test_a_logarithmic_scale_is_seen() -> None:
    pixels = sheet()
    heights = {10: 220, 1000: 120, 200: 155}
    for left, top in zip((90, 190, 290), heights.values(), strict=True):
        pixels[top:270, left : left + 30] = BLUE
    scale = [
        word(text, 50, 270 - 50 * power, right=True) for power, text in enumerate(("1", "10", "100", "1000", "10000"))
    ]
    chart = read_chart(
        [*scale, *[word(text, x, 284) for text, x in (("A1x", 105), ("B1x", 205), ("C1x", 305))]], pixels
    )
    assert chart is not None
    assert chart.series[0].values == pytest.approx(tuple(heights), rel=0.06)


def test_a_line_is_followed() -> None:
    pixels = sheet()
    places = (90, 190, 290, 390)
    for x in range(90, 391):
        y = round(float(np.interp(x, places, [row(value) for value in VALUES])))
        pixels[y - 1 : y + 2, x] = GREEN
    chart = read_chart([*ticks(), *names(places, TEXTS)], pixels)
    assert chart is not None
    assert (chart.kind, chart.categories) == ("line", TEXTS)
    assert chart.series[0].values == pytest.approx(VALUES, abs=2.5)


def test_a_pie_is_told_in_percent() -> None:
    pixels = sheet()
    y, x = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    turn = np.arctan2(x - 180.0, 190.0 - y) / (2 * np.pi) % 1.0
    disc = np.hypot(x - 180.0, y - 190.0) < 130
    for start, end, colour in ((0.0, 0.5, BLUE), (0.5, 0.8, ORANGE), (0.8, 1.0, GREEN)):
        pixels[disc & (turn >= start) & (turn < end)] = colour
    legend = []
    for number, (text, colour) in enumerate((("Coal", BLUE), ("Gas", ORANGE), ("Wind", GREEN))):
        pixels[100 + 30 * number : 110 + 30 * number, 350:362] = colour
        legend.append(word(text, 368, 105 + 30 * number, left=True))
    chart = read_chart(legend, pixels)
    assert chart is not None
    assert dict(zip(chart.categories, chart.series[0].values, strict=True)) == pytest.approx(
        {"Coal": 50.0, "Gas": 30.0, "Wind": 20.0}, abs=0.6
    )


def test_points_are_a_cloud() -> None:
    pixels = sheet()
    points = [(100 + 37 * number, row(20.0 + 9 * number)) for number in range(9)]
    y, x = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    for column, line in points:
        pixels[np.hypot(x - column, y - line) < 5] = BLUE
    across = [word(f"{value}", 60 + 4 * value, BASE + 14) for value in range(0, 101, 20)]
    chart = read_chart([*ticks(), *across], pixels)
    assert chart is not None
    assert chart.kind == "scatter"
    assert [value for value in chart.series[0].values if value] == pytest.approx(
        [20.0 + 9 * n for n in range(9)], abs=1.5
    )


def test_points_above_one_another_are_all_told() -> None:
    pixels = sheet()
    heights = {BLUE: (20.0, 50.0, 80.0), ORANGE: (35.0, 65.0)}
    y, x = np.mgrid[: pixels.shape[0], : pixels.shape[1]]
    for colour, values in heights.items():
        for column, value in product((100, 200, 300), values):
            pixels[np.hypot(x - column, y - row(value)) < 5] = colour
    across = [word(f"{value}", 60 + 4 * value, BASE + 14) for value in range(0, 101, 20)]
    chart = read_chart([*ticks(), *across], pixels)
    assert chart is not None
    assert (chart.kind, len(chart.categories), len(set(chart.categories))) == ("scatter", 9, 3)
    for one, values in zip(chart.series, heights.values(), strict=True):
        told = [value for value in one.values if value is not None]
        assert len(one.values) == 9
        assert sorted(told) == pytest.approx(sorted(values * 3), abs=1.5)
        assert [sure > 0 for sure in one.confidences] == [value is not None for value in one.values]


@pytest.mark.parametrize("kind", ["blank", "noise", "gradient", "text", "table"])
def test_what_is_no_chart_is_none(kind: str) -> None:
    chance = np.random.default_rng(3)
    pixels, words = sheet(), list[Word]()
    if kind == "noise":
        pixels = chance.integers(0, 256, pixels.shape, dtype=np.uint8)
    if kind == "gradient":
        pixels = np.broadcast_to(np.linspace(0, 255, 480)[None, :, None], pixels.shape).astype(np.uint8)
    if kind == "text":
        words = [
            word(text, 60 + 90 * (n % 4), 40 + 20 * (n // 4))
            for n, text in enumerate("words of a plain page of text only".split())
        ]
    if kind == "table":
        for number in range(8):
            pixels[TOP + 30 * number : TOP + 30 * number + 15, 40:440] = (221, 235, 247)
            words += [word(f"{number}", 60, TOP + 8 + 30 * number), word("cell", 200, TOP + 8 + 30 * number),
                      word(f"{17 * number + 3}", 380, TOP + 8 + 30 * number)]  # fmt: skip
    assert read_chart(words, pixels) is None


def test_pixels_of_another_form_are_refused() -> None:
    with pytest.raises(InvalidInput, match="convert the picture to RGB"):
        read_chart([], np.zeros((100, 100), np.uint8))


def test_a_flipped_box_flips_back() -> None:
    box = Box(1.0, 2.0, 3.0, 4.0)
    assert flipped(flipped(box)) == box
