"""A document as a flow: blocks in reading order, in sections that begin on a page of their own.

Readers of formats make it, `typesetting` sets it on pages. Knows neither pages nor places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

A4_PT: Final = (595.0, 842.0)

Role: TypeAlias = Literal["body", "header", "footer", "footnote", "caption", "code"]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one style. A line feed is a new line."""

    text: str
    bold: bool = False
    italic: bool = False


Runs: TypeAlias = tuple[Run, ...]


def plain(text: str) -> Runs:
    """Characters without a style."""
    return (Run(text),) if text else ()


def said(runs: Runs) -> str:
    """The characters of all runs."""
    return "".join(run.text for run in runs)


def blank(runs: Runs) -> bool:
    """Whether nothing would be seen of them."""
    return not any(run.text.strip() for run in runs)


def joined(parts: Iterable[Runs], between: str = "\n") -> Runs:
    """Runs one after the other, `between` each two."""
    every: list[Run] = []
    for part in parts:
        every += [*([Run(between)] if every else []), *part]
    return tuple(every)


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """Running text, or by its role what stands at the edge of a page, under a figure, or is set as code."""

    runs: Runs
    role: Role = "body"
    anchor: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """level: from 1, the title's."""

    runs: Runs
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """Of a list. marker: what stands before it; level: how deep it lies, from 1."""

    runs: Runs
    marker: str = "•"
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """row, column: of its upper left corner, from 0."""

    row: int
    column: int
    runs: Runs = ()
    row_span: int = 1
    column_span: int = 1
    heading: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """Where a table lies on a sheet: the sheet's name, the number there (from 1) of each of its rows and columns."""

    sheet: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]

    def anchor(self) -> str:
        """Its place as a sheet writes it: "Sheet1!A1:C9"."""
        name = self.sheet if re.fullmatch(r"\w+", self.sheet) else "'" + self.sheet.replace("'", "''") + "'"
        start, end = (f"{letters_of(self.columns[at])}{self.rows[at]}" for at in (0, -1))
        return f"{name}!{start}" if start == end else f"{name}!{start}:{end}"

    def part(self, rows: range, columns: range) -> Grid:
        """Some of its rows and columns, counted from 0."""
        return Grid(
            sheet=self.sheet, rows=self.rows[rows.start : rows.stop], columns=self.columns[columns.start : columns.stop]
        )


def letters_of(column: int) -> str:
    """The letters of a column of a sheet: 1 → "A", 27 → "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Cells by rows, those of a row from left to right; no place is covered twice."""

    cells: tuple[Cell, ...]
    caption: Runs = ()
    anchor: str = ""
    grid: Grid | None = None

    @property
    def num_rows(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def num_columns(self) -> int:
        return max((cell.column + cell.column_span for cell in self.cells), default=0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """Bytes of a picture's file, b"" where only its place is known; alt: what the document says it shows."""

    data: bytes = b""
    alt: str = ""
    caption: Runs = ()
    anchor: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """A name and what it is said to be: the head of a mail, a field of a form."""

    key: Runs
    value: Runs
    anchor: str = ""


Block: TypeAlias = Paragraph | Heading | Item | Table | Picture | Pair


def in_cell(blocks: Iterable[Block]) -> tuple[Runs, list[Block]]:
    """What of some blocks stands in a cell: characters, line by line, and what cannot stand in one."""
    lines: list[Runs] = []
    others: list[Block] = []
    for block in blocks:
        match block:
            case Item():
                lines.append((Run(f"{block.marker} "), *block.runs))
            case Paragraph() | Heading():
                lines.append(block.runs)
            case _:
                others.append(block)
    return joined(lines), others


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Blocks that begin on a new page, which is of a size in points.

    turns: the page is laid on its side for tables that are wide.
    """

    blocks: tuple[Block, ...]
    size_pt: tuple[float, float] = A4_PT
    turns: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """A whole document. notes: what was left out or deserves a mention, in words."""

    sections: tuple[Section, ...]
    title: str = ""
    notes: tuple[str, ...] = ()

    @property
    def blocks(self) -> Iterator[Block]:
        return (block for section in self.sections for block in section.blocks)


def all_runs(block: Block) -> Iterator[Runs]:
    """Every row of characters in a block."""
    if isinstance(block, Table):
        yield block.caption
        yield from (cell.runs for cell in block.cells)
    elif isinstance(block, Picture):
        yield block.caption
        yield plain(block.alt)
    elif isinstance(block, Pair):
        yield from (block.key, block.value)
    else:
        yield block.runs
