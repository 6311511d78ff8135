"""XLSX → a flow: a section for each sheet, a table for each region of it between empty rows, values as they are shown.

Formulas are not computed: what the program that wrote the file found stands there. Hidden sheets, rows and columns are
left out, and noted. SpreadsheetML: ECMA-376 part 1, 18.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sensorium.limits import Limits
from sensorium.media.office import bounds, drawings, markup, number_formats
from sensorium.media.office.flow import A4_PT, Block, Cell, Flow, Grid, Heading, Paragraph, Run, Runs, Section, Table
from sensorium.media.office.flow import blank as no_runs
from sensorium.media.office.markup import Element, every, first, number, told
from sensorium.media.office.packages import Package
from sensorium.media.office.sheet_styles import Styles

_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_MERGED: Final = 20_000
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands in a cell. text: whether it is words."""

    runs: Runs
    text: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Cells of a sheet by row and column from 1, and for the upper left corner of merged ones the lower right."""

    name: str
    cells: dict[_Place, _Value]
    merged: dict[_Place, _Place]


def read(data: bytes, limits: Limits) -> Flow:
    """A workbook in XLSX, or XLSM, whose macros are not looked at. Raises as `packages.Package`."""
    package = Package(data, limits)
    return _Workbook(package).flow()


class _Workbook:
    """One workbook as it is read."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._name = package.main("xl/workbook.xml")
        self._root = package.xml(self._name)
        self._relations = package.relations(self._name)
        self._words = self._shared_words()
        self._styles = Styles(self._part("styles"))
        setting = first(self._root, "x:workbookPr")
        self._from_1904 = told(setting, "date1904") in ("1", "true")
        self._num_cells = self._num_unknown = 0
        self._notes: list[str] = []

    def _part(self, kind: str) -> Element | None:
        names = [name for name in self._relations.of_kind(kind) if name in self._package]
        return self._package.xml(names[0]) if names else None

    def _shared_words(self) -> Sequence[Runs]:
        names = [name for name in self._relations.of_kind("sharedStrings") if name in self._package]
        if not names:
            return ()
        return [_runs_of(item) for item in markup.one_by_one(self._package.text(names[0]), "x:si")]

    def flow(self) -> Flow:
        sections, hidden = [], []
        for sheet in every(self._root, "x:sheets/x:sheet"):
            title, place = told(sheet, "name") or "", self._relations.get(told(sheet, "r:id"))
            if told(sheet, "state") in ("hidden", "veryHidden"):
                hidden.append(title)
            elif place is not None and place in self._package:
                blocks = self._blocks(title, place)
                sections.append(Section(blocks=blocks, size_pt=A4_PT, turns=True))
        if not sections and not hidden:
            raise bounds.damaged("it names no sheet")
        if hidden:
            self._notes.append(f"hidden sheets are left out: {', '.join(hidden)[:200]}")
        if self._num_unknown:
            self._notes.append(f"{self._num_unknown} formulas have no kept value: nothing stands there")
        return Flow(sections=tuple(sections), notes=tuple(dict.fromkeys(self._notes)))

    def _blocks(self, title: str, place: str) -> tuple[Block, ...]:
        data = self._package.text(place)
        sheet = self._sheet(data, title)
        blocks: list[Block] = [Heading(runs=(Run(title),), level=1, anchor=title)]
        blocks += [_as_block(sheet, rows) for rows in _regions(sheet)]
        relations = self._package.relations(place)
        if relations.of_kind("comments"):
            self._notes.append("comments are left out")
        for drawing in relations.of_kind("drawing"):
            if drawing in self._package:
                blocks += drawings.of_part(self._package, drawing, title, self._notes)
        return tuple(blocks)

    def _sheet(self, data: bytes, title: str) -> _Sheet:
        """One way through a sheet: its columns come first, its merged cells last."""
        num_cells = self._num_cells + data.count(b"<v>")
        bounds.judge("The sheets have too many cells; split the file", num_cells, bounds.MOST_CELLS, "cells")
        sheet, hidden = _Sheet(title, {}, {}), set[int]()
        row = num_hidden = num_merged = 0
        for element in markup.one_by_one(data, "x:col", "x:row", "x:mergeCell"):
            name = markup.name_of(element)
            if name == "col":
                hidden.update(_hidden_columns(element))
            elif name == "mergeCell":
                num_merged += 1
                bounds.judge("A sheet has too many merged cells; split it", num_merged, _MOST_MERGED, "cells")
                _merge(element, sheet.merged)
            else:
                row = _row_of(element, row + 1)
                if told(element, "hidden") in ("1", "true"):
                    num_hidden += 1
                else:
                    self._row(element, row, hidden, sheet.cells)
        if num_hidden or hidden:
            self._notes.append(f"hidden rows or columns of the sheet {title[:80]!r} are left out")
        return sheet

    def _row(self, element: Element, row: int, hidden: set[int], cells: dict[_Place, _Value]) -> None:
        column = 0
        for cell in every(element, "x:c"):
            column = _column_of(told(cell, "r"), column + 1)
            value = None if column in hidden else self._value(cell)
            if value is not None:
                cells[row, column] = value
                self._num_cells += 1
        bounds.judge("The sheets have too many cells; split the file", self._num_cells, bounds.MOST_CELLS, "cells")

    def _value(self, cell: Element) -> _Value | None:
        kind, content = told(cell, "t") or "n", first(cell, "x:v")
        if kind == "inlineStr":
            inline = first(cell, "x:is")
            return None if inline is None else _words(_runs_of(inline))
        if content is None or not content.text:
            self._num_unknown += first(cell, "x:f") is not None
            return None
        bold, italic = self._styles.face(number(told(cell, "s")))
        if kind == "s":
            index = number(content.text, -1)
            runs = self._words[index] if 0 <= index < len(self._words) else ()
            return _words(tuple(Run(run.text, run.bold or bold, run.italic or italic) for run in runs))
        if kind == "n":
            text = self._number(content.text, number(told(cell, "s")))
        else:
            text = {"1": "TRUE", "0": "FALSE"}.get(content.text, content.text) if kind == "b" else content.text
        return _Value((Run(text, bold, italic),), kind in ("str", "e")) if text.strip() else None

    def _number(self, text: str, style: int) -> str:
        try:
            value = float(text)
        except ValueError:
            return str(text)
        return number_formats.shown(value, self._styles.code(style), from_1904=self._from_1904)


def _words(runs: Runs) -> _Value | None:
    return None if no_runs(runs) else _Value(runs, text=True)


def _runs_of(item: Element) -> Runs:
    """Characters of a shared or inline string; how they are pronounced is left out."""
    whole = first(item, "x:t")
    if whole is not None and whole.text:
        return (Run(_unescaped(whole.text)),)
    runs = []
    for part in every(item, "x:r"):
        words, style = first(part, "x:t"), first(part, "x:rPr")
        if words is not None and words.text:
            bold, italic = (style is not None and first(style, tag) is not None for tag in ("x:b", "x:i"))
            runs.append(Run(_unescaped(words.text), bold, italic))
    return tuple(runs)


def _unescaped(text: str) -> str:
    """Characters that were written by their number (ECMA-376 part 1, 22.9.2.19): line ends, and those that are seen."""
    return _ESCAPED.sub(lambda match: _printable(int(match[1], 16)), text)


def _printable(code: int) -> str:
    letter = chr(code)
    return "\n" if letter == "\n" else letter if letter.isprintable() or letter == "\t" else ""


def _column_of(reference: str | None, default: int) -> int:
    match = _PLACE.fullmatch(reference or "")
    column = column_number(match[1]) if match else default
    if not 1 <= column <= _LAST_COLUMN:
        raise bounds.damaged("a cell is outside its sheet")
    return column


def column_number(letters: str) -> int:
    """The number of a column by its letters: "A" → 1, "AA" → 27."""
    value = 0
    for letter in letters.upper():
        value = 26 * value + ord(letter) - ord("A") + 1
    return value


def _row_of(element: Element, default: int) -> int:
    row = number(told(element, "r"), default, most=10 * _LAST_ROW)
    if not 1 <= row <= _LAST_ROW:
        raise bounds.damaged("a row is outside its sheet")
    return row


def _hidden_columns(column: Element) -> range:
    if told(column, "hidden") not in ("1", "true"):
        return range(0)
    start, end = number(told(column, "min"), 1), number(told(column, "max"), 0)
    return range(max(start, 1), min(end, _LAST_COLUMN) + 1)


def _merge(element: Element, merged: dict[_Place, _Place]) -> None:
    corners = [_PLACE.fullmatch(part) for part in (told(element, "ref") or "").split(":")]
    if len(corners) == 2 and corners[0] and corners[1]:
        (top, left), (bottom, right) = [(int(corner[2]), column_number(corner[1])) for corner in corners if corner]
        merged[top, left] = bottom, right


def _regions(sheet: _Sheet) -> Iterator[list[int]]:
    """Rows that hold something, those next to each other together; a merged cell that is filled fills its rows."""
    filled = {row for row, _ in sheet.cells}
    for (top, left), (bottom, _) in sheet.merged.items():
        if (top, left) in sheet.cells:
            filled |= set(range(top, min(bottom, top + 1000) + 1))
    together: list[int] = []
    for row in sorted(filled):
        if together and row != together[-1] + 1:
            yield together
            together = []
        together.append(row)
    if together:
        yield together


def _as_block(sheet: _Sheet, rows: list[int]) -> Block:
    """A region as a table; one cell alone is a paragraph."""
    inside = set(rows)
    places = sorted(place for place in sheet.cells if place[0] in inside)
    columns = sorted({column for _, column in places})
    bounds.judge("A sheet is too large; split it", len(rows) * len(columns), bounds.MOST_SPANNED, "places")
    row_at = {row: index for index, row in enumerate(rows)}
    column_at = {column: index for index, column in enumerate(columns)}
    heads = _is_headed(sheet, rows, places)
    covered: set[_Place] = set()
    cells = []
    for row, column in places:
        if (row, column) in covered:
            continue
        bottom, right = (max(pair) for pair in zip(sheet.merged.get((row, column), (0, 0)), (row, column), strict=True))
        spanned_rows = rows[row_at[row] : bisect_right(rows, bottom)]
        spanned_columns = columns[column_at[column] : bisect_right(columns, right)]
        covered |= {(one, other) for one in spanned_rows for other in spanned_columns}
        cells.append(
            Cell(row=row_at[row], column=column_at[column], runs=sheet.cells[row, column].runs,
                 row_span=len(spanned_rows), column_span=len(spanned_columns), heading=heads and row == rows[0])
        )  # fmt: skip
    grid = Grid(sheet=sheet.name, rows=tuple(rows), columns=tuple(columns))
    if len(cells) == 1:
        return Paragraph(runs=cells[0].runs, anchor=grid.anchor())
    return Table(cells=tuple(cells), grid=grid, anchor=grid.anchor())


def _is_headed(sheet: _Sheet, rows: list[int], places: list[_Place]) -> bool:
    """Whether the first row is a heading: words alone, and bold, or above something that is not words."""
    top = [sheet.cells[place] for place in places if place[0] == rows[0]]
    below = [sheet.cells[place] for place in places if place[0] != rows[0]]
    if not below or not all(value.text for value in top):
        return False
    return all(run.bold for value in top for run in value.runs) or any(not value.text for value in below)
