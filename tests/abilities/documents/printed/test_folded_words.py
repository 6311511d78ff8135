"""Words made comparable: what readers confuse is one, likeness by edits, words that lie in their text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.printed.folding import edits, fold, likeness, likeness_from, pieces


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


def test_what_readers_confuse_is_one() -> None:
    assert fold("T0TAL") == fold("total") == fold("TOTAI")
    assert fold("2018") == "2018"
