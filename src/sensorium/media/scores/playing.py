"""ABC text → notes in seconds: repeats written out, ties joined, tempo applied, chords accompanied."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media.scores.accompaniment import chosen_chords, play_chords, written_chords
from sensorium.media.scores.reading import read_tune
from sensorium.media.scores.strokes import INSTRUMENTS, MELODIC, Measure, Stroke, measures, melody
from sensorium.media.scores.tune import Tune

Accompaniment: TypeAlias = Literal["written", "added", "none"]

QUARTERS_PER_MINUTE = {
    "air": 76,
    "clog": 144,
    "fling": 144,
    "hornpipe": 152,
    "jig": 165,
    "lament": 60,
    "march": 112,
    "minuet": 112,
    "polka": 120,
    "reel": 190,
    "slide": 180,
    "slip jig": 165,
    "song": 100,
    "strathspey": 126,
    "waltz": 138,
}  # as kinds are usually played, where the score names no tempo
DEFAULT_BPM = 120  # quarter notes a minute
MAX_POLYPHONY = 8  # notes together, on average, in a tune of the longest duration allowed
INSTRUMENT_OF_KIND = {"air": "flute", "waltz": "accordion", "march": "flute", "jig": "fiddle", "reel": "fiddle"}


@dataclass(frozen=True, eq=False)
class NoteArray:
    """Notes in order of onset, each array of shape = (notes,).

    `onset_s`, `duration_s` float64 seconds; `pitch` uint8 MIDI note number; `velocity` uint8 1 … 127;
    `instrument` uint8, an index of INSTRUMENTS.
    """

    onset_s: NDArray[np.float64]
    duration_s: NDArray[np.float64]
    pitch: NDArray[np.uint8]
    velocity: NDArray[np.uint8]
    instrument: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.onset_s)

    @property
    def end_s(self) -> float:
        """Seconds until the last note stops."""
        return float(np.max(self.onset_s + self.duration_s, initial=0.0))


def notes(
    abc: str, instrument: str | None = None, accompaniment: Accompaniment = "written", limits: Limits = DEFAULT
) -> NoteArray:
    """The notes that a player of the ABC text plays.

    `instrument` (of MELODIC) replaces the one that suits the kind. `accompaniment`: only the chord symbols that are
    written, chords added by rule where none are, or none at all.
    Raises InvalidInput(`invalid_score`, `invalid_instrument`), TooLarge(`score_too_large`, `audio_too_long`).
    """
    tune = read_tune(abc)
    voices = [measures(voice, tune.metre) for voice in tune.voices]
    second = seconds_per_whole(tune)
    end_s = max(float(bars[-1].end) * second for bars in voices if bars)
    if end_s > limits.audio_seconds:
        raise TooLarge(
            "the tune plays too long", limit=limits.audio_seconds, got=end_s, unit="s", code="audio_too_long"
        )
    index = _instrument(instrument or INSTRUMENT_OF_KIND.get(tune.kind, "harp"))
    strokes = [stroke for bars in voices for stroke in melody(bars, index)]
    strokes += play_chords(voices[0], _chords(voices[0], tune, accompaniment))
    _check_effort(sum(float(stroke.duration) for stroke in strokes) * second, limits)
    return _to_arrays(sorted(strokes, key=lambda stroke: (stroke.onset, stroke.pitch)), second)


def seconds_per_whole(tune: Tune) -> float:
    """Seconds of a whole note: by the tempo of the score, else as its kind is usually played."""
    return 240.0 / (tune.quarter_bpm or usual_quarter_bpm(tune.kind))


def usual_quarter_bpm(kind: str) -> int:
    """Quarter notes a minute at which tunes of a kind are usually played."""
    return QUARTERS_PER_MINUTE.get(kind, DEFAULT_BPM)


def _check_effort(sounding_s: float, limits: Limits) -> None:
    """Chords and voices that sound together cost time each: bound their sum."""
    allowed = MAX_POLYPHONY * limits.audio_seconds
    if sounding_s > allowed:
        raise TooLarge(
            "the score sounds too much at once", limit=allowed, got=sounding_s, unit="s", code="score_too_large"
        )


def _chords(bars: list[Measure], tune: Tune, accompaniment: Accompaniment) -> list[tuple[Fraction, str]]:
    if accompaniment == "none":
        return []
    return written_chords(bars) or (chosen_chords(bars, tune.key) if accompaniment == "added" else [])


def _instrument(name: str) -> int:
    if name not in MELODIC:
        raise InvalidInput(
            f"there is no instrument {name[:40]!r}; choose one of {', '.join(MELODIC)}", code="invalid_instrument"
        )
    return INSTRUMENTS.index(name)


def _to_arrays(strokes: list[Stroke], second: float) -> NoteArray:
    return NoteArray(
        onset_s=np.array([float(stroke.onset) * second for stroke in strokes]),
        duration_s=np.array([float(stroke.duration) * second for stroke in strokes]),
        pitch=np.array([stroke.pitch for stroke in strokes], np.uint8),
        velocity=np.array([stroke.velocity for stroke in strokes], np.uint8),
        instrument=np.array([stroke.instrument for stroke in strokes], np.uint8),
    )
