"""Print as it is read by who is not sure of every letter: the model learns to live with its encoder's faults."""

from __future__ import annotations

import string
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

import numpy as np

from sensorium.native.encoders.ends import End
from sensorium.native.encoders.views import GRID

CLEAN_SHARE = 0.6  # of lines that are read without a fault
WORST = 0.2  # share of letters at which something goes wrong, at most
DOUBLES = 0.3  # how often a double letter is read as one
LOST, TAKEN = 0.45, 0.85  # of faults: a letter is lost; is taken for another; else one is made up
OVERLOOKED, DOUBLED = 0.05, 0.03  # of ends of values: not seen; seen in the next cell as well
WIDEST = 0.04  # of a value, by which what is measured is off: the deviation
ALIKE = ("lI1i|t!", "O0oQDC", "S5s8", "B8R3", "Z2z7", "ceo", "uvny", "aoe", "mnr", "gq9y", "bh6", "ft", "VUWw", ".,'")


def misread(text: str, rng: np.random.Generator) -> str:
    """`text` with faults, more or fewer by line."""
    if rng.random() < CLEAN_SHARE:
        return text
    rate = rng.uniform(0, WORST)
    read: list[str] = []
    for index, letter in enumerate(text):
        if index and letter == text[index - 1] and rng.random() < DOUBLES:
            continue
        if rng.random() >= rate:
            read.append(letter)
            continue
        fault = rng.random()
        if fault >= LOST:
            read.append(_like(letter, rng))
        if fault >= TAKEN:
            read.append(letter)
    return "".join(read)


def misjudged(ends: Sequence[End], telling: AbstractSet[str], rng: np.random.Generator) -> list[End]:
    """Values as who measures them sees them: some lost, some twice, and those off that print tells exactly. `telling`:
    what answers are read from; a value among it is measured and nowhere printed, so what was measured is the answer.
    """
    seen = [twin for end in ends if rng.random() >= OVERLOOKED for twin in _once_or_twice(end, rng)]
    return [end if end.value in telling else replace(end, value=_off(end.value, rng)) for end in seen]


def _off(value: str, rng: np.random.Generator) -> str:
    """A number near to another, as exact."""
    unit = "%" if value.endswith("%") else ""
    number = value.removesuffix("%")
    decimals = len(number.partition(".")[2])
    return f"{float(number) * (1 + rng.normal(0, WIDEST)):.{decimals}f}{unit}"


def _once_or_twice(end: End, rng: np.random.Generator) -> list[End]:
    """An end, and sometimes the same in the cell to its right, or to its left at the edge."""
    if rng.random() >= DOUBLED:
        return [end]
    beside = end.cell + 1 if (end.cell + 1) % GRID else end.cell - 1
    return sorted((end, replace(end, cell=beside)), key=lambda one: one.cell)


def _like(letter: str, rng: np.random.Generator) -> str:
    """Another letter: one that looks alike, its other case, or any."""
    groups = [group for group in ALIKE if letter in group]
    if groups and rng.random() < 0.6:
        return str(rng.choice(list(groups[int(rng.integers(len(groups)))])))
    if letter.isalpha() and rng.random() < 0.5:
        return letter.swapcase()
    return str(rng.choice(list(string.ascii_letters + string.digits)))
