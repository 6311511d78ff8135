"""What separates the columns of a table that is text, and what quotes mean in it."""

from __future__ import annotations

import pytest

from sensorium.limits import DEFAULT
from sensorium.media.office.flow import Table, said
from sensorium.media.office.separated import read, separator_of


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\n1,2\n", ","),
        ("A;1,50\nB;2,50\nC;3,75\n", ";"),
        ("Datum;Betrag, EUR\n1.1.;5,00\n2.1.;6,00\n", ";"),
        ("name\tprice\nplum\t1,50\n", "\t"),
        ("sep=|\na|b,c\n", "|"),
        ("one\ntwo\n", ","),
    ],
)
def test_a_comma_that_parts_decimals_parts_no_columns(text: str, separator: str) -> None:
    assert separator_of(text) == separator


@pytest.mark.parametrize(
    ("text", "rows", "noted"),
    [
        ('a\tb\n"So\t1\nit\t2\n', ["a", "b", '"So', "1", "it", "2"], True),
        ('a,b\n"x,\ny",2', ["a", "b", "x,\ny", "2"], False),
        ('a,b\n5" pipe,2\n', ["a", "b", '5" pipe', "2"], False),
    ],
)
def test_a_quote_that_is_never_closed_is_a_letter(text: str, rows: list[str], noted: bool) -> None:
    flow = read(text.encode(), DEFAULT)
    (table,) = flow.blocks
    assert isinstance(table, Table)
    assert [said(cell.runs) for cell in table.cells] == rows
    assert bool(flow.notes) == noted
