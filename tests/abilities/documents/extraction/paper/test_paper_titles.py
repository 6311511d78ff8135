"""Titles of papers: their number and their day, and what only looks like a title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_page import typed

from sensorium.abilities.documents.extraction import extract
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.extraction.paper.titles import is_credit_note, is_kind

SCHEMA = {
    "type": "object",
    "properties": {
        "number": {"type": "string", "description": "invoice number"},
        "date": {"type": "string", "format": "date"},
    },
}


@pytest.mark.parametrize(
    ("text", "number", "date"),
    [
        ("Dienstrechnung Nr. 880123 vom 07.03.2019", "880123", "2019-03-07"),
        ("Facture n°77001 du 12 juin 2020", "77001", "2020-06-12"),
        ("Invoice QX-2021-044 of 3 May 2021", "QX-2021-044", "2021-05-03"),
        ("Rechnung des Vermieters Nr. 00.77.1-2022 vom\n11.04.2022", "00.77.1-2022", "2022-04-11"),
        ("Gutschrift (selbst ausgestellte Rechnung) Nr. 5512\nvom 30.11.2020", "5512", "2020-11-30"),
        ("Rechnung # RE-2017/05 von 09.05.2017", "RE-2017/05", "2017-05-09"),
        ("Invoice # RE-2017/05 issued at 2019-06-10", "RE-2017/05", "2019-06-10"),
        ("Avoir AV-31\nLieferdatum: 02.02.2020", "AV-31", None),
        ("Kein Angebot - Rechnung Nr. 5001 vom 05.03.2020", "5001", "2020-03-05"),
    ],
)
def test_a_title_tells_number_and_day(text: str, number: str, date: str | None) -> None:
    paper = f"Version 3.1 vom 24.12.2015\n\n{text}\n\nLeistungsdatum   01.01.2017\nSeite 1"
    told = extract(typed(paper), SCHEMA).values
    assert told["number"] == number
    assert date is None or told["date"] == date


@pytest.mark.parametrize(
    "text",
    [
        "Rechnung gemäß Bestellung vom 01.03.2018.",
        "Invoice for order 4711",
        "Facture liée FA-7",
        "Rechnung vom 3.4.2020",
    ],
)
def test_running_text_and_other_numbers_are_no_title(text: str) -> None:
    assert Evidence(typed(text)).titles == []


def test_a_kind_alone_has_its_day_across_a_gap() -> None:
    (title,) = Evidence(typed("Mietrechnung               24. Januar 2014")).titles
    assert title.start == title.end
    assert title.day is not None
    assert title.day.text == "24. Januar 2014"


def test_a_title_says_that_money_goes_back() -> None:
    (credit,) = Evidence(typed("Rechnungskorrektur Nr. RK-1 vom 16.09.2018")).titles
    (bill,) = Evidence(typed("Handelsrechnung Nr. RK-1 vom 16.09.2018")).titles
    assert is_credit_note(credit)
    assert not is_credit_note(bill)


def test_a_kind_is_known_hyphenated_and_not_inside_of_a_name() -> None:
    assert is_kind("RECHNUNGS-KORREKTUR")
    assert is_kind("Credit note")
    assert not is_kind("Rechnung & Partner GmbH")


@given(st.text(max_size=80))
def test_any_line_is_looked_at(text: str) -> None:
    evidence = Evidence(typed(f"Invoice 12 {text}"))
    for title in evidence.titles:
        assert 0 <= title.start <= title.end <= len(title.line.text)
