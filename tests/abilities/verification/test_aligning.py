"""Which words are the same words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.abilities.verification import aligning
from sensorium.abilities.verification.aligning import align
from sensorium.abilities.verification.claims import Claim

WORDS = st.lists(st.sampled_from(["a", "in", "voice", "invoice", "10", "1O", "the"]), max_size=7)


def unplaced(text: str) -> list[Claim]:
    return [Claim(word) for word in text.split()]


def line(text: str, top: float = 0.0, shift: float = 0.0, letter: float = 10.0) -> list[Claim]:
    """Words on one line, each letter and space `letter` wide."""
    found, left = [], shift
    for word in text.split():
        right = left + letter * len(word)
        found.append(Claim(word, 0.9, (left, top, right, top + 16)))
        left = right + letter
    return found


def texts(first: list[Claim], second: list[Claim]) -> list[tuple[str, str]]:
    return [
        (" ".join(first[i].text for i in match.first), " ".join(second[j].text for j in match.second))
        for match in align(first, second)
    ]


def test_splits_joins_and_what_one_lacks() -> None:
    one, other = unplaced("send the in voice to bob now"), unplaced("send invoice two bob right now")
    assert texts(one, other) == [
        ("send", "send"),
        ("the", ""),
        ("in voice", "invoice"),
        ("to", "two"),
        ("bob", "bob"),
        ("", "right"),
        ("now", "now"),
    ]


def test_places_tell_equal_words_apart() -> None:
    one = line("total 10") + line("total 10", top=40)
    other = line("total 10", top=41, shift=3)
    assert [match.second for match in align(one, other)] == [(), (), (0,), (1,)]


def test_the_order_of_columns_does_not_matter() -> None:
    left, right = line("left one") + line("left two", top=30), line("right", shift=300) + line("right", 30, 300)
    one, other = left + right, [*left[:2], right[0], *left[2:], right[1]]
    matches = align(one, other)
    assert all(one[match.first[0]] is other[match.second[0]] for match in matches)
    assert len(matches) == 6


def test_a_split_is_found_by_place() -> None:
    one, other = line("pay the in voice"), [*line("pay the"), Claim("invoice", 0.8, (80, 1, 165, 15))]
    assert texts(one, other)[-1] == ("in voice", "invoice")


def test_a_box_of_a_whole_paragraph_is_no_word() -> None:
    one = line("pay the bill")
    other = [*line("pay the bill"), Claim("garbage", 0.1, (0, -100, 200, 200))]
    assert texts(one, other) == [("pay", "pay"), ("the", "the"), ("bill", "bill"), ("", "garbage")]


@settings(deadline=None)
@given(WORDS, WORDS, st.booleans())
def test_every_word_is_in_one_match(one: list[str], other: list[str], placed: bool) -> None:
    first, second = ((line if placed else unplaced)(" ".join(words)) for words in (one, other))
    matches = align(first, second)
    assert [index for match in matches for index in match.first] == list(range(len(one)))
    assert sorted(index for match in matches for index in match.second) == list(range(len(other)))
    assert all(match.first or match.second for match in matches)


@settings(deadline=None)
@given(WORDS)
def test_a_reading_matches_itself(words: list[str]) -> None:
    claims = line(" ".join(words))
    assert [(match.first, match.second) for match in align(claims, claims)] == [((i,), (i,)) for i in range(len(words))]


def test_a_tight_box_and_that_of_its_line_are_one_word() -> None:
    one, other = [Claim("a", 0.9, (10, 10, 21, 44))], [Claim("a", 0.9, (11, 21, 20, 31))]
    assert texts(one, other) == [("a", "a")]


def test_readings_without_a_common_word_cost_what_they_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour in a language that one listener does not know: each word of one against each of the other takes days."""
    weighed: list[int] = []

    def weigh(one: list[str], other: list[str]) -> float:
        weighed.append(len(one))
        return float(len(one) + len(other))

    monkeypatch.setattr(aligning, "_cost", weigh)
    one, other = (
        [Claim(f"{letter}{number}") for number in range(length)] for letter, length in (("a", 1000), ("b", 7))
    )
    for first, second in ((one, [Claim(f"c{number}") for number in range(900)]), (one, other), (other, one), (one, [])):
        weighed.clear()
        matches = align(first, second)
        assert [index for match in matches for index in match.first] == list(range(len(first)))
        assert sorted(index for match in matches for index in match.second) == list(range(len(second)))
        assert len(weighed) < 500 * 1000
