"""What a score says once it is read: keys, pitches, notes and bar lines. No text, no sound.

A pitch is a diatonic step (0 is middle C, 7 the C above) and an alteration in semitones; a duration is an exact
fraction of a whole note, so that bars can be counted without rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import TypeAlias

LETTERS = "CDEFGAB"
SEMITONES = (0, 2, 4, 5, 7, 9, 11)  # of each letter above C
MIDDLE_C = 60  # MIDI
SHARPS_ORDER = "FCGDAEB"  # the letters that a growing signature raises, in order; flats come the other way round
MODE_FIFTHS = {
    "major": 0,
    "minor": -3,
    "dorian": -2,
    "mixolydian": -1,
    "lydian": 1,
    "phrygian": -4,
    "locrian": -5,
}
MAX_SIGNATURE = 7  # sharps or flats


@dataclass(frozen=True)
class Key:
    """A tonic such as `F#` or `Bb` and a mode of MODE_FIFTHS. `extra` holds further (letter, alteration) marks."""

    tonic: str
    mode: str = "major"
    extra: tuple[tuple[str, int], ...] = ()

    @cached_property
    def sharps(self) -> int:
        """Sharps in the signature; flats are negative."""
        natural = SHARPS_ORDER.index(self.tonic[0]) - 1
        return natural + 7 * (self.tonic.count("#") - self.tonic.count("b")) + MODE_FIFTHS[self.mode]

    def alteration(self, letter: str) -> int:
        """Semitones by which the signature moves a letter: -1, 0 or 1."""
        for marked, amount in self.extra:
            if marked == letter:
                return amount
        place = SHARPS_ORDER.index(letter)
        if self.sharps > 0:
            return int(place < self.sharps)
        return -int(place >= 7 + self.sharps)

    @property
    def tonic_step(self) -> int:
        """The step of the tonic's letter, 0 (C) to 6 (B)."""
        return LETTERS.index(self.tonic[0])

    def __str__(self) -> str:
        return f"{self.tonic} {self.mode}"


@dataclass(frozen=True)
class Pitch:
    """A diatonic step from middle C and its alteration in semitones."""

    step: int
    alteration: int = 0

    @property
    def letter(self) -> str:
        return LETTERS[self.step % 7]

    @property
    def midi(self) -> int:
        return MIDDLE_C + 12 * (self.step // 7) + SEMITONES[self.step % 7] + self.alteration


@dataclass(frozen=True)
class Note:
    """What sounds together for `duration` whole notes; no pitches means a rest.

    `tuplet` is (notes in the group, place in the group), (0, 0) outside of one; the duration already includes it.
    """

    pitches: tuple[Pitch, ...]
    duration: Fraction
    tied: bool = False
    grace: tuple[Pitch, ...] = ()
    chord: str = ""
    tuplet: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Bar:
    """A bar line: does it close or open a repeat, start endings, or end a part (double line)?"""

    closes: bool = False
    opens: bool = False
    endings: tuple[int, ...] = ()
    double: bool = False


@dataclass(frozen=True)
class Change:
    """A new metre or key from here on."""

    metre: tuple[int, int]
    key: Key


Element: TypeAlias = Note | Bar | Change


@dataclass(frozen=True, kw_only=True)
class Tune:
    """One tune: its headings and one sequence of elements for each voice, repeats not yet written out.

    `quarter_bpm` is quarter notes a minute, 0 when the score names no tempo.
    """

    title: str
    kind: str
    metre: tuple[int, int]
    key: Key
    quarter_bpm: float
    voices: tuple[tuple[Element, ...], ...]

    @property
    def bar_length(self) -> Fraction:
        """Whole notes in a full bar."""
        return Fraction(*self.metre)


def unfold(elements: tuple[Element, ...]) -> list[Element]:
    """Write repeats and their endings out: what a player plays, in order. At most nine times the length given."""
    played: list[Element] = []
    start, index, turn, opened = 0, 0, 1, False
    num_turns = _num_turns(elements, start, opened)
    while index < len(elements):
        element = elements[index]
        played.append(element)
        index += 1
        if not isinstance(element, Bar):
            continue
        if element.closes and turn < num_turns:
            index, turn = start, turn + 1
        elif element.endings and turn > 1 and turn not in element.endings:
            index, opened = _next_ending(elements, index, turn), opened and turn < num_turns
        elif element.opens or element.closes or _begins_part(element, opened):
            start, turn, opened = index, 2 if element.endings else 1, element.opens
            num_turns = _num_turns(elements, start, opened)
    return played


def _num_turns(elements: tuple[Element, ...], start: int, opened: bool) -> int:
    """How often what begins at `start` is played if it is repeated: twice, or as often as it has endings for."""
    seen: set[int] = set()
    for element in islice(elements, start, None):
        if not isinstance(element, Bar):
            continue
        if element.opens or not seen.isdisjoint(element.endings) or (element.closes and not element.endings):
            break
        if _begins_part(element, opened and not seen):
            break
        seen.update(element.endings)
    return max({2, *seen})


def _begins_part(bar: Bar, opened: bool) -> bool:
    """Whether a repeat goes back no further than to this double line: not where one was opened before it."""
    return bar.double and not bar.endings and not opened


def _next_ending(elements: tuple[Element, ...], index: int, turn: int) -> int:
    """The place after the bar line that starts the ending of this turn, or that of the one that ends the repeat."""
    for place in range(index, len(elements)):
        element = elements[place]
        if isinstance(element, Bar):
            if turn in element.endings:
                return place + 1
            if element.opens or (element.closes and not element.endings):
                return place
    return len(elements)
