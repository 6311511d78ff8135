"""How well a document was read: tables, fields, reading order, words. Every measure lies between 0 and 1.

Table structure is judged by pairs of neighbouring cells rather than by indices (`adjacency`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.documents.adjacency import Place, Score, relations_of_all
from benchmarks.documents.parsing import amount_of, date_of, plain

from sensorium.abilities.evaluation.intervals import Figure, figure
from sensorium.native.worlds.judges.reading import distance


def adjacency(true: Sequence[Sequence[Mapping[str, Any]]], read: Sequence[Sequence[Mapping[str, Any]]]) -> Score:
    """Cell adjacency of all tables of a document together.

    Each is given as its cells, with `row`, `column`, `text` and, where they span, `row_span`, `column_span`.
    """
    return Score.of(*(relations_of_all([_place(cell) for cell in cells] for cells in side) for side in (true, read)))


def _place(cell: Mapping[str, Any]) -> Place:
    row, column = int(cell["row"]), int(cell["column"])
    return Place(
        top=row,
        left=column,
        bottom=row + int(cell.get("row_span", 1)) - 1,
        right=column + int(cell.get("column_span", 1)) - 1,
        text=str(cell["text"]),
    )


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
    return max(0.0, 1 - distance(wanted, got) / len(wanted))


def summary(scores: Sequence[float]) -> Figure:
    """The mean over documents with its 95% interval: Wilson's, or a seeded bootstrap where scores are graded.

    Raises `ValueError` where there are none.
    """
    if not scores:
        raise ValueError("No scores: measure at least one document.")
    return figure(scores, 0.0)
