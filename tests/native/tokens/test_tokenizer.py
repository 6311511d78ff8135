"""Words ↔ ids: any text round-trips, and a word has the same ids wherever it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.native.tokens.tokenizer import WordTokenizer


@pytest.mark.parametrize("word", ["car", "dog", "apples"])
def test_a_word_has_the_same_ids_wherever_it_stands(words: WordTokenizer, word: str) -> None:
    alone = words.encode(word)
    assert words.encode(f"a red {word}")[-len(alone) :] == alone


def test_pieces_laid_side_by_side_are_the_text(words: WordTokenizer) -> None:
    text = "a small white fox at the bottom"
    assert "".join(words.pieces([token]) for token in words.encode(text)) == f" {text}"


def test_nothing_is_no_ids(words: WordTokenizer) -> None:
    assert words.encode("") == []
    assert words.decode([]) == ""


@given(text=st.text())
def test_any_text_round_trips(words: WordTokenizer, text: str) -> None:
    assert words.decode(words.encode(text)) == text
