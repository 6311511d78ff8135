"""Words of a text, runs of them, and where one meets another."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.abilities.documents.answering.wording.meeting import ALIKE, KIN, met
from sensorium.abilities.documents.answering.wording.stems import stems
from sensorium.abilities.documents.answering.wording.tokens import LONGEST, runs, tokens_of


def test_words_of_one_family_and_of_one_meaning_are_met() -> None:
    for one, other, how in (("translate", "translation", KIN), ("found", "establish", ALIKE), ("boat", "bread", 0)):
        assert met(*stems(f"{one} {other}")) == how


def test_runs_end_at_signs_but_not_at_initials_and_days() -> None:
    def said(text: str) -> set[str]:
        tokens = tokens_of(text)
        return {text[tokens[start].start : tokens[end - 1].end] for start, end in runs(tokens)}

    assert "John C. Messenger" in said("It was written by John C. Messenger.")
    assert "21. September 2024" in said("Das Rennen war am 21. September 2024.")
    assert "end. Night" not in said("That was the end. Night fell.")
    assert "Miller" in said("Miller’s ball")


def test_a_word_ends_behind_its_last_vowel() -> None:
    assert [text[one.start : one.end] for text in ("दिल्ली।",) for one in tokens_of(text)] == ["दिल्ली"]


@settings(deadline=None)  # other work may hold a busy machine up
@given(st.text(max_size=120))
def test_runs_lie_within_any_text(text: str) -> None:
    tokens = tokens_of(text)
    assert all(0 <= one.start < one.end <= len(text) for one in tokens)
    for start, end in runs(tokens):
        assert 0 < end - start <= LONGEST
        assert not tokens[start].small
        assert not tokens[end - 1].small
