"""Diagrams drawn as areas and curves: one figure each, with the figures and names at its axes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from layout_samples import column, line, sheet

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import blocks_of
from sensorium.abilities.documents.sheet import Fill, Sheet
from sensorium.abilities.documents.tree import Figure, Word

HEIGHTS = (120.0, 60.0, 90.0, 30.0)


def bars(heights: Sequence[float], foot: float = 400.0) -> tuple[Fill, ...]:
    return tuple(
        Fill(box=Box(120.0 + 60 * at, foot - height, 150.0 + 60 * at, foot), luminance=0.4)
        for at, height in enumerate(heights)
    )


def scale(step: float = 40.0) -> list[Word]:
    """0 to 4 from the foot upwards, left of the bars."""
    return [word for at in range(5) for word in line(str(10 * at), 96, 395 - step * at)]


def names() -> list[Word]:
    return [
        word for at, text in enumerate(("North", "South", "East", "West")) for word in line(text, 120 + 60 * at, 408)
    ]


def figures_in(page: Sheet) -> list[Figure]:
    return [block for block in blocks_of(page, ()) if isinstance(block, Figure)]


def test_bars_are_one_figure_with_what_stands_at_its_axes() -> None:
    upwards = Word(text="Tons", box=Box(80, 300, 90, 330), size_pt=10.0)
    page = sheet(column("text", 40, 60, 8), scale(), names(), fills=bars(HEIGHTS), turned=(upwards,))
    (found,) = figures_in(page)
    assert {word.text for word in found.words} == {
        "0",
        "10",
        "20",
        "30",
        "40",
        "North",
        "South",
        "East",
        "West",
        "Tons",
    }
    assert found.box.holds((300, 390))


def test_curves_have_their_scale() -> None:
    page = sheet(scale(), names(), drawings=(Box(120, 240, 330, 398),))
    (found,) = figures_in(page)
    assert len(found.words) == 9


@pytest.mark.parametrize(
    ("marks", "heights"),
    [(scale(), (20.0, 20.0, 20.0, 20.0)), ([], HEIGHTS), (scale()[:2], HEIGHTS), (line("4 17 230", 60, 395), HEIGHTS)],
    ids=["fields of a form", "no scale", "two figures", "figures in a row beside"],
)
def test_areas_that_are_no_diagram_are_no_figure(marks: list[Word], heights: tuple[float, ...]) -> None:
    page = sheet(column("text", 40, 60, 8), marks, fills=bars(heights))
    assert figures_in(page) == []


def test_marks_at_uneven_distances_are_no_scale() -> None:
    uneven = [word for top in (240, 255, 310, 395) for word in line("7", 96, top)]
    assert figures_in(sheet(uneven, fills=bars(HEIGHTS))) == []
