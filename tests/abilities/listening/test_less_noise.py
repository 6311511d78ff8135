"""Noise: how much there is, and less of it."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sensorium.abilities.listening import deciding, spectra
from sensorium.abilities.listening.cleaning import FLOOR, gains, without_noise
from sensorium.abilities.listening.spectra import (
    MOST_DB,
    RATE_HZ,
    Noisiness,
    Samples,
    blocks_of,
    noise_of,
    power_in,
    samples_of,
)


def voiced(seconds: float = 2.0) -> Samples:
    """Something like speech: syllables of a gliding pitch with overtones, and pauses between them."""
    time_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    pitch = np.cumsum(120 + 20 * np.sin(2 * np.pi * 0.7 * time_s)) / RATE_HZ
    tones = sum(np.sin(2 * np.pi * overtone * pitch) / overtone for overtone in range(1, 12))
    return np.asarray(0.3 * tones * (np.sin(2 * np.pi * 1.5 * time_s) > 0), np.float32)


def in_noise(clean: Samples, ratio_db: float) -> Samples:
    noise = np.random.default_rng(0).normal(size=len(clean))
    noise *= np.sqrt(np.mean(clean[clean != 0] ** 2) / 10 ** (ratio_db / 10))
    return np.asarray(clean + noise, np.float32)


def rest_db(found: Samples, clean: Samples) -> float:
    """How far what is not the clean sound lies below it, whatever the gain."""
    gain = float(np.dot(found, clean) / np.dot(clean, clean))
    return float(10 * np.log10(np.sum((gain * clean) ** 2) / np.sum((found - gain * clean) ** 2)))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3000))
def test_spectra_become_the_same_sound_again(length: int) -> None:
    samples = np.random.default_rng(length).uniform(-1, 1, length).astype(np.float32)
    again = samples_of(blocks_of(samples), length)
    assert again.dtype == np.float32
    np.testing.assert_allclose(again, samples, atol=1e-5)


def test_of_white_noise_the_mean_power_is_found() -> None:
    power = power_in(np.random.default_rng(1).normal(size=3 * RATE_HZ).astype(np.float32))[8:-8]
    assert noise_of(power).sum() == pytest.approx(power.sum(1).mean(), rel=0.05)


def test_more_noise_is_told_to_be_more() -> None:
    told = [Noisiness.of(in_noise(voiced(), ratio_db)).ratio_db for ratio_db in (30.0, 20.0, 10.0, 5.0, 0.0)]
    assert told == sorted(told, reverse=True)
    assert told[1] - told[4] == pytest.approx(20, abs=3)


def test_the_noise_of_a_fan_is_steady_and_syllables_and_pauses_are_not() -> None:
    assert Noisiness.of(in_noise(voiced(), 5.0)).steadiness > deciding.STEADY
    assert Noisiness.of(voiced()).steadiness < 0.1
    others = sum(np.roll(voiced(4.0), shift) * 0.3 for shift in (1000, 5000, 12000, 33000))
    assert Noisiness.of(np.asarray(others, np.float32)).steadiness < deciding.STEADY


@pytest.mark.parametrize("ratio_db", [20.0, 5.0])
def test_seconds_of_speech_are_those_louder_than_the_noise(ratio_db: float) -> None:
    assert Noisiness.of(in_noise(voiced(), ratio_db)).speech_s == pytest.approx(1.0, abs=0.15)


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.ones(100, np.float32), np.zeros(RATE_HZ, np.float32)])
def test_where_nothing_can_be_told_it_is_clean(samples: Samples) -> None:
    assert Noisiness.of(samples) == Noisiness(ratio_db=MOST_DB, steadiness=0.0, speech_s=0.0)


@pytest.mark.parametrize(("ratio_db", "won_db"), [(10.0, 4.0), (5.0, 5.0), (0.0, 5.0)])
def test_steady_noise_is_turned_down(ratio_db: float, won_db: float) -> None:
    clean = voiced()
    noisy = in_noise(clean, ratio_db)
    assert rest_db(without_noise(noisy), clean) > rest_db(noisy, clean) + won_db


def test_a_clean_sound_stays_nearly_as_it_was() -> None:
    assert rest_db(without_noise(voiced()), voiced()) > 20


def test_a_long_recording_is_worked_on_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the pieces are those of the whole."""
    noisy = in_noise(voiced(), 5.0)
    whole, told = without_noise(noisy), Noisiness.of(noisy)
    monkeypatch.setattr(spectra, "BLOCK", 7)
    np.testing.assert_array_equal(without_noise(noisy), whole)
    assert Noisiness.of(noisy) == told


def test_a_long_recording_takes_no_more_memory_than_its_power() -> None:
    minute = np.random.default_rng(3).normal(0, 0.1, 60 * RATE_HZ).astype(np.float32)
    tracemalloc.start()
    Noisiness.of(minute)
    without_noise(minute)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 * 8 * len(minute) * (spectra.WINDOW // 2 + 1) / spectra.HOP


def test_silence_and_nothing_are_let_through() -> None:
    assert not without_noise(np.zeros(RATE_HZ, np.float32)).any()
    assert without_noise(np.zeros(0, np.float32)).shape == (0,)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 2000), st.floats(0, 1))
def test_it_is_as_long_and_no_louder(length: int, loudness: float) -> None:
    samples = (loudness * np.random.default_rng(length).uniform(-1, 1, length)).astype(np.float32)
    found = without_noise(samples)
    assert found.shape == samples.shape
    assert found.dtype == np.float32
    assert np.isfinite(found).all()
    assert np.sum(found.astype(float) ** 2) <= np.sum(samples.astype(float) ** 2) * 1.0001


def test_gains_lie_between_the_floor_and_one() -> None:
    power: NDArray[np.float64] = np.random.default_rng(2).exponential(size=(50, 9)) * np.logspace(-9, 9, 9)
    found, _ = gains(power, np.ones(9), np.zeros(9))
    assert found.min() == FLOOR
    assert found.max() <= 1
    assert found[-1, 0] == FLOOR
    assert found[-1, -1] > 0.99
