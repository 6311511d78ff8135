"""When pieces go out, what can have been heard of them, and which words that were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.surfaces.live.formats import PCM
from sensorium.surfaces.live.playback import SLACK_S, Playback, Sound
from sensorium.surfaces.live.spoken import Spoken


def piece(seconds: float, words: str = "", *, last: bool = False) -> Sound:
    return Sound(b"\0\0" * round(seconds * PCM.rate_hz), seconds, words, last)


def test_no_more_goes_out_than_is_soon_heard() -> None:
    playback = Playback(lead_s=1.0)
    for _ in range(10):
        playback.push(piece(0.4))
    assert len(playback.ready(50.0)) == 3  # the third begins before a second lies unheard
    assert playback.due(50.0) == pytest.approx(50.2)
    assert playback.ready(50.1) == []
    assert len(playback.ready(50.2001)) == 1
    assert playback.played_s(50.2001) == pytest.approx(0.2001)
    assert playback.over_at(50.2001) == pytest.approx(51.6)


def test_a_listener_that_has_waited_has_not_heard_what_comes_then() -> None:
    playback = Playback(lead_s=1.0)
    playback.push(piece(0.5))
    playback.ready(0.0)
    assert playback.played_s(10.0) == 0.5
    playback.push(piece(0.5))
    playback.ready(10.0)
    assert playback.played_s(10.25) == pytest.approx(0.75)


def test_what_was_stopped_never_goes_out() -> None:
    playback = Playback(lead_s=0.1)
    for _ in range(3):
        playback.push(piece(1.0))
    assert len(playback.ready(0.0)) == 1
    playback.stop()
    assert playback.ready(9.0) == []
    assert (playback.due(9.0), playback.sent_s, playback.empty) == (None, 1.0, True)


@given(st.lists(st.tuples(st.floats(0.01, 2), st.floats(0, 2)), min_size=1, max_size=30), st.floats(0.1, 3))
def test_nobody_heard_more_than_was_sent_or_than_there_was_time(
    steps: list[tuple[float, float]], lead_s: float
) -> None:
    playback, now = Playback(lead_s), 0.0
    for seconds, pause in steps:
        playback.push(piece(seconds))
        playback.ready(now)
        assert playback.played_s(now) <= min(playback.sent_s, now) + 1e-6
        assert playback.sent_s - playback.played_s(now) <= lead_s + SLACK_S + max(one for one, _ in steps)
        now += pause


def spoken() -> Spoken:
    """Two utterances of a second each."""
    said = Spoken(PCM)
    for words in ("It is red.", "There are two."):
        said.push(piece(0.5, words))
        said.push(piece(0.5, words, last=True))
    return said


@pytest.mark.parametrize(
    ("cut_s", "words"),
    [
        (0.0, ""),
        (0.1, ""),  # in the middle of "It"
        (0.2, "It"),
        (0.45, "It"),  # in the middle of "is"
        (0.5, "It is"),
        (0.99, "It is"),
        (1.0, "It is red."),
        (1.3, "It is red."),  # in the middle of "There"
        (1.36, "It is red. There"),
        (2.0, "It is red. There are two."),
        (9.0, "It is red. There are two."),
    ],
)
def test_a_word_counts_as_heard_when_it_is_over(cut_s: float, words: str) -> None:
    said = spoken()
    said.cut(cut_s)
    assert said.words == words
    assert len(said.data) == round(min(cut_s, 2.0) * PCM.rate_hz) * 2


def test_of_an_utterance_without_an_end_no_word_is_made_up() -> None:
    said = Spoken(PCM)
    said.push(piece(0.5, "Nobody knows how long this will be."))
    assert said.words == ""
    said.push(piece(0.5, "Nobody knows how long this will be."))
    assert said.words == "Nobody"


def test_an_utterance_without_sound_is_heard_when_all_before_it_is() -> None:
    for cut_s, words in ((0.5, "It is"), (1.0, "It is red. ...")):
        said = Spoken(PCM)
        said.push(piece(1.0, "It is red.", last=True))
        said.push(piece(0.0, "...", last=True))
        said.cut(cut_s)
        assert said.words == words


@given(st.lists(st.floats(0, 3), min_size=1, max_size=5))
def test_less_heard_is_fewer_words(cuts: list[float]) -> None:
    said, before = spoken(), spoken().words
    for cut in sorted(cuts, reverse=True):
        said.cut(cut)
        assert before.startswith(said.words)
        before = said.words
