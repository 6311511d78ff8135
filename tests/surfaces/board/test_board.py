"""The scoreboard: every figure and every case stands on it, nothing runs, nothing is fetched."""

from __future__ import annotations

import re
from html import unescape

import numpy as np

from sensorium.abilities.evaluation.directions import DIRECTIONS
from sensorium.abilities.evaluation.intervals import Figure
from sensorium.abilities.evaluation.nearest import Neighbour
from sensorium.abilities.evaluation.row import Row
from sensorium.abilities.evaluation.showcase import Shown
from sensorium.content import Image, Reply, Text, Usage
from sensorium.native.worlds.example import Example
from sensorium.surfaces.board import board

PICTURE = Image(np.full((16, 16, 3), 200, np.uint8))
ROWS = [
    Row(direction="scene → what", measure="right", figure=Figure(0.8, 0.7, 0.9, 0.1, 40)),
    Row(direction="words → picture", measure="right things", figure=Figure(0.1, 0.0, 0.2, 0.1, 40)),
]


def shown(answer: str, score: float, *, fixed: bool = True) -> Shown:
    reply = Reply(parts=(Text(answer, 0.25), PICTURE), usage=Usage(prompt={}, completion={}), model="oracle")
    case = Example(task="what", prompt=("What is <b>it</b>?", PICTURE), reply=("a car",))
    return Shown(case=case, reply=reply, scores={"right": score}, fixed=fixed, neighbours=[Neighbour(PICTURE, 0.31)])


def test_figures_and_cases_stand_on_it_as_they_came() -> None:
    cases = {"scene → what": [shown("a dog", 0.0), shown("a car", 1.0, fixed=False)]}
    html = board(ROWS, cases, {"model": "oracle", "seed": 5})
    for expected in ("scene → what", "words → picture", "0.800", "0.700–0.900", "oracle", "seed: 5", "distance 0.31"):
        assert expected in html
    assert html.index("a dog") < html.index("drawn by the seed")
    assert html.count('class="badge wrong"') == html.count('class="badge right"') == 1
    assert "right with probability 0.25" in html


def test_nothing_from_outside_becomes_markup_and_nothing_is_fetched() -> None:
    html = board(ROWS, {"scene → what": [shown("<script>alert(1)</script>", 0.0)]}, {"model": "<i>oracle</i>"})
    assert "<script" not in html
    assert "<b>it</b>" not in html
    assert "<i>oracle" not in html
    policy = unescape(html.split('content="', 1)[1].split('"', 1)[0])
    assert "default-src 'none'" in policy
    assert "script-src 'none'" in policy
    assert "http" not in html.replace("http-equiv", "")


def test_marks_of_an_interval_stand_beside_each_other() -> None:
    """In HTML an SVG element that is not closed holds all that follows it, and hides it."""
    html = board(ROWS, {}, {})
    assert html.count("<line") == html.count("</line>") == 3 * len(ROWS)
    assert html.count("<circle") == html.count("</circle>") == len(ROWS)


def test_every_figure_leads_to_its_own_cases() -> None:
    figures = [Row(direction=one.name, measure="right", figure=ROWS[0].figure) for one in DIRECTIONS]
    html = board(figures, {}, {})
    chapters = re.findall(r'<section id="([^"]+)"', html)
    assert len(set(chapters)) == len(DIRECTIONS)
    assert re.findall(r'href="#([^"]+)"', html) == chapters


def test_without_cases_the_figures_stand_alone() -> None:
    html = board(ROWS, {}, {})
    assert html.count("<article") == 0
    assert html.count("<tr>") == 3
