"""A score in another key: the same tune, seen by a model as another one."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.media.scores.tune import LETTERS, Key, Pitch
from sensorium.native.codecs.score.table import (
    ACCIDENTALS,
    HIGHEST_STEP,
    INDEX,
    LOWEST_STEP,
    PITCHES,
    TOKENS,
    key_is_known,
    step_name,
)

OCTAVE = 7  # steps


def transpose(tokens: Sequence[int], tonic: str) -> list[int] | None:
    """The score of `tokens` moved by the nearest way to another tonic of the table.

    None when the key would have too many sharps or flats, a note would leave the range, or an accidental would need
    to be double.
    """
    names = [TOKENS[token] for token in tokens]
    source = Key(_value(names, "tonic"), _value(names, "mode"))
    target = Key(tonic, source.mode)
    if not key_is_known(target):
        return None
    distance = _distance(source, target)
    moved: list[int] = []
    for place, (token, name) in enumerate(zip(tokens, names, strict=True)):
        if name.startswith("tonic "):
            moved.append(INDEX[f"tonic {tonic}"])
        elif PITCHES.start <= token < PITCHES.stop:
            step = _step(token) + distance
            if not LOWEST_STEP <= step <= HIGHEST_STEP:
                return None
            moved.append(INDEX[step_name(step)])
        elif name in ACCIDENTALS:
            mark = _accidental(ACCIDENTALS[name], _step(tokens[place + 1]), distance, source, target)
            if mark is None:
                return None
            moved.append(INDEX[mark])
        else:
            moved.append(token)
    return moved


def _step(token: int) -> int:
    return token - PITCHES.start + LOWEST_STEP


def _distance(source: Key, target: Key) -> int:
    """Steps from one tonic to the other, up or down, whichever is less in semitones."""
    up = (target.tonic_step - source.tonic_step) % OCTAVE
    pitches = [Pitch(key.tonic_step, key.alteration(key.tonic[0])).midi for key in (source, target)]
    semitones = (pitches[1] - pitches[0]) % 12
    return up if semitones <= 6 else up - OCTAVE


def _accidental(amount: int, step: int, distance: int, source: Key, target: Key) -> str | None:
    """The mark that alters the moved note as far from its key as the old one was from its own."""
    away = amount - source.alteration(LETTERS[step % OCTAVE])
    moved = away + target.alteration(LETTERS[(step + distance) % OCTAVE])
    return next((mark for mark, value in ACCIDENTALS.items() if value == moved), None)


def _value(names: list[str], field: str) -> str:
    return next(name.partition(" ")[2] for name in names if name.startswith(field + " "))
