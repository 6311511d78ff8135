"""Words made comparable: what readers confuse is one, likeness by edits, words that lie in their text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.printed.folding import edits, fold, likeness, likeness_from, pieces, plain_figures


@given(st.text(max_size=12), st.text(max_size=12))
def test_edits_are_a_distance(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))


@given(st.text("abcde", max_size=10), st.text("abcde", max_size=10), st.floats(0.05, 1))
def test_likeness_from_some_degree_is_likeness(one: str, other: str, least: float) -> None:
    found = likeness(one, other)
    assert likeness_from(one, other, least) == (found if found >= least else 0.0)


@given(st.text(max_size=40))
def test_pieces_lie_in_their_text(text: str) -> None:
    for piece in pieces(text):
        assert 0 <= piece.start < piece.end <= len(text)


@given(st.text(max_size=40))
def test_figures_of_any_script_become_plain_one_for_one(text: str) -> None:
    assert len(plain_figures(text)) == len(text)
    assert not any(one.isdecimal() and not one.isascii() for one in plain_figures(text))


def test_a_wide_comma_between_other_than_thousands_parts_a_sentence() -> None:
    assert plain_figures("第１，２章，１００，２００円") == "第1，2章，100,200円"


def test_vowels_belong_to_their_words() -> None:
    assert [piece.folded for piece in pieces("दिल्ली है")] == [fold("दिल्ली"), fold("है")]
    assert fold("दिन") != fold("दान")
    assert [piece.folded for piece in pieces("re\u0301sume\u0301")] == ["resume"]


def test_voiced_kana_are_other_letters() -> None:
    assert fold("バス") != fold("ハス")


def test_what_readers_confuse_is_one() -> None:
    assert fold("T0TAL") == fold("total") == fold("TOTAI")
    assert fold("2018") == "2018"
