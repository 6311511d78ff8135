"""The synthesizers say what they are given and know when they said it."""

import numpy as np
import pytest

from sensorium.errors import InvalidInput, MissingDependency
from sensorium.native.tokens.phones import advances, phone_ids
from sensorium.native.worlds.speech.synthesizers import Espeak, Flite, resample


@pytest.mark.system("flite")
def test_flite_tells_its_phones() -> None:
    said = Flite("rms").say("Three apples.")
    assert said.phones == ("pau", "th", "r", "iy", "ae", "p", "ax", "l", "z", "pau")
    assert said.audio.sample_rate_hz == 16_000
    assert said.ends_s[-1] == pytest.approx(said.audio.samples.shape[1] / 16_000, abs=0.02)
    assert advances(said.ends_s).sum() == len(phone_ids(said.phones))


@pytest.mark.system("flite")
@pytest.mark.parametrize("text", ["", " ", "..."])
def test_nothing_to_say_is_an_error(text: str) -> None:
    with pytest.raises(InvalidInput, match="nothing to say"):
        Flite().say(text)


@pytest.mark.system("espeak-ng")
def test_espeak_comes_at_our_rate() -> None:
    slow, fast = (Espeak("en-us", speed).say("A red car.").audio.samples.shape[1] for speed in (120, 240))
    assert 8_000 < fast < slow < 40_000


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingDependency, match="install the system package flite"):
        Flite().say("Hello.")


@pytest.mark.parametrize("ratio", [0.5, 16_000 / 22_050, 1.1])
def test_resampling_keeps_a_tone(ratio: float) -> None:
    samples = np.sin(2 * np.pi * 40 * np.arange(4000) / 4000).astype(np.float32)  # 40 cycles
    found = resample(samples, ratio)
    assert found.shape == (round(4000 * ratio),)
    wanted = np.sin(2 * np.pi * 40 * np.arange(len(found)) / len(found))
    np.testing.assert_allclose(found, wanted, atol=1e-4)
