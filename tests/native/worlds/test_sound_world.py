"""Sounds made by code: in range, varied, and named right by the listener that never saw how they were made."""

from itertools import islice

import numpy as np
import pytest

from sensorium.content import Audio
from sensorium.errors import InvalidInput
from sensorium.native.worlds.sounds import SOUNDS, SoundWorld, name_sound, render


@pytest.mark.parametrize("name", SOUNDS)
def test_the_listener_names_what_was_made(name: str) -> None:
    rng = np.random.default_rng(7)
    named = [name_sound(render(name, rng), 16_000) for _ in range(10)]
    assert named.count(name) >= 9


def test_sounds_vary_and_stay_in_range() -> None:
    rng = np.random.default_rng(0)
    for name in SOUNDS:
        first, second = render(name, rng), render(name, rng)
        assert not np.array_equal(first[:8000], second[:8000])
        for samples in (first, second):
            assert samples.dtype == np.float32
            assert 16_000 <= samples.size <= 32_000
            assert 0.2 < np.abs(samples).max() <= 1


def test_equal_seeds_give_equal_sounds() -> None:
    first, second = (render("the wind", np.random.default_rng(4)) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_silence_and_scraps_are_refused() -> None:
    with pytest.raises(InvalidInput, match="silent"):
        name_sound(np.zeros(16_000, dtype=np.float32), 16_000)
    with pytest.raises(InvalidInput, match="at least"):
        name_sound(np.ones(100, dtype=np.float32), 16_000)


def test_examples_of_both_tasks() -> None:
    examples = list(islice(SoundWorld().examples(np.random.default_rng(0), "train"), 12))
    assert {example.task for example in examples} == {"hear", "sound"}
    for example in examples:
        sound = example.prompt[0] if example.task == "hear" else example.reply[0]
        assert isinstance(sound, Audio)
        assert name_sound(sound.samples[0], sound.sample_rate_hz) == example.truth["name"]
