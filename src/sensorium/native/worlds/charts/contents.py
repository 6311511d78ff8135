"""What charts show: categories with values, a title, and axes with round numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from sensorium.native.worlds.example import Split
from sensorium.native.worlds.pages.contents import COLUMN_WORDS
from sensorium.native.worlds.print.word_lists import FIRST_NAMES, LAST_NAMES, MONTHS, PLACES, WEEKDAYS
from sensorium.native.worlds.print.wording import (
    THING_NAMES,
    common_words,
    pick,
)

Kind: TypeAlias = Literal["columns", "bars", "line", "pie"]
KINDS: tuple[Kind, ...] = ("columns", "columns", "bars", "bars", "line", "pie")
LEAST_SHARE = 0.12  # of the greatest value: smaller ones cannot be read off a drawing
LEAST_SLICE_PERCENT = 6
SEEN = 0.03  # of the greatest value: what two small ones differ by at least if one is to be called the smallest
STEPS = (1.0, 2.0, 2.5, 5.0)  # a tick's distance, times a power of ten


@dataclass(frozen=True)
class ChartContent:
    """Labels and values in the order drawn. Values are rounded as far as they can be read off or are printed."""

    kind: Kind
    title: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    value_title: str = ""
    printed: bool = False  # whether the values stand beside what is drawn

    @property
    def unit(self) -> str:
        """What stands after every value."""
        return "%" if self.kind == "pie" else ""

    @property
    def by_label(self) -> Mapping[str, float]:
        """Label → value."""
        return dict(zip(self.labels, self.values, strict=True))

    def told(self, label: str) -> str:
        """The value of a label, with its unit."""
        return format_number(self.by_label[label]) + self.unit

    @property
    def greatest(self) -> str:
        """The label of the greatest value."""
        return self.labels[int(np.argmax(self.values))]

    @property
    def least(self) -> str:
        """The label of the smallest value."""
        return self.labels[int(np.argmin(self.values))]

    @property
    def has_clear_maximum(self) -> bool:
        """Whether the greatest value is seen at once."""
        return clearly_less(*sorted(self.values)[-2:])

    @property
    def has_clear_minimum(self) -> bool:
        """Whether the smallest value is seen at once."""
        first, second = sorted(self.values)[:2]
        return clearly_less(first, second) and second - first > SEEN * max(self.values)


def clearly_less(value: float, other: float) -> bool:
    """Whether one can be told to be less than the other in a drawing."""
    return value < 0.95 * other


def format_number(value: float) -> str:
    """The canonical notation: no separators of thousands, at most two decimals, no zeros at the end."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def chart_content(rng: np.random.Generator, split: Split = "test") -> ChartContent:
    """One chart's words and numbers. In lessons values are often finer than the eye: what is measured is to be said."""
    kind = pick(rng, KINDS)
    count = int(rng.integers(2 if kind != "line" else 3, 7))
    labels = _labels(rng, count, ordered=kind == "line" or rng.random() < 0.3)
    printed = bool(rng.random() < (0.75 if kind == "pie" else 0.45))
    values = (
        _percentages(rng, count)
        if kind == "pie"
        else _values(rng, count, fine=(printed or split == "train") and rng.random() < 0.5)
    )
    value_title = pick(rng, COLUMN_WORDS) if kind != "pie" and rng.random() < 0.2 else ""
    return ChartContent(kind, _title(rng), labels, values, value_title, printed)


def _labels(rng: np.random.Generator, count: int, *, ordered: bool) -> tuple[str, ...]:
    """Different labels of one sort; in their natural order for a course of time."""
    if ordered:
        return _course(rng, count)
    pool = pick(rng, (THING_NAMES, THING_NAMES, PLACES, FIRST_NAMES, LAST_NAMES, common_words()))
    short = [name for name in rng.permutation(pool)[: count * 12] if len(name) <= 9][:count]
    if len(short) < count:
        return _course(rng, count)
    return tuple(_in_case(short, rng.random()))


def _in_case(names: list[str], style: float) -> list[str]:
    if style < 0.6:
        return [name[:1].upper() + name[1:] for name in names]
    return [str(name) for name in names] if style < 0.85 else [name.upper() for name in names]


def _course(rng: np.random.Generator, count: int) -> tuple[str, ...]:
    """Days, months, years, quarters, letters, groups: neighbours in their order."""
    first = int(rng.integers(0, 20))
    year, step = int(rng.integers(1950, 2026)), int(rng.choice([1, 1, 2, 5, 10]))
    counted = pick(rng, ("Week", "Day", "Team", "Lab", "No.", "Room"))
    rows = (
        [month[:3] for month in MONTHS],
        [day[:3] for day in WEEKDAYS],
        [str(year + step * index) for index in range(count)],
        [f"Q{index + 1}" for index in range(count)],
        list("ABCDEFGH"),
        [f"Group {letter}" for letter in "ABCDEF"],
        [f"{counted} {index + 1}" for index in range(count)],
        [f"{10 * index}-{10 * index + 9}" for index in range(1, count + 1)],
    )
    row = pick(rng, rows)
    start = first % (len(row) - count + 1)
    return tuple(row[start : start + count])


def _values(rng: np.random.Generator, count: int, *, fine: bool) -> tuple[float, ...]:
    """Values of one order of magnitude, in two digits for the greatest, or in three if fine."""
    greatest = 10 ** rng.uniform(0.7, 4.0)
    shares = rng.uniform(LEAST_SHARE, 1.0, count)
    if rng.random() < 0.25:  # a trend, as many real ones have
        shares = np.clip(np.sort(shares) + rng.normal(0, 0.04, count), LEAST_SHARE, 1.0)[:: int(rng.choice([-1, 1]))]
    grain = 10 ** (math.floor(math.log10(greatest)) - (2 if fine else 1)) * float(rng.choice([1, 1, 5]))
    steps = np.maximum(np.round(shares * greatest / grain), 1)
    return tuple(round(float(step) * grain, 2) or round(grain, 2) for step in steps)


def _percentages(rng: np.random.Generator, count: int) -> tuple[float, ...]:
    """Whole shares that make 100."""
    free = 100 - LEAST_SLICE_PERCENT * count
    shares = rng.dirichlet(np.full(count, 1.5))
    parts = np.floor(shares * free).astype(int)
    parts[int(rng.integers(count))] += free - int(parts.sum())
    return tuple(float(part + LEAST_SLICE_PERCENT) for part in parts)


def _title(rng: np.random.Generator) -> str:
    """Absent, one word or a short phrase."""
    style = rng.random()
    word, other = pick(rng, common_words()).capitalize(), pick(rng, COLUMN_WORDS)
    if style < 0.25:
        return ""
    if style < 0.5:
        return pick(rng, (word, other, other.upper(), f"{other} {rng.integers(1980, 2030)}"))
    return pick(
        rng,
        (
            f"{word} by {other.lower()}",
            f"{other} of {pick(rng, THING_NAMES)}",
            f"{other} per {pick(rng, ('day', 'week', 'month', 'year', 'person', 'city'))}",
            f"{word} in {pick(rng, PLACES)}",
            f"{word} and {pick(rng, common_words())}",
        ),
    )


@dataclass(frozen=True)
class Scale:
    """A value axis from 0 to `top` with a tick every `step`."""

    top: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        return tuple(round(index * self.step, 6) for index in range(round(self.top / self.step) + 1))


def scale_for(greatest: float, rng: np.random.Generator) -> Scale:
    """An axis with three to seven round ticks that ends a little above the greatest value."""
    wanted = greatest / rng.uniform(2.5, 5.5)
    power = 10 ** math.floor(math.log10(wanted))
    step = next((factor * power for factor in STEPS if factor * power >= wanted), 10 * power)
    return Scale(top=step * math.ceil(greatest * (1 + rng.uniform(0, 0.08)) / step), step=step)
