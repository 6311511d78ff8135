"""A score as sound: every note played by its instrument, placed in a small stereo room, levelled, never clipped."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits
from sensorium.media.scores.instruments import Samples, play
from sensorium.media.scores.playing import Accompaniment, NoteArray, notes
from sensorium.media.scores.strokes import INSTRUMENTS

SAMPLE_RATES_HZ = (8_000, 96_000)  # lowest and highest
ROOM_S = 1.1  # length of the reverberation
ROOM_DECAY_S = 0.22  # to 1/e
ROOM_SHARE = 0.16  # of the sound, against the direct one
PLACES = {"bass": 0.05, "drum": -0.1, "guitar": 0.45}  # from -1 (left) to 1 (right); the melody stands a little left
MELODY_PLACE = -0.15
# Strengths that put a melody about 8 dB above the bass, whatever plays it; others are 1.
STRENGTHS = {"harp": 2.0, "guitar": 1.7, "accordion": 1.35, "piano": 1.2, "bass": 0.8}
LEVEL = 0.13  # root mean square aimed at, about -18 dB of full scale
PEAK = 0.9  # never exceeded
TAIL_S = 1.0  # what rings on after the last note


def synthesize(
    abc: str,
    sample_rate_hz: int = 32_000,
    instrument: str | None = None,
    accompaniment: Accompaniment = "added",
    limits: Limits = DEFAULT,
) -> NDArray[np.float32]:
    """Sound of the tune, float32 in [-0.9, 0.9], shape = (2, time). Equal arguments give equal samples.

    Raises InvalidInput(`invalid_score`, `invalid_instrument`, `invalid_sample_rate`), TooLarge(`audio_too_long`).
    """
    if not SAMPLE_RATES_HZ[0] <= sample_rate_hz <= SAMPLE_RATES_HZ[1]:
        low, high = SAMPLE_RATES_HZ
        raise InvalidInput(
            f"scores are not played at {sample_rate_hz} Hz; choose {low} to {high} Hz", code="invalid_sample_rate"
        )
    return render(notes(abc, instrument, accompaniment, limits), sample_rate_hz)


def render(played: NoteArray, sample_rate_hz: int) -> NDArray[np.float32]:
    """Notes → samples as in `synthesize`."""
    num_samples = round((played.end_s + TAIL_S) * sample_rate_hz)
    direct = np.zeros((2, num_samples), np.float32)
    for index in np.unique(played.instrument):
        name = INSTRUMENTS[index]
        line = _line(played, int(index), num_samples, sample_rate_hz)
        angle = (PLACES.get(name, MELODY_PLACE) + 1) * np.pi / 4
        direct += np.array([[np.cos(angle)], [np.sin(angle)]], np.float32) * line
    return _level(direct + ROOM_SHARE * _reverberate(direct.sum(axis=0), sample_rate_hz))


def _line(played: NoteArray, instrument: int, num_samples: int, sample_rate_hz: int) -> Samples:
    """All notes of one instrument, mono."""
    line = np.zeros(num_samples, np.float32)
    for place in np.flatnonzero(played.instrument == instrument):
        start = round(played.onset_s[place] * sample_rate_hz)
        sound = play(INSTRUMENTS[instrument], int(played.pitch[place]), float(played.duration_s[place]), sample_rate_hz)
        sound = sound[: num_samples - start]
        line[start : start + len(sound)] += sound * np.float32((played.velocity[place] / 127.0) ** 1.5)
    line *= np.float32(STRENGTHS.get(INSTRUMENTS[instrument], 1.0))
    return line


def _reverberate(mono: Samples, sample_rate_hz: int) -> NDArray[np.float32]:
    """The room's answer in both ears by one convolution, shape = (2, time)."""
    size = _fast_size(len(mono) + round(ROOM_S * sample_rate_hz))
    spectrum = np.fft.rfft(mono, size)
    room = _room(sample_rate_hz)
    ears = [np.fft.irfft(spectrum * np.fft.rfft(ear, size), size)[: len(mono)] for ear in room]
    return np.stack(ears).astype(np.float32)


@lru_cache(maxsize=4)
def _room(sample_rate_hz: int) -> NDArray[np.float32]:
    """Decaying noise between about 200 Hz and 2 kHz, different for each ear, of unit energy."""
    time_s = np.arange(round(ROOM_S * sample_rate_hz)) / sample_rate_hz
    noise = np.random.default_rng(3).standard_normal((2, len(time_s))) * np.exp(-time_s / ROOM_DECAY_S)
    noise[:, : round(0.012 * sample_rate_hz)] = 0.0  # the walls answer later than the instrument
    noise = _smooth(noise, round(sample_rate_hz / 4_000)) - _smooth(noise, round(sample_rate_hz / 400))
    noise /= np.sqrt((noise**2).sum(axis=1, keepdims=True))
    return noise.astype(np.float32)


def _smooth(noise: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """A moving average over `width` samples, centred, same length."""
    sums = np.cumsum(np.pad(noise, ((0, 0), (width - width // 2, width // 2))), axis=1)
    return (sums[:, width:] - sums[:, :-width]) / width


def _fast_size(least: int) -> int:
    """A length with only the factors 2, 3 and 5, quick for the FFT."""
    power = 1 << max(0, (least - 1).bit_length() - 2)
    return next(size for size in (power * share // 4 for share in (4, 5, 6, 8, 9, 10, 12, 15, 16)) if size >= least)


def _level(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    peak = float(np.abs(sound).max(initial=0.0))
    if peak == 0.0:
        return sound
    level = float(np.sqrt(np.mean(sound**2)))
    return (sound * np.float32(min(LEVEL / level, PEAK / peak))).astype(np.float32)
