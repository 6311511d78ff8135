"""Score tokens → ABC text. Any list of tokens is written; what the grammar let through is a well-formed tune."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from sensorium.media.scores.playing import usual_quarter_bpm
from sensorium.media.scores.strokes import beat
from sensorium.native.codecs.score.table import (
    ACCIDENTALS,
    NUM_TOKENS,
    PITCHES,
    QUARTERS,
    TEMPOS,
    TOKENS,
    TRIPLETS,
)

BARS_PER_LINE = 4
HALF = Fraction(1, 2)
UNWRITTEN = {"kind": "tune", "tempo": "steady", "metre": "4/4", "tonic": "C", "mode": "major", "unit": "1/8"}


def write_abc(tokens: Sequence[int]) -> str:
    """ABC text of score tokens. Raises ValueError for a number outside of the table."""
    page = _Page()
    for token in tokens:
        if not 0 <= token < NUM_TOKENS:
            raise ValueError(f"{token} is no score token; the table has {NUM_TOKENS}")
        page.take(token, TOKENS[token])
    return page.text()


def heading_text(heading: dict[str, str]) -> str:
    """The fields of a tune; the title says what it is: `Slow air in D dorian`."""
    kind, key = heading["kind"], f"{heading['tonic']} {heading['mode']}"
    slow_or_lively = "" if heading["tempo"] == "steady" else heading["tempo"] + " "
    bpm = round(usual_quarter_bpm(kind) * TEMPOS[heading["tempo"]])
    title = f"{slow_or_lively}{kind} in {key}"
    fields = ("X:1", f"T:{title[0].upper()}{title[1:]}", f"R:{kind}", f"M:{heading['metre']}")
    mode = "" if heading["mode"] == "major" else heading["mode"]
    return "\n".join((*fields, f"L:{heading['unit']}", f"Q:1/4={bpm}", f"K:{heading['tonic']}{mode}")) + "\n"


@dataclass
class _Page:
    """The text so far; notes are spaced by beats, so that engravers beam them well."""

    heading: dict[str, str] = field(default_factory=lambda: dict(UNWRITTEN))
    pieces: list[str] = field(default_factory=list)
    place: Fraction = Fraction(0)  # quarters of a unit since the bar line
    last: Fraction = Fraction(0)  # of which the last note
    bars_in_line: int = 0
    triplet: str = ""  # the length written after each note of a triplet
    due: int = 0

    @property
    def beam(self) -> Fraction:
        """Notes within this length are written together: half a bar of four quarters, else a beat."""
        top, low = (int(part) for part in self.heading["metre"].split("/"))
        length = HALF if (top, low) in ((4, 4), (2, 2)) else beat((top, low))
        return length / Fraction(self.heading["unit"]) * QUARTERS

    def take(self, token: int, name: str) -> None:
        word, _, value = name.partition(" ")
        if word in UNWRITTEN:
            self.heading[word] = value
        elif PITCHES.start <= token < PITCHES.stop or name == "z" or name in ACCIDENTALS:
            self.take_note(name)
        elif name in TRIPLETS:
            self.space()
            self.pieces.append("(3")
            self.triplet, self.due = {"(3/": "/2", "(3": "", "(3*": "2"}[name], 3
            self.last, self.place = Fraction(0), self.place + TRIPLETS[name]
        elif name[0] == "x":
            self.pieces.append(_length(int(name[1:])))
            self.place += int(name[1:]) - self.last
            self.last = Fraction(int(name[1:]))
        elif name in "<>-":
            self.pieces.append(name)
        else:
            self.take_bar_line(name)

    def space(self) -> None:
        """A space where a beat begins, before the next note."""
        after_bar = not self.pieces or self.pieces[-1] in ("|1", ":|2") or self.pieces[-1][-1] in "|:\n "
        if not self.due and not after_bar and self.pieces[-1] not in "<>" and self.place % self.beam == 0:
            self.pieces.append(" ")

    def take_note(self, name: str) -> None:
        if not self.pieces or self.pieces[-1] not in ACCIDENTALS:
            self.space()
        self.pieces.append(name)
        if name in ACCIDENTALS:
            return
        if self.due:
            self.due -= 1
            self.pieces += [self.triplet] if self.triplet else []
        else:
            self.last = Fraction(QUARTERS)
            self.place += self.last

    def take_bar_line(self, name: str) -> None:
        ends_part = name in (":|", "||")
        if name in ("repeat", "once"):
            self.pieces += ["|:"] if name == "repeat" else []
        elif name == "end":
            if self.pieces and self.pieces[-2:] == ["||", "\n"]:
                self.pieces[-2:] = ["|]"]
        else:
            self.pieces.append("|" if name.startswith("bar") else name)
            self.bars_in_line += name != "bar 0"
        if ends_part or self.bars_in_line == BARS_PER_LINE:
            self.pieces.append("\n")
            self.bars_in_line = 0
        self.place = self.last = Fraction(0)
        self.due = 0

    def text(self) -> str:
        return heading_text(self.heading) + "".join(self.pieces).rstrip("\n") + "\n"


def _length(quarters: int) -> str:
    """The multiplier of a unit length in ABC."""
    length = Fraction(quarters, QUARTERS)
    above = "" if length.numerator == 1 and length.denominator > 1 else str(length.numerator)
    return above + ("" if length.denominator == 1 else f"/{length.denominator}")
