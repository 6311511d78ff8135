"""What data say beside what pages say: agreed, elsewhere, nowhere, disputed; nothing is corrected in silence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from carried_samples import CII, PAGE, SCHEMA, UBL, carrying, filled, hybrid, shown
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from sensorium.abilities import documents
from sensorium.abilities.documents import Extracted
from sensorium.abilities.documents.extraction.comparing.claims import Claim, same_amount, same_words
from sensorium.abilities.documents.extraction.extracted import Found
from sensorium.abilities.documents.tree import CARRIED, TEXT_LAYER

IBAN, OTHER_IBAN = "DE02120300000000202051", "DE89370400440532013000"


def told(pdf: bytes) -> Extracted:
    return documents.extract(documents.read(pdf), SCHEMA)


def test_where_pages_agree_the_value_has_a_box_and_a_vote() -> None:
    found = told(hybrid())
    assert found.disputed == ()
    for path, one in found.fields.items():
        assert (one.reader, one.grounded, one.supported) == (CARRIED, True, True), path
        assert [vote.reader for vote in one.votes] == [TEXT_LAYER]
        assert one.confidence >= 0.99
    assert found.values["total"] == 119.0
    assert found.values["items"] == [
        {"description": "Blue chair", "quantity": 2, "unit_price": 30.0, "total": 60.0},
        {"description": "Green table", "quantity": 1, "unit_price": 40.0, "total": 40.0},
    ]


def test_the_page_alone_is_read_as_before() -> None:
    alone = documents.extract(documents.read(hybrid(), embedded=False), SCHEMA)
    bare = told(carrying([]))
    assert alone.told() == bare.told()
    assert {one.reader for one in alone.fields.values()} == {TEXT_LAYER}
    assert not {"votes", "supported", "beside"} & set(alone.fields["total"].told())
    assert "disputed" not in alone.told()


@pytest.mark.parametrize(
    ("path", "old", "new", "printed", "meant"),
    [
        ("total", "Total: EUR 119.00", "Total: EUR 191.00", 191.0, 119.0),
        ("number", "INV-4711", "INV-4771", "INV-4771", "INV-4711"),
        ("number", "INV-4711", "INV-47I1", "INV-47I1", "INV-4711"),  # a letter like a figure is another one
        ("date", "2021-03-05", "2022-03-05", "2022-03-05", "2021-03-05"),
        ("seller", "Birkenhof GmbH", "Birkenhot GmbH", "Birkenhot GmbH", "Birkenhof GmbH"),
        ("buyer", "Ortmann AG", "Ostmann AG", "Ostmann AG", "Ortmann AG"),
        ("iban", "DE02 1203 0000 0000 2020 51", "DE89 3704 0044 0532 0130 00", OTHER_IBAN, IBAN),
        ("iban", "2020 51", "2020 15", None, IBAN),  # whose check digits are wrong, so that the page tells none
    ],
)
def test_where_they_differ_both_are_kept(path: str, old: str, new: str, printed: object, meant: object) -> None:
    found = told(hybrid(lines=shown(old, new)))
    one = found.fields[path]
    assert one.value == meant
    assert one.supported is False
    assert not one.grounded
    if printed is not None:
        assert found.disputed == (path,)
        assert one.beside is not None
        assert (one.beside.value, one.beside.grounded, one.ambiguous) == (printed, True, True)
        assert "disputed" in one.reason
        assert one.confidence == 0.5
        assert found.told()["disputed"] == [path]
        assert one.told()["beside"]["value"] == printed


def test_a_page_that_says_nothing_is_no_dispute() -> None:
    found = told(hybrid(lines=tuple(line for line in PAGE if not line.startswith("Due date")))).fields["due_date"]
    assert (found.value, found.grounded, found.supported, found.beside) == ("2021-04-04", False, False, None)
    assert [(vote.reader, vote.text) for vote in found.votes] == [(TEXT_LAYER, "")]
    assert "not found on a page" in found.reason
    bare = told(hybrid(lines=("",)))
    assert bare.values["total"] == 119.0
    assert bare.disputed == ()


def test_a_value_is_found_where_no_label_tells_it() -> None:
    lines = ("Birkenhof GmbH", "", "Dear Mrs Ortmann, we have charged 119,00 EUR and 55,00 EUR to your account.")
    found = told(hybrid(lines=lines)).fields["total"]
    assert (found.value, found.grounded, found.beside) == (119.0, True, None)
    assert "119" in found.text


def test_a_sum_that_data_call_something_else_is_no_dispute() -> None:
    lines = (*shown("Total: EUR 119.00", "Gross: EUR 119.00"), "Amount payable: EUR 100.00")
    found = told(hybrid(lines=lines, due="100.00")).fields["total"]
    assert (found.value, found.beside) == (119.0, None)


def test_a_day_that_can_be_read_two_ways_is_told_by_the_data() -> None:
    lines = tuple(line.replace("2021-03-05", "03/05/2021").replace("2021-04-04", "04/04/2021") for line in PAGE)
    found = told(hybrid(lines=lines)).fields["date"]
    assert (found.value, found.ambiguous, found.supported) == ("2021-03-05", False, True)


def test_a_name_that_data_tell_at_more_length_is_no_dispute() -> None:
    found = told(hybrid(buyer="Customer 009420 Ortmann AG")).fields["buyer"]
    assert (found.value, found.beside, found.alternatives) == ("Customer 009420 Ortmann AG", None, ("Ortmann AG",))
    assert found.grounded


def test_a_credit_note_may_be_shown_with_a_minus() -> None:
    lines = tuple(line.replace("EUR ", "EUR -") for line in PAGE)
    assert "total" in told(hybrid(lines=lines)).disputed
    note = told(hybrid(lines=lines, kind="381"))
    assert note.disputed == ()
    assert (note.values["total"], note.fields["total"].supported) == (119.0, True)


def test_two_invoices_in_one_file_that_differ_are_marked() -> None:
    files = [("factur-x.xml", filled(CII)), ("zugferd-invoice.xml", filled(UBL, gross="999.00"))]
    found = told(carrying(files))
    total, number = found.fields["total"], found.fields["number"]
    assert (total.value, total.ambiguous, total.alternatives) == (119.0, True, ("999.00",))
    assert "several invoices that differ" in total.reason
    assert total.confidence <= 0.5 < number.confidence
    assert not number.ambiguous


def test_a_figure_of_a_row_that_differs_is_disputed() -> None:
    found = told(hybrid(lines=shown("30.00  ", "36.00  ")))
    assert found.disputed == ("items[0].unit_price",)
    assert found.fields["items[0].unit_price"].beside.value == 36.0


def test_a_row_of_which_data_know_nothing_is_told() -> None:
    found = told(hybrid(UBL))
    assert [row["description"] for row in found.values["items"]] == ["Blue chair"]
    assert found.disputed == ("items",)
    assert found.fields["items"].alternatives == ("Green table",)


def test_an_item_that_no_page_shows_is_told_without_a_place() -> None:
    found = told(hybrid(first="A thing in no row", first_price="77.0000", lines=PAGE[:9]))
    assert found.fields["items[0].unit_price"].value == 77.0
    assert not found.fields["items[0].unit_price"].grounded
    assert found.fields["items[0].quantity"].supported is False


def test_a_file_that_is_all_data_has_no_second_source() -> None:
    found = documents.extract(documents.read(filled(CII)), SCHEMA)
    assert found.values["total"] == 119.0
    assert found.disputed == ()
    assert {one.supported for one in found.fields.values()} == {None}


def test_a_class_and_other_kinds_of_fields_are_filled_as_from_pages() -> None:
    class Bill(BaseModel):
        invoice_number: str
        total_amount: str
        total: int
        vat_id: str | None = None

    found = documents.extract(documents.read(hybrid()), Bill)
    assert found.valid
    assert Bill.model_validate(found.values) == Bill(
        invoice_number="INV-4711", total_amount="119.00", total=119, vat_id="DE123456789"
    )


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from([Decimal("0.01"), Decimal("-0.01"), Decimal(1)]))
def test_amounts_a_cent_apart_differ(amount: Decimal, step: Decimal) -> None:
    assert same_amount(amount, float(amount))
    assert not same_amount(amount, float(amount + step))
    assert same_amount(amount, float(-amount), either_sign=True)


@given(st.text("abcO0Il1 -./", min_size=1, max_size=12), st.text("abcO0Il1 -./", min_size=1, max_size=12))
def test_words_are_the_same_if_their_letters_and_figures_are(one: str, other: str) -> None:
    letters = ["".join(letter for letter in text.casefold() if letter.isalnum()) for text in (one, other)]
    assert same_words(one, other) == (bool(letters[0]) and letters[0] == letters[1])


@pytest.mark.parametrize(("told", "same"), [("-", False), ("Blue chair", True), ("Red chair", False)])
def test_a_description_without_letters_is_told_by_nothing(told: str, same: bool) -> None:
    found = Found(path="items[0].description", value="Blue garden chair")
    assert Claim(value=told, part=True, of_item=True).is_told_by(found) == same
