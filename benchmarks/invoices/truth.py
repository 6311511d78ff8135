"""What is true of an invoice, told by whoever made it: the XML inside of its PDF, or a JSON file beside it.

The XML is UN/CEFACT's Cross Industry Invoice, which Factur-X and ZUGFeRD put into PDFs. It is read here apart from the
product, so that the product cannot agree with its own mistakes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2

FIELDS = ("number", "date", "total", "seller", "buyer", "currency", "tax", "due_date")
AMOUNTS = ("total", "tax")
_KEYS = {
    "number": "invoice_number",
    "date": "date",
    "total": "amount",
    "seller": "issuer",
    "currency": "currency",
    "tax": "amount_tax",
    "due_date": "date_due",
}
"""Of the JSON files that invoice2data's tests have."""
_PLACES = {
    "number": "ExchangedDocument/ID",
    "date": "ExchangedDocument/IssueDateTime/DateTimeString",
    "total": "MonetarySummation/GrandTotalAmount",
    "seller": "SellerTradeParty/Name",
    "buyer": "BuyerTradeParty/Name",
    "currency": "Settlement/InvoiceCurrencyCode",
    "due_date": "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString",
}
"""Ends of paths in the XML; a name may be the end of a longer one ("HeaderExchangedDocument")."""
_LINES = ("SupplyChainTradeLineItem", "LogisticsServiceCharge")
_CREDIT_NOTES = ("381", "384")


def truth_of(path: Path) -> dict[str, str]:
    """The fields that are told of a PDF, as text: days as ISO 8601, amounts with a point; empty where nothing is."""
    beside = path.with_suffix(".json")
    if beside.is_file():
        told = json.loads(beside.read_text(encoding="utf-8"))
        first = told[0] if isinstance(told, list) else told
        return {name: str(first[key]) for name, key in _KEYS.items() if first.get(key) not in (None, "")}
    return next((_of_xml(root) for root in _attached(path)), {})


def _attached(path: Path) -> Iterator[ET.Element]:
    """Roots of the XML files inside a PDF that tell of an invoice."""
    with pypdfium2.PdfDocument(path) as document:
        files = [document.get_attachment(at) for at in range(document.count_attachments())]
        contents = [bytes(one.get_data()) for one in files if one.get_name().lower().endswith(".xml")]
    for content in contents:
        try:
            root = ET.fromstring(content)  # noqa: S314 - files of a set that somebody chose
        except ET.ParseError:  # some of the files are broken on purpose
            continue
        if any(name.endswith("ExchangedDocument/ID") for name, _ in _leaves(root)):
            yield root


def _of_xml(root: ET.Element) -> dict[str, str]:
    leaves = list(_leaves(root))
    found = {name: _first(leaves, re.compile(rf"{end}$").search) for name, end in _PLACES.items()}
    found["tax"] = _first(
        leaves, lambda path: re.search(rf"/TaxTotalAmount(?:@{found['currency']})?$", path) is not None
    )
    for name in ("date", "due_date"):
        found[name] = re.sub(r"(\d{4})(\d{2})(\d{2}).*", r"\1-\2-\3", found[name])
    if _first(leaves, lambda path: path.endswith("ExchangedDocument/TypeCode")) in _CREDIT_NOTES:
        found |= {name: f"±{abs(float(found[name]))}" for name in AMOUNTS if found[name]}  # papers differ in sign
    return {name: text for name, text in found.items() if text}


def _first(leaves: list[tuple[str, str]], wanted: Callable[[str], object]) -> str:
    return next((text for path, text in leaves if wanted(path)), "")


def _leaves(element: ET.Element, above: str = "") -> Iterator[tuple[str, str]]:
    """Path and text of all that holds text, the items of the invoice left out; amounts with their currency."""
    name = f"{above}/{element.tag.rpartition('}')[2]}"
    if name.endswith(_LINES):
        return
    currency = element.get("currencyID", "")
    if element.text and element.text.strip():
        plain = name.endswith("GrandTotalAmount") or not currency
        yield name if plain else f"{name}@{currency}", element.text.strip()
    for inner in element:
        yield from _leaves(inner, name)
