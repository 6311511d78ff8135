"""A table on pages: rows as high as their cells, cut between rows, or within one that is higher than a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sensorium.media.flow import NO_WORDS, BlockMark, CellMark, Range
from sensorium.media.typesetting.canvas import Canvas, around
from sensorium.media.typesetting.columns import PADDING_PT, Columns, SetCell
from sensorium.media.typesetting.lines import LEADING, Line, lines_of, said

_HEAD_GREY = 0.92


@dataclass(frozen=True, slots=True)
class LinedCell:
    """A cell in lines. seen: the words that were put on a page."""

    set_cell: SetCell
    lines: tuple[Line, ...]
    row_span: int
    seen: set[int] = field(default_factory=set)

    @property
    def height(self) -> float:
        return sum(line.height for line in self.lines) + 2 * PADDING_PT


@dataclass(frozen=True, slots=True)
class Row:
    """Cells that begin in one row; how high it is, which row of the table it is."""

    cells: tuple[LinedCell, ...]
    height: float
    number: int

    def split(self, room: float) -> tuple[Row, Row]:
        """What fits into `room` points, a line of every cell at least, and what is left."""
        heads, tails = [], []
        for cell in self.cells:
            taken, used = 0, 2 * PADDING_PT
            while taken < len(cell.lines) and (not taken or used + cell.lines[taken].height <= room):
                used += cell.lines[taken].height
                taken += 1
            heads.append(replace(cell, lines=cell.lines[:taken], row_span=1))
            if taken < len(cell.lines):
                tails.append(replace(cell, lines=cell.lines[taken:], row_span=1))
        return self._of(heads), self._of(tails)

    def _of(self, cells: list[LinedCell]) -> Row:
        return Row(tuple(cells), max((cell.height for cell in cells), default=2 * PADDING_PT), self.number)


def groups_of(columns: Columns, most: float) -> Iterator[list[Row]]:
    """Rows that cells span together; where such are higher than `most`, each by itself."""
    rows = _rows(columns)
    start = 0
    while start < len(rows):
        end = start + 1
        reach = max((rows[start].number + cell.row_span for cell in rows[start].cells), default=end)
        while end < min(reach, len(rows)):
            reach = max([reach, *(rows[end].number + cell.row_span for cell in rows[end].cells)])
            end += 1
        group = _stretched(rows[start:end])
        if sum(row.height for row in group) <= most:
            yield group
        else:
            yield from ([_alone(row)] for row in rows[start:end])
        start = end


def _rows(columns: Columns) -> list[Row]:
    edges = _edges(columns)
    by_row: list[list[LinedCell]] = [[] for _ in range(columns.table.num_rows)]
    for cell in columns.cells:
        place = cell.cell
        width = edges[place.column + place.column_span] - edges[place.column] - 2 * PADDING_PT
        lines = lines_of(cell.words, width, columns.face)
        by_row[place.row].append(LinedCell(cell, tuple(lines), place.row_span))
    least = columns.face.size_pt * LEADING + 2 * PADDING_PT
    return [
        Row(tuple(cells), max([least, *(cell.height for cell in cells if cell.row_span == 1)]), number)
        for number, cells in enumerate(by_row)
    ]


def _edges(columns: Columns) -> list[float]:
    """The left edge of each column from that of the table, and the right one of the last."""
    edges = [0.0]
    for width in columns.widths:
        edges.append(edges[-1] + width)
    return edges


def _stretched(rows: Sequence[Row]) -> list[Row]:
    """Rows of which the last that a cell spans is high enough for it."""
    heights = {row.number: row.height for row in rows}
    for row in rows:
        for cell in row.cells:
            spanned = [number for number in range(row.number, row.number + cell.row_span) if number in heights]
            heights[spanned[-1]] += max(0.0, cell.height - sum(heights[number] for number in spanned))
    return [replace(row, height=heights[row.number]) for row in rows]


def _alone(row: Row) -> Row:
    cells = tuple(replace(cell, row_span=1) for cell in row.cells)
    return replace(row, cells=cells, height=max([row.height, *(cell.height for cell in cells)]))


class TablePart:
    """What of a table stands on one page."""

    def __init__(self, columns: Columns, canvas: Canvas, left: float) -> None:
        self._columns, self._canvas, self._left = columns, canvas, left
        self._edges = [left + edge for edge in _edges(columns)]
        self._first_word = canvas.num_words
        self._marks: list[CellMark] = []
        self._text: list[str] = []
        self._numbers: list[int] = []

    @property
    def is_empty(self) -> bool:
        return not self._marks

    def put(self, rows: Sequence[Row], top: float) -> float:
        """Rows that stand together, from `top` on; where they end."""
        tops = [top]
        for row in rows:
            tops.append(tops[-1] + row.height)
        for index, row in enumerate(rows):
            spans = [min(cell.row_span, len(rows) - index) for cell in row.cells]
            texts = [
                self._cell(cell, tops[index], tops[index + span], span)
                for cell, span in zip(row.cells, spans, strict=True)
            ]
            by_column = {cell.set_cell.cell.column: text for cell, text in zip(row.cells, texts, strict=True)}
            self._text.append("\t".join(by_column.get(column, "") for column in range(max(by_column, default=0) + 1)))
            self._numbers.append(row.number)
        return tops[-1]

    def _cell(self, cell: LinedCell, top: float, bottom: float, row_span: int) -> str:
        place = cell.set_cell.cell
        box = self._edges[place.column], top, self._edges[place.column + place.column_span], bottom
        if place.heading:
            self._canvas.fill(box, _HEAD_GREY)
        self._canvas.frame(box)
        start, before = self._canvas.num_words, len(cell.seen)
        self._canvas.put(cell.set_cell.words, cell.lines, box[0] + PADDING_PT, top + PADDING_PT, cell.seen)
        words = start, self._canvas.num_words
        self._marks.append(
            CellMark(len(self._numbers), place.column, row_span, place.column_span, place.heading, words, box)
        )
        put = cell.set_cell.words[before : len(cell.seen)]
        return " ".join(said(put).split())

    def end(self, caption: Range = NO_WORDS, caption_text: str = "") -> None:
        """Say on the page what stands there."""
        words = self._first_word, self._canvas.num_words
        box = around([mark.box for mark in self._marks])
        table = self._columns.table
        anchor = table.anchor
        if table.grid is not None:
            rows = range(self._numbers[0], self._numbers[-1] + 1)
            anchor = table.grid.part(rows, range(len(table.grid.columns))).anchor()
        mark = BlockMark(kind="table", words=words, box=box, anchor=anchor, caption=caption, cells=tuple(self._marks))
        self._canvas.mark(mark, "\n".join([*([caption_text] if caption_text else []), *self._text]))
