"""Adjacency relations of the cells of tables, as in the ICDAR 2013 table competition, and its files of truth.

A relation joins a cell that says something to the nearest such cell right of it or below it (M. Göbel, T.
Hassan, E. Oro,
G. Orsi, "A methodology for evaluating algorithms for table understanding in PDF documents", DocEng 2012).
Tables of a page are
counted together: a table that is none costs precision, one that was missed costs recall.
"""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Relation: TypeAlias = tuple[str, str, str]  # a cell, its neighbour, "right" or "below"
Relations: TypeAlias = Counter[Relation]


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
    """How many relations were true, found and right."""

    true: int = 0
    found: int = 0
    right: int = 0

    @classmethod
    def of(cls, truth: Relations, found: Relations) -> Score:
        return cls(true=truth.total(), found=found.total(), right=(truth & found).total())

    def __add__(self, other: Score) -> Score:
        return Score(true=self.true + other.true, found=self.found + other.found, right=self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.true)

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        together = self.true + self.found
        return 2 * self.right / together if together else 1.0


_LEADERS = re.compile(r"(?<=[^.])[.…_·]+$")


def normal(text: str) -> str:
    """Text without white space, without the dots that lead to the next column, in small letters."""
    return _LEADERS.sub("", "".join(text.split())).casefold()


def relations(places: Iterable[Place]) -> Relations:
    """All adjacency relations of one table; empty cells are looked through, each pair of cells counts once a
    direction.
    """
    grid: dict[tuple[int, int], int] = {}
    texts: list[str] = []
    for place in places:
        text = normal(place.text)
        if not text:
            continue
        for row in range(place.top, place.bottom + 1):
            for column in range(place.left, place.right + 1):
                grid[row, column] = len(texts)
        texts.append(text)
    pairs = _neighbours(grid, 0, "right") | _neighbours(grid, 1, "below")
    return Counter((texts[first], texts[second], way) for first, second, way in pairs)


def _neighbours(grid: dict[tuple[int, int], int], line: int, way: str) -> set[tuple[int, int, str]]:
    """Cells that follow each other along rows (line 0) or columns (line 1)."""
    lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, cell in grid.items():
        lines[place[line]].append((place[1 - line], cell))
    pairs = set()
    for cells in lines.values():
        cells.sort()
        pairs |= {(a, b, way) for (_, a), (_, b) in itertools.pairwise(cells) if a != b}
    return pairs


def true_pages(path: Path) -> dict[int, list[list[Place]]]:
    """Tables by page number from 1, of a file `…-str.xml` of the competition; a part of a table on a page is a
    table.
    """
    pages: dict[int, list[list[Place]]] = defaultdict(list)
    for region in ET.parse(path).iter("region"):  # noqa: S314 - files the caller chose
        pages[int(region.get("page", "1"))].append([_place(cell) for cell in region.iter("cell")])
    return dict(pages)


def _place(cell: ET.Element) -> Place:
    top, left = int(cell.get("start-row", "0")), int(cell.get("start-col", "0"))
    return Place(
        top=top,
        left=left,
        bottom=int(cell.get("end-row", top)),
        right=int(cell.get("end-col", left)),
        text=cell.findtext("content") or "",
    )
