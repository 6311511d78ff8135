"""Short answers to questions in other words than the text's, by class: what was mended stays mended."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.abilities.documents.answering import Answered, ask
from sensorium.abilities.documents.answering.asking.asked_words import asked_words
from sensorium.abilities.documents.answering.asking.questions import question_of
from sensorium.abilities.documents.answering.running_text.short_features import Scene, features
from sensorium.abilities.documents.answering.running_text.weights import chance, sections, weighed
from sensorium.abilities.documents.answering.wording.tokens import runs, tokens_of
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
    assert set(sections()) == {"run", "short", "sentence", "figure run", "figure"}
    taken = asked_words(question_of("When did the harbour open?"))
    scene = Scene(
        tokens=tokens_of("The harbour opened in 1742."), asked=taken, weights=[1.0, 1.0], rank=0, covered=1, fit=1
    )
    assert set(features(scene, 3, 4)) & set(sections()["run"])
    assert 0 < chance({"always": 1.0}, "short") < 0.5
