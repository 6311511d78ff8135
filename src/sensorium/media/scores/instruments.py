"""One note on one instrument as samples: a small synthesizer in numpy, without recorded sound.

Plucked strings are the loop of Karplus and Strong (1983), solved in the frequency domain so that the tuning is exact;
the others are additive: harmonics with an attack, vibrato, breath and body of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Samples: TypeAlias = NDArray[np.float32]
TUNING_HZ = 440.0  # A above middle C, MIDI 69
HIGHEST_SHARE = 0.45  # harmonics above this share of the sample rate are left out; a note that has no others is silent
DECAY_60_DB = 1e-3


@dataclass(frozen=True, kw_only=True)
class Tone:
    """An additive voice. Harmonic n has amplitude n**-`tilt`, even ones times `even`.

    Times are in seconds, `vibrato` and `reeds` in semitones; `breath` is the share of noise; `decay_s` is the time in
    which a struck tone falls to 1/e (0 holds it); `body_hz` are resonances that lift the harmonics near them.
    """

    harmonics: int
    tilt: float
    even: float = 1.0
    attack_s: float
    decay_s: float = 0.0
    release_s: float = 0.06
    vibrato: float = 0.0
    vibrato_hz: float = 5.3
    breath: float = 0.0
    reeds: tuple[float, ...] = (0.0,)
    body_hz: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class String:
    """A plucked string: seconds to fall by 60 dB at A4, loss of high harmonics (0 … 0.5), where it is plucked."""

    ring_s: float
    damping: float
    pluck_at: float
    release_s: float = 0.25


FIDDLE_BODY_HZ = (280.0, 460.0, 1100.0, 2600.0)
VOICES: dict[str, Tone | String] = {
    "harp": String(ring_s=2.2, damping=0.28, pluck_at=0.45),
    "guitar": String(ring_s=1.4, damping=0.4, pluck_at=0.22, release_s=0.12),
    "flute": Tone(harmonics=6, tilt=2.2, even=0.8, attack_s=0.045, vibrato=0.1, vibrato_hz=4.8, breath=0.012),
    "fiddle": Tone(harmonics=18, tilt=1.25, attack_s=0.04, vibrato=0.13, breath=0.003, body_hz=FIDDLE_BODY_HZ),
    "accordion": Tone(harmonics=14, tilt=1.1, even=0.7, attack_s=0.03, reeds=(-0.05, 0.06)),
    "organ": Tone(harmonics=8, tilt=1.5, even=1.3, attack_s=0.02, release_s=0.1),
    "piano": Tone(harmonics=14, tilt=1.5, attack_s=0.004, decay_s=0.7, release_s=0.15, reeds=(-0.01, 0.013)),
    "bass": Tone(harmonics=7, tilt=1.7, even=0.8, attack_s=0.008, decay_s=0.5, release_s=0.08),
}


def play(instrument: str, pitch: int, duration_s: float, sample_rate_hz: int) -> Samples:
    """One note at full strength, float32, shape = (samples,), its release included; equal arguments, equal samples."""
    frequency_hz = TUNING_HZ * 2.0 ** ((pitch - 69) / 12)
    if instrument == "drum":
        return _drum(frequency_hz, sample_rate_hz)
    voice = VOICES[instrument]
    num_held = max(1, round(duration_s * sample_rate_hz))
    num_samples = num_held + round(voice.release_s * sample_rate_hz)
    if isinstance(voice, String):
        sound = _string(voice, frequency_hz, sample_rate_hz)[:num_samples].copy()
    else:
        sound = _tone(voice, frequency_hz, num_samples, sample_rate_hz)
    tail = sound[num_held:]
    tail *= np.linspace(1.0, 0.0, len(tail), dtype=np.float32) ** 2
    return sound


@lru_cache(maxsize=128)
def _string(voice: String, frequency_hz: float, sample_rate_hz: int) -> Samples:
    """The whole sound of a plucked string: a burst of noise, one period long, going round a lossy loop.

    The loop gives Y = X / (1 - loss · H(z) · z^-delay) with H a two-point average; the delay may be fractional.
    """
    ring_s = float(np.clip(voice.ring_s * np.sqrt(TUNING_HZ / frequency_hz), 0.3, 3.0))
    size = 1 << int(np.ceil(np.log2(ring_s * sample_rate_hz)))  # by its end the sound has fallen by 60 dB
    period = sample_rate_hz / frequency_hz
    loss = DECAY_60_DB ** (1.0 / (ring_s * frequency_hz))
    omega = 2 * np.pi * np.arange(size // 2 + 1) / size
    average = 1 - voice.damping + voice.damping * np.exp(-1j * omega)
    loop = loss * average * np.exp(-1j * omega * (period - voice.damping))
    burst = np.random.default_rng(0).uniform(-1, 1, int(period) + 1)
    burst -= burst.mean()
    excitation = np.fft.rfft(burst, size) * (1 - 0.9 * np.exp(-1j * omega * period * voice.pluck_at))
    sound = np.fft.irfft(excitation * average / (1 - loop), size).astype(np.float32)
    sound /= np.abs(sound).max()
    return sound


def _tone(voice: Tone, frequency_hz: float, num_samples: int, sample_rate_hz: int) -> Samples:
    time_s = np.arange(num_samples, dtype=np.float32) / np.float32(sample_rate_hz)
    sound = np.zeros(num_samples, np.float32)
    reeds_hz = [frequency_hz * 2.0 ** (reed / 12) for reed in voice.reeds]
    heard_hz = [reed_hz for reed_hz in reeds_hz if reed_hz <= HIGHEST_SHARE * sample_rate_hz]
    if not heard_hz:
        return sound
    for reed_hz in heard_hz:
        sound += _harmonics(voice, reed_hz, time_s, sample_rate_hz)
    if voice.breath:
        noise = np.random.default_rng(1).standard_normal(num_samples + 3)
        noise = (noise[3:] + noise[2:-1] + noise[1:-2] + noise[:-3]).astype(np.float32)  # darker than white
        sound += np.float32(voice.breath) * noise
    sound *= np.minimum(np.float32(1.0), time_s / np.float32(voice.attack_s))
    if voice.decay_s:
        sound *= np.exp(-time_s / np.float32(voice.decay_s * min(1.5, (TUNING_HZ / frequency_hz) ** 0.5)))
    return sound


def _harmonics(voice: Tone, frequency_hz: float, time_s: Samples, sample_rate_hz: int) -> Samples:
    """Harmonics as powers of one turning phasor; the vibrato grows in during the first third of a second."""
    sway = np.minimum(1.0, time_s / np.float32(0.33)) * np.sin(2 * np.pi * voice.vibrato_hz * time_s)
    cents = np.float32(voice.vibrato * np.log(2) / 12)
    phase = 2 * np.pi * frequency_hz * np.cumsum(1.0 + cents * sway, dtype=np.float64) / sample_rate_hz
    turn = np.exp(1j * phase).astype(np.complex64)
    power, sound, total = turn.copy(), np.zeros(len(time_s), np.float32), 0.0
    for number in range(1, voice.harmonics + 1):
        if number * frequency_hz > HIGHEST_SHARE * sample_rate_hz:
            break
        gain = number**-voice.tilt * (voice.even if number % 2 == 0 else 1.0) * _body(voice, number * frequency_hz)
        sound += np.float32(gain) * power.imag
        total += gain * gain
        power *= turn
    return sound / np.float32(2.2 * np.sqrt(total) * len(voice.reeds))


def _body(voice: Tone, frequency_hz: float) -> float:
    """How much the body of the instrument lifts a frequency."""
    return 1.0 + sum(1.2 * float(np.exp(-((np.log2(frequency_hz / at) / 0.35) ** 2))) for at in voice.body_hz)


@lru_cache(maxsize=8)
def _drum(frequency_hz: float, sample_rate_hz: int) -> Samples:
    """A skin drum: a falling sine and a tick of noise."""
    time_s = np.arange(round(0.35 * sample_rate_hz)) / sample_rate_hz
    skin = np.sin(2 * np.pi * frequency_hz * (time_s + 0.012 * (1 - np.exp(-time_s / 0.02)))) * np.exp(-time_s / 0.09)
    tick = np.random.default_rng(2).uniform(-1, 1, len(time_s)) * np.exp(-time_s / 0.006)
    return (0.9 * skin + 0.15 * tick).astype(np.float32)
