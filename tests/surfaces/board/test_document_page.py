"""Figures on questions about documents, drawn and as a page: all of them stand there, in place, and nothing runs."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sensorium.abilities.evaluation.documents.analysing import Case, Row, gaps, rows
from sensorium.abilities.evaluation.documents.grading import graded
from sensorium.abilities.evaluation.documents.questions import Question
from sensorium.abilities.evaluation.documents.respondents import Given
from sensorium.surfaces.board.document_page import document_page, in_words
from sensorium.surfaces.board.document_plot import LEFT, WIDTH, drawing

SVG = "{http://www.w3.org/2000/svg}"


def case(by: str, about: str, given: str) -> Case:
    question = Question(document="a.pdf", question="Who <b>?", answers=("Ann",), about=about)  # type: ignore[arg-type]
    return Case(
        respondent=by, question=question, given=Given(text=given, reason="not there"), grade=graded(question, given)
    )


CASES = [
    *(case("reader", "text", "Ann") for _ in range(3)),
    *(case("reader", "chart", given) for given in ("Ann", "<script>", "Bob", "")),
    *(case("<model>", "text", "Bob") for _ in range(3)),
]
ROWS = rows(CASES)


def dots(found: list[Row]) -> list[tuple[float, float]]:
    tree = ET.fromstring(drawing(found))
    groups = [group for group in tree.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    circles = [group.find(f"{SVG}circle") for group in groups]
    return [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in circles if one is not None]


def test_every_row_has_a_dot_where_its_figure_is() -> None:
    places = dots(ROWS)
    assert len(places) == len(ROWS)
    drawn = sorted((x - LEFT) / WIDTH for x, _ in places)
    assert drawn == pytest.approx(sorted(row.right.mean for row in ROWS), abs=1e-3)
    assert len({y for _, y in places}) == len(ROWS)


def test_a_drawing_names_everybody_and_holds_no_markup_from_outside() -> None:
    svg = drawing(ROWS)
    assert "&lt;model&gt;" in svg
    assert "<model>" not in svg
    assert f"{ROWS[0].right.mean:.1%}" in svg


def test_the_page_shows_figures_and_every_case(tmp_path: Path) -> None:
    html = document_page(ROWS, gaps(ROWS), CASES, {"set": "shipped"})
    assert "set: shipped" in html
    assert html.count("Who &lt;b&gt;?") == len(CASES)
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "— not there" in html
    assert 'class="wrong"' in html
    assert not re.search(r"https?://(?!www\.w3\.org)", html)
    for gap in gaps(ROWS):
        assert in_words(gap) in html


def test_a_gap_in_words() -> None:
    (gap,) = gaps(ROWS)
    assert in_words(gap).startswith("reader: text questions +75.0 points against visual ones (95%: ")
