"""Diagrams drawn as areas and curves: one figure each, with the figures and names at its axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from layout_samples import column, line, sheet

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import blocks_of
from sensorium.abilities.documents.sheet import Fill, Sheet
from sensorium.abilities.documents.tree import Cell, Figure, Heading, Table, Word

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


def test_the_title_of_a_page_that_is_one_table_is_a_heading() -> None:
    """Although no running text is there to be larger than."""
    cells = [
        Cell(row=at, column=column, box=Box(left, 100 + 14 * at, left + 90, 114 + 14 * at), words=tuple(words))
        for at in range(20)
        for column, left in enumerate((60.0, 160.0))
        for words in [line("some cell", left, 101 + 14 * at)]
    ]
    table = Table(box=Box(60, 100, 250, 380), cells=tuple(cells), words=tuple(w for cell in cells for w in cell.words))
    title, page = line("Key figures", 60, 40, 14, bold=True), sheet([word for cell in cells for word in cell.words])
    blocks = blocks_of(replace(page, words=(*title, *page.words)), [table])
    assert [type(block) for block in blocks] == [Heading, Table]


def test_what_says_figure_and_a_number_is_no_heading() -> None:
    page = sheet(column("text", 40, 60, 8), line("Figure 1: Of the year", 40, 200, 14, bold=True))
    assert not any(isinstance(block, Heading) for block in blocks_of(page, ()))
