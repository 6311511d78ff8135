"""System programs that speak: flite, which also tells when each phone was said, and espeak-ng for other voices."""

from __future__ import annotations

import shutil
import subprocess
import wave
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio
from sensorium.errors import InvalidInput, MissingDependency, ModelUnavailable
from sensorium.native.tokens.phones import PAUSE
from sensorium.native.worlds.example import Utterance

SAMPLE_RATE_HZ = 16_000
_TIMEOUT_S = 30.0


class Synthesizer(Protocol):
    """Says a text. `voice` names who speaks, for the manifest of a corpus."""

    @property
    def voice(self) -> str: ...

    def say(self, text: str) -> Utterance:
        """Text → speech at 16 kHz, mono. Raises `MissingDependency` without the program."""
        ...


@dataclass(frozen=True)
class Flite:
    """The flite synthesizer (Black and Lenzo 2001). Its phones and their ends are exact."""

    voice: str = "rms"

    def say(self, text: str) -> Utterance:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "speech.wav"
            printed = _run("flite", "-voice", self.voice, "-psdur", "-t", text, "-o", str(path))
            samples = _read_wave(path)
        pairs = [token.rsplit(":", 1) for token in printed.split()]
        if all(phone == PAUSE for phone, _ in pairs):
            raise _nothing_to_say()
        return Utterance(
            text=text,
            audio=Audio(samples[None], SAMPLE_RATE_HZ, transcript=text),
            phones=tuple(phone for phone, _ in pairs),
            ends_s=tuple(float(end) for _, end in pairs),
        )


@dataclass(frozen=True)
class Espeak:
    """The eSpeak NG formant synthesizer. It tells no phone times: its utterances are for hearing only."""

    voice: str = "en-us"
    words_per_minute: int = 150

    def say(self, text: str) -> Utterance:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "speech.wav"
            _run("espeak-ng", "-v", self.voice, "-s", str(self.words_per_minute), "-w", str(path), text)
            samples = _read_wave(path)
        return Utterance(text=text, audio=Audio(samples[None], SAMPLE_RATE_HZ, transcript=text), phones=(), ends_s=())


def resample(samples: NDArray[np.float32], ratio: float) -> NDArray[np.float32]:
    """Stretch one channel to `ratio` times as many samples by cutting or padding its spectrum (band-limited)."""
    length = max(1, round(len(samples) * ratio))
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(length // 2 + 1, dtype=spectrum.dtype)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    return (np.fft.irfft(kept, length) * (length / len(samples))).astype(np.float32)


def _run(program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        raise MissingDependency(f"{program} is not installed; install the system package {program} to make speech")
    try:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=_TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as slow:
        raise ModelUnavailable(f"{program} gave no speech in {_TIMEOUT_S:g} s; shorten the text") from slow
    if done.returncode != 0:
        raise ModelUnavailable(f"{program} failed with status {done.returncode}; try another voice or text")
    return done.stdout


def _nothing_to_say() -> InvalidInput:
    return InvalidInput("nothing to say: the text holds no words", code="empty_text", param="text")


def _read_wave(path: Path) -> NDArray[np.float32]:
    """A mono 16-bit file that a synthesizer has just written → float32 at 16 kHz."""
    with wave.open(str(path)) as file:
        rate_hz = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float32) / np.float32(32768)
    if not samples.size:
        raise _nothing_to_say()
    return samples if rate_hz == SAMPLE_RATE_HZ else resample(samples, SAMPLE_RATE_HZ / rate_hz)
