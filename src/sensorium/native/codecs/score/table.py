"""The tokens of a score: one fixed table, heading first, then notes and bar lines. No text, no grammar.

Bars are numbered within their part, so that a model need not count them; durations are multiples of the unit length,
counted in quarters of it (a whole number for everything but triplets, which are tokens of their own).
"""

from __future__ import annotations

from fractions import Fraction

from sensorium.media.scores.tune import LETTERS, MODE_FIFTHS, Key

METRES = ("2/4", "3/4", "4/4", "2/2", "3/8", "6/8", "9/8", "12/8", "6/4", "3/2")
_COMMON = ("4/4", "2/2", "2/4")
METRES_OF_KIND: dict[str, tuple[str, ...]] = {
    "jig": ("6/8",),
    "slip jig": ("9/8",),
    "slide": ("12/8", "6/8"),
    "reel": _COMMON,
    "hornpipe": ("4/4", "2/4"),  # printed in 2/2 as well, which outside readers refuse
    "clog": _COMMON,
    "strathspey": _COMMON,
    "fling": _COMMON,
    "polka": ("2/4",),
    "quickstep": ("2/4", "4/4", "2/2", "6/8"),
    "march": ("4/4", "2/2", "2/4", "6/8"),
    "waltz": ("3/4", "3/8"),
    "minuet": ("3/4", "3/8"),
    "air": METRES,
    "lament": METRES,
    "song": METRES,
    "tune": METRES,
}
KINDS = tuple(METRES_OF_KIND)
TEMPOS = {"slow": 0.7, "steady": 1.0, "lively": 1.25}  # times the usual tempo of the kind
TONICS = ("C", "C#", "Db", "D", "D#", "Eb", "E", "F", "F#", "Gb", "G", "G#", "Ab", "A", "Bb", "B")
MODES = ("major", "minor", "dorian", "mixolydian", "lydian", "phrygian")
MAX_SHARPS = 4  # or flats, in a signature
UNITS = (Fraction(1, 8), Fraction(1, 16))

QUARTERS = 4  # a unit length has this many quarters
DURATIONS = (1, 2, 3, 6, 8, 10, 12, 14, 16, 20, 24, 28, 32, 36, 40, 48, 64)  # in quarters; 4 needs no token
TRIPLETS = {"(3/": 4, "(3": 8, "(3*": 16}  # three equal notes in this many quarters
NUM_BAR_NUMBERS = 16  # bars of longer parts begin again at 1
MIN_PART_BARS = 4  # played once through, a pickup left out
MAX_ENDING_BARS = 2  # of a first or a second ending
LOWEST_STEP, HIGHEST_STEP = -7, 21  # `C,` to `c''`


def step_name(step: int) -> str:
    """A diatonic step in ABC: -7 is `C,`, 0 `C`, 7 `c`, 14 `c'`."""
    octave, letter = step // 7, LETTERS[step % 7]
    return letter + "," * -octave if octave < 1 else letter.lower() + "'" * (octave - 1)


def key_is_known(key: Key) -> bool:
    """Is the key in the table, with a signature that is in use?"""
    return key.tonic in TONICS and key.mode in MODES and abs(key.sharps) <= MAX_SHARPS


ACCIDENTALS = {"^": 1, "=": 0, "_": -1}
TOKENS: tuple[str, ...] = (
    "end",
    *(f"kind {kind}" for kind in KINDS),
    *(f"tempo {tempo}" for tempo in TEMPOS),
    *(f"metre {metre}" for metre in METRES),
    *(f"tonic {tonic}" for tonic in TONICS),
    *(f"mode {mode}" for mode in MODES),
    *(f"unit {unit}" for unit in UNITS),
    "repeat",  # a part begins that is played twice
    "once",  # a part begins that is played once
    ":|",  # the repeated part ends
    "||",  # the part ends
    "|1",
    ":|2",
    *(f"bar {number}" for number in range(NUM_BAR_NUMBERS + 1)),  # the bar of this number ends; 0 is a pickup
    *ACCIDENTALS,
    *(step_name(step) for step in range(LOWEST_STEP, HIGHEST_STEP + 1)),
    "z",
    *(f"x{duration}" for duration in DURATIONS),
    ">",
    "<",
    *TRIPLETS,
    "-",
)
INDEX = {name: index for index, name in enumerate(TOKENS)}
NUM_TOKENS = len(TOKENS)
assert len(INDEX) == NUM_TOKENS <= 250, "the score's range of the vocabulary"

END = INDEX["end"]
PITCHES = slice(INDEX[step_name(LOWEST_STEP)], INDEX[step_name(HIGHEST_STEP)] + 1)
ACCIDENTAL_RANGE = slice(INDEX["^"], INDEX["_"] + 1)
DURATION_START = INDEX[f"x{DURATIONS[0]}"]
assert set(MODES) <= MODE_FIFTHS.keys()


def bar_token(number: int) -> int:
    """The token that ends bar `number` of a part, counted from 1; 0 is a pickup."""
    return INDEX[f"bar {(number - 1) % NUM_BAR_NUMBERS + 1 if number else 0}"]


def units_in_bar(metre: str, unit: Fraction) -> int:
    """Quarters of a unit length in a full bar."""
    return int(Fraction(metre) / unit * QUARTERS)
