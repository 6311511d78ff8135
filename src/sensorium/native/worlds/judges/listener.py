"""Names a sound that code made from its spectrum: rules about pitch, noise and rhythm, nothing learned.

Letters: F frames, K frequency bins.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput

_WINDOW_S = 0.032
_HOP_S = 0.010
_HIGHEST_HZ = 7000.0
_BIN_HZ = 8.0  # frequencies are looked at this finely
_PITCH_WIDTH_HZ = 94.0  # on either side of the strongest pitch belongs to it: the window smears that far
_SHORTEST_S = 0.5
_FAINTEST = 0.003  # a sound whose loudest sample is softer is silence

SOMETHING_ELSE = "something else"


@dataclass(frozen=True, kw_only=True)
class SoundFeatures:
    """What the rules look at. Shares lie in 0 … 1; levels are relative to the loudest frame."""

    peak_share: float  # of a frame's energy that lies at its strongest pitch, median
    flatness: float  # geometric over arithmetic mean of the spectrum, median: white noise has about 0.56
    centroid_hz: float  # median
    pitch_hz: float  # strongest frequency, median
    rise_octaves: float  # from the first pitches to the last
    travel_octaves: float  # that the pitch glides in all, up and down
    spread_octaves: float  # between low and high pitches
    jumps_per_s: float  # sudden changes of pitch
    hits_per_s: float  # sudden rises of loudness
    fall_db: float  # from the first fifth to the last
    quiet_share: float  # of frames 18 dB or more below the loudest


def name_sound(samples: NDArray[np.float32], sample_rate_hz: int) -> str:
    """The name in `SOUNDS` that fits, or SOMETHING_ELSE: `samples` is one channel, shape = (time,).

    Raises `InvalidInput` for less than half a second or for silence.
    """
    found = features(samples, sample_rate_hz)
    if found.quiet_share > 0.6 and found.centroid_hz > 2000:
        return "clicks" if found.hits_per_s > 2 else SOMETHING_ELSE
    if found.centroid_hz > 2200:
        return "white noise" if found.flatness > 0.3 else SOMETHING_ELSE
    if found.hits_per_s > 6 and found.flatness > 0.03:
        return "a drum roll"
    if found.pitch_hz < 330:
        return _name_low(found)
    return _name_tone(found)


def _name_low(found: SoundFeatures) -> str:
    if found.quiet_share > 0.65:
        return "a knock"
    if found.quiet_share > 0.2:  # as speech has between its words
        return SOMETHING_ELSE
    if found.flatness > 0.005:
        return "a buzzer"
    return "the wind" if found.jumps_per_s > 20 else SOMETHING_ELSE


def _name_tone(found: SoundFeatures) -> str:
    if found.fall_db > 15 and found.spread_octaves < 0.3 and found.hits_per_s < 1:
        return "a bell"
    if found.quiet_share > 0.12 and found.peak_share < 0.93:  # two pitches at once, with rests
        return "a telephone" if found.spread_octaves < 0.6 and found.hits_per_s < 2.5 else SOMETHING_ELSE
    if found.peak_share < 0.85:  # no single pitch
        return SOMETHING_ELSE
    if found.travel_octaves > 5.8:
        return "a siren"
    if abs(found.rise_octaves) > 0.95:
        return "a rising tone" if found.rise_octaves > 0 else "a falling tone"
    return "an alarm" if found.jumps_per_s > 3 or found.hits_per_s > 2.3 else "a beep"


def features(samples: NDArray[np.float32], sample_rate_hz: int) -> SoundFeatures:
    """Measure one channel, shape = (time,)."""
    if len(samples) < _SHORTEST_S * sample_rate_hz:
        raise InvalidInput(f"a sound of at least {_SHORTEST_S:g} s is needed", code="audio_too_short")
    power, hertz = _spectra(samples, sample_rate_hz)
    energy = power.sum(1)
    if not np.abs(samples).max() >= _FAINTEST or energy.max() < 1e-9:  # what is no number is silence too
        raise InvalidInput("the sound is silent", code="silent_audio")
    level_db = 10 * np.log10(energy / energy.max() + 1e-9)
    heard = power[level_db > -30]
    octaves = np.log2(hertz[power[level_db > -15].argmax(1)].clip(50))
    glides = np.abs(np.diff(octaves))
    duration_s = len(samples) / sample_rate_hz
    fifth = len(level_db) // 5
    return SoundFeatures(
        peak_share=float(np.median(_peak_share(heard))),
        flatness=float(np.median(np.exp(np.log(heard + 1e-10 * heard.max()).mean(1)) / heard.mean(1))),
        centroid_hz=float(np.median(heard @ hertz / heard.sum(1))),
        pitch_hz=float(2 ** np.median(octaves)),
        rise_octaves=float(np.median(octaves[-8:]) - np.median(octaves[:8])),
        travel_octaves=float(glides[glides < 0.2].sum()),
        spread_octaves=float(np.subtract(*np.percentile(octaves, (95, 5)))),
        jumps_per_s=float((glides >= 0.2).sum() / duration_s),
        hits_per_s=_num_hits(level_db) / duration_s,
        fall_db=float(level_db[2 : 2 + fifth].mean() - level_db[-fifth - 2 : -2].mean()),
        quiet_share=float((level_db < -18).mean()),
    )


def _spectra(samples: NDArray[np.float32], sample_rate_hz: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Power, shape = (F, K), and the frequencies of the K bins in Hz."""
    window, hop = round(_WINDOW_S * sample_rate_hz), round(_HOP_S * sample_rate_hz)
    frames = np.lib.stride_tricks.sliding_window_view(samples, window)[::hop] * np.hanning(window)
    length = max(window, round(sample_rate_hz / _BIN_HZ))
    hertz = np.fft.rfftfreq(length, 1 / sample_rate_hz).astype(np.float64)
    power = np.abs(np.fft.rfft(frames, length)) ** 2
    return power[:, hertz < _HIGHEST_HZ], hertz[hertz < _HIGHEST_HZ]


def _peak_share(power: NDArray[np.float64]) -> NDArray[np.float64]:
    width = round(_PITCH_WIDTH_HZ / _BIN_HZ)
    peaks = power.argmax(1)[:, None] + np.arange(-width, width + 1)
    inside = (peaks >= 0) & (peaks < power.shape[1])
    near = np.take_along_axis(power, peaks.clip(0, power.shape[1] - 1), axis=1)
    return np.asarray((near * inside).sum(1) / power.sum(1))


def _num_hits(level_db: NDArray[np.float64]) -> int:
    """How often loudness rises by 8 dB within 30 ms."""
    level_db = level_db.clip(-40)
    sudden = level_db[3:] - level_db[:-3] > 8
    return int((sudden[1:] & ~sudden[:-1]).sum())
