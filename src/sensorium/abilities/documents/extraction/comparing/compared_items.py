"""The lines of an invoice that a file carries as data, each beside the row of the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sensorium.abilities.documents.carried import Item
from sensorium.abilities.documents.extraction.comparing.claims import Claim, claim_of_item
from sensorium.abilities.documents.extraction.comparing.comparing import SURE, Comparing
from sensorium.abilities.documents.extraction.extracted import Found
from sensorium.abilities.documents.extraction.sums.items import column_concept
from sensorium.abilities.documents.extraction.wanted.schema import Field
from sensorium.abilities.documents.tree import CARRIED

TELLING = ("description", "sku", "line_total")
"""Columns of which one has to be the same in a line and the row that shows it."""
MOST_LOOKED_AT = 60  # rows, for one line: both are in one order, but for some
MISSING = "the data that the file carries have nothing of the kind, and no row of a page is the same line"


def compared_rows(
    comparing: Comparing,
    items: Sequence[Item],
    fields: Sequence[Field],
    path: str,
    printed: Sequence[Mapping[str, Found]],
) -> tuple[list[dict[str, object]], list[Found]]:
    """Every line of the data as a row of the schema, and what was found of each of its fields.

    path: of the list; printed: the rows that the pages tell, a cell for each field by its name. Those that are of no
    line in the data are no rows of the value, but where they have words and a sum the list is told to be disputed.
    """
    columns = {field.name: column_concept(field) for field in fields}
    left = list(printed)
    values: list[dict[str, object]] = []
    found: list[Found] = []
    for number, item in enumerate(items):
        claims = {name: claim_of_item(item, column, comparing.invoices[0]) for name, column in columns.items()}
        row = _shown(comparing, claims, columns, left)
        near = _words(comparing, claims, columns, row)
        cells = [_cell(comparing, one, f"{path}[{number}].{one.name}", claims[one.name], row, near) for one in fields]
        values.append({one.name: cell.value for one, cell in zip(fields, cells, strict=True)})
        found += cells
    more = [row for row in left if _is_line(row, columns)]
    return values, found + ([_disputed(path, more, columns)] if more else [])


def _is_line(row: Mapping[str, Found], columns: Mapping[str, str]) -> bool:
    """Whether a row of a page says what is bought and for how much."""
    told = {columns[name] for name, cell in row.items() if cell.value is not None and cell.confidence >= SURE}
    return {"description", "line_total"} <= told


def _disputed(path: str, rows: Sequence[Mapping[str, Found]], columns: Mapping[str, str]) -> Found:
    """That the pages show rows of which the data that the file carries know nothing."""
    name = next(name for name, column in columns.items() if column == "description")
    printed = tuple(row[name].text for row in rows)
    reason = f"disputed: page {rows[0][name].page} has rows that the data do not have, {printed[0]!r} the first of them"
    return Found(path=path, value=None, reader=CARRIED, reason=reason, alternatives=printed, beside=rows[0][name])


def _shown(
    comparing: Comparing,
    claims: Mapping[str, Claim | None],
    columns: Mapping[str, str],
    left: list[Mapping[str, Found]],
) -> Mapping[str, Found]:
    """The row that shows a line best, taken from those that are left; an empty one where none does."""
    agreed = [
        {name for name, claim in claims.items() if claim and comparing.is_told(claim, row[name])}
        for row in left[:MOST_LOOKED_AT]
    ]
    fitting = [at for at, names in enumerate(agreed) if any(columns[name] in TELLING for name in names)]
    best = max(fitting, key=lambda at: len(agreed[at]), default=None)
    return {} if best is None else left.pop(best)


def _words(
    comparing: Comparing, claims: Mapping[str, Claim | None], columns: Mapping[str, str], row: Mapping[str, Found]
) -> Found | None:
    """What of a line can be found by itself: a cell of its row that says the same, or its description anywhere."""
    for name in sorted(claims, key=lambda one: columns[one] != "description"):
        claim = claims[name]
        if claim is None or columns[name] not in TELLING:
            continue
        if name in row and comparing.is_told(claim, row[name]):
            return row[name]
        if columns[name] == "description" and (span := comparing.standing(claim)) is not None:
            return Found(path=name, value=claim.text, page=span.page, box=span.box)
    return None


def _cell(
    comparing: Comparing,
    field: Field,
    path: str,
    claim: Claim | None,
    row: Mapping[str, Found],
    near: Found | None,
) -> Found:
    found = row.get(field.name, Found(path=path, value=None, reason=MISSING))
    placed = replace(found, path=path)
    if claim is None:
        return placed
    if column_concept(field) == "unit" and placed.value is not None:  # a page has "pieces", data a code for them
        return placed
    return comparing.compared(field, claim, placed, near)
