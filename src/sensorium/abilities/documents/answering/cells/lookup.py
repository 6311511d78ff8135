"""Answers out of tables and charts: the cell where a row and a column meet, or what is reckoned over a column."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sensorium.abilities.documents.answering.answered import Possible
from sensorium.abilities.documents.answering.asking.questions import Question, telling_words
from sensorium.abilities.documents.answering.cells.grids import Grid, GridCell
from sensorium.abilities.documents.answering.wording.stems import stems
from sensorium.abilities.documents.extraction.paper.labels import concept_of
from sensorium.abilities.documents.printed.folding import likeness_from

_UNIT = re.compile(r"[(\[][^)\]]*[)\]]")
ALIKE = 0.8  # likeness from which on two words are taken for one
PLACED = frozenset(
    stems(
        "place city town village country region location where address site district state ort stadt land lieu ville "
        "pays lugar ciudad país luogo città paese plaats stad land miasto kraj"
    )
)
"""Heads of columns that say where something is."""
_SHARE = re.compile(
    r"%|\b(?:share|proportion|fraction|per\s?cent\w*|anteil\w*|prozent\w*|part|pourcentage|proporción|porcentaje|percentuale|quota|aandeel)\b",
    re.IGNORECASE,
)
SUMS = frozenset(stems("total sum summe gesamt totale totaal suma all average mean"))


def answers_in(grid: Grid, question: Question) -> Iterator[Possible]:
    """What a table or chart answers: nothing where the question names nothing of it."""
    if question.reckoned:
        yield from _reckoned(grid, question)
    elif question.wanted == "number":
        yield from _reckoned(grid, replace(question, reckoned="count"))
    yield from _looked_up(grid, question)


def _looked_up(grid: Grid, question: Question) -> Iterator[Possible]:
    """The cell whose row and column the question names, and the name of the row whose cell it names."""
    rows = [(named(row[0].text, question.words), number) for number, row in enumerate(grid.rows)]
    every = stems(question.about)  # a head may be "Number" or "Date", which tell nothing elsewhere
    columns = [(named(head, question.words, every), number) for number, head in enumerate(grid.heads) if number]
    if question.wanted == "share":
        columns = [(_says_share(grid, number, fit), number) for fit, number in columns]
    best_row, second_row = _two_best(rows)
    best_column, second_column = _two_best(columns)
    if best_row[0] < 0.5:
        return
    if best_column[0] < 0.5 and len(grid.heads) == 2:
        best_column, second_column = (0.55, 1), (0.0, 0)
    if question.wanted == "place" and not PLACED & set(stems(grid.heads[best_column[1]])):
        return
    if best_column[0] < 0.5 or best_row[0] - second_row[0] < 0.05 or best_column[0] - second_column[0] < 0.05:
        return
    row = grid.rows[best_row[1]]
    cell = row[best_column[1]]
    if cell.text:
        unused = _unused(question.words, f"{row[0].text} {grid.heads[best_column[1]]} {grid.caption}")
        sure = 0.95 * (0.5 + 0.25 * (best_row[0] + best_column[0])) * (1 - 0.6 * unused) * cell.confidence
        yield Possible(
            text=cell.text, confidence=sure, citations=grid.cite(row[0], cell), how="table: row and column by name"
        )


def _reckoned(grid: Grid, question: Question) -> Iterator[Possible]:
    """Over a column of numbers: the greatest, the least, sum, mean; how many rows there are."""
    rows = [row for row in grid.rows if not set(stems(row[0].text)) & SUMS]
    if question.reckoned == "count":
        fit = max((named(text, question.words) for text in (grid.caption, grid.heads[0])), default=0.0)
        if fit >= 0.5 and rows:
            sure = 0.7 * (1 - 0.6 * _unused(question.words, f"{grid.heads[0]} {grid.caption}"))
            yield Possible(
                text=str(len(rows)), confidence=sure, citations=grid.cite(*(row[0] for row in rows)), how="rows counted"
            )
        return
    for fit, column in _numeric(grid, rows, question):
        cells = [(row, row[column]) for row in rows if row[column].number is not None]
        told = f"{grid.heads[column]} {grid.heads[0]} {grid.caption}"
        sure = 0.9 * fit * (1 - 0.6 * _unused(question.words, told)) * min(cell.confidence for _, cell in cells)
        complete = len(cells) == len(rows)
        if complete and len(cells) > 1:
            yield _over(grid, question, cells, sure)


def _numeric(grid: Grid, rows: Sequence[Sequence[GridCell]], question: Question) -> list[tuple[float, int]]:
    """Columns of numbers that the question means: the one it names, or the only one."""
    numeric = [c for c in range(1, len(grid.heads)) if sum(row[c].number is not None for row in rows) * 2 > len(rows)]
    fits = [((named(grid.heads[at], question.words), len(stems(grid.heads[at]))), at) for at in numeric]
    ranked = sorted(fits, reverse=True)
    if ranked and ranked[0][0][0] >= 0.5 and (len(ranked) < 2 or ranked[0][0] > ranked[1][0]):
        return [(ranked[0][0][0], ranked[0][1])]
    return [(0.7, numeric[0])] if len(numeric) == 1 else []


def _over(
    grid: Grid, question: Question, cells: Sequence[tuple[Sequence[GridCell], GridCell]], sure: float
) -> Possible:
    numbers = [cell.number for _, cell in cells if cell.number is not None]
    if question.reckoned in ("sum", "mean"):
        total = sum(numbers, Decimal(0))
        value = total if question.reckoned == "sum" else total / len(numbers)
        text = f"{value.quantize(Decimal('0.01')).normalize():f}"
        every = grid.cite(*(cell for _, cell in cells))
        return Possible(text=text, confidence=sure, citations=every, how=f"{question.reckoned} of a column, reckoned")
    best = max(numbers) if question.reckoned == "maximum" else min(numbers)
    chosen = [(row, cell) for row, cell in cells if cell.number == best]
    row, cell = chosen[0]
    wants_name = question.asks_which or question.wanted in ("name", "place")
    text = ", ".join(one[0].text for one, _ in chosen) if wants_name else cell.text
    return Possible(
        text=text, confidence=sure, citations=grid.cite(row[0], cell), how=f"{question.reckoned} of a column"
    )


def named(text: str, words: Sequence[str], besides: Sequence[str] = ()) -> float:
    """How far a question names a head: the share of its words that the question has, long ones weighing more."""
    own = telling_words(_UNIT.sub(" ", text)) or stems(text)
    words = (*words, *besides)
    if not own:
        return 0.0
    weights = [len(word) for word in own]
    found = sum(weight for word, weight in zip(own, weights, strict=True) if among(word, words))
    share = found / sum(weights)
    if share < 1 and len(own) < 5 and _same_concept(text, words):
        return max(share, 0.6)
    return share


def _same_concept(text: str, words: Sequence[str]) -> bool:
    """Whether a head and some word of the question mean the same thing: "Qty" and "quantity"."""
    meant = concept_of(text)
    return meant is not None and meant.kind == "column" and any(meant == concept_of(word) for word in words)


def among(word: str, words: Collection[str]) -> bool:
    """Whether a word is one of some others, or a long one nearly one."""
    return word in words or any((len(word) > 4 and likeness_from(word, other, ALIKE) > 0) for other in words)


def _unused(words: Sequence[str], text: str) -> float:
    """The share of a question's words that play no part in the answer."""
    own = stems(text)
    return sum(not among(word, own) for word in words) / max(len(words), 1)


def _says_share(grid: Grid, column: int, fit: float) -> float:
    """How far a column is the one of shares that is asked for: none without a percentage in its head or its cells."""
    if _SHARE.search(grid.heads[column]):
        return max(fit, 0.6)
    cells = [row[column].text for row in grid.rows if row[column].text]
    return max(fit, 0.5) if sum("%" in text for text in cells) * 2 > len(cells) else 0.0


def _two_best(scored: Sequence[tuple[float, int]]) -> tuple[tuple[float, int], tuple[float, int]]:
    ranked = sorted(scored, key=lambda one: (-one[0], one[1]))
    return (*ranked, (0.0, 0), (0.0, 0))[0], (*ranked, (0.0, 0), (0.0, 0))[1]
