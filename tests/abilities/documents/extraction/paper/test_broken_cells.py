"""Values that a narrow cell broke over two lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_page import typed

from sensorium.abilities.documents.extraction import extract
from sensorium.abilities.documents.extraction.paper.broken import joint_of
from sensorium.abilities.documents.extraction.paper.lines import lines_of

CELLS = """
Mill & Daughters Ltd
        Invoice No.    Dated        Amount due
        MD/2025-       02-04-       £ 1,234.
        00817          2025         56
"""


def test_parts_of_a_cell_are_one_value_with_both_places() -> None:
    schema = {
        "invoice_number": {"type": "string"},
        "date": {"type": "string", "format": "date"},
        "total": {"type": "number"},
    }
    told = extract(typed(CELLS), {"type": "object", "properties": schema})
    assert told.values == {"invoice_number": "MD/2025-00817", "date": "2025-04-02", "total": 1234.56}
    box = told.fields["date"].box
    assert [word.text for word in told.fields["date"].words] == ["02-04-", "2025"]
    assert box is not None
    assert box.height > 20  # of two lines


@pytest.mark.parametrize(
    ("upper", "lower", "joint"),
    [("02-04-", "2025", ""), ("02/04/", "25", ""), ("14 February", "2025", " "), ("February 14,", "2025", " "),
     ("12.", "März 2024", " "), ("€ 1.234,", "56", ""), ("1 234,", "56 €", ""), ("INV-2025-", "0081", "")],
)  # fmt: skip
def test_what_goes_on(upper: str, lower: str, joint: str) -> None:
    assert joint_of(upper, lower) == joint


@pytest.mark.parametrize(
    ("upper", "lower"),
    [("02-04-2025", "2025"), ("12.50", "13.50"), ("12,50", "40"), ("12.00-", "13.00"), ("pay-", "ment"), ("7-", "12"),
     ("Apples", "2025"), ("3", "4"), ("12 March 2024", "13"), ("Total", "56")],
)  # fmt: skip
def test_what_is_two_values(upper: str, lower: str) -> None:
    assert joint_of(upper, lower) is None


def test_rows_of_a_table_stay_apart() -> None:
    texts = [
        line.text for line in lines_of(typed("Mon    12.50    2024\nTue    13.50    2025\nWed    14.50    2026").pages)
    ]
    assert texts == ["Mon\t12.50\t2024", "Tue\t13.50\t2025", "Wed\t14.50\t2026"]


@given(st.lists(st.text("0123456789-/., aM", max_size=30), max_size=6))
def test_no_word_is_lost_or_doubled(lines: list[str]) -> None:
    reading = typed("\n".join(lines))
    told = sorted(word.text for line in lines_of(reading.pages) for word in line.words)
    assert told == sorted(word.text for word in reading.pages[0].words)
    for line in lines_of(reading.pages):
        assert all(line.text[start:].startswith(word.text) for start, word in zip(line.starts, line.words, strict=True))
