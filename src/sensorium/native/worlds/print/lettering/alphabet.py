r"""The bones of a Latin alphabet: for each character the lines that a pen follows, with no thickness yet.

A skeleton is a list of strokes, separated by `|`. A stroke is a point, then steps: `l` a straight line, `h` a quarter
of an ellipse that leaves level and arrives upright, `v` one that leaves upright and arrives level. A stroke of one
point is a dot. Across, 1 is the height of a capital. Upwards, small letters have 0 at the baseline, 1 at the top of an
"x", 2 at the top of a "d", -1 at the foot of a "p"; all other characters have 2 at the top of a capital.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Stroke: TypeAlias = tuple[Point, ...]

_BOWL_LEFT = "0,.5 v .25,1 h .5,.5 v .25,0 h 0,.5"
_BOWL_RIGHT = ".5,.5 v .25,1 h 0,.5 v .25,0 h .5,.5"
_CAPITAL_S = ".5,1.66 v .28,2 h .03,1.5 v .27,1.05 h .54,.52 v .27,0 h 0,.4"
_CAPITAL_O = ".37,2 h 0,1 v .37,0 h .74,1 v .37,2"

SMALL = {
    "a": ".03,.8 v .23,1 h .45,.72 l .45,0 | .45,.58 l .22,.58 h 0,.29 v .2,0 h .45,.25",
    "b": f"0,2 l 0,0 | {_BOWL_LEFT}",
    "c": ".46,.8 v .26,1 h 0,.5 v .26,0 h .46,.2",
    "d": f".5,2 l .5,0 | {_BOWL_RIGHT}",
    "e": ".01,.53 l .48,.53 v .25,1 h 0,.5 v .26,0 h .46,.18",
    "f": ".38,2 l .3,2 h .14,1.65 l .14,0 | 0,1 l .34,1",
    "g": f"{_BOWL_RIGHT} | .5,1 l .5,-.5 v .25,-1 h .03,-.7",
    "h": "0,2 l 0,0 | 0,.6 v .25,1 h .46,.62 l .46,0",
    "i": "0,1 l 0,0 | 0,1.62",
    "j": ".14,1 l .14,-.6 v -.02,-1 | .14,1.62",
    "k": "0,2 l 0,0 | .42,1 l 0,.38 | .14,.57 l .45,0",
    "l": "0,2 l 0,0",
    "m": "0,1 l 0,0 | 0,.62 v .2,1 h .36,.62 l .36,0 | .36,.62 v .56,1 h .72,.62 l .72,0",
    "n": "0,1 l 0,0 | 0,.6 v .25,1 h .46,.62 l .46,0",
    "o": ".26,1 h 0,.5 v .26,0 h .52,.5 v .26,1",
    "p": f"0,1 l 0,-1 | {_BOWL_LEFT}",
    "q": f".5,1 l .5,-1 | {_BOWL_RIGHT}",
    "r": "0,1 l 0,0 | 0,.55 v .22,.98 l .3,.96",
    "s": ".4,.82 v .21,1 h .02,.75 v .2,.52 h .42,.26 v .21,0 h 0,.2",
    "t": ".12,1.55 l .12,.3 v .27,0 l .34,.03 | 0,1 l .32,1",
    "u": "0,1 l 0,.4 v .22,0 h .46,.38 | .46,1 l .46,0",
    "v": "0,1 l .23,0 l .46,1",
    "w": "0,1 l .17,0 l .34,.95 l .51,0 l .68,1",
    "x": "0,1 l .44,0 | .44,1 l 0,0",
    "y": "0,1 l .24,.02 | .47,1 l .12,-1",
    "z": "0,1 l .42,1 l 0,0 l .43,0",
}

# Other usual shapes of the same letters; a typeface has one of them.
ALTERNATIVES = {
    "a": f"{_BOWL_RIGHT} | .5,1 l .5,0",
    "g": f"{_BOWL_RIGHT} | .5,1 l .5,-.35 v .25,-.8 l .1,-.8",
    "l": "0,2 l 0,.3 v .13,0 l .17,.02",
    "t": ".12,1.55 l .12,0 | 0,1 l .3,1",
    "y": "0,1 l 0,.4 v .22,0 h .46,.38 | .46,1 l .46,-.5 v .22,-1 h .02,-.75",
    "1": ".06,1.62 l .28,2 l .28,0 | .08,0 l .48,0",
    "7": "0,2 l .5,2 l .17,0 | .14,1 l .44,1",
    "4": ".22,2 l 0,.62 l .5,.62 | .36,1.2 l .36,0",
    "I": ".14,0 l .14,2 | 0,0 l .28,0 | 0,2 l .28,2",
    "M": "0,0 l 0,2 l .37,0 l .74,2 l .74,0",
    "G": ".62,1.6 v .36,2 h 0,1 v .36,0 h .64,.5 | .38,.95 l .64,.95 l .64,0",
    "0": ".25,2 h 0,1 v .25,0 h .5,1 v .25,2 | .42,1.55 l .08,.45",
    "&": ".5,1.62 v .26,2 h .04,1.5 v .26,1.05 h 0,.5 v .27,0 h .55,.6 l .55,1.05 | .26,1.05 l .68,1.05",
}

TALL = {
    "A": "0,0 l .34,2 l .68,0 | .12,.7 l .56,.7",
    "B": "0,0 l 0,2 l .3,2 h .52,1.53 v .3,1.06 l 0,1.06 | .3,1.06 h .58,.53 v .3,0 l 0,0",
    "C": ".62,1.6 v .36,2 h 0,1 v .36,0 h .62,.4",
    "D": "0,0 l 0,2 l .26,2 h .64,1 v .26,0 l 0,0",
    "E": ".5,2 l 0,2 l 0,0 l .5,0 | 0,1.05 l .43,1.05",
    "F": "0,0 l 0,2 l .48,2 | 0,1 l .41,1",
    "G": ".62,1.6 v .36,2 h 0,1 v .36,0 h .64,.5 l .64,.95 l .4,.95",
    "H": "0,0 l 0,2 | .6,0 l .6,2 | 0,1.03 l .6,1.03",
    "I": "0,0 l 0,2",
    "J": ".36,2 l .36,.5 v .17,0 h 0,.42",
    "K": "0,0 l 0,2 | .54,2 l 0,.8 | .18,1.18 l .58,0",
    "L": "0,2 l 0,0 l .46,0",
    "M": "0,0 l 0,2 l .37,.55 l .74,2 l .74,0",
    "N": "0,0 l 0,2 l .58,0 l .58,2",
    "O": _CAPITAL_O,
    "P": "0,0 l 0,2 l .28,2 h .54,1.45 v .28,.9 l 0,.9",
    "Q": f"{_CAPITAL_O} | .45,.5 l .76,-.12",
    "R": "0,0 l 0,2 l .28,2 h .54,1.48 v .28,.96 l 0,.96 | .28,.96 l .58,0",
    "S": _CAPITAL_S,
    "T": "0,2 l .6,2 | .3,2 l .3,0",
    "U": "0,2 l 0,.62 v .29,0 h .58,.62 l .58,2",
    "V": "0,2 l .33,0 l .66,2",
    "W": "0,2 l .24,0 l .48,1.9 l .72,0 l .96,2",
    "X": "0,2 l .6,0 | .6,2 l 0,0",
    "Y": "0,2 l .31,.95 l .62,2 | .31,.95 l .31,0",
    "Z": "0,2 l .56,2 l 0,0 l .58,0",
    "0": ".25,2 h 0,1 v .25,0 h .5,1 v .25,2",
    "1": ".06,1.62 l .28,2 l .28,0",
    "2": ".02,1.5 v .25,2 h .48,1.48 l .42,1.12 l 0,0 l .5,0",
    "3": ".02,1.65 v .24,2 h .46,1.53 v .2,1.06 | .2,1.06 h .5,.53 v .24,0 h 0,.4",
    "4": ".36,0 l .36,2 l 0,.62 l .5,.62",
    "5": ".44,2 l .08,2 l .05,1.05 v .24,1.27 h .48,.64 v .23,0 h 0,.35",
    "6": ".44,1.75 v .28,2 h 0,.9 l 0,.62 | .25,1.25 h 0,.63 v .25,0 h .5,.63 v .25,1.25",
    "7": "0,2 l .5,2 l .17,0",
    "8": ".25,1.06 h .04,1.53 v .25,2 h .46,1.53 v .25,1.06 h 0,.53 v .25,0 h .5,.53 v .25,1.06",
    "9": ".06,.25 v .22,0 h .5,1.1 l .5,1.38 | .25,.75 h 0,1.37 v .25,2 h .5,1.37 v .25,.75",
    ".": "0,.02",
    ",": ".05,.08 l 0,-.32",
    ":": "0,.02 | 0,.95",
    ";": ".05,.08 l 0,-.32 | .05,.95",
    "!": "0,2 l 0,.6 | 0,.02",
    "?": "0,1.6 v .22,2 h .44,1.55 l .4,1.2 l .22,.92 l .22,.55 | .22,.02",
    "'": "0,2 l 0,1.5",
    '"': "0,2 l 0,1.5 | .17,2 l .17,1.5",
    "-": "0,.85 l .27,.85",
    "–": "0,.85 l .5,.85",
    "_": "0,-.25 l .5,-.25",
    "(": ".17,2.15 h 0,.9 v .17,-.4",
    ")": "0,2.15 h .17,.9 v 0,-.4",
    "[": ".16,2.15 l 0,2.15 l 0,-.35 l .16,-.35",
    "]": "0,2.15 l .16,2.15 l .16,-.35 l 0,-.35",
    "{": ".22,2.15 h .1,1.8 l .1,1.15 l 0,.9 l .1,.65 l .1,0 v .22,-.35",
    "}": "0,2.15 h .12,1.8 l .12,1.15 l .22,.9 l .12,.65 l .12,0 v 0,-.35",
    "/": "0,-.2 l .4,2.1",
    "\\": "0,2.1 l .4,-.2",
    "|": "0,2.2 l 0,-.4",
    "+": "0,.85 l .5,.85 | .25,1.4 l .25,.3",
    "=": "0,1.1 l .5,1.1 | 0,.6 l .5,.6",
    "<": ".46,1.45 l 0,.85 l .46,.25",
    ">": "0,1.45 l .46,.85 l 0,.25",
    "~": "0,.75 v .13,1 l .33,.75 h .46,1",
    "^": "0,1.4 l .2,2 l .4,1.4",
    "`": "0,2.05 l .12,1.75",
    "*": ".2,2 l .2,1.2 | 0,1.8 l .4,1.4 | .4,1.8 l 0,1.4",
    "&": ".62,0 l .13,1.4 l .1,1.6 v .26,2 h .42,1.65 l .36,1.3 l .08,.85 l 0,.5 v .24,0 l .36,.1 l .62,.85",
    "%": ".13,2 h 0,1.6 v .13,1.2 h .26,1.6 v .13,2 | .56,2 l .14,0 | .57,.8 h .44,.4 v .57,0 h .7,.4 v .57,.8",
    "#": ".2,2 l .1,0 | .46,2 l .36,0 | 0,1.35 l .56,1.35 | 0,.65 l .56,.65",
    "@": ".68,-.15 l .45,-.28 h 0,.8 v .42,1.85 h .84,.9 l .82,.6 v .7,.4 h .6,.7 l .6,1.3"
    " | .41,1.3 h .23,.85 v .41,.4 h .6,.85 v .41,1.3",
    "$": f"{_CAPITAL_S} | .27,2.25 l .27,-.25",
    "£": ".5,1.7 v .34,2 h .15,1.6 l .15,.5 l 0,0 l .52,0 | 0,1 l .38,1",
    "€": ".6,1.65 v .4,2 h .1,1 v .4,0 h .6,.35 | 0,1.2 l .46,1.2 | 0,.8 l .42,.8",
    "°": ".14,2.05 h 0,1.75 v .14,1.45 h .28,1.75 v .14,2.05",
}

# Marks over (or under) a letter, on a point in the middle of it; the heights add to the letter's top.
MARKS = {
    "\u0300": "-.1,.5 l .06,.2",
    "\u0301": ".1,.5 l -.06,.2",
    "\u0302": "-.13,.22 l 0,.5 l .13,.22",
    "\u0303": "-.15,.25 v -.06,.42 l .06,.25 h .15,.42",
    "\u0308": "-.12,.35 | .12,.35",
    "\u030a": "0,.6 h -.09,.38 v 0,.16 h .09,.38 v 0,.6",
}

CHARACTERS = frozenset(SMALL) | frozenset(TALL) | {" "}


@dataclass(frozen=True, kw_only=True)
class Proportions:
    """Heights as shares of a capital, and the squareness of curves (2 is an ellipse, more is boxier)."""

    x_height: float = 0.7
    ascender: float = 1.0
    descender: float = 0.3
    squareness: float = 2.0


@dataclass(frozen=True)
class Skeleton:
    """Strokes across and up in heights of a capital, baseline at 0; the left edge of the bones is at 0."""

    strokes: tuple[Stroke, ...]
    width: float


def skeleton(character: str, proportions: Proportions, alternatives: frozenset[str] = frozenset()) -> Skeleton:
    """The bones of one character. Raises KeyError for one that the alphabet lacks."""
    letter, marks = _parted(character)
    text = ALTERNATIVES[letter] if letter in alternatives else SMALL.get(letter) or TALL[letter]
    if marks and letter == "i":
        text = text.split("|")[0]  # the mark takes the place of the dot
    small = letter in SMALL
    strokes = [_stroke(part, small, proportions) for part in text.split("|")]
    width = max(x for stroke in strokes for x, _ in stroke)
    top = proportions.x_height if small else 1.0
    strokes += [_mark(part, width / 2, top, proportions) for mark in marks for part in MARKS[mark].split("|")]
    return Skeleton(strokes=tuple(strokes), width=width)


def has(character: str) -> bool:
    """Whether the alphabet can draw the character, a letter with a mark included."""
    letter, marks = _parted(character)
    return letter in CHARACTERS and all(mark in MARKS for mark in marks)


def _parted(character: str) -> tuple[str, str]:
    """The letter and the marks on it."""
    parts = unicodedata.normalize("NFD", character)
    return parts[:1], parts[1:]


def _stroke(text: str, small: bool, proportions: Proportions) -> Stroke:
    return tuple((x, _height(y, small, proportions)) for x, y in _path(text, proportions.squareness))


def _mark(text: str, middle: float, top: float, proportions: Proportions) -> Stroke:
    return tuple((middle + x, top + y / 2) for x, y in _path(text, proportions.squareness))


def _height(y: float, small: bool, proportions: Proportions) -> float:
    """From the alphabet's own measure to heights of a capital."""
    if not small:
        return y / 2
    if y < 0:
        return y * proportions.descender
    if y <= 1:
        return y * proportions.x_height
    return proportions.x_height + (y - 1) * (proportions.ascender - proportions.x_height)


def _path(text: str, squareness: float) -> list[Point]:
    words = text.split()
    points = [_point(words[0])]
    for step, target in zip(words[1::2], words[2::2], strict=True):
        points += _steps(points[-1], step, _point(target), squareness)
    return points


def _point(word: str) -> Point:
    x, y = word.split(",")
    return float(x), float(y)


def _steps(start: Point, step: str, end: Point, squareness: float, pieces: int = 7) -> list[Point]:
    """Points after `start` up to `end`: one for a line, several on a quarter of a superellipse."""
    if step == "l":
        return [end]
    points = []
    for piece in range(1, pieces + 1):
        angle = piece / pieces * math.pi / 2
        ahead, along = math.sin(angle) ** (2 / squareness), 1 - math.cos(angle) ** (2 / squareness)
        share_x, share_y = (ahead, along) if step == "h" else (along, ahead)
        points.append((start[0] + (end[0] - start[0]) * share_x, start[1] + (end[1] - start[1]) * share_y))
    return points
