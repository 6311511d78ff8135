"""Tunes composed by rule: chords first, then a motif for each bar of a form, strong beats on tones of the chord.

The tunes are plain, but right in the ways a checker can see: kind, key, metre, whole bars, repeats, a close on the
tonic. A clone with nothing beside it trains on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.random import Generator

from sensorium.media.scores.tune import LETTERS, Bar, Element, Key, Note, Pitch, Tune
from sensorium.native.worlds.tunes.styles import FORMS, PROGRESSIONS, Cell, Style

EIGHTH = Fraction(1, 8)
OCTAVE = 7  # steps
LOWEST, HIGHEST = -3, 13  # `G,` to `b`, what a fiddle plays in first position
PICKUP_SHARE = 0.5
RAISED_SEVENTH_SHARE = 0.5  # of closes in minor that lead up by a semitone
RHYME_SHARE = 0.6  # of second parts that end like the first
STEPS = np.array([-2, -1, 1, 2])
STEP_WEIGHTS = np.array([0.15, 0.35, 0.35, 0.15])
HOME_PULL = 0.12  # how strongly a line that has strayed turns back, per step


@dataclass(frozen=True)
class Line:
    """A bar of melody: lengths in eighths and steps from middle C."""

    lengths: Cell
    steps: tuple[int, ...]


def compose(
    rng: Generator, *, kind: str, style: Style, key: Key, quarter_bpm: float, num_parts: int, repeated: bool
) -> Tune:
    """A tune of parts of eight bars; the second part lies higher and ends like the first."""
    writer = _PartWriter(rng, style, key)
    with_pickup = bool(rng.random() < PICKUP_SHARE)
    raised = key.mode == "minor" and bool(rng.random() < RAISED_SEVENTH_SHARE)
    elements: list[Element] = []
    ending: list[Line] = []
    for place in range(num_parts):
        lines = writer.part(_middle(key) + (int(rng.integers(2, 5)) if place else 0), ending)
        ending = lines[-2:]
        lead = writer.pickup(lines[0].steps[0]) if with_pickup else None
        elements += _elements(lines, lead, key, repeated=repeated, raised=raised)
    beats, unit = (int(part) for part in style.metre.split("/"))
    return Tune(title="", kind=kind, metre=(beats, unit), key=key, quarter_bpm=quarter_bpm, voices=(tuple(elements),))


def _middle(key: Key) -> int:
    """The tonic about which the first part moves, in the lower half of the range."""
    return key.tonic_step if key.tonic_step <= 4 else key.tonic_step - OCTAVE


class _PartWriter:
    """Writes parts in one style and key."""

    def __init__(self, rng: Generator, style: Style, key: Key) -> None:
        self.rng = rng
        self.style = style
        self.key = key
        weights = np.array([weight for weight, _ in style.cells])
        self.cell_weights = weights / weights.sum()

    def part(self, centre: int, ending: list[Line]) -> list[Line]:
        """Eight bars about `centre`; the last two are those of `ending` when given (as parts of a tune often rhyme)."""
        progressions = PROGRESSIONS.get(self.key.mode, PROGRESSIONS["minor"])
        progression = progressions[int(self.rng.integers(len(progressions)))]
        form = FORMS[int(self.rng.integers(len(FORMS)))]
        written: dict[str, tuple[Line, int]] = {}
        lines: list[Line] = []
        previous = centre + int(self.rng.integers(0, 5))
        for label, chord in zip(form[:-2], progression[:-2], strict=True):
            if label in written:
                line = _moved(*written[label], chord)
            else:
                line = self.bar(chord, previous, centre + 3)
                written[label] = (line, chord)
            previous = line.steps[-1]
            lines.append(line)
        if ending and self.rng.random() < RHYME_SHARE:
            return [*lines, *ending]
        approach = self.bar(progression[-2], previous, centre + 2)
        return [*lines, approach, self.close(approach.steps[-1])]

    def bar(self, chord: int, previous: int, centre: int) -> Line:
        """One bar over a chord, starting near `previous` and staying about `centre`."""
        lengths: list[Fraction] = []
        steps: list[int] = []
        for _ in range(self.style.num_beats):
            cell = self.style.cells[int(self.rng.choice(len(self.style.cells), p=self.cell_weights))][1]
            for place, length in enumerate(cell):
                previous = self.next_step(chord, previous, centre, strong=place == 0)
                lengths.append(length)
                steps.append(previous)
        return Line(tuple(lengths), tuple(steps))

    def next_step(self, chord: int, previous: int, centre: int, *, strong: bool) -> int:
        """On a beat a tone of the chord, not the same again; between beats mostly the next step of the scale."""
        wanted = previous + float(self.rng.normal(0, 2)) - HOME_PULL * (previous - centre) * 2
        if strong or self.rng.random() < self.style.leap:
            root = self.key.tonic_step + chord
            tones = [step for step in range(LOWEST, HIGHEST + 1) if (step - root) % OCTAVE in (0, 2, 4)]
            distances = [abs(step - wanted) + (0.8 if step == previous else 0.0) for step in tones]
            return tones[int(np.argmin(distances))]
        weights = STEP_WEIGHTS * np.exp(-HOME_PULL * STEPS * np.sign(previous - centre) * abs(previous - centre))
        step = previous + int(self.rng.choice(STEPS, p=weights / weights.sum()))
        return step if LOWEST <= step <= HIGHEST else previous

    def close(self, previous: int) -> Line:
        """The last bar: by way of tones of the tonic chord to the nearest tonic."""
        tonics = [step for step in range(LOWEST, HIGHEST + 1) if (step - self.key.tonic_step) % OCTAVE == 0]
        home = min(tonics, key=lambda step: (abs(step - previous), step))
        upper = home + 2 if home + 2 <= HIGHEST and self.rng.random() < 0.5 else home
        steps = [home] * len(self.style.close)
        if len(steps) > 2:
            steps[1] = upper
        return Line(self.style.close, tuple(steps))

    def pickup(self, first: int) -> Line:
        """Notes that lead to the first note of a part, mostly from below by step."""
        count = self.style.pickup
        from_below = self.rng.random() < 0.7
        steps = (first - count + place if from_below else first + count - place for place in range(count))
        return Line((Fraction(1),) * count, tuple(min(max(step, LOWEST), HIGHEST) for step in steps))


def _moved(line: Line, old_chord: int, chord: int) -> Line:
    """The line over another chord: moved by the nearest way between the roots, or kept where it would not fit."""
    shift = (chord - old_chord + 3) % OCTAVE - 3
    steps = tuple(step + shift for step in line.steps)
    return Line(line.lengths, steps) if min(steps) >= LOWEST and max(steps) <= HIGHEST else line


def _elements(lines: list[Line], lead: Line | None, key: Key, *, repeated: bool, raised: bool) -> list[Element]:
    """A part between its bar lines; the last bar is short by the pickup."""
    elements: list[Element] = [Bar(opens=repeated, double=not repeated)]
    if lead is not None:
        last = lines[-1].lengths
        lines = [lead, *lines[:-1], Line((*last[:-1], last[-1] - sum(lead.lengths)), lines[-1].steps)]
    for place, line in enumerate(lines):
        leads_home = raised and place == len(lines) - 2
        elements += [
            Note((_pitch(step, key, leads_home=leads_home),), length * EIGHTH)
            for step, length in zip(line.steps, line.lengths, strict=True)
        ]
        is_last = place == len(lines) - 1
        elements.append(Bar(closes=repeated and is_last, double=is_last))
    return elements


def _pitch(step: int, key: Key, *, leads_home: bool) -> Pitch:
    """A step as the key has it; in a bar that leads home the seventh degree is raised."""
    is_seventh = (step - key.tonic_step) % OCTAVE == OCTAVE - 1
    return Pitch(step, key.alteration(LETTERS[step % OCTAVE]) + (leads_home and is_seventh))
