"""Notes → a Standard MIDI File, one track for each instrument."""

from __future__ import annotations

import io

import numpy as np

from sensorium.errors import MissingDependency
from sensorium.media.scores.playing import Accompaniment, NoteArray, notes
from sensorium.media.scores.strokes import INSTRUMENTS

TICKS_PER_QUARTER = 480
MICROSECONDS_PER_QUARTER = 500_000  # 120 quarters a minute; onsets are in seconds already
TICKS_PER_SECOND = TICKS_PER_QUARTER * 1_000_000 // MICROSECONDS_PER_QUARTER
# General MIDI programs, counted from 0, in the order of INSTRUMENTS; the drum plays on the percussion channel.
PROGRAMS = (46, 25, 73, 40, 21, 19, 0, 32, 0)
PERCUSSION_CHANNEL = 9


def midi(abc: str, instrument: str | None = None, accompaniment: Accompaniment = "written") -> bytes:
    """A MIDI file of the tune as it is played. Errors as in `notes`; MissingDependency without mido."""
    return write_midi(notes(abc, instrument, accompaniment))


def write_midi(played: NoteArray) -> bytes:
    """A format-1 MIDI file of notes; times are rounded to about a millisecond."""
    try:
        import mido
    except ImportError as error:
        raise MissingDependency("MIDI files need mido; install it with: pip install mido") from error
    file = mido.MidiFile(ticks_per_beat=TICKS_PER_QUARTER)
    for index in np.unique(played.instrument):
        name = INSTRUMENTS[index]
        channel = PERCUSSION_CHANNEL if name == "drum" else int(index)
        track = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
        track.append(mido.MetaMessage("set_tempo", tempo=MICROSECONDS_PER_QUARTER))
        track.append(mido.Message("program_change", channel=channel, program=PROGRAMS[index]))
        now = 0
        for tick, kind, pitch, velocity in _events(played, int(index)):
            track.append(mido.Message(kind, channel=channel, note=pitch, velocity=velocity, time=tick - now))
            now = tick
        file.tracks.append(track)
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def _events(played: NoteArray, instrument: int) -> list[tuple[int, str, int, int]]:
    """(tick, kind, pitch, velocity) in order; at equal ticks notes stop before others start."""
    events: list[tuple[int, str, int, int]] = []
    for place in np.flatnonzero(played.instrument == instrument):
        start = round(played.onset_s[place] * TICKS_PER_SECOND)
        stop = max(start + 1, round((played.onset_s[place] + played.duration_s[place]) * TICKS_PER_SECOND))
        pitch = int(played.pitch[place])
        events += [(start, "note_on", pitch, int(played.velocity[place])), (stop, "note_off", pitch, 0)]
    return sorted(events)
