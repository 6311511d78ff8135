"""The pointer into the phones: whatever the times, it arrives exactly at the end."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.errors import InvalidInput
from sensorium.native.tokens.phones import MAX_ADVANCE, PHONES, advances, frames_of, phone_ids
from sensorium.native.tokens.vocabulary import ADVANCE, PHONE

DURATIONS = st.lists(st.floats(0.001, 0.6), min_size=1, max_size=60)


@settings(max_examples=200, deadline=None)
@given(durations=DURATIONS, spare=st.integers(0, 5))
def test_the_pointer_reaches_the_end_in_the_last_frame(durations: list[float], spare: int) -> None:
    ends_s = np.cumsum(durations)
    fewest = max(frames_of(float(ends_s[-1])), -(-len(durations) // MAX_ADVANCE))
    passed = advances(ends_s.tolist(), fewest + spare)
    assert len(passed) == fewest + spare
    assert passed.min() >= 0
    assert passed.max() <= MAX_ADVANCE < ADVANCE.size
    assert passed.sum() == len(durations)
    assert passed[:-1].sum() < len(durations)


@settings(max_examples=100, deadline=None)
@given(durations=st.lists(st.floats(0.02, 0.3), min_size=1, max_size=40))
def test_a_phone_is_passed_in_the_frame_in_which_it_ends(durations: list[float]) -> None:
    ends_s = np.cumsum(durations)
    passed = np.cumsum(advances(ends_s.tolist()))
    for frame, count in enumerate(passed[:-1], 1):
        assert count == min((ends_s <= frame / 12.5 + 1e-6).sum(), len(durations) - 1)


def test_an_example_by_hand() -> None:
    assert advances([0.05, 0.07, 0.20, 0.24]).tolist() == [2, 0, 2]
    assert advances([0.05, 0.07], 3).tolist() == [1, 0, 1]  # nothing is passed twice, and the last waits for the end
    assert advances([0.01 * i for i in range(1, 15)], 2).tolist() == [7, 7]
    assert advances([]).tolist() == []


def test_too_many_phones_are_refused() -> None:
    with pytest.raises(InvalidInput, match="cannot be passed"):
        advances([0.01 * i for i in range(1, 10)], 1)


def test_names() -> None:
    assert len(set(PHONES)) == len(PHONES) <= PHONE.size
    assert phone_ids(["pau", "aa"]) == [0, 1]
    with pytest.raises(InvalidInput, match="qq"):
        phone_ids(["aa", "qq"])
