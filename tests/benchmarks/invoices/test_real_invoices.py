"""How real invoices are dealt out, what is held to be true of them, and what counts as right."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from benchmarks.invoices.judging import is_right, is_shown
from benchmarks.invoices.layouts import layouts, sides
from benchmarks.invoices.truth import truth_of
from hypothesis import given
from hypothesis import strategies as st

XML = """<?xml version="1.0" encoding="UTF-8"?>
<r:CrossIndustryInvoice xmlns:r="urn:r" xmlns:a="urn:a">
 <r:ExchangedDocument><a:ID>N-7</a:ID><a:TypeCode>{kind}</a:TypeCode>
  <a:IssueDateTime><a:DateTimeString format="102">20210305</a:DateTimeString></a:IssueDateTime></r:ExchangedDocument>
 <r:SupplyChainTradeTransaction>
  <a:IncludedSupplyChainTradeLineItem><a:MonetarySummation><a:GrandTotalAmount>1.00</a:GrandTotalAmount>
   </a:MonetarySummation></a:IncludedSupplyChainTradeLineItem>
  <a:ApplicableHeaderTradeAgreement><a:SellerTradeParty><a:Name>Birkenhof GmbH</a:Name></a:SellerTradeParty>
   <a:BuyerTradeParty><a:Name>Ortmann AG</a:Name></a:BuyerTradeParty></a:ApplicableHeaderTradeAgreement>
  <a:ApplicableHeaderTradeSettlement><a:InvoiceCurrencyCode>GBP</a:InvoiceCurrencyCode>
   <a:SpecifiedTradeSettlementHeaderMonetarySummation>
    <a:TaxTotalAmount currencyID="EUR">22.00</a:TaxTotalAmount>
    <a:TaxTotalAmount currencyID="GBP">19.00</a:TaxTotalAmount>
    <a:GrandTotalAmount>{total}</a:GrandTotalAmount></a:SpecifiedTradeSettlementHeaderMonetarySummation>
  </a:ApplicableHeaderTradeSettlement></r:SupplyChainTradeTransaction>
</r:CrossIndustryInvoice>"""


def with_data(path: Path, content: str) -> Path:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200).close()
    document.new_attachment("factur-x.xml").set_data(content.encode())
    document.save(path)
    document.close()
    return path


def test_the_truth_is_the_data_inside_and_not_an_item_of_it(tmp_path: Path) -> None:
    path = with_data(tmp_path / "bill.pdf", XML.format(kind="380", total="119.00"))
    assert truth_of(path) == {
        "number": "N-7",
        "date": "2021-03-05",
        "total": "119.00",
        "seller": "Birkenhof GmbH",
        "buyer": "Ortmann AG",
        "currency": "GBP",
        "tax": "19.00",
    }


def test_a_credit_note_is_right_with_either_sign(tmp_path: Path) -> None:
    truth = truth_of(with_data(tmp_path / "credit.pdf", XML.format(kind="381", total="119.00")))
    assert is_right("total", truth["total"], -119)
    assert is_right("total", truth["total"], 119.0)
    assert not is_right("total", truth["total"], 118.99)


def test_broken_data_is_no_truth(tmp_path: Path) -> None:
    assert truth_of(with_data(tmp_path / "broken.pdf", "<?xml nothing")) == {}


def test_a_file_beside_comes_first(tmp_path: Path) -> None:
    path = with_data(tmp_path / "bill.pdf", XML.format(kind="380", total="119.00"))
    told = [{"invoice_number": "X1", "amount": 4.5, "date": None}]
    path.with_suffix(".json").write_text(json.dumps(told), encoding="utf-8")
    assert truth_of(path) == {"number": "X1", "total": "4.5"}


@pytest.mark.parametrize(
    ("field", "want", "got", "right"),
    [
        ("total", "12.50", 12.5, True),
        ("total", "12.50", -12.5, False),
        ("total", "12.50", None, False),
        ("seller", "Birkenhof GmbH", "BIRKENHOF", True),
        ("seller", "Birkenhof GmbH", "Hof GmbH", False),
        ("seller", "Herrn\nMax Ort", "Max Ort", True),
        ("number", "FA-12/3", "fa 12/3", True),
        ("date", "2021-03-05", "2021-05-03", False),
    ],
)
def test_what_counts_as_right(field: str, want: str, got: object, right: bool) -> None:
    assert is_right(field, want, got) == right


def test_what_a_page_cannot_say_is_seen() -> None:
    page = "Rechnung 77 vom 05.03.2021, Birkenhof GmbH, 1.234,50"
    assert is_shown("total", "1234.50", page)
    assert not is_shown("total", "99.00", page)
    assert is_shown("number", "77", page)
    assert not is_shown("seller", "Ortmann AG", page)
    assert is_shown("date", "2021-04-01", page)
    assert not is_shown("date", "2020-03-05", page)


def test_papers_that_share_words_are_of_one_layout_even_over_a_third() -> None:
    texts = {
        "a": "Rechnung Menge Preis Betrag Kunde",
        "b": "Rechnung Menge Preis Betrag Summe Netto",
        "c": "Betrag Summe Netto Rechnung Steuer Menge",
        "d": "Invoice quantity price total",
    }
    assert layouts(texts) == [["a", "b", "c"], ["d"]]


@given(st.lists(st.text("abcdef ", min_size=3, max_size=20), min_size=1, max_size=12))
def test_no_paper_is_lost_or_on_both_sides(texts: list[str]) -> None:
    named = {str(at): text for at, text in enumerate(texts)}
    dealt = [name for groups in sides(layouts(named)).values() for group in groups for name in group]
    assert sorted(dealt) == sorted(named)
