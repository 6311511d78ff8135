"""ABC notation (2.1, the common subset) → Tune. Foreign text: bounded, and `invalid_score` when wrong.

Read: fields X T M L Q K R V (at the head, on a line, inline), repeats, endings, accidentals that last for the bar,
ties, tuplets, broken rhythm, chords, chord symbols, grace notes, rests, octave marks, several voices. Passed over:
decorations, slurs, lyrics, layout, voices laid over another (`&`) and unknown signs. Of several tempos the first holds;
of several tunes in a text the first is read, without the words before and behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from sensorium.errors import TooLarge
from sensorium.media.scores.fields import (
    C_MAJOR,
    default_unit,
    invalid,
    is_compound,
    read_chord_symbol,
    read_key,
    read_length,
    read_metre,
    read_tempo,
    read_unit,
)
from sensorium.media.scores.tune import LETTERS, Bar, Change, Element, Key, Note, Pitch, Tune

MAX_CHARACTERS = 50_000  # of one text; the longest folk tunes have about 5,000
MAX_ELEMENTS = 20_000
MAX_VOICES = 8
MAX_DURATION = Fraction(16)  # whole notes in one note or rest

_LENGTH = r"\d{0,3}/{0,4}\d{0,3}"
_PITCH = r"(?:\^\^?|__?|=)?[A-Ga-g][,']{0,4}"
# Every repetition is bounded, so that no text takes more than linear time.
_SYMBOL = re.compile(
    rf"""
    "(?P<quoted>[^"\n]{{0,300}})"
    | ![^!|]{{0,40}}! | \+[^+|]{{0,40}}\+
    | \{{(?P<grace>[^}}]{{0,200}})\}}
    | \[(?P<inline>[A-Za-z]:[^\]]{{0,100}})\]
    | (?P<bar>\[\||:{{0,4}}\|[|:\]]{{0,6}}|:{{2,4}})(?:\s?\[?(?P<endings>\d[\d,-]{{0,8}}))?
    | \[(?P<ending>\d[\d,-]{{0,8}})
    | \((?P<tuplet>[2-9])(?::(?P<into>\d?))?(?::(?P<over>\d?))?
    | \[(?P<chord>[^\[\]|]{{1,100}})\](?P<chord_length>{_LENGTH})(?P<chord_tie>-?)
    | (?P<note>{_PITCH})(?P<length>{_LENGTH})(?P<tie>-?)
    | (?P<rest>[zx])(?P<rest_length>{_LENGTH})
    | Z(?P<bars>\d{{0,2}})
    | (?P<broken>>{{1,3}}|<{{1,3}})
    | (?P<overlay>&)
    """,
    re.VERBOSE,
)
_UNSOUNDED = re.compile(r"![^!]*!|\+[^+]*\+|\"[^\"]*\"")  # within a chord
_ONE_PITCH = re.compile(rf"({_PITCH})({_LENGTH})(-?)")
_FIELD = re.compile(r"([A-Za-z+]):(?![|:])(.*)")
_BODY_FIELDS = frozenset("KLMQVRPTwWINrsmXBCDFGHOSZ+")
_ACCIDENTALS = {"^": 1, "^^": 2, "_": -1, "__": -2, "=": 0}
_TUPLET_INTO = {2: 3, 3: 2, 4: 3, 6: 2, 8: 3}  # others take 3 in a compound metre, else 2


def read_tune(abc: str) -> Tune:
    """One tune from ABC text. Raises InvalidInput(`invalid_score`) and TooLarge(`score_too_large`)."""
    if len(abc) > MAX_CHARACTERS:
        raise _too_large("the score is too long", MAX_CHARACTERS, len(abc), "characters")
    reader = _Reader()
    for line in _lines(abc):
        reader.take_line(line)
    return reader.finish()


def _lines(abc: str) -> list[str]:
    """Lines without comments, from the fields before a tune's number up to a second tune, or words behind an empty line
    (ABC 2.1, 2.2).
    """
    lines: list[str] = []
    has_key = begun = parted = False
    for raw in _without_texts(abc.splitlines()):
        line = raw.partition("%")[0].strip()
        if not line:
            parted = parted or (begun and not raw.strip())
            continue
        is_field = _FIELD.match(line) is not None
        if line.startswith("X:"):
            if any(kept.startswith(("X:", "K:")) for kept in lines):
                break
            lines = [kept for kept in lines if _FIELD.match(kept)]
        if parted and not is_field and "|" not in line:
            break
        lines.append(line)
        has_key, parted = has_key or line.startswith("K:"), False
        begun = begun or (has_key and not is_field)
    return lines


def _without_texts(lines: list[str]) -> Iterator[str]:
    """Lines but for texts that are printed between a tune's lines, from %%begintext to %%endtext."""
    inside = False
    for line in lines:
        inside = line.startswith("%%begin") or (inside and not line.startswith("%%end"))
        if not inside:
            yield line


@dataclass(frozen=True)
class _Setting:
    """What the fields M, K and L say of the notes that follow."""

    metre: tuple[int, int] = (4, 4)
    key: Key = C_MAJOR
    unit: Fraction | None = None

    @property
    def note_length(self) -> Fraction:
        """The unit that was named, else the one that goes with the metre."""
        return self.unit or default_unit(self.metre)

    def fixed(self) -> _Setting:
        """With a unit that no later metre changes."""
        return replace(self, unit=self.note_length)


@dataclass
class _Voice:
    """One voice while it is read, and what the next note needs to know."""

    elements: list[Element] = field(default_factory=list)
    in_bar: dict[str, int] = field(default_factory=dict)  # letter → alteration until the bar line
    held: dict[int, int] = field(default_factory=dict)  # step → alteration of tied pitches
    factor: Fraction = Fraction(1)  # broken rhythm, for the next note
    tuplet: tuple[int, int, Fraction] = (0, 0, Fraction(1))  # size, place of the next note, factor
    grace: tuple[Pitch, ...] = ()
    chord: str = ""

    def pitch(self, text: str, key: Key) -> Pitch:
        """A pitch as it sounds: by its accidental, else as in this bar, else as tied over, else by the key."""
        mark = text.rstrip(",'").rstrip("ABCDEFGabcdefg")
        letter = text[len(mark)].upper()
        octave = text.count("'") - text.count(",") + text[len(mark)].islower()
        step = LETTERS.index(letter) + 7 * octave
        if mark:
            self.in_bar[letter] = _ACCIDENTALS[mark]
        elif step in self.held:
            return Pitch(step, self.held[step])
        return Pitch(step, self.in_bar.get(letter, key.alteration(letter)))

    def add_note(self, pitches: tuple[Pitch, ...], duration: Fraction, tied: bool) -> None:
        size, place, factor = self.tuplet
        duration *= self.factor * (factor if size else 1)
        if not 0 < duration <= MAX_DURATION:
            raise invalid(f"a note lasts {float(duration):g} whole notes; at most {MAX_DURATION} are read")
        self.elements.append(
            Note(pitches, duration, tied and bool(pitches), self.grace, self.chord, (size, place) if size else (0, 0))
        )
        self.tuplet = (size, place + 1, factor) if place + 1 < size else (0, 0, Fraction(1))
        self.factor, self.grace, self.chord = Fraction(1), (), ""
        self.held = {pitch.step: pitch.alteration for pitch in pitches} if tied else {}

    def break_rhythm(self, mark: str) -> None:
        """`A>B` lengthens the first and shortens the second note; `<` the other way round."""
        if not self.elements or not isinstance(last := self.elements[-1], Note):
            return
        short = Fraction(1, 2 ** len(mark))
        first, self.factor = (2 - short, short) if mark[0] == ">" else (short, 2 - short)
        self.elements[-1] = Note(last.pitches, last.duration * first, last.tied, last.grace, last.chord, last.tuplet)

    def add_bar(self, bar: Bar) -> None:
        """Neighbouring bar lines with nothing between them act as one."""
        self.in_bar = {}
        if self.elements and isinstance(last := self.elements[-1], Bar):
            bar = Bar(last.closes or bar.closes, last.opens or bar.opens, bar.endings, last.double or bar.double)
            self.elements.pop()
        self.elements.append(bar)


@dataclass
class _Reader:
    """The fields as they stand and the voices so far, while lines are taken in order."""

    texts: dict[str, str] = field(default_factory=dict)  # the first T, R and Q
    setting: _Setting = _Setting()  # of voices that are still to come
    settings: dict[str, _Setting] = field(default_factory=dict)  # of each voice from where it is first chosen
    head: _Setting = _Setting()  # where the music begins
    in_body: bool = False
    voices: dict[str, _Voice] = field(default_factory=dict)
    voice_name: str = ""
    num_symbols: int = 0

    @property
    def now(self) -> _Setting:
        """What holds in the current voice."""
        return self.settings.get(self.voice_name, self.setting)

    @property
    def voice(self) -> _Voice:
        """The current voice. One that begins with another metre or key than the tune has that change first."""
        if self.voice_name not in self.voices:
            begun = self.settings.setdefault(self.voice_name, self.setting.fixed())
            self.head = self.head if self.voices else begun
            as_told = (begun.metre, begun.key) == (self.head.metre, self.head.key)
            self.voices[self.voice_name] = _Voice([] if as_told else [Change(begun.metre, begun.key)])
        return self.voices[self.voice_name]

    def take_line(self, line: str) -> None:
        match = _FIELD.match(line)
        if match is not None and (not self.in_body or match[1] in _BODY_FIELDS):
            self.take_field(match[1], match[2].strip())
            return
        overlaid = False  # up to the bar line
        for symbol in _SYMBOL.finditer(line):
            self.count(1)
            overlaid = not symbol["bar"] and (overlaid or symbol["overlay"] is not None)
            if not overlaid or symbol["inline"]:
                self.take_symbol(symbol)

    def count(self, num_symbols: int) -> None:
        self.num_symbols += num_symbols
        if self.num_symbols > MAX_ELEMENTS:
            raise _too_large("the score has too many signs", MAX_ELEMENTS, self.num_symbols, "signs")

    def take_field(self, letter: str, text: str) -> None:
        if letter == "M":
            self.change(replace(self.now, metre=read_metre(text)))
        elif letter == "L":
            self.change(replace(self.now, unit=read_unit(text)))
        elif letter == "K":
            self.change(replace(self.now, key=read_key(text, self.now.key)))
            self.begin_body()
        elif letter == "V":
            self.choose_voice(text)
        elif letter in "TRQ":
            self.texts.setdefault(letter, text)
        if letter in "MK":
            self.note_change()

    def change(self, setting: _Setting) -> None:
        """Change what holds in the current voice; before there is one, for all that are to come."""
        if self.voice_name in self.settings:
            self.settings[self.voice_name] = setting
        else:
            self.setting = setting

    def begin_body(self) -> None:
        """No metre changes the unit from here on."""
        if not self.in_body:
            self.in_body, self.setting = True, self.setting.fixed()

    def choose_voice(self, text: str) -> None:
        self.voice_name = text.split(maxsplit=1)[0][:20] if text else ""
        if self.voice_name not in self.voices and len(self.voices) >= MAX_VOICES:
            raise _too_large("the score has too many voices", MAX_VOICES, len(self.voices) + 1, "voices")
        if self.in_body:
            self.settings.setdefault(self.voice_name, self.setting)

    def note_change(self) -> None:
        if self.voice_name in self.voices:
            self.voice.elements.append(Change(self.now.metre, self.now.key))

    def take_symbol(self, symbol: re.Match[str]) -> None:
        parts = symbol.groupdict()
        if parts["inline"]:
            self.take_field(parts["inline"][0], parts["inline"][2:].strip())
        elif parts["note"] or parts["chord"] or parts["rest"]:
            self.take_note(parts)
        elif parts["bar"] or parts["ending"]:
            self.voice.add_bar(_bar(parts["bar"] or "", parts["endings"] or parts["ending"] or ""))
        elif parts["bars"] is not None:
            self.rest_for(int(parts["bars"] or 1))
        elif parts["tuplet"]:
            self.voice.tuplet = self.tuplet(int(parts["tuplet"]), parts["into"], parts["over"])
        elif parts["broken"]:
            self.voice.break_rhythm(parts["broken"])
        elif parts["grace"]:
            found = _ONE_PITCH.findall(parts["grace"])
            self.voice.grace = tuple(self.voice.pitch(name, self.now.key) for name, _, _ in found)
        elif parts["quoted"]:
            self.voice.chord = read_chord_symbol(parts["quoted"]) or self.voice.chord

    def take_note(self, parts: dict[str, str | None]) -> None:
        self.begin_body()
        unit = self.now.note_length
        if parts["rest"]:
            self.voice.add_note((), unit * read_length(parts["rest_length"] or ""), False)
        elif parts["note"]:
            pitch = self.voice.pitch(parts["note"], self.now.key)
            self.voice.add_note((pitch,), unit * read_length(parts["length"] or ""), bool(parts["tie"]))
        elif found := _ONE_PITCH.findall(_UNSOUNDED.sub("", parts["chord"] or "")):
            length = read_length(found[0][1]) * read_length(parts["chord_length"] or "")
            pitches = tuple(self.voice.pitch(name, self.now.key) for name, _, _ in found)
            self.voice.add_note(pitches, unit * length, bool(parts["chord_tie"]) or all(tie for _, _, tie in found))

    def rest_for(self, num_bars: int) -> None:
        """`Z4` is a rest of four bars."""
        self.begin_body()
        self.count(num_bars)
        for number in range(num_bars):
            if number:
                self.voice.add_bar(Bar())
            self.voice.add_note((), Fraction(*self.now.metre), False)

    def tuplet(self, size: int, into: str | None, over: str | None) -> tuple[int, int, Fraction]:
        """`(3` is three notes in the time of two; `(p:q:r` is r notes at q/p of their length."""
        default = _TUPLET_INTO.get(size, 3 if is_compound(self.now.metre) else 2)
        return int(over or 0) or size, 0, Fraction(int(into or 0) or default, size)

    def finish(self) -> Tune:
        voices = tuple(tuple(voice.elements) for voice in self.voices.values())
        if not any(isinstance(element, Note) and element.pitches for voice in voices for element in voice):
            raise invalid("the score holds no notes; give one tune in ABC notation, such as X:1, K:D, then DEFG ABcd|")
        return Tune(
            title=self.texts.get("T", "")[:200],
            kind=self.texts.get("R", "").lower()[:40],
            metre=self.head.metre,
            key=self.head.key,
            quarter_bpm=read_tempo(self.texts.get("Q", ""), self.head.metre),
            voices=voices,
        )


def _bar(line: str, endings: str) -> Bar:
    left, _, right = line.partition("|")
    closes, opens = ":" in left, ":" in right or line.startswith("::")
    numbers = tuple(sorted({int(digit) for digit in re.findall(r"\d", endings)})) if endings else ()
    if "-" in endings and len(numbers) > 1:
        numbers = tuple(range(numbers[0], numbers[-1] + 1))
    return Bar(closes=closes, opens=opens, endings=numbers, double=line.count("|") > 1 or "]" in line or "[" in line)


def _too_large(what: str, limit: int, got: int, unit: str) -> TooLarge:
    return TooLarge(what, limit=limit, got=got, unit=unit, code="score_too_large")
