"""Words at which a text ends: what is shown while it is not sure whether one of them has begun."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.native.engine.stopping import StopWords


@pytest.mark.parametrize(
    ("words", "text", "shown", "met"),
    [
        (["END"], "the EN", "the ", False),
        (["END"], "the ENE", "the EN", False),
        (["END"], "the END of it", "the ", True),
        (["aab"], "aaaa", "aa", False),
        (["end", "dot"], "the end is a do", "the ", True),
        ([], "the end", "the end", False),
        (["x"], "", "", False),
    ],
)
def test_what_is_shown(words: list[str], text: str, shown: str, met: bool) -> None:
    stops = StopWords(words)
    assert (stops.shown(text), stops.met) == (shown, met)


@given(st.lists(st.text("ab", min_size=1, max_size=4), max_size=3), st.text("ab", max_size=20))
def test_nothing_that_was_shown_is_taken_back(words: list[str], text: str) -> None:
    """However a text grows: each showing begins with the one before, the last is what comes before the first word."""
    stops, before, grown = StopWords(words), "", ""
    for letter in text:
        grown += letter
        shown = stops.shown(grown)
        assert shown.startswith(before)
        before = shown
        if stops.met:
            break
    places = [at for word in words if (at := grown.find(word)) >= 0]
    assert stops.met == bool(places)
    assert before == grown[: min(places)] if places else grown.startswith(before)
