"""How well a document was read: tables, fields, reading order, words. Every measure lies between 0 and 1.

Table structure is judged as in the ICDAR 2013 table competition (Göbel, Hassan, Oro and Orsi, "ICDAR 2013 Table
Competition", after their "A methodology for evaluating algorithms for table understanding in PDF documents", 2012): by
pairs of neighbouring cells rather than by indices, so that one lost line costs only what touches it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from benchmarks.documents.parsing import amount_of, date_of, plain

from sensorium.abilities.evaluation.intervals import Figure, figure

Relation: TypeAlias = tuple[str, str, Literal["right", "below"]]


@dataclass(frozen=True, kw_only=True)
class Score:
    """Precision, recall and their harmonic mean, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


def relations(cells: Iterable[Mapping[str, Any]]) -> Counter[Relation]:
    """Pairs of neighbours in one table: each cell with the next one with words to its right, and below it.

    `cells` have `row`, `column`, `text` and, where they span, `row_span`, `column_span`. Empty ones are looked through.
    A cell that spans several rows has a neighbour in each, every pair once. White space and the case of letters do not
    count.
    """
    places: dict[tuple[int, int], int] = {}
    texts: list[str] = []
    for cell in cells:
        text = "".join(str(cell["text"]).split()).casefold()
        if text:
            _place(cell, len(texts), places)
            texts.append(text)
    pairs = {pair for place in places for pair in _neighbours(place, places)}
    return Counter((texts[first], texts[second], side) for first, second, side in pairs)


def _place(cell: Mapping[str, Any], number: int, places: dict[tuple[int, int], int]) -> None:
    row, column = int(cell["row"]), int(cell["column"])
    for down in range(int(cell.get("row_span", 1))):
        for across in range(int(cell.get("column_span", 1))):
            places[row + down, column + across] = number


def _neighbours(
    place: tuple[int, int], places: Mapping[tuple[int, int], int]
) -> list[tuple[int, int, Literal["right", "below"]]]:
    row, column = place
    own, found = places[place], list[tuple[int, int, Literal["right", "below"]]]()
    right = [other for other in places if other[0] == row and other[1] > column]
    below = [other for other in places if other[1] == column and other[0] > row]
    if right and places[min(right)] != own:
        found.append((own, places[min(right)], "right"))
    if below and places[min(below)] != own:
        found.append((own, places[min(below)], "below"))
    return found


def adjacency(true: Sequence[Sequence[Mapping[str, Any]]], read: Sequence[Sequence[Mapping[str, Any]]]) -> Score:
    """Cell adjacency of all tables of a document together, each given as its cells (`relations`).

    Where neither side has a relation the score is 1; where one has none, 0.
    """
    wanted = sum((relations(cells) for cells in true), Counter[Relation]())
    got = sum((relations(cells) for cells in read), Counter[Relation]())
    if not wanted and not got:
        return Score(precision=1.0, recall=1.0)
    common = (wanted & got).total()
    return Score(precision=common / max(got.total(), 1), recall=common / max(wanted.total(), 1))


def cells_of(rows: Sequence[Sequence[str | None]]) -> list[dict[str, Any]]:
    """Rows of plain text as cells, for readers that know no spans."""
    return [
        {"row": row, "column": column, "text": text}
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
        if text and text.strip()
    ]


def field_right(name: str, true: str, read: str | None) -> bool:
    """Whether a field was read. Dates and amounts by their value, whatever their form; all else letter by letter,
    apart from case and white space. Nothing read is wrong; so is more than the field.
    """
    if read is None or not read.strip():
        return False
    if name.endswith("date"):
        return date_of(read) == true
    if name in {"total", "net", "tax", "amount"}:
        return amount_of(read) == amount_of(true)
    return plain(read) == plain(true)


def fields(true: Mapping[str, Any], read: Mapping[str, str | None], names: Sequence[str]) -> dict[str, bool]:
    """Each of `names` judged."""
    return {name: field_right(name, str(true[name]), read.get(name)) for name in names}


def pairwise_order(paragraphs: Sequence[Mapping[str, str]], text: str) -> float:
    """Of all pairs of marks (first and last word of every paragraph, in true order) the share that stands in that
    order in `text`. Marks not found, or found twice, are in no order: their pairs are wrong. 1 for a single mark.
    """
    joined = re.sub(r"(\w)[-\u00ad\ufffe]\s+(\w)", r"\1\2", text)  # words hyphenated at the end of a line
    marks = [part for paragraph in paragraphs for part in (paragraph["first"], paragraph["last"])]
    places = [_only_place(mark, joined) for mark in marks]
    pairs = [(one, two) for index, one in enumerate(places) for two in places[index + 1 :]]
    right = sum(one is not None and two is not None and one < two for one, two in pairs)
    return right / len(pairs) if pairs else 1.0


def _only_place(mark: str, text: str) -> int | None:
    found = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(mark)}(?!\w)", text)]
    return found[0] if len(found) == 1 else None


def words_right(true: str, read: str) -> float:
    """Share of the true words that were read, in any order: each as often as it stands there (bag of words)."""
    wanted, got = Counter(true.split()), Counter(read.split())
    return (wanted & got).total() / max(wanted.total(), 1) if wanted else float(not got)


def words_in_order(true: str, read: str) -> float:
    """1 − word error rate, not below 0: by the least number of words to insert, delete or replace."""
    wanted, got = true.split(), read.split()
    if not wanted:
        return float(not got)
    return max(0.0, 1 - _distance(wanted, got) / len(wanted))


def _distance(wanted: Sequence[str], got: Sequence[str]) -> int:
    previous = list(range(len(got) + 1))
    for row, word in enumerate(wanted, start=1):
        current = [row]
        for column, other in enumerate(got, start=1):
            current.append(min(previous[column - 1] + (word != other), previous[column] + 1, current[-1] + 1))
        previous = current
    return previous[-1]


def summary(scores: Sequence[float]) -> Figure:
    """The mean over documents with its 95% interval: Wilson's, or a seeded bootstrap where scores are graded.

    Raises `ValueError` where there are none.
    """
    if not scores:
        raise ValueError("No scores: measure at least one document.")
    return figure(scores, 0.0)
