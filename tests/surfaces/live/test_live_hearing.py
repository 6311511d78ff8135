"""The microphone and its detector: on the project's own voice, and on real voices and noises where they are present."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import sensorium
from sensorium.content import Audio
from sensorium.errors import InvalidInput
from sensorium.native.worlds import sets
from sensorium.surfaces.live.formats import ALAW, FORMATS, PCM, AudioFormat, Samples
from sensorium.surfaces.live.hearing import RATE_HZ, WINDOW, Microphone, detector
from sensorium.surfaces.live.settings import ServerVad
from sensorium.surfaces.live.turns import Turns

REAL = sets.find()
THINGS = ("rain", "helicopter", "sea waves", "fire crackling")  # no voices, and nothing like them
needs_real = pytest.mark.skipif(not sets.present(REAL), reason="the real sets are not present")


@pytest.fixture(scope="module")
def voice() -> Audio:
    """The built-in voice, saying something."""
    said = sensorium.load().generate("Say: Good morning to all of you.", outputs=["speech"], seed=1).audio
    assert said is not None
    return said


def probabilities(samples: Samples) -> list[float]:
    detect = detector()
    return [detect(window) for window in samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)]


def num_turns(audio: Audio) -> int:
    """How many turns a session would find, with silence before and after."""
    quiet = np.zeros(RATE_HZ, np.float32)
    turns = Turns(ServerVad())
    return [turns.push(one) for one in probabilities(np.concatenate([quiet, audio.samples[0], quiet]))].count("ended")


def test_a_voice_is_speech_and_noise_is_none(voice: Audio) -> None:
    rng = np.random.default_rng(0)
    assert num_turns(voice.resampled(RATE_HZ)) == 1
    for loudness in (0.0, 0.001, 0.1, 0.5):
        noise = (loudness * rng.normal(size=5 * RATE_HZ)).clip(-1, 1).astype(np.float32)
        assert num_turns(Audio(noise[None], RATE_HZ)) == 0, loudness
    hum = (0.3 * np.sin(2 * np.pi * 100 * np.arange(5 * RATE_HZ) / RATE_HZ)).astype(np.float32)
    assert num_turns(Audio(hum[None], RATE_HZ)) == 0


def test_it_judges_as_the_package_itself_does(voice: Audio) -> None:
    import torch

    threads = torch.get_num_threads()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        silero_vad = pytest.importorskip("silero_vad")
        whole = silero_vad.load_silero_vad()
    torch.set_num_threads(threads)  # importing the package changes it, and is why we only look it up
    samples = voice.resampled(RATE_HZ).samples[0]
    with torch.inference_mode():
        theirs = [
            float(whole(torch.from_numpy(samples[at : at + WINDOW].copy()), RATE_HZ))
            for at in range(0, len(samples) - WINDOW + 1, WINDOW)
        ]
    np.testing.assert_allclose(probabilities(samples), theirs, atol=1e-5)


def test_two_microphones_do_not_hear_each_other(voice: Audio) -> None:
    samples = voice.resampled(RATE_HZ).samples[0]
    alone = probabilities(samples)
    one, other = detector(), detector()
    mixed = []
    for window in samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW):
        mixed.append(one(window))
        other(np.zeros(WINDOW, np.float32))
    assert mixed == alone


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_sound_in_any_pieces_is_heard_alike(form: AudioFormat, voice: Audio) -> None:
    data = form.write(voice.resampled(form.rate_hz).samples[0])

    def heard(piece_bytes: int) -> list[float]:
        microphone = Microphone(form, detector())
        pieces = [data[at : at + piece_bytes] for at in range(0, len(data), piece_bytes)]
        return [one for piece in pieces for one in microphone.push(piece).windows]

    whole = heard(len(data))
    assert len(whole) > 20
    assert max(whole) > 0.9
    np.testing.assert_allclose(heard(form.bytes_per_s // 50), whole, atol=1e-5)


@pytest.mark.parametrize("form", [PCM, ALAW])
def test_the_place_of_sound_in_time_is_kept(form: AudioFormat) -> None:
    """A step in loudness is heard in the window in which it was sent, whatever the rate."""
    microphone = Microphone(form, lambda window: float(np.abs(window).max()))
    quiet, tone = np.zeros(form.rate_hz, np.float32), np.full(form.rate_hz, 0.5, np.float32)
    seen = microphone.push(form.write(np.concatenate([quiet, tone, quiet]))).windows
    assert next(at for at, one in enumerate(seen) if one > 0.25) == RATE_HZ // WINDOW


def test_without_turns_to_find_nothing_is_judged() -> None:
    assert Microphone(PCM, None).push(b"\0\0" * 4_800).windows == ()


def test_half_a_sample_is_refused_and_changes_nothing() -> None:
    microphone = Microphone(PCM, detector())
    with pytest.raises(InvalidInput):
        microphone.push(b"\0" * 4_801)
    assert len(microphone.push(b"\0" * 4_800).samples) == 2_400


@pytest.mark.slow
@needs_real
def test_real_voices_are_turns_and_real_noises_are_not() -> None:
    assert REAL is not None
    spoken = [
        sets.audio(REAL, name, row)
        for name in ("picovoice_intent", "picovoice_keywords", "fsdd", "speechocean762")
        for row in sets.rows(REAL, name, "test")[:8]
    ]
    assert sum(num_turns(one) >= 1 for one in spoken) >= len(spoken) - 1
    noises = [row for row in sets.rows(REAL, "esc10") if row["label"] in THINGS][::6]
    assert len(noises) > 20
    assert sum(num_turns(sets.audio(REAL, "esc10", row)) > 0 for row in noises) <= 1
