"""What stands on a made page, told without any engine: blocks in reading order, and how the page shall look.

Engines (`engines/`) set a `Sheet` as PDF; the truth is taken from the same values, so it is known by construction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["left", "right", "center"]
Rules: TypeAlias = Literal["none", "heads", "rows", "full", "shaded"]
Role: TypeAlias = Literal["title", "heading", "body", "caption", "footnote", "small", "quote"]

A4 = (595.28, 841.89)  # points
LETTER = (612.0, 792.0)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell with words; places without a cell are empty. Rows and columns from 0; indent in steps of one em."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    heading: bool = False
    bold: bool = False
    align: Align = "left"
    indent: int = 0
    leader: bool = False  # dots lead from its words to the next column


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table. widths: of its columns, relative; size_pt: of its type."""

    cells: tuple[Cell, ...]
    num_rows: int
    widths: tuple[float, ...]
    rules: Rules = "full"
    size_pt: float = 9.0
    caption: str = ""
    counted: bool = True  # False where a grid only lays out what is no table
    narrow: float = 1.0  # of the width there is

    @property
    def num_columns(self) -> int:
        return len(self.widths)

    @property
    def num_heading_rows(self) -> int:
        return max((cell.row + cell.row_span for cell in self.cells if cell.heading), default=0)


@dataclass(frozen=True, kw_only=True)
class Words:
    """A paragraph, a heading, a caption …, by its role."""

    text: str
    role: Role = "body"
    align: Align = "left"
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class Pairs:
    """Names and what they are: value beside its name, or below it."""

    rows: tuple[tuple[str, str], ...]
    above: bool = False
    key_share: float = 0.45
    align: Align = "left"


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Groups of blocks that stand side by side; widths relative."""

    parts: tuple[tuple[Block, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Blocks that run through several columns."""

    blocks: tuple[Block, ...]
    number: int = 2
    gap_pt: float = 18.0
    ruled: bool = False


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A figure without words: rectangles as (left, top, width, height, grey), all from 0 to 1."""

    shapes: tuple[tuple[float, float, float, float, float], ...]
    height_pt: float


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A line across."""

    dashed: bool = False


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Empty space, in points."""

    height_pt: float


@dataclass(frozen=True, kw_only=True)
class PageBreak:
    """What follows begins a new page."""


Block: TypeAlias = Grid | Words | Pairs | Beside | Columns | Drawing | Rule | Gap | PageBreak


@dataclass(frozen=True, kw_only=True)
class Look:
    """Paper and type. Sizes in points; leading relative to the size of the type; accent: a colour as "#rrggbb"."""

    family: str
    size_pt: float = 10.0
    leading: float = 1.3
    width_pt: float = A4[0]
    height_pt: float = A4[1]
    margin_pt: float = 54.0
    accent: str = "#000000"
    justify: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One document before it is set. header, footer: small print at the edge of every page, "" for none."""

    blocks: tuple[Block, ...]
    look: Look
    header: str = ""
    footer: str = ""


def walk(blocks: tuple[Block, ...]) -> list[Block]:
    """All blocks, in reading order, those inside others included."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Beside):
            found += [inner for part in block.parts for inner in walk(part)]
        elif isinstance(block, Columns):
            found += walk(block.blocks)
        else:
            found.append(block)
    return found
