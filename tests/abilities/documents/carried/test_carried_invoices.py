"""What is read of invoices in XML, of every norm, and what of it is taken for a value."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from carried_samples import CII, OLD_CII, UBL, carrying, filled, hybrid
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities import documents
from sensorium.abilities.documents import writing
from sensorium.abilities.documents.carried import Invoice, Item, Party, carried_by, plain_values, telling
from sensorium.errors import InvalidInput
from sensorium.limits import Limits

LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
OF_FORM = {"zugferd 2": CII, "zugferd 1": OLD_CII, "ubl": UBL}
amounts = st.none() | st.decimals(-(10**9), 10**9, places=4)
words = st.text(max_size=12)
items = st.builds(
    Item, description=words, sku=words, quantity=amounts, unit=words, unit_price=amounts, gross_price=amounts,
    tax_rate=amounts, total=amounts,
)  # fmt: skip
parties = st.builds(Party, name=words, vat_id=words)
invoices = st.builds(
    Invoice, form=st.sampled_from(["cii", "ubl"]), file=words, is_credit=st.booleans(), number=words,
    order_number=words, date=words, due_date=words, delivery_date=words, currency=words, seller=parties, buyer=parties,
    iban=words, items_total=amounts, net=amounts, tax=amounts, gross=amounts, due=amounts,
    items=st.lists(items, max_size=3).map(tuple),
)  # fmt: skip


def only_invoice(form: str, **facts: str) -> Invoice:
    (invoice,) = carried_by(hybrid(form, **facts)).invoices
    return invoice


@pytest.mark.parametrize("form", OF_FORM.values(), ids=OF_FORM)
def test_every_norm_tells_the_same(form: str) -> None:
    found = only_invoice(form)
    assert (found.number, found.date, found.currency) == ("INV-4711", "2021-03-05", "EUR")
    assert (found.seller.name, found.buyer.name) == ("Birkenhof GmbH", "Ortmann AG")
    assert (found.net, found.tax, found.gross) == (Decimal(100), Decimal(19), Decimal(119))
    first = found.items[0]
    assert (first.description, first.quantity, first.unit) == ("Blue chair", Decimal(2), "C62")
    assert (first.unit_price, first.total) == (Decimal(30), Decimal(60))
    assert not found.is_credit


@pytest.mark.parametrize("form", [CII, UBL], ids=["cii", "ubl"])
def test_the_newer_norms_tell_more(form: str) -> None:
    found = only_invoice(form)
    assert (found.due_date, found.due, found.iban) == ("2021-04-04", Decimal(119), "DE02120300000000202051")
    assert (found.seller.vat_id, found.items[0].tax_rate, found.items_total) == ("DE123456789", 19, Decimal(100))


def test_credit_notes_are_told_by_their_kind_or_their_root() -> None:
    assert only_invoice(CII, kind="381").is_credit
    note = UBL.replace("<Invoice ", "<CreditNote ").replace("</Invoice>", "</CreditNote>")
    note = note.replace("InvoiceLine", "CreditNoteLine").replace("InvoicedQuantity", "CreditedQuantity")
    found = only_invoice(note)
    assert found.is_credit
    assert found.items[0].quantity == 2


def test_several_days_to_pay_by_are_none() -> None:
    twice = CII.replace("<a:SpecifiedTradePaymentTerms>", (
        '<a:SpecifiedTradePaymentTerms><a:DueDateDateTime><a:DateTimeString format="102">20210501</a:DateTimeString>'
        "</a:DueDateDateTime></a:SpecifiedTradePaymentTerms><a:SpecifiedTradePaymentTerms>"
    ))  # fmt: skip
    assert only_invoice(twice).due_date == ""


def test_what_is_no_value_is_left_out() -> None:
    found = only_invoice(CII, gross="1,190.00", date="20210230", currency="Euro", net="NaN", due="1e9", tax="")
    assert (found.gross, found.net, found.due, found.date, found.currency) == (None, None, None, "", "")


def test_other_xml_is_left_alone() -> None:
    other = UBL.replace("urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", "urn:mine").encode()
    found = carried_by(carrying([("a.xml", b"<feed/>"), ("b.xml", other), ("c.txt", filled(CII)), ("d.xml", b"<!--")]))
    assert found.invoices == ()
    assert [note.split(" were ")[0] for note in found.notes] == ["data in 'd.xml'"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (LAUGHS, "declares a document type"),
        (filled(CII)[:-40], "no XML, or damaged"),
        (filled(CII, seller="Müller").replace("ü".encode(), b"\xfc"), "no XML, or damaged"),
        (b"<a>" * 200 + b"</a>" * 200, "holds too much"),
        (filled(CII) + b" " * 9_000_000, "carries more than is read"),
    ],
    ids=["entities", "cut off", "wrong encoding", "deep", "huge"],
)
def test_hostile_data_are_left_unread_with_a_note_and_pages_are_read(data: bytes, why: str) -> None:
    reading = documents.read(carrying([("factur-x.xml", data)]))
    assert reading.invoices == ()
    assert [why in note for note in reading.notes] == [True]
    assert "Birkenhof GmbH" in reading.text


def test_data_in_another_encoding_are_read_as_they_say() -> None:
    text = filled(CII, seller="Müller & Söhne".replace("&", "&amp;")).decode()
    for encoding in ("utf-8-sig", "utf-16", "latin-1"):
        told = text.replace("UTF-8", encoding.removesuffix("-sig"), 1).encode(encoding)
        (invoice,) = carried_by(carrying([("factur-x.xml", told)])).invoices
        assert invoice.seller.name == "Müller & Söhne"


def test_the_usual_name_comes_first_and_the_other_stays() -> None:
    files = [("other.xml", filled(UBL, gross="120.00")), ("ZUGFeRD-invoice.xml", filled(OLD_CII))]
    found = carried_by(carrying(files)).invoices
    assert [(one.file, one.gross) for one in found] == [
        ("ZUGFeRD-invoice.xml", Decimal("119.00")),
        ("other.xml", Decimal("120.00")),
    ]


def test_more_files_than_are_read_are_told() -> None:
    data = carrying([(f"{at}.xml", b"<a/>") for at in range(5)])
    found = carried_by(data, Limits(document_attachments=4))
    assert found.invoices == ()
    assert found.notes[0].startswith("files that the PDF carries were left unread: The PDF carries more than is read")


def test_data_can_be_left_unread() -> None:
    data = hybrid()
    assert len(documents.read(data).invoices) == 1
    assert documents.read(data, embedded=False).invoices == ()


def test_a_file_of_xml_is_an_invoice_by_itself() -> None:
    for form in OF_FORM.values():
        (invoice,) = documents.read(filled(form)).invoices
        assert (invoice.file, invoice.number) == ("", "INV-4711")
    assert documents.read(b"<a>1</a>").invoices == ()


def test_a_reading_told_as_json_keeps_its_invoices() -> None:
    reading = documents.read(hybrid())
    told = json.loads(json.dumps(writing.told(reading)))
    assert told["invoices"][0]["gross"] == "119.00"
    assert writing.retold(told).invoices == reading.invoices
    assert "invoices" not in writing.told(documents.read(hybrid(), embedded=False))
    for broken in ({"form": "cii"}, {**told["invoices"][0], "gross": "much"}, {**told["invoices"][0], "more": "1"}):
        with pytest.raises(InvalidInput) as caught:
            writing.retold({**told, "invoices": [broken]})
        assert caught.value.code == "invalid_document"


@given(invoices)
def test_an_invoice_told_is_told_again(invoice: Invoice) -> None:
    assert telling.retold(json.loads(json.dumps(telling.told(invoice)))) == invoice


@given(st.text(max_size=20) | st.from_regex(r"[0-9.+-]{1,20}"))
def test_an_amount_is_a_finite_number_or_nothing(text: str) -> None:
    found = plain_values.amount(text)
    assert found is None or (found.is_finite() and found == Decimal(text))


@given(st.text(max_size=12) | st.from_regex(r"\d{4}-?\d\d-?\d\d.{0,10}", fullmatch=True))
def test_a_day_is_one_of_the_calendar_or_nothing(text: str) -> None:
    found = plain_values.day(text)
    assert not found or date.fromisoformat(found).isoformat() == found


@given(st.dates())
def test_a_day_is_read_in_both_forms(day: date) -> None:
    assert plain_values.day(day.isoformat()) == plain_values.day(day.strftime("%Y%m%d").zfill(8)) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-01-05-05:00", "2024-01-05"),
        ("2024-01-05+01:00", "2024-01-05"),
        ("2024-01-05Z", "2024-01-05"),
        ("2024-01-05T12:30:00", "2024-01-05"),
        ("202401051230", "2024-01-05"),
        ("202401052460", ""),
        ("202401059", ""),
        ("2024-01-05-05", ""),
        ("2024-01-05-05:00:00", ""),
    ],
)
def test_a_day_may_have_a_zone_or_a_time_behind_it(text: str, day: str) -> None:
    assert plain_values.day(text) == day
