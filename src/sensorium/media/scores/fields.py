"""The fields of a score as values: key, metre, unit length, tempo, chord symbols. Wrong text is `invalid_score`."""

from __future__ import annotations

import re
from fractions import Fraction

from sensorium.errors import InvalidInput
from sensorium.media.scores.tune import LETTERS, MAX_SIGNATURE, MODE_FIFTHS, Key

QUARTER = Fraction(1, 4)
BPM_RANGE = (20.0, 400.0)  # quarter notes a minute; slower and faster tempos are moved to the edge
MAX_BEATS = 32  # in a bar
MAX_DIVISOR = 64
C_MAJOR = Key("C")

_KEY = re.compile(r"([A-G])([#b]?)\s*([A-Za-z]*)(.*)")
_EXTRA = re.compile(r"([_^=])([a-gA-G])")
_EXTRAS = re.compile(rf"(?:{_EXTRA.pattern})+")
_EXTRA_AMOUNT = {"^": 1, "_": -1, "=": 0}
_MODES = {name[:3]: name for name in MODE_FIFTHS} | {"": "major", "m": "minor", "ion": "major", "aeo": "minor"}
_CLEF = re.compile(r"(clef|treble|bass|alto|tenor|perc|$)", re.IGNORECASE)
_METRE = re.compile(r"\(?(\d{1,2}(?:\s?\+\s?\d{1,2}){0,4})\)?\s?/\s?(\d{1,2})")
_TEMPO = re.compile(r"((?:\d{1,2}/\d{1,2}\s*){1,4})=\s*(\d{1,4})")
_CHORD = re.compile(r"([A-G][#b]?)(m|min|dim|aug|\+|maj)?(\d{0,2})(sus\d?)?(/[A-G][#b]?)?")


def invalid(message: str) -> InvalidInput:
    """The error of every score that cannot be used."""
    return InvalidInput(message, code="invalid_score")


def read_key(text: str, default: Key = C_MAJOR) -> Key:
    """A key such as `D`, `Em`, `A Dorian`, `F#min`, `Bb`, `D exp _b`, `Hp`; `default` where only a clef is named."""
    text = text.strip()
    if text.lower().startswith("none"):
        return C_MAJOR
    if text[:2].lower() == "hp":
        return Key("D")  # the highland pipes: F sharp and C sharp
    if _CLEF.match(text):
        return default
    match = _KEY.match(text)
    if match is None:
        raise invalid(f"{text[:20]!r} is no key; write one such as K:D, K:Em or K:A dorian")
    letter, sign, mode, rest = match.groups()
    if rest.startswith("=") and mode[:3].lower() not in _MODES:  # a setting such as middle=d, and no mode
        rest = rest.partition(" ")[2]
    name = "minor" if mode == "m" else _MODES.get(mode[:3].lower(), "major")
    key = Key(letter + sign, name, _extra(rest, alone=mode[:3].lower() == "exp"))
    if abs(key.sharps) > MAX_SIGNATURE:
        raise invalid(f"the key {key} has more than {MAX_SIGNATURE} sharps or flats; write it by its other name")
    return key


def _extra(text: str, *, alone: bool) -> tuple[tuple[str, int], ...]:
    """The accidentals among the words behind a key; `clef=bass` is none. alone: no signature holds beside them."""
    marks = [mark for word in text.split() if _EXTRAS.fullmatch(word) for mark in _EXTRA.findall(word)]
    told = tuple((letter.upper(), _EXTRA_AMOUNT[sign]) for sign, letter in marks)
    return (*told, *((letter, 0) for letter in LETTERS)) if alone else told


def read_metre(text: str) -> tuple[int, int]:
    """A metre such as `6/8`, `2+3/8`, `C`, `C|`; free metre (`none`) counts as 4/4."""
    text = text.strip()
    if text in ("C", "", "none"):
        return 4, 4
    if text == "C|":
        return 2, 2
    match = _METRE.fullmatch(text)
    beats = sum(int(part) for part in match[1].split("+")) if match else 0
    if match is None or not 1 <= beats <= MAX_BEATS or int(match[2]) not in (1, 2, 4, 8, 16, 32):
        raise invalid(f"{text[:20]!r} is no metre; write one such as M:6/8, M:C or M:3/4")
    return beats, int(match[2])


def read_unit(text: str) -> Fraction:
    """The unit length of `L:1/8`."""
    match = re.fullmatch(r"1(?:/(1|2|4|8|16|32|64))?", text.strip().replace(" ", ""))
    if match is None:
        raise invalid(f"{text[:20]!r} is no unit length; write one such as L:1/8")
    return Fraction(1, int(match[1] or 1))


def default_unit(metre: tuple[int, int]) -> Fraction:
    """The unit length where a score names none: a sixteenth in short bars, else an eighth (ABC 2.1, 3.1.7)."""
    return Fraction(1, 16) if Fraction(*metre) < Fraction(3, 4) else Fraction(1, 8)


def is_compound(metre: tuple[int, int]) -> bool:
    """Does a beat have three parts, as in 6/8 and 9/8?"""
    return metre[1] >= 8 and metre[0] % 3 == 0


def read_tempo(text: str, metre: tuple[int, int]) -> float:
    """Quarter notes a minute from `1/4=120`, `3/8=100`, `"Slow" 1/2=60` or a bare `120` (beats); 0 where none."""
    match = _TEMPO.search(text)
    if match is not None:
        beat = sum((Fraction(int(top), int(low)) for top, low in _parts(match[1]) if int(low)), Fraction(0))
        return _clamp(float(beat / QUARTER) * int(match[2]))
    bare = re.fullmatch(r"\d{1,4}", text.strip())
    return _clamp(int(bare[0]) * (1.5 if is_compound(metre) else 1.0)) if bare else 0.0


def read_chord_symbol(text: str) -> str:
    """The text when it names a chord (`Am`, `D7`, `G/B`), else '' (fingerings, directions)."""
    return text.strip() if _CHORD.fullmatch(text.strip()) else ""


def read_length(text: str) -> Fraction:
    """The length after a note, in units: `` 1, `2`, `/` ½, `//` ¼, `3/2`, `/4`."""
    above, slash, below = text.partition("/")
    if not slash:
        return Fraction(int(above or 1))
    digits = below.lstrip("/")
    divisor = int(digits) if digits else 2 ** (1 + len(below))
    if not 1 <= divisor <= MAX_DIVISOR or not int(above or 1):
        raise invalid(f"{text!r} is no length; write one such as A2, A/2 or A3/2 (divisors up to {MAX_DIVISOR})")
    return Fraction(int(above or 1), divisor)


def _parts(text: str) -> list[tuple[str, str]]:
    return re.findall(r"(\d+)/(\d+)", text)


def _clamp(bpm: float) -> float:
    return min(max(bpm, BPM_RANGE[0]), BPM_RANGE[1])
