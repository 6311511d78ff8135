"""Names as recognisers take them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.listening.vocabulary import Vocabulary, vocabulary_of
from sensorium.errors import InvalidInput
from sensorium.native.worlds.judges.recogniser import grammar_words

LETTERS = st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=6)


def test_case_marks_and_repetitions_do_not_count() -> None:
    found = vocabulary_of(["View  Glass!", "view gláss", "O’Hara", "Jarvis, stop"])
    assert found == Vocabulary(phrases=("view glass", "o'hara", "jarvis stop"))
    assert found.words == ("view", "glass", "o'hara", "jarvis", "stop")


def test_no_names_are_no_vocabulary() -> None:
    assert vocabulary_of([]) is None


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("alexa", "a list of names"),
        (["Gate 7"], "write figures as they are said"),
        (["alexa", " - "], "has no letters"),
        (["".join(letters) for letters in product("abcdefghijklm", repeat=3)], "at most 2,000"),
    ],
)
def test_what_is_no_vocabulary(names: list[str] | str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        vocabulary_of(names)
    assert refused.value.param == "vocabulary"


def test_phrases_with_a_word_that_nobody_can_say_go() -> None:
    found = Vocabulary(phrases=("view glass", "zzyzx road", "road"))
    assert found.without({"zzyzx"}).phrases == ("view glass", "road")


def test_a_grammar_says_the_words_and_no_others() -> None:
    assert grammar_words(Vocabulary(phrases=("view glass", "o'hara")).jsgf()) == {"view", "glass", "o'hara"}


@given(st.lists(LETTERS, min_size=1, max_size=5))
def test_any_letters_make_a_vocabulary(names: list[str]) -> None:
    found = vocabulary_of(names)
    assert found is not None
    assert vocabulary_of(found.phrases) == found
    assert all(phrase == phrase.casefold() == " ".join(phrase.split()) for phrase in found.phrases)
