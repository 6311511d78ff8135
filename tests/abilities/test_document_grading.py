"""Right and wrong answers, by value and by words; ANLS against figures worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.evaluation.documents.grading import graded, normal, numbers_in, similarity
from sensorium.abilities.evaluation.documents.questions import Form, Question


def asked(*answers: str, form: Form = "text", tolerance: float = 0.0) -> Question:
    return Question(document="a.pdf", question="What?", answers=answers, form=form, tolerance=tolerance)


@pytest.mark.parametrize(
    ("answer", "form", "given_answer", "right"),
    [
        ("On track", "text", " on  track.", True),
        ("On track", "text", "“On track”", True),
        ("On track", "text", "track", False),
        ("(134,769)", "text", "(134,769)", True),
        ("(134,769)", "text", "134,769", False),
        ("-", "text", "–", True),
        ("1234.5", "amount", "1.234,50 €", True),
        ("1234.5", "amount", "EUR 1,234.50", True),
        ("1234.5", "amount", "1,234.05", False),
        ("1234.5", "amount", "1,234.50 of 2,000.00", False),
        ("-7", "number", "-7", True),
        ("-7", "number", "7", False),
        ("3", "number", "three", True),
        ("3", "number", "There are 3.", True),
        ("3", "number", "several", False),
        ("2019-07-03", "date", "3 juli 2019", True),
        ("2019-07-03", "date", "07/03/2019", True),
        ("2019-07-03", "date", "4 July 2019", False),
        ("2019-07-03", "date", "from 3 July 2019 to 4 July 2019", False),
        ("yes", "yes_no", "Yes, it is.", True),
        ("no", "yes_no", "yes", False),
        ("no", "yes_no", "", False),
        ("no", "yes_no", "not ticked", False),
    ],
)
def test_what_is_right(answer: str, form: Form, given_answer: str, right: bool) -> None:
    assert graded(asked(answer, form=form), given_answer).right is right


@pytest.mark.parametrize(("told", "right"), [("105", True), ("95", True), ("105.1", False), ("94.9", False)])
def test_a_number_of_a_chart_may_be_off_by_its_tolerance(told: str, right: bool) -> None:
    assert graded(asked("100", form="number", tolerance=0.05), told).right is right


def test_any_of_several_answers_is_right() -> None:
    question = asked("New York", "NYC")
    assert graded(question, "nyc").right
    assert not graded(question, "York").right


@pytest.mark.parametrize(
    ("answer", "told", "anls"),
    [
        ("Central", "central", 1.0),
        ("Central", "Cantral", 1 - 1 / 7),
        ("abcd", "abxy", 0.0),  # half of it differs
        ("abcde", "abcxy", 1 - 2 / 5),
        ("Central", "", 0.0),
        ("kitten", "sitting", 1 - 3 / 7),
    ],
)
def test_anls_by_hand(answer: str, told: str, anls: float) -> None:
    assert similarity(answer, told) == pytest.approx(anls)


def test_anls_takes_the_nearest_answer() -> None:
    assert graded(asked("something else", "Central"), "Centra").anls == pytest.approx(1 - 1 / 7)


@given(st.text(max_size=40), st.text(max_size=40))
def test_similarity_is_a_share_and_takes_no_sides(first: str, second: str) -> None:
    assert 0 <= similarity(first, second) <= 1
    assert similarity(first, second) == similarity(second, first)
    assert similarity(first, first) in (0.0, 1.0)


@given(st.text(max_size=60))
def test_whatever_is_given_is_graded(told: str) -> None:
    forms: tuple[Form, ...] = ("text", "date", "amount", "number", "yes_no")
    for form in forms:
        grade = graded(asked("12", form=form), told)
        assert 0 <= grade.anls <= 1
    assert normal(normal(told)) == normal(told) or not normal(told).isascii()


@given(st.decimals(min_value=-99_999, max_value=99_999, places=2))
def test_a_number_is_found_in_the_writing_of_either_country(value: Decimal) -> None:
    english = f"{value:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for written in (english, german):
        (found,) = numbers_in(f"about {written} EUR")
        assert value in found


def test_a_number_can_mean_two_things() -> None:
    assert numbers_in("1,234") == [frozenset({Decimal(1234), Decimal("1.234")})]
    assert numbers_in("nothing here") == []
