"""What arguments are: how each kind is told to a model, drawn, and said in words. Some values are kept for tests."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np

from sensorium.native.worlds.example import Split

KEPT_EVERY = 4  # of names and words, each such one is never seen in training
NUMBERS = tuple(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty""".split()
)
SPELLED_SHARE = 0.4  # of small whole numbers, and of halves: in words

_ONE = re.compile(r"\b(1|one) ((?:US |British )?)(day|degree|dollar|euro|kilometre|minute|pack|pound|seat|time)s\b")
_ONE_PERSON = re.compile(r"\b(1|one) people\b")

Value: TypeAlias = str | int | float | bool


class Kind(Protocol):
    """A kind of argument."""

    @property
    def schema(self) -> Mapping[str, object]: ...

    def draw(self, rng: np.random.Generator, split: Split) -> tuple[Value, str]:
        """A value, and how it is said."""
        ...


@dataclass(frozen=True)
class Words:
    """One of some names or words, which is copied."""

    pool: tuple[str, ...]

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string"}

    def draw(self, rng: np.random.Generator, split: Split) -> tuple[Value, str]:
        """Of training's own, or in tests of those that are kept."""
        word = str(rng.choice(of_split(self.pool, split)))
        return word, word


@dataclass(frozen=True)
class Whole:
    """A whole number, in figures or spelled."""

    low: int
    high: int
    bounded: bool = True  # whether the model is told from where to where

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "integer", **({"minimum": self.low, "maximum": self.high} if self.bounded else {})}

    def draw(self, rng: np.random.Generator, split: Split) -> tuple[Value, str]:
        value = int(rng.integers(self.low, self.high + 1))
        spelled = 0 <= value < len(NUMBERS) and rng.random() < SPELLED_SHARE
        return value, NUMBERS[value] if spelled else str(value)


@dataclass(frozen=True)
class Half:
    """A number in steps of a half: '21.5', 'twelve and a half'."""

    low: int
    high: int

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "number"}

    def draw(self, rng: np.random.Generator, split: Split) -> tuple[Value, str]:
        whole = int(rng.integers(self.low, self.high + 1))
        if rng.random() < 0.5:
            return whole, str(whole)
        said = NUMBERS[whole] if 0 <= whole < len(NUMBERS) and rng.random() < 0.5 else str(whole)
        return whole + 0.5, f"{said} and a half" if rng.random() < SPELLED_SHARE else f"{whole}.5"


@dataclass(frozen=True)
class Switch:
    """Yes or no, as two words say it."""

    yes: str
    no: str

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "boolean"}

    def draw(self, rng: np.random.Generator, split: Split) -> tuple[Value, str]:
        value = bool(rng.random() < 0.5)
        return value, self.yes if value else self.no


@dataclass(frozen=True)
class Choice:
    """One of some values, each said in ways of its own."""

    said: Mapping[str, Sequence[str]]

    @property
    def schema(self) -> Mapping[str, object]:
        return {"type": "string", "enum": list(self.said)}

    def draw(self, rng: np.random.Generator, split: Split) -> tuple[Value, str]:
        value = str(rng.choice(list(self.said)))
        return value, str(rng.choice(list(self.said[value])))


def of_split(pool: Sequence[str], split: Split) -> list[str]:
    """The words of a pool that a split draws from."""
    kept = [word for index, word in enumerate(pool) if index % KEPT_EVERY == KEPT_EVERY - 1]
    return kept if split == "test" else [word for word in pool if word not in kept]


def agreed(text: str) -> str:
    """What is one in the singular: 'for one days' → 'for one day'."""
    return _ONE_PERSON.sub(r"\1 person", _ONE.sub(r"\1 \2\3", text))
