"""What makes a kind of tune: its metres, how a beat is filled, how it moves and which modes it likes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

Cell: TypeAlias = tuple[Fraction, ...]  # lengths in eighths

BRIGHT = ("major", "major", "major", "major", "mixolydian", "minor", "dorian")
DARK = ("major", "minor", "minor", "dorian", "dorian", "mixolydian")


@dataclass(frozen=True)
class Style:
    """One metre of a kind.

    `cells` fill one beat of `beat` eighths, each with its weight; `close` fills the last bar of a part; `pickup` is
    the length in eighths of a pickup; `leap` is how often a weak note jumps within the chord instead of stepping.
    """

    metre: str
    beat: int
    cells: tuple[tuple[float, Cell], ...]
    close: Cell
    pickup: int
    leap: float
    modes: tuple[str, ...]

    @property
    def num_beats(self) -> int:
        """Beats in a bar."""
        return int(Fraction(self.metre) * 8 / self.beat)


def _cell(text: str) -> Cell:
    return tuple(Fraction(part) for part in text.split())


def _style(
    metre: str,
    beat: int,
    cells: str,
    close: str,
    pickup: int = 1,
    *,
    leap: float = 0.35,
    modes: tuple[str, ...] = BRIGHT,
) -> Style:
    """`cells` reads `5: 1 1 1, 1: 3`: two ways of filling a beat, with their weights."""
    pairs = (entry.split(":") for entry in cells.split(","))
    weighted = tuple((float(weight), _cell(lengths)) for weight, lengths in pairs)
    return Style(metre, beat, weighted, _cell(close), pickup, leap, modes)


_TRIPLET = "2/3 2/3 2/3"
_RUN = f"8: 1 1 1 1, 2: 2 1 1, 1: 1 1 2, 0.5: {_TRIPLET} 1 1"
_DOTTED = f"6: 3/2 1/2 3/2 1/2, 1: 2 3/2 1/2, 1: {_TRIPLET} 3/2 1/2, 1: 3/2 1/2 {_TRIPLET}"
_SNAP = "4: 1/2 3/2 3/2 1/2, 3: 3/2 1/2 1/2 3/2, 2: 3/2 1/2 3/2 1/2, 1: 2 1/2 3/2"
_JIG = "8: 1 1 1, 2: 2 1, 1: 3, 0.6: 3/2 1/2 1"
_POLKA = "5: 1 1, 2: 1 1/2 1/2, 2: 1/2 1/2 1, 1: 3/2 1/2, 1: 2"
_AIR = (
    _style("3/4", 6, "3: 4 2, 2: 2 2 2, 2: 3 1 2, 1: 2 1 1 2, 1: 4 1 1", "6", 2, leap=0.25, modes=DARK),
    _style("4/4", 4, "3: 2 2, 2: 3 1, 2: 2 1 1, 1: 4", "4 4", 2, leap=0.25, modes=DARK),
    _style("6/8", 3, "3: 2 1, 2: 3, 1: 1 1 1, 1: 3/2 1/2 1", "3 3", 1, leap=0.25, modes=DARK),
)
_SONG = (
    _style("4/4", 4, "4: 2 2, 2: 2 1 1, 1: 3 1, 1: 4", "2 2 4", 2, leap=0.25),
    _style("2/4", 2, "4: 1 1, 2: 2, 1: 1 1/2 1/2, 1: 3/2 1/2", "2 2", 1, leap=0.25),
    _style("3/4", 6, "3: 2 2 2, 2: 4 2, 1: 3 1 2", "6", 2, leap=0.25),
)
STYLES: Mapping[str, tuple[Style, ...]] = MappingProxyType(
    {
        "jig": (_style("6/8", 3, _JIG, "3 3"),),
        "slip jig": (_style("9/8", 3, "5: 1 1 1, 4: 2 1, 2: 3", "3 3 3"),),
        "slide": (_style("12/8", 3, "5: 2 1, 4: 1 1 1, 2: 3", "3 3 3 3"),),
        "reel": (_style("4/4", 4, _RUN, "2 2 4", 2), _style("2/2", 4, _RUN, "2 2 4", 2)),
        "hornpipe": (_style("4/4", 4, _DOTTED, "2 2 4", 2),),
        "strathspey": (_style("4/4", 4, _SNAP, "2 2 4"),),
        "polka": (_style("2/4", 2, _POLKA, "2 2"),),
        "march": (
            _style("4/4", 4, "3: 2 2, 4: 2 3/2 1/2, 2: 3/2 1/2 2, 1: 3 1", "2 2 4", 2),
            _style("2/4", 2, "4: 1 1, 3: 3/2 1/2, 2: 1 1/2 1/2", "2 2"),
            _style("6/8", 3, "4: 2 1, 3: 1 1 1, 2: 3, 1: 3/2 1/2 1", "3 3"),
        ),
        "waltz": (_style("3/4", 6, "4: 2 2 2, 3: 4 2, 1: 3 1 2, 1: 2 1 1 2, 1: 2 2 1 1", "6", 2, leap=0.4),),
        "minuet": (_style("3/4", 6, "3: 2 1 1 2, 3: 2 2 2, 1: 1 1 1 1 2, 1: 4 2", "6", 2),),
        "air": _AIR,
        "lament": tuple(replace(style, leap=0.2, modes=("minor", "minor", "dorian")) for style in _AIR),
        "song": _SONG,
        "tune": (*_SONG, _style("6/8", 3, _JIG, "3 3"), _style("4/4", 4, _RUN, "2 2 4", 2)),
    }
)

# Chords of an eight-bar part by scale degree, the tonic 0: open ones lead on, closed ones come home.
PROGRESSIONS: Mapping[str, tuple[tuple[int, ...], ...]] = MappingProxyType(
    {
        "major": (
            (0, 0, 3, 4, 0, 0, 4, 0),
            (0, 3, 0, 4, 0, 3, 4, 0),
            (0, 5, 3, 4, 0, 5, 4, 0),
            (0, 4, 0, 4, 0, 3, 4, 0),
            (0, 0, 1, 4, 0, 3, 4, 0),
            (3, 0, 3, 4, 0, 5, 4, 0),
        ),
        "minor": (
            (0, 0, 6, 6, 0, 0, 4, 0),
            (0, 6, 5, 4, 0, 3, 4, 0),
            (0, 3, 0, 4, 0, 5, 4, 0),
            (0, 2, 6, 4, 0, 3, 6, 0),
            (2, 6, 0, 4, 5, 3, 4, 0),
        ),
        "dorian": (
            (0, 0, 6, 6, 0, 0, 6, 0),
            (0, 6, 0, 6, 0, 3, 6, 0),
            (0, 3, 0, 6, 0, 2, 6, 0),
            (0, 2, 3, 6, 0, 2, 6, 0),
        ),
        "mixolydian": (
            (0, 0, 6, 6, 0, 0, 6, 0),
            (0, 6, 0, 6, 0, 3, 6, 0),
            (0, 3, 0, 6, 0, 3, 6, 0),
            (0, 0, 3, 6, 0, 4, 6, 0),
        ),
    }
)
# Which bars of a part repeat an earlier one (the last two close it).
FORMS = ("abacabde", "abcdabef", "aabcaade", "abacdcef", "abcbabde", "aabbaade")
# Tonics that folk instruments play in, by mode.
TONICS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "major": ("D", "D", "G", "G", "A", "C", "F", "Bb", "E", "Eb"),
        "minor": ("E", "A", "A", "D", "G", "B", "C"),
        "dorian": ("A", "E", "D", "G", "B"),
        "mixolydian": ("D", "A", "G", "E", "C"),
    }
)
