"""Titles whose letters stand apart are words; signs that stand in a row stay signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.letter_spacing import joined
from sensorium.abilities.documents.tree import Word

SIZE = 10.0


def spaced(text: str, gap: float = 3.0, top: float = 100.0) -> list[Word]:
    """A word for each letter, 7 points wide; a space is as wide as two gaps and a letter."""
    words, left = [], 60.0
    for letter in text:
        if letter == " ":
            left += gap + 7.0
            continue
        words.append(Word(text=letter, box=Box(left, top, left + 7, top + SIZE), size_pt=SIZE))
        left += 7.0 + gap
    return words


@pytest.mark.parametrize("text", ["THE TITLE", "CHAPTER ONE", "ÜBER UNS", "ОТЧЁТ ГОДА"])
def test_letters_that_stand_apart_are_words(text: str) -> None:
    found = joined(spaced(text))
    assert [word.text for word in found] == text.split()
    assert found[0].box.right < found[1].box.left


@pytest.mark.parametrize("text", ["ABCDEF", "XXXXXX", "YNYNYN", "RTKMBC", "the title"])
def test_signs_in_a_row_stay_signs(text: str) -> None:
    letters = spaced(text)
    assert joined(letters) == letters


def test_letters_of_columns_stay_apart() -> None:
    letters = spaced("TREAT", gap=20.0)
    assert joined(letters) == letters


def test_two_lines_are_not_one_word() -> None:
    assert [word.text for word in joined([*spaced("REPORT"), *spaced("OF A YEAR", top=120.0)])] == [
        "REPORT", "OF", "A", "YEAR",
    ]  # fmt: skip


@given(st.lists(st.tuples(st.text(min_size=1, max_size=3), st.floats(0, 500), st.floats(0, 500), st.floats(0, 30))))
def test_no_letter_is_lost(found: list[tuple[str, float, float, float]]) -> None:
    words = [
        Word(text=text, box=Box(left, top, left + width, top + 10), size_pt=SIZE) for text, left, top, width in found
    ]
    assert "".join(word.text for word in joined(words)) == "".join(word.text for word in words)
