"""Is a tune what was asked for? Judged by an outside reader of ABC and by counting bars, not by what wrote it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from sensorium.errors import InvalidInput, MissingDependency
from sensorium.media.scores.playing import notes
from sensorium.media.scores.reading import read_tune
from sensorium.media.scores.tune import Bar, Element, Note, Tune
from sensorium.native.codecs.score import KINDS, METRES_OF_KIND

IN_SCALE_SHARE = 0.8  # of the notes that must belong to the key
TONIC_TRIAD = (0, 2, 4)  # degrees on which a tune may end


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What holds of a tune. Where nothing was asked the answer is that the tune agrees with its own heading.

    `parses`: an outside reader finds the same number of notes. `bars_add_up`: every bar is full, but for a pickup and
    the last bar of a part. `key_ok`: the field says so, most notes belong to it, and the tune ends in its tonic chord.
    """

    parses: bool
    bars_add_up: bool
    key_ok: bool
    metre_ok: bool
    kind_ok: bool
    num_bars: int = 0

    @property
    def all_ok(self) -> bool:
        return self.parses and self.bars_add_up and self.key_ok and self.metre_ok and self.kind_ok


NOTHING = Verdict(parses=False, bars_add_up=False, key_ok=False, metre_ok=False, kind_ok=False)


def judge_tune(abc: str, *, kind: str | None = None, key: str | None = None, metre: str | None = None) -> Verdict:
    """Judge a tune against the kind (`jig`), key (`D major`) and metre (`6/8`) that were asked for, where they were.

    Needs symusic: MissingDependency without it.
    """
    try:
        tune = read_tune(abc)
        if not read_outside(abc):
            return NOTHING
    except InvalidInput:
        return NOTHING
    found = f"{tune.metre[0]}/{tune.metre[1]}"
    bars_add_up = bars_are_full(tune)
    return Verdict(
        parses=True,
        bars_add_up=bars_add_up,
        key_ok=key in (None, str(tune.key)) and is_in_its_key(tune),
        metre_ok=metre in (None, found) and bars_add_up,
        kind_ok=tune.kind in KINDS and kind in (None, tune.kind) and found in METRES_OF_KIND[tune.kind],
        num_bars=sum(length > tune.bar_length / 2 for part in _parts(tune.voices[0]) for length, _ in part),
    )


def read_outside(abc: str) -> bool:
    """Does symusic (the reader of abc2midi) play as many notes as we do, in the same metre?"""
    try:
        import symusic
    except ImportError as error:
        raise MissingDependency("judging tunes needs symusic; install it with: pip install symusic") from error
    with _silent():
        try:
            score: Any = symusic.Score.from_abc(abc)
        except RuntimeError:  # it found no tune
            return False
    count = len(score.tracks[0].notes) if len(score.tracks) else 0
    return count > 0 and count == len(notes(abc, "harp", "none"))


@contextmanager
def _silent() -> Iterator[None]:
    """The outside reader prints remarks to the standard output of the process; keep them out of ours."""
    sys.stdout.flush()
    kept = os.dup(1)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def bars_are_full(tune: Tune) -> bool:
    """Does every bar add up? The first of a part may be a pickup; the last, before the repeat or the end, lacks it."""
    return all(_part_is_full(bars, tune.bar_length) for bars in _parts(tune.voices[0]))


def _parts(elements: tuple[Element, ...]) -> list[list[tuple[Fraction, bool]]]:
    """For each part its bars: how long, and whether a repeat, an ending or the end follows."""
    parts: list[list[tuple[Fraction, bool]]] = [[]]
    length = Fraction(0)
    for element in (*elements, Bar(double=True)):
        if isinstance(element, Note):
            length += element.duration
        elif isinstance(element, Bar):
            strong = element.closes or element.opens or element.double
            if length:
                parts[-1].append((length, strong))
            length = Fraction(0)
            if parts[-1] and strong and 2 not in element.endings:
                parts.append([])
    return [part for part in parts if part]


def _part_is_full(bars: list[tuple[Fraction, bool]], full: Fraction) -> bool:
    """Where more than half a bar comes first, the last must lack it: else it is a bar with something left out."""
    pickup = bars[0][0] if bars[0][0] < full else Fraction(0)
    inner = bars[1:] if pickup else bars
    ends = {full - pickup} if pickup > full / 2 else {full, full - pickup}
    return len(inner) > 1 and all(length in ends if last else length == full for length, last in inner)


def is_in_its_key(tune: Tune) -> bool:
    """Do most notes belong to the key, and does the tune end on a tone of its tonic chord?"""
    pitches = [note.pitches[-1] for note in tune.voices[0] if isinstance(note, Note) and note.pitches]
    if not pitches:  # all notes are in other voices
        return False
    in_scale = np.mean([pitch.alteration == tune.key.alteration(pitch.letter) for pitch in pitches])
    degree = (pitches[-1].step - tune.key.tonic_step) % 7
    return bool(in_scale >= IN_SCALE_SHARE) and degree in TONIC_TRIAD
