"""Short answers to questions in other words than the text's, by class: what was mended stays mended."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.abilities.documents.answering import Answered, ask
from sensorium.abilities.documents.answering.asked_words import asked_words
from sensorium.abilities.documents.answering.can_be import can_be
from sensorium.abilities.documents.answering.meeting import ALIKE, KIN, met
from sensorium.abilities.documents.answering.questions import question_of
from sensorium.abilities.documents.answering.ranking import Ranking
from sensorium.abilities.documents.answering.retrieval import Index, stems
from sensorium.abilities.documents.answering.short_features import Scene, features
from sensorium.abilities.documents.answering.tokens import LONGEST, runs, tokens_of
from sensorium.abilities.documents.answering.weights import chance, sections, weighed
from sensorium.abilities.documents.reading import reading_of
from sensorium.abilities.documents.way import Way
from sensorium.media import sources

HARBOUR = """# Port Ellery

The harbour of Port Ellery was established in 1742 by the merchant Josiah Crane. Its population was 14,250 in 1901, and
62% of the inhabitants were fishermen.

The lighthouse keeper Martha Quill rescued nine sailors during the storm of 1888. She was awarded the Silver Anchor, a
medal of the fishing guild. The guild was dissolved because of unpaid debts.
"""


def asked(question: str) -> Answered:
    return ask(reading_of(sources.load(HARBOUR.encode(), name="port.md"), Way()), question)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("In what year was the harbour of Port Ellery established?", "1742"),
        ("Which lighthouse keeper rescued nine sailors during the storm?", "Martha Quill"),
    ],
)
def test_what_is_asked_for_by_a_noun_is_told_in_few_words(question: str, answer: str) -> None:
    told = asked(question)
    assert answer in told.text
    assert len(told.text.split()) < 6
    assert answer in told.citations[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Who composed the anthem of the republic?",
        "What language do the monks of the abbey speak?",
        "How many trains leave the station on Fridays?",
        "Which planet did the telescope discover?",
    ],
)
def test_what_another_text_would_tell_is_not_answered(question: str) -> None:
    assert asked(question).abstained


def test_kinds_of_question_are_known() -> None:
    kinds = {
        text: asked_words(question_of(text)).sought for text in ("What percentage voted?", "In which year was it?")
    }
    assert list(kinds.values()) == ["percent", "date"]
    taken = asked_words(question_of("Which type of boat was sunk?"))
    assert (taken.sought, taken.nouns) == ("noun", tuple(stems("boat")))


def test_words_of_one_family_and_of_one_meaning_are_met() -> None:
    for one, other, how in (("translate", "translation", KIN), ("found", "establish", ALIKE), ("boat", "bread", 0)):
        assert met(*stems(f"{one} {other}")) == how


def test_a_passage_is_found_by_another_form_of_its_word() -> None:
    texts = ["The bells rang.", "Interceptions decided the match.", "The crowd went home."]
    ranking = Ranking(Index(texts, ["", "", ""]))
    assert ranking.ranked(stems("intercepted"))[0][1] == 1
    assert ranking.ranked(["nowhere"]) == []


def test_neighbours_lift_a_passage() -> None:
    texts = ["The keeper slept.", "The storm came.", "A tree fell.", "Rain fell in the storm."]
    ranking = Ranking(Index(texts, [""] * 4))
    plain, lifted = ({n: s for s, n in ranking.ranked(["keeper", "storm"], around=how)} for how in (0.0, 0.3))
    assert lifted[1] > plain[1]


def test_runs_end_at_signs_but_not_at_initials_and_days() -> None:
    def said(text: str) -> set[str]:
        tokens = tokens_of(text)
        return {text[tokens[start].start : tokens[end - 1].end] for start, end in runs(tokens)}

    assert "John C. Messenger" in said("It was written by John C. Messenger.")
    assert "21. September 2024" in said("Das Rennen war am 21. September 2024.")
    assert "end. Night" not in said("That was the end. Night fell.")
    assert "Miller" in said("Miller’s ball")


@given(st.text(max_size=120))
def test_runs_lie_within_any_text(text: str) -> None:
    tokens = tokens_of(text)
    assert all(0 <= one.start < one.end <= len(text) for one in tokens)
    for start, end in runs(tokens):
        assert 0 < end - start <= LONGEST
        assert not tokens[start].small
        assert not tokens[end - 1].small


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


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=80))
def test_any_run_of_any_text_can_be_weighed(question: str, text: str) -> None:
    taken = asked_words(question_of(question))
    scene = Scene(tokens=tokens_of(text), asked=taken, weights=[1.0] * len(taken.words), rank=0, covered=0.5, fit=1.0)
    for start, end in runs(scene.tokens):
        told = features(scene, start, end)
        assert all(isfinite(value) for value in told.values())
        assert abs(weighed(told, "run")) < 1000


def test_weights_are_of_features_that_there_are() -> None:
    assert set(sections()) == {"run", "short", "sentence"}
    taken = asked_words(question_of("When did the harbour open?"))
    scene = Scene(
        tokens=tokens_of("The harbour opened in 1742."), asked=taken, weights=[1.0, 1.0], rank=0, covered=1, fit=1
    )
    assert set(features(scene, 3, 4)) & set(sections()["run"])
    assert 0 < chance({"always": 1.0}, "short") < 0.5
