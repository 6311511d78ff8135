"""A tune as read → score tokens: ornaments and chords dropped, durations on a grid, pitches within the range.

What is kept is the melody: the top note of a chord, triplets, broken rhythm, ties over bar lines, repeats, endings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate, pairwise

from sensorium.media.scores.fields import invalid
from sensorium.media.scores.playing import usual_quarter_bpm
from sensorium.media.scores.tune import Key, Note, Pitch, Tune
from sensorium.native.codecs.score.grammar import MAX_BARS
from sensorium.native.codecs.score.parts import Bars, Part, parts_of
from sensorium.native.codecs.score.table import (
    ACCIDENTALS,
    DURATIONS,
    END,
    HIGHEST_STEP,
    INDEX,
    KINDS,
    LOWEST_STEP,
    METRES,
    METRES_OF_KIND,
    QUARTERS,
    TRIPLETS,
    UNITS,
    bar_token,
    key_is_known,
    step_name,
)

SLOW_BELOW, LIVELY_ABOVE = 0.8, 1.15  # shares of the usual tempo
_ACCIDENTAL_OF = {amount: INDEX[mark] for mark, amount in ACCIDENTALS.items()}
_TRIPLET_OF = {length: INDEX[name] for name, length in TRIPLETS.items()}
_LENGTHS = {QUARTERS, *DURATIONS}


def tokens_of(tune: Tune, max_bars: int = MAX_BARS) -> list[int]:
    """Score tokens of the first parts of a tune, with the unit length that needs fewer of them.

    Raises InvalidInput(`invalid_score`) for a metre, key or rhythm that the table does not hold.
    """
    metre = f"{tune.metre[0]}/{tune.metre[1]}"
    if metre not in METRES:
        raise invalid(f"the metre {metre} is not composed here; known are {', '.join(METRES)}")
    if not key_is_known(tune.key):
        raise invalid(f"the key {tune.key} is not composed here; transpose it to fewer sharps or flats")
    parts = parts_of(tune, max_bars)
    shift = _octave_shift([pitch for part in parts for bar in part.body for note in bar for pitch in note.pitches])
    written = {unit: _Writer(tune.key, unit, shift).write(parts) for unit in _fitting_units(parts)}
    unit = min(written, key=lambda candidate: len(written[candidate]))
    return [*_heading(tune, metre, unit), *written[unit], END]


def _kind(text: str, metre: str) -> str:
    """The kind that a field R names (`Double Jig`, `slipjig`, `Highland Fling`), if it goes with the metre."""
    words = text.replace("slipjig", "slip jig").replace("hop jig", "slip jig")
    named = [kind for kind in KINDS if kind in words and metre in METRES_OF_KIND[kind]]
    return max(named, key=len, default="tune")


def _fitting_units(parts: list[Part]) -> list[Fraction]:
    """The unit lengths whose grid moves the fewest notes."""
    lengths = [note.duration for part in parts for bar in (*part.body, *part.first, *part.second) for note in bar]
    moved = {unit: sum(not _fits(length, int(QUARTERS / unit)) for length in lengths) for unit in UNITS}
    return [unit for unit in UNITS if moved[unit] == min(moved.values())]


def _fits(length: Fraction, scale: int) -> bool:
    """Is a length on the grid, by itself or as a third of a triplet?"""
    return scale % length.denominator == 0 or (length * scale * 3) in _TRIPLET_OF


def _heading(tune: Tune, metre: str, unit: Fraction) -> list[int]:
    if metre == "2/2" and "hornpipe" in tune.kind:
        metre = "4/4"  # the same bar, and the metre that readers expect of hornpipes
    kind = _kind(tune.kind, metre)
    ratio = (tune.quarter_bpm or usual_quarter_bpm(kind)) / usual_quarter_bpm(kind)
    tempo = "slow" if ratio < SLOW_BELOW else "lively" if ratio > LIVELY_ABOVE else "steady"
    names = ("kind " + kind, "tempo " + tempo, "metre " + metre, "tonic " + tune.key.tonic, "mode " + tune.key.mode)
    return [INDEX[name] for name in (*names, f"unit {unit}")]


def _octave_shift(pitches: list[Pitch]) -> int:
    """Steps by which the tune moves so that most of it lies within the range: a whole number of octaves."""
    if not pitches:
        raise invalid("the score holds no notes; give at least four bars of melody")
    outside = {
        shift: sum(not LOWEST_STEP <= pitch.step + shift <= HIGHEST_STEP for pitch in pitches)
        for shift in (0, 7, -7, 14, -14)
    }
    return min(outside, key=lambda shift: outside[shift])


@dataclass
class _Sound:
    """One written note: its length in quarters of a unit; `triplet` marks the three that share `length`."""

    pitch: Pitch | None
    length: int
    tied: bool = False
    triplet: bool = False


@dataclass
class _Writer:
    """Writes parts with one unit length. `in_bar` and `held` are what a reader knows of accidentals."""

    key: Key
    unit: Fraction
    shift: int
    tokens: list[int] = field(default_factory=list)
    in_bar: dict[str, int] = field(default_factory=dict)
    held: Pitch | None = None

    def write(self, parts: list[Part]) -> list[int]:
        for part in parts:
            self.tokens.append(INDEX["repeat" if part.repeated else "once"])
            number = 0 if part.pickup else 1
            number = self.write_bars(part.body, number, INDEX["|1"] if part.first else self.closing(part))
            if part.first:
                self.write_bars(part.first, number, INDEX[":|2"])
                self.write_bars(part.second, number, INDEX["||"])
        return self.tokens

    @staticmethod
    def closing(part: Part) -> int:
        return INDEX[":|" if part.repeated else "||"]

    def write_bars(self, bars: Bars, number: int, last_line: int) -> int:
        """Bars from `number` on, the last of them closed by `last_line`; the number after them."""
        settled = [_on_grid(bar, int(QUARTERS / self.unit), self.shift) for bar in bars]
        for place, sounds in enumerate(settled):
            is_last = place == len(bars) - 1
            self.write_bar(sounds)
            if not is_last and number + place > 0 and _leads_on(sounds[-1], settled[place + 1][0]):
                self.tokens.append(INDEX["-"])
                self.held = sounds[-1].pitch
            self.tokens.append(last_line if is_last else bar_token(number + place))
            self.in_bar = {}
        return number + len(bars)

    def write_bar(self, sounds: list[_Sound]) -> None:
        place = 0
        while place < len(sounds):
            sound, after = sounds[place], sounds[place + 1] if place + 1 < len(sounds) else None
            if sound.triplet:
                self.tokens.append(_TRIPLET_OF[sound.length])
                for member in sounds[place : place + 3]:
                    self.write_pitch(member.pitch)
                place += 3
            elif mark := _broken(sound, after):
                assert after is not None
                self.write_pitch(sound.pitch)
                self.tokens.append(INDEX[mark])
                self.write_pitch(after.pitch)
                place += 2
            else:
                self.write_pitch(sound.pitch)
                self.tokens += [INDEX[f"x{sound.length}"]] if sound.length != QUARTERS else []
                place += 1

    def write_pitch(self, pitch: Pitch | None) -> None:
        if pitch is None:
            self.tokens.append(INDEX["z"])
        else:
            expected = self.in_bar.get(pitch.letter, self.key.alteration(pitch.letter))
            if pitch.alteration != expected and pitch != self.held:
                self.tokens.append(_ACCIDENTAL_OF[pitch.alteration])
                self.in_bar[pitch.letter] = pitch.alteration
            self.tokens.append(INDEX[step_name(pitch.step)])
        self.held = None


def _leads_on(last: _Sound, first: _Sound) -> bool:
    """Can the tie of a bar's last note be written: does the next bar begin with its pitch, neither in a triplet?"""
    return last.tied and first.pitch == last.pitch is not None and not (first.triplet or last.triplet)


def _broken(first: _Sound, second: _Sound | None) -> str:
    """The mark between two notes in broken rhythm, else ''."""
    if second is None or second.triplet or first.pitch is None or second.pitch is None:
        return ""
    lengths = (first.length * 2, second.length * 2)
    return {(3 * QUARTERS, QUARTERS): ">", (QUARTERS, 3 * QUARTERS): "<"}.get(lengths, "")


def _on_grid(bar: list[Note], scale: int, shift: int) -> list[_Sound]:
    """The notes of a bar, `scale` quarters of a unit to the whole note; groups that fit no grid are evened out."""
    notes = _merged(bar)
    sounds: list[_Sound] = []
    place = 0
    while place < len(notes):
        note = notes[place]
        if scale % note.duration.denominator == 0:  # the usual case, kept short
            sounds += _pieced(note, note.duration.numerator * (scale // note.duration.denominator), shift)
            place += 1
            continue
        group, total = _group(notes, place, scale)
        if len(group) == 3 and total in _TRIPLET_OF and all(note.pitches for note in group) and _are_equal(group):
            sounds += [_Sound(_pitch(note, shift), total, triplet=True) for note in group]
        else:
            sounds += _evened(group, scale, shift)
        place += len(group)
    return sounds


def _are_equal(group: list[Note]) -> bool:
    return group[0].duration == group[1].duration == group[2].duration


def _group(notes: list[Note], place: int, scale: int) -> tuple[list[Note], int]:
    """The fewest notes from `place` on whose lengths add up to a whole number of quarters, and that number."""
    total = Fraction(0)
    for end in range(place, len(notes)):
        total += notes[end].duration
        if scale % total.denominator == 0:
            return notes[place : end + 1], int(total * scale)
    raise invalid("a rhythm of the score is finer than the grid; the shortest note is a sixty-fourth")


def _evened(group: list[Note], scale: int, shift: int) -> list[_Sound]:
    """Onsets moved to the nearest place of the grid; notes left without length are dropped."""
    ends = [Fraction(0), *accumulate(note.duration * scale for note in group)]
    sounds: list[_Sound] = []
    for note, (start, end) in zip(group, pairwise(ends), strict=True):
        sounds += _pieced(note, round(end) - round(start), shift)
    return sounds


def _pieced(note: Note, length: int, shift: int) -> list[_Sound]:
    """A note as one sound, or several where the table has no such length, or none where it has no length."""
    sounds = [_Sound(_pitch(note, shift), piece) for piece in _pieces(length)]
    if sounds:
        sounds[-1].tied = note.tied
    return sounds


def _pieces(length: int) -> list[int]:
    """A length as lengths of the table, the longest first."""
    if length in _LENGTHS:
        return [length]
    pieces: list[int] = []
    while length > 0:
        pieces.append(max(known for known in _LENGTHS if known <= length))
        length -= pieces[-1]
    return pieces


def _merged(bar: list[Note]) -> list[Note]:
    """Ties inside the bar joined into one note."""
    notes: list[Note] = []
    for note in bar:
        last = notes[-1] if notes else None
        if last is not None and last.tied and last.pitches and last.pitches == note.pitches and last.tuplet == (0, 0):
            notes[-1] = Note(note.pitches, last.duration + note.duration, note.tied)
        else:
            notes.append(note)
    return notes


def _pitch(note: Note, shift: int) -> Pitch | None:
    """The top note, moved into the range and spelled with at most one sharp or flat; None for a rest."""
    if not note.pitches:
        return None
    pitch = max(note.pitches, key=lambda candidate: candidate.midi)
    moved = Pitch(_in_range(pitch.step + shift), pitch.alteration)
    if abs(moved.alteration) <= 1:
        return moved
    neighbour = moved.step + (1 if moved.alteration > 0 else -1)
    return Pitch(_in_range(neighbour), moved.midi - Pitch(neighbour).midi)


def _in_range(step: int) -> int:
    """A step moved by as few octaves as bring it into the range."""
    while step < LOWEST_STEP:
        step += 7
    while step > HIGHEST_STEP:
        step -= 7
    return step
