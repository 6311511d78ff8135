"""Rows that a page's end cuts, and who uses tables that go on over pages."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from sensorium.abilities.documents import writing
from sensorium.abilities.documents.answering import ask
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction import extract
from sensorium.abilities.documents.tree import Cell, Reading, ReadPage, Table, Word

HEAD = ("Item", "Description", "Quantity")
FIRST = (("A1", "a bolt", "4"), ("A2", "a nut", "9"), ("A3", "a bracket for the upper", "2"))


def table(*rows: Sequence[str], heads: int = 1) -> Table:
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            box = Box(40 + 80 * column, 100 + 12 * row, 120 + 80 * column, 112 + 12 * row)
            words = tuple(
                Word(text=word, box=Box(box.left + 12 * at, box.top, box.left + 12 * at + 10, box.bottom))
                for at, word in enumerate(text.split())
            )
            cells.append(Cell(row=row, column=column, box=box, words=words, heading=row < heads))
    words = tuple(word for cell in cells for word in cell.words)
    return Table(box=Box.around(cell.box for cell in cells), cells=tuple(cells), words=words)


def document(*tables: Table) -> Reading:
    return Reading(
        pages=tuple(
            ReadPage(number=number, width_pt=300, height_pt=400, blocks=(one,), words=one.words)
            for number, one in enumerate(tables, start=1)
        )
    )


CUT = document(
    table(HEAD, *FIRST), table(HEAD, ("", "edge of a door", ""), ("A4", "a hinge", "7"), ("A5", "a screw", "30"))
)


def test_a_row_that_a_page_cuts_is_one() -> None:
    (whole,) = CUT.tables
    assert whole.rows[3:5] == [["A3", "a bracket for the upper edge of a door", "2"], ["A4", "a hinge", "7"]]
    assert whole.num_rows == 6
    (cell,) = (cell for cell in whole.cells if cell.rest is not None)
    assert (cell.page, cell.rest and cell.rest.page) == (1, 2)
    assert [word.text for word in whole.words].count("edge") == 1


def test_what_is_cut_tells_both_places() -> None:
    told = writing.told(CUT)
    (rest,) = (cell["rest"] for cell in told["tables"][0]["cells"] if "rest" in cell)
    assert (rest["page"], rest["text"]) == (2, "edge of a door")
    assert writing.retold(json.loads(json.dumps(told))).tables == CUT.tables


@pytest.mark.parametrize(
    "following",
    [
        ("A4", "a hinge", "7"),
        ("", "A door", "7"),
        ("", "", ""),
        ("Total", "", ""),
    ],
    ids=["a row of its own", "a figure of its own", "nothing", "a name of its own"],
)
def test_a_row_of_its_own_stays_one(following: tuple[str, str, str]) -> None:
    (whole,) = document(table(HEAD, *FIRST), table(HEAD, following, ("A5", "a hinge", "7"))).tables
    assert whole.num_rows == 6
    assert all(cell.rest is None for cell in whole.cells)


def test_small_letters_go_on_in_every_column() -> None:
    first = table(("Place", "Remark"), ("Ghent, on the", "closed for the"), heads=1)
    second = table(("river Lys", "winter"), ("Lyon", "open"), heads=0)
    (whole,) = document(first, second).tables
    assert whole.rows == [["Place", "Remark"], ["Ghent, on the river Lys", "closed for the winter"], ["Lyon", "open"]]


def test_rows_of_all_pages_are_extracted_each_with_its_page() -> None:
    row = {"type": "object", "properties": {"description": {"type": "string"}, "quantity": {"type": "integer"}}}
    schema = {"type": "object", "properties": {"items": {"type": "array", "items": row}}}
    found = extract(CUT, schema)
    assert [item["quantity"] for item in found.values["items"]] == [4, 9, 2, 7, 30]
    assert found.values["items"][2]["description"] == "a bracket for the upper edge of a door"
    assert found.fields["items[4].quantity"].page == 2


def test_a_question_adds_up_a_table_of_two_pages() -> None:
    answer = ask(CUT, "What is the sum of Quantity?")
    assert answer.text == "52"
    assert {citation.page for citation in answer.citations} == {1, 2}
