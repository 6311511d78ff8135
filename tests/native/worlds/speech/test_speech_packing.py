"""Packed speech opens like any other: fewer takes, each with its own words and sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from sensorium.content import Audio
from sensorium.errors import InvalidInput
from sensorium.native.train.voice import open_speech
from sensorium.native.worlds.example import Utterance
from sensorium.native.worlds.speech.corpus import load_corpus, synthesize_corpus
from sensorium.native.worlds.speech.opening import is_packed
from sensorium.native.worlds.speech.packing import pack_speech


@dataclass(frozen=True)
class Whistler:
    """Says each text as a tone whose pitch is that of its number."""

    voice: str = "whistler"

    def say(self, text: str) -> Utterance:
        times = np.arange(8000 + 400 * int(text)) / 16_000
        tone = (0.4 * np.sin(2 * np.pi * (300 + 100 * int(text)) * times)).astype(np.float32)
        return Utterance(text, Audio(tone[None], 16_000), ("aa",), (len(times) / 16_000,))


def pitch_hz(utterance: Utterance) -> float:
    spectrum = np.abs(np.fft.rfft(utterance.audio.samples[0]))
    return float(spectrum.argmax() * 16_000 / utterance.audio.samples.shape[1])


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    for name in ("spoken", "heard"):
        synthesize_corpus(tmp_path / "speech" / name, [str(number) for number in range(12)], Whistler())
    return tmp_path / "speech"


def test_takes_keep_their_words_and_sounds(spoken: Path, tmp_path: Path) -> None:
    told = {one.name: one for one in pack_speech(spoken, tmp_path / "packed", 1_000_000)}
    assert set(told) == {"spoken", "heard"}
    found = load_corpus(tmp_path / "packed" / "spoken")
    assert found.texts == [str(number) for number in range(12)]
    for utterance in found:
        assert pitch_hz(utterance) == pytest.approx(300 + 100 * int(utterance.text), abs=5)
        assert utterance.audio.duration_s == pytest.approx(utterance.ends_s[-1])


def test_little_room_keeps_few_takes(spoken: Path, tmp_path: Path) -> None:
    (heard, own) = pack_speech(spoken, tmp_path / "packed", 16_000)
    assert 0 < own.seconds < own.seconds_before
    assert 0 < len(load_corpus(tmp_path / "packed" / "heard")) < 12
    assert heard.num_bytes + own.num_bytes < 2 * 16_000


def test_what_was_carried_is_taken_as_it_is(spoken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the programs that make speech, and without making any."""
    monkeypatch.setattr("sensorium.native.train.voice.PROGRAMS", ("no-such-program",))
    assert open_speech(spoken, lambda line: None) == {}
    pack_speech(spoken, tmp_path / "packed", 1_000_000)
    assert is_packed(tmp_path / "packed")
    assert set(open_speech(tmp_path / "packed", lambda line: None)) == {"speech"}


def test_no_speech_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        pack_speech(tmp_path, tmp_path / "packed", 1000)
    assert caught.value.code == "empty_corpus"
