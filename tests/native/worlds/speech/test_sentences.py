"""The grammar of sentences: well-formed, held out by their words, and the same rules in both forms."""

import re
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.native.worlds.speech import unique_sentences
from sensorium.native.worlds.speech.sentences import KINDS, RULES, number_words, sentences, split_of, spoken_words

UNITS = {word: value for value, word in enumerate("zero one two three four five six seven eight nine".split())}


def value_of(words: str) -> int:
    """Read a number back by the plain rules of English, apart from the code that wrote it."""
    teens = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    total = 0
    for word in words.split():
        if word == "thousand":
            total *= 1000
        elif word == "hundred":
            total = total - total % 10 + total % 10 * 100
        else:
            total += (
                UNITS[word]
                if word in UNITS
                else (10 + teens.index(word) if word in teens else 20 + 10 * tens.index(word))
            )
    return total


@settings(max_examples=300, deadline=None)
@given(number=st.integers(0, 9999))
def test_numbers_can_be_read_back(number: int) -> None:
    assert value_of(number_words(number)) == number


def test_numbers_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match="0 to 9999"):
        number_words(10_000)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("split", ["train", "test"])
def test_sentences_are_clean_and_belong_to_their_split(kind: str, split: str) -> None:
    for text in islice(sentences(np.random.default_rng(0), split, kind), 30):  # type: ignore[arg-type]
        assert re.fullmatch(r"[A-Z0-9][A-Za-z0-9 ,'-]*[.?]", text), text
        assert split_of(text) == split
        assert not re.search(r"\ba [aeio]", text), text


def test_equal_seeds_give_equal_sentences_and_longer_lists_start_alike() -> None:
    short, long = list(unique_sentences(3, "train", 40)), list(unique_sentences(3, "train", 90))
    assert len(set(long)) == 90
    assert long[:40] == short


def test_about_a_tenth_is_held_out() -> None:
    drawn = [number_words(number) for number in range(3000)]
    assert 0.07 < np.mean([split_of(text) == "test" for text in drawn]) < 0.13


def test_capitals_and_points_do_not_move_a_sentence_between_splits() -> None:
    assert split_of("There are three apples.") == split_of("there are three apples")
    assert spoken_words("Page 42, please!") == ["page", "forty", "two", "please"]


def test_every_reference_has_a_rule() -> None:
    for lines in RULES.values():
        for reference in re.findall(r"<([^>]+)>", " ".join(lines)):
            assert reference in RULES
