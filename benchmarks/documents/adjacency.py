"""Adjacency of the cells of tables, as in the ICDAR 2013 table competition, and how many of the pairs were found.

A pair joins a cell that says something to the nearest such cell right of it or below it (M. Göbel, T. Hassan, E. Oro,
G. Orsi, "A methodology for evaluating algorithms for table understanding in PDF documents", DocEng 2012): one lost line
costs only what touches it. Tables of a page are counted together: one that is none costs precision, one missed recall.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["right", "below"]
Relation: TypeAlias = tuple[str, str, Side]  # a cell, its neighbour, where that stands
Relations: TypeAlias = Counter[Relation]
_LEADERS = re.compile(r"(?<=[^.])[.…_·]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell: its first and last row and column from 0, its text."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many relations were true, found and right; precision, recall and their harmonic mean, 0 to 1.

    Where neither side has a relation all three are 1.
    """

    true: int = 0
    found: int = 0
    right: int = 0

    @classmethod
    def of(cls, truth: Relations, found: Relations) -> Score:
        """Relations that were found, held against the true ones."""
        return cls(true=truth.total(), found=found.total(), right=(truth & found).total())

    def __add__(self, other: Score) -> Score:
        return Score(true=self.true + other.true, found=self.found + other.found, right=self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.true)

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else float(not self.found)

    @property
    def f1(self) -> float:
        together = self.true + self.found
        return 2 * self.right / together if together else 1.0


def relations_of_all(tables: Iterable[Iterable[Place]]) -> Relations:
    """Relations of several tables together."""
    return sum((relations(table) for table in tables), Relations())


def relations(places: Iterable[Place]) -> Relations:
    """Relations of one table. Empty cells are looked through; a pair of cells counts once a direction."""
    grid: dict[tuple[int, int], int] = {}
    texts: list[str] = []
    for place in places:
        if text := normal(place.text):
            grid |= dict.fromkeys(_covered(place), len(texts))
            texts.append(text)
    pairs = _neighbours(grid, 0, "right") | _neighbours(grid, 1, "below")
    return Counter((texts[first], texts[second], side) for first, second, side in pairs)


def normal(text: str) -> str:
    """Text without white space, without the dots that lead to the next column, in small letters."""
    return _LEADERS.sub("", "".join(text.split())).casefold()


def _covered(place: Place) -> Iterable[tuple[int, int]]:
    return itertools.product(range(place.top, place.bottom + 1), range(place.left, place.right + 1))


def _neighbours(grid: dict[tuple[int, int], int], line: int, side: Side) -> set[tuple[int, int, Side]]:
    """Cells that follow each other along rows (line 0) or columns (line 1)."""
    lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, cell in grid.items():
        lines[place[line]].append((place[1 - line], cell))
    pairs = set[tuple[int, int, Side]]()
    for cells in lines.values():
        cells.sort()
        pairs |= {(a, b, side) for (_, a), (_, b) in itertools.pairwise(cells) if a != b}
    return pairs
