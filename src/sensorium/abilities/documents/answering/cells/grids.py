"""Tables and charts alike: rows under heads, each row with a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sensorium.abilities.documents.answering.answered import Citation
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import concept_of
from sensorium.abilities.documents.extraction.paper.lines import Span
from sensorium.abilities.documents.extraction.sums.items import COLUMN_OF, rows_of
from sensorium.abilities.documents.extraction.wanted.schema import Field
from sensorium.abilities.documents.printed.amounts import amounts_in
from sensorium.abilities.documents.tables import wholes
from sensorium.abilities.documents.tree import Chart, Table, Word, value_in_figures

ITEM_HEADS = ("description", "quantity", "unit_price", "amount")


@dataclass(frozen=True, kw_only=True)
class GridCell:
    """What stands in one place, its page, its number if it has one, and how sure its reading is (0 to 1)."""

    page: int
    text: str
    box: Box
    words: tuple[Word, ...] = ()
    number: Decimal | None = None
    confidence: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Grid:
    """heads: of the columns, "" where one has none; rows: cells under them. The first column names the rows."""

    page: int
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[GridCell, ...], ...]

    def cite(self, *cells: GridCell) -> tuple[Citation, ...]:
        """Cells as places that an answer rests on."""
        return tuple(Citation(page=cell.page, box=cell.box, text=cell.text, words=cell.words) for cell in cells)


def grids_of(evidence: Evidence) -> Iterator[Grid]:
    """Every table and every chart of a document; a table that goes on over pages is one, where it begins."""
    whole = {id(one.parts[0]): one.table for one in wholes(evidence.reading.pages)}
    for page, block in evidence.reading.blocks:
        table = whole.get(id(block))
        if table is not None and table.num_rows > 1 and table.num_columns > 1:
            yield _of_table(page.number, table, evidence.mark)
        elif isinstance(block, Chart) and block.series and block.categories:
            yield _of_chart(page.number, block)


def named_for(head: str) -> str:
    """What the column under a head is for: "quantity", "unit_price", "line_total"…; "" where that is not known."""
    concept = concept_of(head)
    return COLUMN_OF.get(concept.name, concept.name) if concept else ""


def items_of(evidence: Evidence) -> Iterator[Grid]:
    """What was bought, by the lines of a receipt or an invoice, where no table tells it."""
    if any(named_for(head) in ("quantity", "line_total") for grid in grids_of(evidence) for head in grid.heads):
        return
    rows = rows_of(evidence, [Field(name=head, path=head, kind="string") for head in ITEM_HEADS])
    if rows is None or not any(ITEM_HEADS[0] in row for row in rows.rows):
        return
    cells = [[_of_span(row.get(head), evidence.mark) for head in ITEM_HEADS] for row in rows.rows]
    page = next(span.page for row in rows.rows for span in row.values())
    heads = tuple(head.replace("_", " ") for head in ITEM_HEADS)
    yield Grid(page=page, caption="", heads=heads, rows=tuple(tuple(row) for row in cells))


def _of_span(span: Span | None, mark: str) -> GridCell:
    if span is None:
        return GridCell(page=0, text="", box=Box(0.0, 0.0, 0.0, 0.0))
    return GridCell(page=span.page, text=span.text, box=span.box, words=span.words, number=number_of(span.text, mark))


def _of_table(page: int, table: Table, mark: str) -> Grid:
    empty = GridCell(page=page, text="", box=table.box)
    num_columns = table.num_columns
    places = [[empty] * num_columns for _ in range(table.num_rows)]
    for cell in table.cells:
        placed = GridCell(
            page=cell.page, text=cell.text, box=cell.box, words=cell.words, number=number_of(cell.text, mark)
        )
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                places[row][column] = placed
    num_heads = _num_heads(table, places)
    heads = tuple(_head(places[:num_heads], column) for column in range(num_columns))
    return Grid(page=page, caption=table.caption, heads=heads, rows=tuple(tuple(row) for row in places[num_heads:]))


def _head(rows: list[list[GridCell]], column: int) -> str:
    """Heads of a column over one another, each once; an upper one without a text of its own has that of the nearest."""
    texts = [row[column].text for row in rows]
    if column and texts and texts[-1]:
        texts[:-1] = [text or _nearest(row, column) for text, row in zip(texts[:-1], rows, strict=False)]
    return " ".join(dict.fromkeys(text for text in texts if text))


def _nearest(row: list[GridCell], column: int) -> str:
    """The head that most likely reaches over a column: the nearest one of its row, rather on the left."""
    there = [(abs(at - column), at, cell.text) for at, cell in enumerate(row) if at and cell.text]
    return min(there)[2] if there else ""


def _num_heads(table: Table, places: list[list[GridCell]]) -> int:
    """How many rows are heads: those of heading cells over the columns, else the first if it has no numbers."""
    marked = {cell.row for cell in table.cells if cell.heading and cell.column > 0}
    count = 0
    while count in marked and count < len(places) - 1:
        count += 1
    return count or int(all(cell.number is None for cell in places[0]))


def _of_chart(page: int, chart: Chart) -> Grid:
    rows = []
    for at, category in enumerate(chart.categories):
        cells = [GridCell(page=page, text=category, box=chart.box, words=chart.words)]
        for series in chart.series:
            value = series.values[at] if at < len(series.values) else None
            sure = series.confidences[at] if at < len(series.confidences) else 0.5
            text = "" if value is None else value_in_figures(value)
            number = None if value is None else Decimal(str(value))
            cells.append(GridCell(page=page, text=text, box=chart.box, number=number, confidence=sure))
        rows.append(tuple(cells))
    values = chart.second_axis if len(chart.series) == 1 else ""
    heads = (chart.first_axis, *(f"{one.name} {values}".strip() for one in chart.series))
    return Grid(page=page, caption=f"{chart.title} {chart.caption}".strip(), heads=heads, rows=tuple(rows))


def number_of(text: str, mark: str) -> Decimal | None:
    """The number of a cell that holds one and little else."""
    found = amounts_in(text, mark)
    letters = sum(one.isalpha() for one in text)
    return found[0].value if len(found) == 1 and letters <= 6 else None
