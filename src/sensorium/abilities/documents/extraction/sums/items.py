"""Rows of what was bought: from tables that were read, from lines under heads of columns, from lines of a receipt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.labels import Hit, concept_of, concepts, hits_of
from sensorium.abilities.documents.extraction.paper.lines import Line, Span, lines_of
from sensorium.abilities.documents.extraction.sums.amount_labels import MONEY_CONCEPTS
from sensorium.abilities.documents.extraction.wanted.schema import Field
from sensorium.abilities.documents.printed.amounts import Amount, amounts_in
from sensorium.abilities.documents.printed.folding import compact, likeness, name_words
from sensorium.abilities.documents.tree import Cell, ReadPage, Table

Row: TypeAlias = Mapping[str, Span]
"""What stands in a row, by the name of the field."""

COLUMN_OF = {"total": "line_total", "subtotal": "line_total", "seller": "description", "buyer": "description",
             "tax": "tax_rate", "count": "quantity", "invoice_number": "sku", "reference": "sku"}  # fmt: skip
ENDING = frozenset(MONEY_CONCEPTS) - {"discount", "count"}
_TIMES = re.compile(r"^\s*(\d{1,3})\s*[xX×*@]\s*|\b[xX×]\s?(\d{1,3})\b|(\d{1,3})\s*[xX×@]\s*(?=[\d$€£R])")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows, and how sure it is that they are the ones that were asked for (0 to 1)."""

    rows: tuple[Row, ...]
    confidence: float


def rows_of(evidence: Evidence, fields: Sequence[Field]) -> Rows | None:
    """The rows that have these fields; None where nothing looks like them."""
    columns = {field.name: column_concept(field) for field in fields}
    tabled = [_from_table(table, fields, columns) for table in evidence.reading.tables]
    best = max((rows for rows in tabled if rows is not None), key=lambda one: one.confidence, default=None)
    if best is not None and best.rows:
        return best
    return _under_head(evidence, fields, columns) or _of_receipt(evidence, columns)


def column_concept(field: Field) -> str:
    """What a field of a row is called among columns; "" where no concept fits."""
    found = concept_of(field.name, field.title)
    name = found.name if found else ""
    return COLUMN_OF.get(name, name)


def _from_table(table: Table, fields: Sequence[Field], columns: Mapping[str, str]) -> Rows | None:
    for head in range(min(3, table.num_rows - 1)):
        chosen = _columns_chosen(table.rows[head], fields, columns)
        if len(chosen) * 2 >= len(fields) and (len(chosen) > 1 or len(fields) == 1):
            rows = [_table_row(cells, chosen) for cells in table.cells_of_rows[head + 1 :]]
            kept = tuple(row for row in rows if row and not _is_sum(row, fields, columns))
            return Rows(rows=kept, confidence=0.5 + 0.45 * len(chosen) / len(fields))
    return None


def _columns_chosen(heads: Sequence[str], fields: Sequence[Field], columns: Mapping[str, str]) -> dict[int, str]:
    """Column → field, the best fits first, each once."""
    fits = [
        (_fit(head, field, columns[field.name]), -number, column, field.name)
        for column, head in enumerate(heads)
        for number, field in enumerate(fields)
    ]
    chosen: dict[int, str] = {}
    for fit, _, column, name in sorted(fits, reverse=True):
        if fit >= 0.75 and column not in chosen and name not in chosen.values():
            chosen[column] = name
    return chosen


def _fit(head: str, field: Field, concept: str) -> float:
    """How well the head of a column suits a field."""
    own = compact(" ".join(name_words(field.name)))
    best = max(likeness(compact(head), own), likeness(compact(head), compact(field.title)) if field.title else 0.0)
    line = lines_of([_said(head)])
    hits = hits_of(line[0]) if line else []
    for hit in hits:
        if concept and hit.means(concept):
            share = (hit.end - hit.start) / max(1, len(head))
            best = max(best, (0.98 if hit.concept == concept else 0.9) * (0.8 + 0.2 * share))
    return best


def _said(text: str) -> ReadPage:
    """A text as a page of one line."""
    from sensorium.abilities.documents.tree import Word

    words = tuple(
        Word(text=word, box=Box(at * 100.0, 0, at * 100.0 + 98.0, 100.0)) for at, word in enumerate(text.split())
    )
    return ReadPage(number=1, width_pt=1.0, height_pt=1.0, blocks=(), words=words)


def _table_row(cells: Sequence[Cell], chosen: Mapping[int, str]) -> dict[str, Span]:
    return {
        chosen[cell.column]: Span(page=cell.page, text=cell.text, words=cell.words, box=cell.box)
        for cell in cells
        if cell.column in chosen and cell.text
    }


def _is_sum(row: Row, fields: Sequence[Field], columns: Mapping[str, str]) -> bool:
    """Whether a row is the end of the table: a total, or nothing but an amount."""
    text = " ".join(span.text for span in row.values())
    lines = lines_of([_said(text)])
    ends = bool(lines) and any(hit.concept in ENDING and hit.start < 3 for hit in hits_of(lines[0]))
    named = any(columns[field.name] in ("description", "sku") and field.name in row for field in fields)
    described = any(columns[field.name] == "description" for field in fields)
    return (ends and len(row) <= max(2, len(fields) - 1)) or (described and not named)


def _under_head(evidence: Evidence, fields: Sequence[Field], columns: Mapping[str, str]) -> Rows | None:
    """Rows below a line of two or more heads of columns, down to the sums."""
    for line in evidence.lines:
        heads = [hit for hit in evidence.hits[line.index] if _is_head(hit)]
        if len(heads) < 2 or evidence.amounts[line.index]:
            continue
        chosen = _columns_chosen([line.text[hit.start : hit.end] for hit in heads], fields, columns)
        if len(chosen) < 2 and len(fields) > 1:
            continue
        rows = _rows_below(evidence, line, [line.place(hit.start, hit.end) for hit in heads], chosen, columns)
        describing = [name for name in chosen.values() if columns[name] == "description"]
        if rows and (not describing or any(describing[0] in row for row in rows)):
            return Rows(rows=tuple(rows), confidence=0.35 + 0.45 * len(chosen) / len(fields))
    return None


def _is_head(hit: Hit) -> bool:
    return any(concepts()[name].kind == "column" for name in (hit.concept, *hit.others))


def _rows_below(
    evidence: Evidence, head: Line, places: Sequence[Box], chosen: Mapping[int, str], columns: Mapping[str, str]
) -> list[Row]:
    rows: list[dict[str, Span]] = []
    describing = next((name for name in chosen.values() if columns[name] == "description"), "")
    for line in evidence.lines[head.index + 1 :]:
        hits = evidence.hits[line.index]
        if (
            line.page != head.page
            or any(hit.concept in ENDING and hit.start < 3 for hit in hits)
            or _ends(evidence, line)
        ):
            break
        row = _row(evidence, line, places, chosen)
        if any(amount.looks_like_money for amount in evidence.amounts[line.index]) and row:
            rows.append(row)
        elif rows and set(row) == {describing} and describing:
            rows[-1] = {**rows[-1], describing: _both(rows[-1].get(describing), row[describing])}
    return list(rows)


def _ends(evidence: Evidence, line: Line) -> bool:
    """Whether a line is one of the sums, whose labels stand at the right."""
    hits = [hit for hit in evidence.hits[line.index] if hit.concept in ENDING]
    letters = {hit.start for hit in hits}
    return bool(hits) and not re.search(r"[^\W\d_]{2}", line.text[: min(letters)])


def _row(evidence: Evidence, line: Line, places: Sequence[Box], chosen: Mapping[int, str]) -> dict[str, Span]:
    """What stands on a line, each part with the column that it lies under or next to."""
    parts: dict[int, list[tuple[int, int]]] = {}
    for start, end in _parts(evidence, line):
        place = line.place(start, end)
        column = min(range(len(places)), key=lambda one: _distance(place, places[one]))
        parts.setdefault(column, []).append((start, end))
    return {
        chosen[column]: line.span(min(start for start, _ in spans), max(end for _, end in spans))
        for column, spans in parts.items()
        if column in chosen
    }


def _parts(evidence: Evidence, line: Line) -> Iterator[tuple[int, int]]:
    """What stands together on a line; an amount at an end of it is a part of its own."""
    money = [one for one in evidence.amounts[line.index] if one.looks_like_money]
    for start, end in line.segments:
        inside = [one for one in money if start <= one.start < end]
        if not inside:
            yield start, end
            continue
        at = start
        for amount in inside:
            if line.text[at : amount.start].strip():
                yield at, amount.start
            yield amount.start, amount.end
            at = amount.end


def _distance(place: Box, head: Box) -> float:
    """How far two boxes stand apart sideways: nothing where they overlap, then by their nearest edges or middles."""
    overlap = min(place.right, head.right) - max(place.left, head.left)
    edges = min(abs(place.left - head.left), abs(place.right - head.right), abs(place.center[0] - head.center[0]))
    return edges - 1000.0 * (overlap > 0)


def _both(first: Span | None, second: Span) -> Span:
    if first is None:
        return second
    box = Box.around((first.box, second.box))
    return Span(page=first.page, text=f"{first.text} {second.text}", words=first.words + second.words, box=box)


def _of_receipt(evidence: Evidence, columns: Mapping[str, str]) -> Rows | None:
    """Lines with words and an amount at their end, above the sums."""
    names = {concept: name for name, concept in columns.items() if concept}
    if "description" not in names:
        return None
    rows, words = [], None
    for line in evidence.lines:
        if any(hit.concept in ENDING for hit in evidence.hits[line.index]) and evidence.amounts[line.index]:
            break
        money = [one for one in evidence.amounts[line.index] if one.looks_like_money]
        lettered = re.search(r"[^\W\d_]{2}", line.text[: money[0].start] if money else line.text)
        if money and (lettered or words is not None):
            rows.append(_receipt_row(line, money, None if lettered else words, names, evidence.mark))
        words = line if lettered and not money and not evidence.hits[line.index] else None
    return Rows(rows=tuple(rows), confidence=0.45) if rows else None


def _receipt_row(line: Line, money: Sequence[Amount], above: Line | None, names: Mapping[str, str], mark: str) -> Row:
    times = _TIMES.search(line.text[: money[-1].start])
    begin = times.end() if times and times.start() == 0 else 0
    described = above.span(0, len(above.text)) if above else line.span(begin, money[0].start)
    row = {"description": described, "line_total": line.span(money[-1].start, money[-1].end)}
    if times:
        group = next(index for index in (1, 2, 3) if times[index])
        row["quantity"] = line.span(times.start(group), times.end(group))
    else:
        counted = re.match(r"\s*(\d{1,3})\s+(?=[^\W\d_])", line.text)
        if counted and above is None:
            row["quantity"] = line.span(counted.start(1), counted.end(1))
            row["description"] = line.span(counted.end(), money[0].start)
    if len(money) > 1:
        row["unit_price"] = line.span(money[-2].start, money[-2].end)
    if "line_total" not in names and "unit_price" in names and "unit_price" not in row:
        row["unit_price"] = row["line_total"]
    return {names[concept]: span for concept, span in row.items() if concept in names}


def number_in(text: str, mark: str) -> Amount | None:
    """The number that a cell holds."""
    found = amounts_in(text, mark)
    return next((one for one in found if one.looks_like_money), found[0] if found else None)
