"""Scores: ABC notation in; notes, MIDI, engraved pages and sound out. Pure functions on text and arrays."""

from sensorium.media.scores.engraving import svg
from sensorium.media.scores.midi import midi, write_midi
from sensorium.media.scores.playing import NoteArray, notes
from sensorium.media.scores.reading import read_tune
from sensorium.media.scores.strokes import INSTRUMENTS, MELODIC
from sensorium.media.scores.synthesis import render, synthesize

__all__ = [
    "INSTRUMENTS",
    "MELODIC",
    "NoteArray",
    "midi",
    "notes",
    "read_tune",
    "render",
    "svg",
    "synthesize",
    "write_midi",
]
