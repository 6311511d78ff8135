"""Cells of tables whose row or column a question names to the letter, in quotation marks, or by what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from sensorium.abilities.documents.answering.answered import Possible
from sensorium.abilities.documents.answering.asking.questions import Question, telling_words
from sensorium.abilities.documents.answering.cells.grids import Grid, named_for
from sensorium.abilities.documents.answering.cells.lookup import named
from sensorium.abilities.documents.printed.folding import compact

SURE, BY_KIND = 0.93, 0.85  # where row and column are quoted; where the column is known by what is asked for
NAMING = 3  # columns from the left that may name a row
_TABLE = re.compile(r"\b(?:table|tabelle|tableau|tabla|tabella|tabela|tabel)\b", re.IGNORECASE)
_GROUP = re.compile(r"\(([^()]{2,80})\)")
_PRICE = re.compile(
    r"\b(?:unit price|price|rate|each|per (?:unit|piece|hour)"
    r"|einzelpreis|stückpreis|preis|prix|precio|prezzo|preço|prijs|stukprijs|cena)\b",
    re.IGNORECASE,
)
_KINDS: Final[dict[str, tuple[str, ...]]] = {"number": ("quantity", "count"), "amount": ("line_total",)}


def answers_by_name(grid: Grid, question: Question) -> Iterator[Possible]:
    """The cell of a quoted row, in a column that is quoted too, or that holds what is asked for."""
    for quote in question.quoted:
        others = [one for one in question.quoted if one != quote]
        rows = _rows(grid, quote, question)
        columns, sure = _columns(grid, others, question)
        if rows and columns:
            row, cell = grid.rows[rows[0]], grid.rows[rows[0]][columns[-1]]
            certain = sure * cell.confidence * (1.0 if len(rows) == 1 else 0.5)
            if cell.text:
                cited = grid.cite(row[0], cell)
                yield Possible(text=cell.text, confidence=certain, citations=cited, how="table: row and column by name")


def captions(grids: Sequence[Grid], question: Question) -> Iterator[Possible]:
    """What the only table of a document is called."""
    captioned = [grid for grid in grids if grid.caption]
    if question.wanted == "called" and _TABLE.search(question.about) and len(captioned) == 1:
        (grid,) = captioned
        cited = grid.cite(*grid.rows[0][:1]) if grid.rows else ()
        yield Possible(text=grid.caption, confidence=SURE, citations=cited, how="the caption of the table")


def column_for(grid: Grid, question: Question) -> int | None:
    """The column that holds what is asked for by its kind: quantities for "how many", sums for "how much"."""
    priced = question.wanted == "amount" and _PRICE.search(question.about)
    wanted = ("unit_price",) if priced else _KINDS.get(question.wanted, ())
    found = [column for column, head in enumerate(grid.heads) if column and named_for(head) in wanted]
    return found[-1] if found else None


def _rows(grid: Grid, quote: str, question: Question) -> list[int]:
    """Rows that are called so: by one of their first cells; in the group that the question names beside it."""
    key = compact(quote)
    found = [at for at, row in enumerate(grid.rows) if key and any(compact(one.text) == key for one in row[:NAMING])]
    groups = [compact(group) for group in _GROUP.findall(question.about)]
    heads = [at for at, row in enumerate(grid.rows) if compact(row[0].text) in groups]
    if len(found) > 1 and heads:
        found = [at for at in found if at > heads[0]][:1]
    return found


def _columns(grid: Grid, quotes: Sequence[str], question: Question) -> tuple[list[int], float]:
    """Columns that are called so, and how sure that is."""
    for quote in quotes:
        parts = [compact(part) for part in quote.split("/")]
        whole = [at for at, head in enumerate(grid.heads) if at and compact(head) == "".join(parts)]
        held = [at for at, head in enumerate(grid.heads) if at and all(part in compact(head) for part in parts)]
        if found := whole or held:
            return (found, SURE) if len(found) == 1 else (found[:1], SURE * 0.5)
    if quotes:
        return [], 0.0
    words = telling_words(_GROUP.sub(" ", question.about))
    fits = sorted(((named(head, words), at) for at, head in enumerate(grid.heads) if at), reverse=True)
    if fits and fits[0][0] >= 0.6 and (len(fits) == 1 or fits[0][0] > fits[1][0]):
        return [fits[0][1]], BY_KIND
    column = column_for(grid, question)
    return ([], 0.0) if column is None else ([column], BY_KIND)
