"""The axis of a chart: numbers of its print that stand in line, and so which number stands for a place beside them.

No weights. Most numbers in a chart are its axis's, but not all, and some are misread: the line through two of them that
most others lie on is taken (random sample consensus, Fischler and Bolles 1981, with every pair tried). Places are
shares of a picture, 0 … 1, x to the right and y down.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from sensorium.native.encoders.views import Box

LEAST_NUMBERS = 3  # two lie on a line always: they will do only where there are no others
NEAR = 0.014  # of the picture: a number stands that near to its place on the axis
MOST_MARKS = 60  # every pair of them is tried
APART = 0.03  # of the picture: numbers that are nearer to each other say little about a line
FINEST = 50  # a place is told to such a part of the greatest number, or to ten times as fine a part
MISREAD = str.maketrans("OolI|−–", "00111--")
NUMBER = re.compile(r"[$€£]?(-?)[$€£]?(\d{1,3}(?:[,' ]\d{3})+|\d+)([.,]\d+)?\s?([kKM%]?)")
TIMES = {"": 1.0, "%": 1.0, "k": 1e3, "K": 1e3, "M": 1e6}


@dataclass(frozen=True)
class Printed:
    """A line of print as it was read, and its box: left, top, right, bottom."""

    text: str
    box: Box


@dataclass(frozen=True)
class Mark:
    """A number and where it stands."""

    number: float
    box: Box

    def at(self, *, upright: bool) -> float:
        """Its middle along an axis."""
        low, high = (self.box[1], self.box[3]) if upright else (self.box[0], self.box[2])
        return (low + high) / 2


@dataclass(frozen=True)
class Axis:
    """A scale along y where it is upright, else along x. marks: where its numbers stand along it; greatest: of them."""

    upright: bool
    zero: float  # the number at place 0
    slope: float  # numbers from place 0 to place 1
    marks: tuple[float, ...]
    greatest: float

    def number(self, x: float, y: float) -> str:
        """What a place stands for, as it is written."""
        return written(self.zero + self.slope * (y if self.upright else x), self.greatest)


def written(number: float, greatest: float) -> str:
    """A number as exact as one can be read off an axis that goes up to `greatest`: 0.2 to 2 hundredths of it."""
    power = math.floor(math.log10(max(greatest, 1e-9) / FINEST))
    text = f"{round(number / 10**power) * 10**power:.{max(0, -power)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def number_of(text: str) -> float | None:
    """The number that a text is, and nothing else: with a currency, thousands apart, "k", "M" or a percent sign."""
    found = NUMBER.fullmatch(text.strip().translate(MISREAD))
    if found is None:
        return None
    sign, whole, fraction, unit = found.groups()
    digits = re.sub(r"\D", "", whole)
    if fraction == ".000":  # as thousands are set apart in half of Europe
        digits, fraction = digits + "000", None
    return float(f"{sign}{digits}.{fraction[1:] if fraction else 0}") * TIMES[unit]


def axis_of(printed: Sequence[Printed], places: Sequence[tuple[float, float]]) -> Axis | None:
    """The axis that values are read off which end at `places`; None where no numbers stand in line.

    Labels may be numbers in line as well, as years are: there every value stands at one, evenly.
    """
    marks = list(islice((mark for line in printed for mark in _marks(line)), MOST_MARKS))
    axes = [axis for upright in (True, False) if (axis := _through(marks, upright=upright)) is not None]
    fit = [axis for axis in axes if not _names(axis, places)]
    return max(fit, key=lambda axis: len(axis.marks), default=None)


def _marks(line: Printed) -> Iterator[Mark]:
    """The number that a line is, or the numbers that stand in it."""
    if (number := number_of(line.text)) is not None:
        yield Mark(number, line.box)
        return
    words = list(re.finditer(r"\S+", line.text))
    numbers = [number_of(word.group()) for word in words]
    left, top, right, bottom = line.box
    step = (right - left) / max(1, len(line.text))
    for word, number in zip(words, numbers, strict=True):
        if number is not None and None not in numbers:
            yield Mark(number, (left + step * word.start(), top, left + step * word.end(), bottom))


def _through(marks: Sequence[Mark], *, upright: bool) -> Axis | None:
    """The line that most marks lie on."""
    at = np.array([mark.at(upright=upright) for mark in marks])
    numbers = np.array([mark.number for mark in marks])
    beside = _beside(marks, upright=upright)
    best: NDArray[np.bool_] | None = None
    for one, other in combinations(range(len(marks)), 2):
        apart, more = at[other] - at[one], numbers[other] - numbers[one]
        if abs(apart) < APART or more == 0 or not beside[one, other]:
            continue
        on = beside[one] & (np.abs(at - at[one] - (numbers - numbers[one]) * apart / more) < NEAR)
        if best is None or on.sum() > best.sum():
            best = on
    if best is None or best.sum() < min(LEAST_NUMBERS, len(marks)):
        return None
    slope, zero = np.polyfit(at[best], numbers[best], 1)
    greatest = float(np.abs(numbers[best]).max())
    return Axis(upright, float(zero), float(slope), tuple(at[best].tolist()), greatest)


def _beside(marks: Sequence[Mark], *, upright: bool) -> NDArray[np.bool_]:
    """Which marks may belong to one axis with which, (N, N): across it they overlap."""
    boxes = np.array([mark.box for mark in marks]).reshape(-1, 4)
    low, high = boxes[:, [0, 2]].T if upright else boxes[:, [1, 3]].T
    overlap: NDArray[np.bool_] = np.minimum(high[:, None], high) > np.maximum(low[:, None], low)
    return overlap


def _names(axis: Axis, places: Sequence[tuple[float, float]]) -> bool:
    """Whether the numbers of an axis name what is drawn: each value stands at one of them, all equally far apart."""
    along = np.sort([y if axis.upright else x for x, y in places])
    if len(along) < LEAST_NUMBERS:
        return False
    at_marks = np.abs(along[:, None] - np.array(axis.marks)).min(1) < 2 * NEAR
    steps = np.diff(along)
    return bool(at_marks.all() and np.abs(steps - steps.mean()).max() < 2 * NEAR)
