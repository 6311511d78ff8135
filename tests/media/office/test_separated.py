"""What separates the columns of a table that is text."""

from __future__ import annotations

import pytest

from sensorium.media.office.separated import separator_of


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
