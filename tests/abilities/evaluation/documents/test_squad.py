"""Questions in SQuAD's form, and how its short answers are compared."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.evaluation.documents.squad import articles_of, exact, holds, normalised, overlap
from sensorium.errors import InvalidInput

FILE = {
    "data": [
        {
            "title": "Old_Bridge",
            "paragraphs": [
                {"context": "It was built in 1704.", "qas": [{"question": "When?", "answers": [{"text": "1704"}]}]},
                {"context": "It fell.", "qas": [{"question": "Why?", "answers": []}]},
            ],
        }
    ]
}


def test_an_article_is_read_with_its_questions() -> None:
    (article,) = articles_of(json.dumps(FILE))
    assert article.markdown() == "# Old Bridge\n\nIt was built in 1704.\n\nIt fell.\n"
    (asked,) = article.questions
    assert (asked.question, asked.answers, asked.paragraph) == ("When?", ("1704",), 0)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"data": [{"paragraphs": [{}]}]}', '{"data": 3}'])
def test_what_is_no_such_file_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        articles_of(text)
    assert refused.value.code == "invalid_question"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        assert all(one.questions is not None for one in articles_of(text))


def test_answers_are_compared_without_signs_and_articles() -> None:
    assert normalised("The  “Tower”, 20–18") == "tower 20 18"
    assert exact(("the tower",), "Tower.")
    assert not exact(("",), "")
    assert overlap(("New England Patriots",), "England Patriots") == pytest.approx(0.8)
    assert overlap(("north",), "south") == 0
    assert holds("They met in the old tower.", ("old tower",))
    assert not holds("They met in the old towers.", ("old tower",))


@pytest.mark.parametrize(
    ("context", "question", "answer"), [(3, "When?", "1704"), ("It.", 1, "It"), ("It.", "What?", 3)]
)
def test_what_is_no_text_is_refused(context: object, question: object, answer: object) -> None:
    asked = {"question": question, "answers": [{"text": answer}]}
    with pytest.raises(InvalidInput):
        articles_of(json.dumps({"data": [{"title": "x", "paragraphs": [{"context": context, "qas": [asked]}]}]}))
