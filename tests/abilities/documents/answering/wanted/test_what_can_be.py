"""What can be what a question wants: runs of words, names, values, parts of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.abilities.documents.answering.asking.question_words import Wanted
from sensorium.abilities.documents.answering.asking.questions import question_of
from sensorium.abilities.documents.answering.wanted.can_be import can_be
from sensorium.abilities.documents.answering.wanted.expecting import fits, parts
from sensorium.abilities.documents.answering.wanted.names import names_in
from sensorium.abilities.documents.answering.wording.tokens import tokens_of


def test_a_number_that_tells_apart_or_is_a_day_counts_nothing() -> None:
    tokens = tokens_of("Type 1 fonts of 12 March cost 30 crowns")
    places = {token.folded: at for at, token in enumerate(tokens)}
    assert can_be("number", tokens, places["30"], places["30"] + 1)
    assert not can_be("number", tokens, places["1"], places["1"] + 1)
    assert not can_be("number", tokens, places["12"], places["12"] + 1)


def test_somebody_is_not_where_it_is_from() -> None:
    tokens = tokens_of("They were brought from Tallinn by Anna Keller")
    assert not can_be("name", tokens, 4, 5)
    assert can_be("name", tokens, 6, 8)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr. Karin Oberhauser opened it in May.", ["Dr. Karin Oberhauser"]),
        ("It was bought by the Baltic Science Fund.", ["Baltic Science Fund"]),
        ("On Monday nobody came.", []),
        ("Nothing was said.", []),
    ],
)
def test_names_of_people_and_bodies(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text)] == names


@pytest.mark.parametrize(
    ("text", "wanted", "good"),
    [("in May", "date", False), ("4 May 2021", "date", True), ("twelve", "number", True), ("a lot", "amount", False),
     ("12,50", "amount", True), ("A-1234567", "name", False), ("Anna", "name", True), ("anything", "anything", True)],
)  # fmt: skip
def test_what_fits_a_question(text: str, wanted: Wanted, good: bool) -> None:
    assert fits(text, wanted, ".") == good


@settings(deadline=None)  # other work may hold a busy machine up
@given(
    st.text(max_size=80),
    st.sampled_from(["Who cut it?", "When?", "How much is it?", "How many cats?", "Where is it?", "How long?"]),
)
def test_parts_are_of_their_passage(text: str, question: str) -> None:
    for part in parts(text, question_of(question), "."):
        assert part.text.strip() in text
        assert 0 < part.sure <= 1
