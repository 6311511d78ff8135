"""Chords under a tune: as its chord symbols say, or chosen by rule; played as bass, plucked chord and soft drum."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np

from sensorium.media.scores.fields import is_compound
from sensorium.media.scores.strokes import INSTRUMENTS, Measure, Stroke, beat
from sensorium.media.scores.tune import LETTERS, SEMITONES, Key, Pitch

BASS, GUITAR, DRUM = (INSTRUMENTS.index(name) for name in ("bass", "guitar", "drum"))
LOWEST_BASS = 36  # MIDI C2
LOWEST_CHORD = 52  # MIDI E3
BASS_VELOCITY, CHORD_VELOCITY, DRUM_VELOCITY = 72, 40, 40
# Degrees (0 is the tonic) that folk accompaniment uses in each mode, the most usual first.
DEGREES = {
    "major": (0, 4, 3, 5, 1),
    "minor": (0, 6, 5, 3, 2),
    "dorian": (0, 6, 3, 2, 4),
    "mixolydian": (0, 6, 3, 4, 5),
    "lydian": (0, 1, 4, 5, 2),
    "phrygian": (0, 1, 6, 3, 2),
    "locrian": (0, 4, 1, 3, 2),
}
USUAL = 0.06  # preference for each place nearer to the front of DEGREES, in shares of a bar covered
_SYMBOL = re.compile(r"([A-G])([#b]?)(m(?!aj)|min|dim|aug|\+)?[^/]*(?:/([A-G])([#b]?))?")
_THIRD_AND_FIFTH = {"": (4, 7), "m": (3, 7), "min": (3, 7), "dim": (3, 6), "aug": (4, 8), "+": (4, 8)}


def written_chords(bars: list[Measure]) -> list[tuple[Fraction, str]]:
    """(onset, symbol) of the chord symbols in a voice."""
    return [(onset, note.chord) for bar in bars for onset, note in bar.notes if note.chord]


def chosen_chords(bars: list[Measure], key: Key) -> list[tuple[Fraction, str]]:
    """A chord for each bar: the triad of the mode that covers most of its sounding time; tonic first and last."""
    triads = [_triad(key, degree) for degree in DEGREES[key.mode]]
    chords: list[tuple[Fraction, str]] = []
    for index, bar in enumerate(bars):
        at_edge = index in (0, len(bars) - 1)
        scores = [
            _cover(bar, letters) - USUAL * place - (0.3 * (place > 0) if at_edge else 0.0)
            for place, (_, letters) in enumerate(triads)
        ]
        chords.append((bar.start, triads[int(np.argmax(scores))][0]))
    return chords


def play_chords(bars: list[Measure], chords: list[tuple[Fraction, str]]) -> list[Stroke]:
    """Bass on the strong beats, the chord between them, a soft drum on every beat; pickups are left alone."""
    strokes: list[Stroke] = []
    current, upcoming = "", list(reversed(chords))
    for bar in bars:
        step = beat(bar.metre)
        onset = bar.start
        while onset < bar.end:
            while upcoming and upcoming[-1][0] <= onset:
                current = upcoming.pop()[1]
            if current and bar.end - bar.start >= Fraction(*bar.metre):
                strokes += _beat_strokes(current, onset, int((onset - bar.start) / step), bar.metre)
            onset += step
    return strokes


def _beat_strokes(symbol: str, onset: Fraction, place: int, metre: tuple[int, int]) -> list[Stroke]:
    bass, chord = _voicing(symbol)
    step = beat(metre)
    triple = not is_compound(metre) and metre[0] == 3
    strokes = [Stroke(onset, step / 4, 45 if place == 0 else 50, DRUM_VELOCITY, DRUM)]
    if is_compound(metre):
        strokes.append(Stroke(onset, step * 2 / 3, bass, BASS_VELOCITY, BASS))
        strokes += [Stroke(onset + step * 2 / 3, step / 3, pitch, CHORD_VELOCITY, GUITAR) for pitch in chord]
    elif place == 0 or (not triple and place % 2 == 0):
        strokes.append(Stroke(onset, step, bass if place == 0 else bass + 7, BASS_VELOCITY, BASS))
    else:
        strokes += [Stroke(onset, step * 3 / 4, pitch, CHORD_VELOCITY, GUITAR) for pitch in chord]
    return strokes


def _voicing(symbol: str) -> tuple[int, tuple[int, ...]]:
    """MIDI pitches of the bass note and of the chord above it."""
    match = _SYMBOL.match(symbol)
    assert match is not None, "chord symbols are checked when they are read"
    letter, sign, quality, low_letter, low_sign = match.groups()
    root = _pitch_class(letter, sign)
    low = _pitch_class(low_letter, low_sign) if low_letter else root
    above = [(root + interval) % 12 for interval in (0, *_THIRD_AND_FIFTH[quality or ""])]
    return LOWEST_BASS + low, tuple(sorted(LOWEST_CHORD + (tone - LOWEST_CHORD) % 12 for tone in above))


def _pitch_class(letter: str, sign: str) -> int:
    return (SEMITONES[LETTERS.index(letter)] + {"#": 1, "b": -1, "": 0}[sign]) % 12


def _triad(key: Key, degree: int) -> tuple[str, frozenset[str]]:
    """Symbol and letters of the triad on a degree of the key."""
    steps = [key.tonic_step + degree + skip for skip in (0, 2, 4)]
    pitches = [Pitch(step, key.alteration(LETTERS[step % 7])) for step in steps]
    third, fifth = pitches[1].midi - pitches[0].midi, pitches[2].midi - pitches[0].midi
    quality = {(4, 7): "", (3, 7): "m", (3, 6): "dim"}.get((third, fifth), "")
    sign = {1: "#", -1: "b"}.get(pitches[0].alteration, "")
    return pitches[0].letter + sign + quality, frozenset(pitch.letter for pitch in pitches)


def _cover(bar: Measure, letters: frozenset[str]) -> float:
    """The share of a bar's sounding time on the letters of a chord; the first note counts double."""
    covered = total = 0.0
    for onset, note in bar.notes:
        weight = float(note.duration) * (2.0 if onset == bar.start else 1.0)
        total += weight
        covered += weight * any(pitch.letter in letters for pitch in note.pitches)
    return covered / total if total else 0.0
