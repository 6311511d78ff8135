"""Cells of a table are gone through a fixed number of times, however many rows it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from typed_page import typed, typed_table

from sensorium.abilities.documents.answering.cells.grids import grids_of
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.sums.items import rows_of
from sensorium.abilities.documents.extraction.wanted.schema import Field
from sensorium.abilities.documents.tree import Reading, Table
from sensorium.abilities.documents.writing import html

FIELDS = [Field(name=name, path=name, kind="string") for name in ("description", "quantity")]
WORK: dict[str, Callable[[Reading], object]] = {
    "texts": lambda reading: [table.rows for table in reading.tables],
    "html": html,
    "lines": lambda reading: Evidence(reading).lines,
    "items": lambda reading: rows_of(Evidence(reading), FIELDS),
    "grids": lambda reading: list(grids_of(Evidence(reading))),
}


def times_asked(num_rows: int, work: Callable[[Reading], object], monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the cells of a table are asked for."""
    table = typed_table([["Description", "Quantity"], *(["Blue chair", f"{row}"] for row in range(num_rows))])
    reading, asked = typed("", blocks=(table,)), list[str]()

    def noted(self: Table, name: str) -> Any:
        asked.append(name)
        return object.__getattribute__(self, name)

    with monkeypatch.context() as patched:
        patched.setattr(Table, "__getattribute__", noted)
        work(reading)
    return asked.count("cells")


@pytest.mark.parametrize("name", WORK)
def test_cells_are_not_asked_for_by_every_row(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (times_asked(num_rows, WORK[name], monkeypatch) for num_rows in (8, 40))
    assert 0 < many <= few
