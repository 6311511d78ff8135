"""Answers of the kind that a question wants, and none where the document tells none of that kind."""

from __future__ import annotations

import pytest
from typed_page import typed, words_of

from sensorium.abilities.documents.answering import ask
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Heading, Paragraph, Reading, ReadPage

PARAGRAPHS = [
    "The chapel was painted in 1921 by Ida Brenner. It cost 1.4 million crowns, of which the parish paid a third.",
    "Captain Ole Dahl lends his boat to visitors. The cellar holds nine barrels and 300 crates.",
    "The bells were brought from Tallinn. The oldest stands in the tower. Nobody knows its weight.",
    "The choir sings on Sundays. A walk to the mill takes forty minutes. The lane is called Crow Steps.",
]


def prose(paragraphs: list[str] = PARAGRAPHS) -> Reading:
    heading = Heading(box=Box(0, 0, 500, 12), words=words_of("The chapel of Sund"))
    blocks = [
        Paragraph(box=Box(0, row * 14, 500, row * 14 + 12), words=words_of(text, row))
        for row, text in enumerate(paragraphs, 1)
    ]
    return Reading(pages=(ReadPage(number=1, width_pt=600, height_pt=800, blocks=(heading, *blocks)),))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who painted the chapel?", "Ida Brenner"),
        ("When was the chapel painted?", "1921"),
        ("How much did the chapel cost?", "1.4 million crowns"),
        ("Who lends his boat to visitors?", "Captain Ole Dahl"),
        ("How many barrels does the cellar hold?", "nine"),
        ("How many crates does the cellar hold?", "300"),
        ("Where were the bells brought from?", "Tallinn"),
        ("Where does the oldest stand?", "in the tower"),
        ("How long does a walk to the mill take?", "forty minutes"),
        ("What is the lane called?", "Crow Steps"),
        ("Who sings on Sundays?", "The choir"),
    ],
)
def test_the_part_of_a_sentence_that_is_wanted(question: str, answer: str) -> None:
    told = ask(prose(), question)
    assert told.text in (answer, answer.removesuffix(" crowns"))
    assert told.citations


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The results are distributed as Type 1 fonts and OpenType fonts.", ""),
        ("Table 3 fonts are set in; the others follow.", ""),
        ("The set has 4 fonts, of Type 1 each.", "4"),
    ],
)
def test_a_number_that_only_tells_apart_counts_nothing(sentence: str, answer: str) -> None:
    assert ask(prose([sentence]), "How many fonts are there?").text == answer


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote it?",
        "Who owns the cellar?",
        "Who brought the bells?",
        "Who sings on Mondays?",
        "When were the bells brought?",
        "When does the choir sing at Easter?",
        "How much did the bells cost?",
        "How much does a walk cost?",
        "How many bells are there?",
        "How many visitors came?",
        "How old is the mill?",
        "Where does Ida Brenner live?",
        "Where does the choir sing?",
        "What is the name of the boat?",
        "What is the mill called?",
        "Wer hat die Glocken gegossen?",
    ],
)
def test_what_the_document_does_not_tell_is_not_answered(question: str) -> None:
    told = ask(prose(), question)
    assert told.abstained
    assert told.reason


def test_an_abstention_says_what_was_wanted() -> None:
    assert "somebody's name" in ask(prose(), "Who brought the bells?").reason


def test_words_out_of_a_sentence_are_no_label() -> None:
    text = (
        "Mayor Helene Brandt cut the ribbon in the presence of some four hundred people.\nA choir sang at the opening."
    )
    assert ask(typed(text), "Who cut the ribbon?").text == "Mayor Helene Brandt"
    assert ask(typed(text), "How many children sang at the opening?").abstained
