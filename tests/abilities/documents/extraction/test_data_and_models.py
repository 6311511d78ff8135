"""What data say beside what a model read on the pages: the rule is the one that holds without a model."""

from __future__ import annotations

import json
from typing import Any

import pytest
from carried_samples import CII, PAGE, SCHEMA, UBL, carrying, filled, hybrid, shown
from scripted_model import Told

from sensorium.abilities import documents
from sensorium.abilities.documents import Extracted
from sensorium.abilities.documents.tree import CARRIED, TEXT_LAYER

TRUE: dict[str, Any] = {
    "number": "INV-4711",
    "date": "2021-03-05",
    "due_date": "2021-04-04",
    "seller": "Birkenhof GmbH",
    "buyer": "Ortmann AG",
    "currency": "EUR",
    "net": 100.0,
    "tax": 19.0,
    "total": 119.0,
    "iban": "DE02 1203 0000 0000 2020 51",
    "items": [
        {"description": "Blue chair", "quantity": 2, "unit_price": 30.0, "total": 60.0},
        {"description": "Green table", "quantity": 1, "unit_price": 40.0, "total": 40.0},
    ],
}


def told(pdf: bytes, schema: dict[str, Any] = SCHEMA, **answer: object) -> Extracted:
    """What is extracted with a model that says `TRUE`, but for what is given."""
    return documents.extract(documents.read(pdf), schema, model=Told(json.dumps({**TRUE, **answer})))


def of(**fields: object) -> dict[str, Any]:
    return {"type": "object", "properties": fields}


def test_where_the_model_reads_the_same_it_votes_for_the_data() -> None:
    found = told(hybrid())
    assert (found.by, found.disputed) == ("told", ())
    for path, one in found.fields.items():
        assert (one.reader, one.grounded, one.supported) == (CARRIED, True, True), path
        assert [vote.reader for vote in one.votes] == ["told"]
        assert one.confidence >= 0.99
    assert found.values == {**TRUE, "iban": "DE02120300000000202051"}


def test_the_model_alone_is_believed_where_data_are_left_out() -> None:
    model = Told(json.dumps(TRUE))
    alone = documents.extract(documents.read(hybrid(), embedded=False), SCHEMA, model=model)
    assert alone.values == TRUE
    assert {one.reader for one in alone.fields.values()} == {"told"}
    assert not any(one.votes for one in alone.fields.values())


def test_the_model_is_shown_the_pages_and_not_the_data() -> None:
    model = Told("{}")
    documents.extract(documents.read(hybrid(lines=PAGE[:5], number="SECRET-9")), SCHEMA, model=model)
    assert "INV-4711" in model.words
    assert "SECRET-9" not in model.words


@pytest.mark.parametrize(
    ("path", "old", "new", "read", "meant"),
    [
        ("total", "Total: EUR 119.00", "Total: EUR 191.00", 191.0, 119.0),
        ("number", "INV-4711", "INV-4771", "INV-4771", "INV-4711"),
        ("date", "2021-03-05", "2022-03-05", "2022-03-05", "2021-03-05"),
        ("seller", "Birkenhof GmbH", "Birkenhot GmbH", "Birkenhot GmbH", "Birkenhof GmbH"),
        ("iban", "2020 51", "2020 15", "DE02 1203 0000 0000 2020 15", "DE02120300000000202051"),
    ],
)
def test_where_they_differ_both_are_kept(path: str, old: str, new: str, read: object, meant: object) -> None:
    found = told(hybrid(lines=shown(old, new)), **{path: read})
    assert found.disputed == (path,)
    one = found.fields[path]
    assert (one.value, one.reader, one.supported, one.grounded) == (meant, CARRIED, False, False)
    assert (one.confidence, one.ambiguous) == (0.5, True)
    assert one.beside is not None
    assert (one.beside.value, one.beside.reader, one.beside.grounded) == (read, "told", True)
    assert [(vote.reader, vote.text) for vote in one.votes] == [("told", one.beside.text)]
    assert found.told()["disputed"] == [path]


def test_a_value_that_the_model_overlooked_is_found_where_it_stands() -> None:
    one = told(hybrid(), total=None).fields["total"]
    assert (one.value, one.grounded, one.confidence) == (119.0, True, 0.95)
    assert [(vote.reader, vote.text) for vote in one.votes] == [(TEXT_LAYER, "EUR 119.00")]


def test_what_no_page_says_is_told_by_the_data_alone() -> None:
    lines = tuple(line for line in PAGE if not line.startswith("Due date"))
    one = told(hybrid(lines=lines), due_date=None).fields["due_date"]
    assert (one.value, one.grounded, one.supported, one.confidence) == ("2021-04-04", False, False, 0.8)
    assert [(vote.reader, vote.text) for vote in one.votes] == [("told", "")]


def test_what_the_model_made_up_disputes_nothing_and_is_told() -> None:
    lines = tuple(line for line in PAGE if not line.startswith("Due date"))
    found = told(hybrid(lines=lines), due_date="1999-12-31")
    one = found.fields["due_date"]
    assert (one.value, one.beside, found.disputed) == ("2021-04-04", None, ())
    assert (one.confidence, one.supported, one.alternatives) == (0.8, False, ("1999-12-31",))
    assert "'1999-12-31' in its place is ungrounded" in one.reason


def test_fields_that_data_do_not_have_are_the_models() -> None:
    schema = of(
        total={"type": "number"},
        street={"type": "string"},
        terms={"type": "string"},
        paid={"type": "boolean"},
        taxes={
            "type": "array",
            "items": {"type": "object", "properties": {"rate": {"type": "number"}, "total": {"type": "number"}}},
        },
    )
    answer = {"street": "Hauptstrasse 20", "terms": "on trust", "paid": False, "taxes": [{"rate": 19, "total": 19.0}]}
    found = told(hybrid(), schema, **answer)
    assert found.values == {"total": 119.0, **answer}
    assert {path for path, one in found.fields.items() if one.reader == CARRIED} == {"total"}
    assert found.fields["street"].grounded
    assert not found.fields["terms"].grounded


@pytest.mark.parametrize("kind", ["number", "string"])
@pytest.mark.parametrize("said", ["119.00", "EUR 119.00", "119,00"])
def test_a_sum_in_words_is_the_same_sum(kind: str, said: str) -> None:
    lines = shown("EUR 119.00", "EUR 119,00") if "," in said else PAGE
    one = told(hybrid(lines=lines), of(total={"type": kind}), total=said).fields["total"]
    assert (str(one.value), one.supported) == ("119.0" if kind == "number" else "119.00", True)


def test_a_sum_that_data_call_something_else_is_no_dispute() -> None:
    lines = (*PAGE, "Amount payable: EUR 100.00")
    found = told(hybrid(lines=lines, due="100.00"), of(total={"type": "string"}), total="EUR 100.00")
    assert (found.values["total"], found.disputed) == ("119.00", ())


@pytest.mark.parametrize("said", ["03/05/2021", "2021-05-03", "2021-03-05", "2021-03-05T00:00:00"])
def test_a_day_that_can_be_read_two_ways_is_told_by_the_data(said: str) -> None:
    lines = tuple(line.replace("2021-03-05", "03/05/2021").replace("2021-04-04", "04/04/2021") for line in PAGE)
    one = told(hybrid(lines=lines), date=said).fields["date"]
    assert (one.value, one.supported) == ("2021-03-05", True)


def test_a_day_in_words_is_the_same_day() -> None:
    one = told(hybrid(lines=shown("2021-03-05", "5 March 2021")), date="5 March 2021").fields["date"]
    assert (one.value, one.text, one.supported) == ("2021-03-05", "5 March 2021", True)


@pytest.mark.parametrize("said", ["GBP", "£"])
def test_a_currency_is_read_by_its_sign(said: str) -> None:
    lines = tuple(line.replace("EUR", "£") for line in PAGE)
    found = told(hybrid(lines=lines, currency="GBP"), currency=said)
    one = found.fields["currency"]
    assert (one.value, one.supported, one.text) == ("GBP", True, "£ 100.00")
    assert found.disputed == ()


def test_another_currency_is_disputed() -> None:
    found = told(hybrid(lines=tuple(line.replace("EUR", "£") for line in PAGE)), currency="£")
    assert found.disputed == ("currency",)


def test_a_part_of_a_name_is_no_dispute() -> None:
    found = told(hybrid(buyer="Customer 009420 Ortmann AG"))
    one = found.fields["buyer"]
    assert (one.value, one.confidence, found.disputed) == ("Customer 009420 Ortmann AG", 0.95, ())
    assert one.alternatives == ("Ortmann AG",)


def test_names_in_objects_are_those_of_the_data() -> None:
    party = {"type": "object", "properties": {"name": {"type": "string"}, "vat_id": {"type": "string"}}}
    answer = {"seller": {"name": "Birkenhof GmbH", "vat_id": None}, "buyer": None}
    found = told(hybrid(), of(seller=party, buyer=party), **answer)
    assert found.values == {
        "seller": {"name": "Birkenhof GmbH", "vat_id": "DE123456789"},
        "buyer": {"name": "Ortmann AG", "vat_id": None},
    }
    assert found.fields["seller.name"].supported


def test_a_figure_of_a_row_that_differs_is_disputed() -> None:
    rows = [{**TRUE["items"][0], "unit_price": 36.0}, TRUE["items"][1]]
    found = told(hybrid(lines=shown("30.00  ", "36.00  ")), items=rows)
    assert found.disputed == ("items[0].unit_price",)
    assert found.values["items"] == TRUE["items"]
    assert found.fields["items[0].unit_price"].beside.value == 36.0


def test_a_row_of_which_data_know_nothing_is_told() -> None:
    found = told(hybrid(UBL))
    assert [row["description"] for row in found.values["items"]] == ["Blue chair"]
    assert found.disputed == ("items",)
    assert found.fields["items"].alternatives == ("Green table",)


def test_a_row_that_the_model_made_up_is_not() -> None:
    ghost = {"description": "Golden throne", "quantity": 1, "unit_price": 7777.0, "total": 7777.0}
    found = told(hybrid(), items=[*TRUE["items"], ghost])
    assert (found.values["items"], found.disputed) == (TRUE["items"], ())


@pytest.mark.parametrize("rows", [None, [], "Blue chair", [None, 3]])
def test_lines_that_the_model_did_not_tell_are_those_of_the_data(rows: object) -> None:
    found = told(hybrid(), items=rows)
    assert found.values["items"] == TRUE["items"]
    assert found.fields["items[0].description"].grounded
    assert found.disputed == ()


def test_rows_with_more_inside_are_the_models() -> None:
    inside = {"type": "object", "properties": {"amount": {"type": "number"}}}
    row = {"type": "object", "properties": {"description": {"type": "string"}, "price": inside}}
    rows = [{"description": "Blue chair", "price": {"amount": 30.0}}]
    found = told(hybrid(), of(items={"type": "array", "items": row}), items=rows)
    assert found.values == {"items": rows}
    assert found.fields["items[0].price.amount"].reader == "told"


def test_two_invoices_in_one_file_that_differ_are_marked() -> None:
    files = [("factur-x.xml", filled(CII)), ("zugferd-invoice.xml", filled(UBL, gross="999.00"))]
    one = told(carrying(files)).fields["total"]
    assert (one.value, one.ambiguous, one.alternatives) == (119.0, True, ("999.00",))
    assert one.confidence == 0.5


def test_a_file_that_is_all_data_has_no_second_source() -> None:
    found = documents.extract(documents.read(filled(CII)), SCHEMA, model=Told(json.dumps({**TRUE, "total": 1.0})))
    assert (found.values["total"], found.disputed) == (119.0, ())
    assert {one.supported for one in found.fields.values()} == {None}


@pytest.mark.parametrize("answer", ["", "no JSON", "[1]", '{"total": NaN}', '{"total": {"a": 1}, "items": {}}'])
def test_data_are_told_whatever_the_model_says(answer: str) -> None:
    found = documents.extract(documents.read(hybrid()), SCHEMA, model=Told(answer))
    assert found.values["total"] == 119.0
    assert found.disputed == ()
    assert len(found.values["items"]) == 2
