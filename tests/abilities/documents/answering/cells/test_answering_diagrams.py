"""Questions about charts, answered out of the chart alone."""

from __future__ import annotations

import pytest

from sensorium.abilities.documents.answering.asking.questions import question_of
from sensorium.abilities.documents.answering.cells.diagrams import answers_of
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Chart, Series

BOX = Box(0, 0, 100, 100)
SURE = (0.9, 0.9, 0.9)
BOATS = Chart(
    box=BOX, kind="bar", title="Boats by town", first_axis="Town", second_axis="Boats",
    categories=("Eliham", "New Isteby", "Isteby"),
    series=(Series(name="2019", values=(12, 31, 7), confidences=SURE),
            Series(name="2020", values=(14, None, 9), confidences=SURE)),
)  # fmt: skip
ALONE = Chart(
    box=BOX, kind="line", title="Catch", categories=("2001", "2002", "2003"),
    series=(Series(name="", values=(5.5, 2, 9), confidences=SURE),),
)  # fmt: skip


def told(chart: Chart, words: str) -> list[str]:
    return [one.text for one in answers_of(chart, 1, question_of(words))]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("What is the title of the chart?", "Boats by town"),
        ("What is shown on the horizontal axis?", "Town"),
        ("What does the y-axis show?", "Boats"),
        ("How many categories are there?", "3"),
        ("How many series are drawn?", "2"),
        ("How many boats had Eliham in 2020?", "14"),
        ("2019: what is the value of New Isteby?", "31"),
        ("What was it in Isteby in 2019?", "7"),
        ("Where is 2019 highest?", "New Isteby"),
        ("Which town has the fewest in 2019?", "Isteby"),
        ("What is the highest value of 2019?", "31"),
    ],
)
def test_what_a_chart_tells(words: str, answer: str) -> None:
    assert told(BOATS, words) == [answer]


@pytest.mark.parametrize(
    "words",
    [
        "How many boats had Eliham?",  # in which year?
        "How many boats had Harbourville in 2019?",
        "What is the value for New Isteby in 2020?",  # not read
        "Where is 2020 highest?",  # one value is not known
        "How many had Eliham and Isteby in 2019?",
        "Who counted them?",
    ],
)
def test_what_it_does_not_tell(words: str) -> None:
    assert told(BOATS, words) == []


def test_a_chart_of_one_series_needs_no_name() -> None:
    assert told(ALONE, "What is the value for 2002?") == ["2"]
    assert told(ALONE, "In which year was the catch lowest?") == ["2002"]
    assert told(ALONE, "What does the horizontal axis show?") == []  # it has no name


def test_an_answer_says_how_it_came_about_and_where_it_is_from() -> None:
    (possible,) = answers_of(BOATS, 3, question_of("How many boats had Eliham in 2020?"))
    assert (possible.citations[0].page, possible.citations[0].box, possible.confidence) == (3, BOX, 0.9)
    assert possible.how == "chart: series and place by name"
