"""What a question asks, and what of it is quoted."""

from __future__ import annotations

import pytest

from sensorium.abilities.documents.answering.asking.asked_words import asked_words
from sensorium.abilities.documents.answering.asking.questions import question_of, quoted_in
from sensorium.abilities.documents.answering.wording.stems import stems


def test_kinds_of_question_are_known() -> None:
    kinds = {
        text: asked_words(question_of(text)).sought for text in ("What percentage voted?", "In which year was it?")
    }
    assert list(kinds.values()) == ["share", "date"]
    taken = asked_words(question_of("Which type of boat was sunk?"))
    assert (taken.sought, taken.nouns) == ("noun", tuple(stems("boat")))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("Ile stron ma raport?", "number"), ("Who wrote the file?", "name"), ("Which profile is it?", "anything")],
)
def test_a_word_that_asks_is_a_whole_one(text: str, wanted: str) -> None:
    assert question_of(text).wanted == wanted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("What is “A b”?", ["A b"]), ('the "x" and the "y"', ["x", "y"]), ("«Là» et l'eau, d'où", ["Là"]),
     ("the choir's mill's", []), ("under ‘Net’ in 'Gross'", ["Net", "Gross"]), ("„Ja“", ["Ja"])],
)  # fmt: skip
def test_what_stands_in_quotation_marks(text: str, quoted: list[str]) -> None:
    assert quoted_in(text) == quoted
