"""Sounds made by code: in range, varied, and named right by the listener that never saw how they were made."""

from itertools import islice

import numpy as np
import pytest

from sensorium.content import Audio
from sensorium.errors import InvalidInput
from sensorium.native.worlds.judges.listener import SOMETHING_ELSE
from sensorium.native.worlds.sounds import SOUNDS, SoundWorld, name_sound, render
from sensorium.native.worlds.speech.synthesizers import Flite


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
    faint_noise = np.random.default_rng(0).normal(scale=1e-4, size=16_000).astype(np.float32)
    for nothing in (faint_noise, np.full(16_000, np.nan, dtype=np.float32)):
        with pytest.raises(InvalidInput, match="silent"):
            name_sound(nothing, 16_000)


@pytest.mark.parametrize("pitch_hz", [0, 40, 200, 3000, 7000])
def test_a_steady_tone_out_of_range_is_none_of_them(pitch_hz: float) -> None:
    tone = 0.5 * np.cos(2 * np.pi * pitch_hz * np.arange(16_000) / 16_000)
    assert name_sound(tone.astype(np.float32), 16_000) == SOMETHING_ELSE


def test_a_single_click_is_no_clicks() -> None:
    click = np.zeros(16_000, dtype=np.float32)
    click[8000] = 0.9
    assert name_sound(click, 16_000) == SOMETHING_ELSE


@pytest.mark.system("flite")
@pytest.mark.parametrize("voice", ["rms", "slt"])
def test_speech_is_none_of_them(voice: str) -> None:
    said = Flite(voice).say("The old telephone is on the table, and the wind is loud tonight.")
    assert name_sound(said.audio.samples[0], 16_000) == SOMETHING_ELSE


def test_examples_of_both_tasks() -> None:
    examples = list(islice(SoundWorld().examples(np.random.default_rng(0), "train"), 12))
    assert {example.task for example in examples} == {"hear", "sound"}
    for example in examples:
        sound = example.prompt[0] if example.task == "hear" else example.reply[0]
        assert isinstance(sound, Audio)
        assert name_sound(sound.samples[0], sound.sample_rate_hz) == example.truth["name"]
