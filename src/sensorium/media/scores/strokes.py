"""What a player does: one stroke on one instrument, in exact score time. Melody first; accompaniment is beside this."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sensorium.media.scores.fields import QUARTER, is_compound
from sensorium.media.scores.tune import Bar, Change, Element, Note, unfold

INSTRUMENTS = ("harp", "guitar", "flute", "fiddle", "accordion", "organ", "piano", "bass", "drum")
MELODIC = INSTRUMENTS[:7]
STRONG, MEDIUM, SOFT = 98, 86, 76  # velocity on the first beat, on other beats, between beats
GRACE = Fraction(1, 48)  # whole notes that one grace note takes from the note it leads to
LOWEST, HIGHEST = 21, 108  # MIDI, as on a piano; notes outside are moved by octaves


@dataclass(frozen=True)
class Stroke:
    """A note that sounds: times in whole notes from the start, MIDI pitch and velocity, an index of INSTRUMENTS."""

    onset: Fraction
    duration: Fraction
    pitch: int
    velocity: int
    instrument: int


@dataclass(frozen=True)
class Measure:
    """One bar as played: its notes with their onsets, from `start` to `end`, in whole notes."""

    start: Fraction
    end: Fraction
    metre: tuple[int, int]
    notes: tuple[tuple[Fraction, Note], ...]


def measures(elements: tuple[Element, ...], metre: tuple[int, int]) -> list[Measure]:
    """The bars of a voice in the order played, repeats written out; bars without notes are left out."""
    found: list[Measure] = []
    inside: list[tuple[Fraction, Note]] = []
    now = start = Fraction(0)
    for element in [*unfold(elements), Bar()]:
        if isinstance(element, Note):
            inside.append((now, element))
            now += element.duration
        elif inside and isinstance(element, Bar):
            found.append(Measure(start, now, metre, tuple(inside)))
            inside, start = [], now
        if isinstance(element, Change):
            metre = element.metre
    return found


def beat(metre: tuple[int, int]) -> Fraction:
    """The length of a beat: three units in compound metres, else the unit of the metre but at least a quarter."""
    if is_compound(metre):
        return Fraction(3, metre[1])
    return max(Fraction(1, metre[1]), QUARTER) if metre[0] > 1 and metre[1] <= 4 else Fraction(1, metre[1])


def melody(bars: list[Measure], instrument: int) -> list[Stroke]:
    """The strokes of a voice: ties joined, grace notes before their note, weight on the beats."""
    strokes: list[Stroke] = []
    held: dict[int, int] = {}  # MIDI pitch → place in strokes of the note that a tie prolongs
    for bar in bars:
        for onset, note in bar.notes:
            lead = min(GRACE * len(note.grace), note.duration / 2)
            strokes += _grace_strokes(note, onset, lead, instrument)
            sounding: dict[int, int] = {}
            for midi in sorted({_in_range(pitch.midi) for pitch in note.pitches}):
                if midi in held:
                    sounding[midi] = held[midi]
                    strokes[held[midi]] = _prolonged(strokes[held[midi]], note.duration)
                else:
                    sounding[midi] = len(strokes)
                    velocity = _velocity(onset - bar.start, bar.metre)
                    strokes.append(Stroke(onset + lead, note.duration - lead, midi, velocity, instrument))
            held = sounding if note.tied else {}
    return strokes


def _grace_strokes(note: Note, onset: Fraction, lead: Fraction, instrument: int) -> list[Stroke]:
    """The grace notes of a note, which share the time `lead`."""
    each = lead / max(1, len(note.grace))
    pitches = (_in_range(pitch.midi) for pitch in note.grace)
    return [Stroke(onset + each * place, each, midi, SOFT, instrument) for place, midi in enumerate(pitches)]


def _velocity(offset: Fraction, metre: tuple[int, int]) -> int:
    if offset == 0:
        return STRONG
    return MEDIUM if offset % beat(metre) == 0 else SOFT


def _prolonged(stroke: Stroke, by: Fraction) -> Stroke:
    return Stroke(stroke.onset, stroke.duration + by, stroke.pitch, stroke.velocity, stroke.instrument)


def _in_range(pitch: int) -> int:
    while pitch < LOWEST:
        pitch += 12
    while pitch > HIGHEST:
        pitch -= 12
    return pitch
