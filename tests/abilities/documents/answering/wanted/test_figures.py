"""Figures with what belongs to them, and which of several a question means."""

from __future__ import annotations

import time

import pytest

from sensorium.abilities.documents.answering.asking.questions import question_of
from sensorium.abilities.documents.answering.wanted.figures import figures_in, fitting, shares_in, told_by_figure


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Europe accounted for 43% of revenue, Asia for 31 percent.", ["43%", "31 percent"]),
        ("About two thirds were placed online, a quarter by phone.", ["two thirds", "a quarter"]),
        ("One in five employees works part-time.", ["One in five"]),
        ("Thirty percent voted; half of them by post.", ["Thirty percent", "half"]),
        ("In the second half of the year we met half an hour a day.", []),
        ("In the third quarter sales were 12 million.", []),
        (
            "Ein Drittel der Häuser, 7,5 % der Wohnungen und die Hälfte der Mieter.",
            ["Ein Drittel", "7,5 %", "die Hälfte"],
        ),
        ("Une famille sur dix, un quart des ventes, la moitié.", ["Une famille sur dix", "un quart", "la moitié"]),
        ("Dos tercios de los socios y la mitad de los gastos.", ["Dos tercios", "la mitad"]),
    ],
)
def test_shares_are_found_with_their_signs_and_words(text: str, shares: list[str]) -> None:
    assert [text[slice(*place)] for place in shares_in(text, ".")] == shares


def test_figures_are_shares_sums_and_measures() -> None:
    text = "A room costs 148 euros per week, 12% more; it is 14 m² large and 20 minutes from the 3 libraries."
    found = [(one.kind, text[slice(*one.place)]) for one in figures_in(text, ".")]
    assert found == [("money", "148 euros per week"), ("share", "12%"), ("measure", "14 m²"), ("measure", "20 minutes")]


@pytest.mark.parametrize(
    ("text", "question", "figure"),
    [
        (
            "Europe gave 43% of revenue, Asia 31 percent and America 26%.",
            "What share of revenue came from Asia?",
            "31 percent",
        ),
        ("Coal gave 20% of the power, wind 35%.", "What percentage of the power came from wind?", "35%"),
        ("It grew from 28% to 33%.", "What percentage is it?", "33%"),
        ("It grew from 28% to 33%.", "What percentage was it before?", "28%"),
        ("The rate rose to 33%, from 28% the year before.", "What percentage is the rate?", "33%"),
    ],
)
def test_the_figure_that_fits_a_question_comes_first(text: str, question: str, figure: str) -> None:
    best = fitting(text, shares_in(text, "."), question, question_of(question).words)[0]
    assert text[slice(*best)] == figure


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Staff turnover fell to 7.5%.", "fell to 7.5", "7.5%"),
        ("The dividend is proposed at 1.20 euros per share.", "proposed at 1.20", "1.20 euros per share"),
        ("Ida Brenner painted 12% of it.", "Ida Brenner", "Ida Brenner"),
        ("It has 12% of fat and 3% of salt.", "12% of fat and 3", "12% of fat and 3"),
    ],
)
def test_words_that_lead_up_to_a_figure_are_dropped_and_its_unit_is_kept(text: str, words: str, told: str) -> None:
    start = text.index(words)
    assert text[slice(*told_by_figure(text, (start, start + len(words)), figures_in(text, ".")))] == told


def test_a_passage_full_of_figures_is_judged_in_a_moment() -> None:
    text = "; ".join(f"{number}% of part {number}" for number in range(600))
    began = time.process_time()
    found = shares_in(text, ".")
    asked = "What percentage is part 431?"
    assert text[slice(*fitting(text, found, asked, question_of(asked).words)[0])] == "431%"
    assert time.process_time() - began < 5
