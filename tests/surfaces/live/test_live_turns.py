"""Where turns begin and end."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sensorium.surfaces.live.buffer import InputBuffer
from sensorium.surfaces.live.settings import ServerVad
from sensorium.surfaces.live.turns import WINDOW_S, WINDOWS_TO_BEGIN, Turns


def follow(turns: Turns, probabilities: list[float]) -> list[tuple[int, str]]:
    """What happened at which window."""
    return [(at, turn) for at, one in enumerate(probabilities) if (turn := turns.push(one)) is not None]


def test_a_turn_begins_with_speech_and_ends_after_silence() -> None:
    turns = Turns(ServerVad(silence_duration_ms=160, prefix_padding_ms=64))
    assert follow(turns, [0.0] * 10 + [0.9] * 8 + [0.1] * 5) == [(12, "began"), (22, "ended")]
    assert turns.begin_s == pytest.approx((10 - 2) * WINDOW_S)
    assert turns.end_s == pytest.approx(23 * WINDOW_S)
    assert turns.silent_s == pytest.approx(5 * WINDOW_S)


def test_a_click_is_no_turn() -> None:
    assert follow(Turns(ServerVad()), ([1.0] * (WINDOWS_TO_BEGIN - 1) + [0.0]) * 20) == []


def test_a_pause_is_no_end() -> None:
    turns = Turns(ServerVad(silence_duration_ms=320))
    assert follow(turns, [1.0] * 5 + [0.0] * 9 + [1.0] * 5 + [0.0] * 9) == [(2, "began")]


def test_what_began_as_speech_stays_speech_a_little_below_the_threshold() -> None:
    turns = Turns(ServerVad(threshold=0.5, silence_duration_ms=64))
    assert follow(turns, [0.4] * 9 + [0.6] * 3 + [0.4] * 9 + [0.3] * 2) == [(11, "began"), (22, "ended")]


def test_a_turn_does_not_begin_before_the_last_one_ended() -> None:
    turns = Turns(ServerVad(silence_duration_ms=64, prefix_padding_ms=1_000))
    follow(turns, [1.0] * 4 + [0.0] * 2)
    end_s = turns.end_s
    follow(turns, [1.0] * 3)
    assert turns.begin_s == pytest.approx(end_s)


@given(st.lists(st.floats(0, 1), max_size=200), st.integers(0, 500), st.integers(50, 500))
def test_turns_alternate_and_no_sound_that_is_needed_is_forgotten(
    probabilities: list[float], padding_ms: int, silence_ms: int
) -> None:
    turns = Turns(ServerVad(prefix_padding_ms=padding_ms, silence_duration_ms=silence_ms))
    needed_s, found = 0.0, []
    for one in probabilities:
        turn = turns.push(one)
        if turn is not None:
            found.append(turn)
            assert turns.begin_s >= needed_s - 1e-9
        needed_s = max(needed_s, turns.needed_s)
    assert found == (["began", "ended"] * len(found))[: len(found)]


@example([13], 0.0, 1.25)  # a time between two samples
@given(st.lists(st.integers(0, 40), max_size=20), st.floats(0, 5), st.floats(0, 5))
def test_the_buffer_gives_what_was_heard_between_two_times(lengths: list[int], first: float, second: float) -> None:
    buffer, heard = InputBuffer(10), np.arange(sum(lengths), dtype=np.float32)
    for piece in np.split(heard, np.cumsum(lengths)[:-1]) if lengths else []:
        buffer.push(piece)
    begin_s, end_s = sorted((first, second))
    begin, end = round(begin_s * 10), round(end_s * 10)
    buffer.forget(begin_s)
    np.testing.assert_array_equal(buffer.take(begin_s, end_s), heard[begin:end])
    np.testing.assert_array_equal(buffer.take(end_s, 1e9), heard[end:])
    assert buffer.end_s == pytest.approx(len(heard) / 10)
