"""How wide the columns of a table are: as wide as their words want, less on a narrow page (CSS 2.2, 17.5.2.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sensorium.media.office.flow import Cell, Table
from sensorium.media.typesetting.lines import SetWord, words_of
from sensorium.media.typesetting.typefaces import Face

PADDING_PT = 3.0
_WIDEST_WORD_PT = 130.0  # a longer one is cut
_WIDEST_LINE_PT = 320.0
_SIZES_PT = (9.5, 8.5, 7.5, 6.5)


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell with its words."""

    cell: Cell
    words: tuple[SetWord, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """A table whose columns have their widths in points, in one face."""

    table: Table
    cells: tuple[SetCell, ...]
    widths: tuple[float, ...]
    face: Face


def fitted(table: Table, width: float, scale: float = 1.0) -> list[Columns]:
    """A table in the largest type in which it is at most `width` points wide; one too wide for all in parts, side by
    side columns together.
    """  # fmt: skip
    for size in _SIZES_PT:
        found = _set(table, Face(size * scale), width)
        if found is not None:
            return [found]
    return [
        part for piece in _parts(table, Face(_SIZES_PT[-1] * scale), width) for part in [_forced(piece, width, scale)]
    ]


def fits(table: Table, width: float) -> bool:
    """Whether a table can be set that wide in type that is easily read."""
    return any(_set(table, Face(size), width) is not None for size in _SIZES_PT[:3])


def _set(table: Table, face: Face, width: float) -> Columns | None:
    cells = _cells(table, face)
    least, most = _bounds(cells, table.num_columns)
    if sum(least) > width:
        return None
    return Columns(table, cells, _shared(least, most, width), face)


def _forced(table: Table, width: float, scale: float) -> Columns:
    """A part that fits, or one column that is cut."""
    face = Face(_SIZES_PT[-1] * scale)
    cells = _cells(table, face)
    least, most = _bounds(cells, table.num_columns)
    return Columns(table, cells, _shared([min(one, width / len(least)) for one in least], most, width), face)


def _shared(least: Sequence[float], most: Sequence[float], width: float) -> tuple[float, ...]:
    surplus = sum(most) - sum(least)
    share = 1.0 if sum(most) <= width or not surplus else max(0.0, (width - sum(least)) / surplus)
    return tuple(low + (high - low) * share if high > low else low for low, high in zip(least, most, strict=True))


def _cells(table: Table, face: Face) -> tuple[SetCell, ...]:
    return tuple(
        SetCell(cell, tuple(words_of(cell.runs, replace(face, bold=True) if cell.heading else face)))
        for cell in table.cells
    )


def _bounds(cells: Sequence[SetCell], num_columns: int) -> tuple[list[float], list[float]]:
    """The least and the most that each column wants."""
    least, most = [2 * PADDING_PT + 6.0] * num_columns, [2 * PADDING_PT + 12.0] * num_columns
    for cell in sorted(cells, key=lambda each: each.cell.column_span):
        columns = range(cell.cell.column, cell.cell.column + cell.cell.column_span)
        low, high = _wants(cell.words)
        for wanted, kept in ((low, least), (high, most)):
            missing = wanted + 2 * PADDING_PT - sum(kept[column] for column in columns)
            if missing > 0:
                for column in columns:
                    kept[column] += missing / len(columns)
    return least, [max(pair) for pair in zip(least, most, strict=True)]


def _wants(words: Sequence[SetWord]) -> tuple[float, float]:
    """The widest word, and the longest line, each at most as wide as is sensible."""
    widest = longest = line = 0.0
    for index, word in enumerate(words):
        widest = max(widest, word.width)
        blank = word.face.width(" ")
        line = word.width if index == 0 or "\n" in word.before else line + blank + word.width
        longest = max(longest, line)
    return min(widest, _WIDEST_WORD_PT) + 0.1, min(longest, _WIDEST_LINE_PT) + 0.1


def _parts(table: Table, face: Face, width: float) -> list[Table]:
    """A table cut between columns."""
    least, _ = _bounds(_cells(table, face), table.num_columns)
    starts, taken = [0], 0.0
    for column, wanted in enumerate(least):
        if taken and taken + wanted > width:
            starts.append(column)
            taken = 0.0
        taken += wanted
    ends = [*starts[1:], table.num_columns]
    parts = [_between(table, start, end) for start, end in zip(starts, ends, strict=True)]
    return [part for part in parts if part.cells]


def _between(table: Table, start: int, end: int) -> Table:
    cells = tuple(
        replace(cell, column=cell.column - start, column_span=min(cell.column_span, end - cell.column))
        for cell in table.cells
        if start <= cell.column < end
    )
    grid = None if table.grid is None else table.grid.part(range(len(table.grid.rows)), range(start, end))
    return replace(table, cells=cells, grid=grid, caption=table.caption if start == 0 else ())
