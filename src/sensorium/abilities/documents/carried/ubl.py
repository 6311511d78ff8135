"""OASIS' Universal Business Language 2.1, as XRechnung and Peppol BIS Billing 3.0 use it → an invoice."""

from __future__ import annotations

from typing import Final

from sensorium.abilities.documents.carried.invoice import CREDIT_NOTES, Invoice, Item, Party
from sensorium.abilities.documents.carried.plain_values import amount, currency, day, only, sum_in, words
from sensorium.media.markup import Element

ROOTS: Final = ("Invoice", "CreditNote")
_NAMESPACE: Final = "urn:oasis:names:specification:ubl:schema:xsd:"
_OF_VAT: Final = "VAT"


def invoice_of(root: Element, file: str) -> Invoice | None:
    """An invoice, None where the root is none of `ROOTS`. file: what the file that it stands in is called."""
    if root.name not in ROOTS or not root.namespace.startswith(_NAMESPACE):
        return None
    code = currency(root.told("DocumentCurrencyCode"))
    sums = root.under("LegalMonetaryTotal")
    kind = root.told("InvoiceTypeCode|CreditNoteTypeCode")
    dues = (*root.every("DueDate"), *root.every("PaymentMeans", "PaymentDueDate"))
    accounts = root.every("PaymentMeans", "PayeeFinancialAccount", "ID")
    return Invoice(
        file=file,
        form="ubl",
        is_credit=root.name == "CreditNote" or kind in CREDIT_NOTES,
        number=words(root.told("ID")),
        order_number=words(root.told("OrderReference", "ID")),
        date=day(root.told("IssueDate")),
        due_date=only(day(one.text) for one in dues),
        delivery_date=day(root.told("Delivery", "ActualDeliveryDate")),
        currency=code,
        seller=_party(root.first("AccountingSupplierParty", "Party")),
        buyer=_party(root.first("AccountingCustomerParty", "Party")),
        iban=only(words(one.text) for one in accounts),
        items_total=sum_in(sums.every("LineExtensionAmount"), code),
        net=sum_in(sums.every("TaxExclusiveAmount"), code),
        tax=sum_in(root.every("TaxTotal", "TaxAmount"), code),
        gross=sum_in(sums.every("TaxInclusiveAmount"), code),
        due=sum_in(sums.every("PayableAmount"), code),
        items=_items(root),
    )


def _party(element: Element | None) -> Party:
    """The name it is registered by, which invoices show; else the one it trades by."""
    if element is None:
        return Party()
    name = element.told("PartyLegalEntity", "RegistrationName") or element.told("PartyName", "Name")
    taxed = [one for one in element.every("PartyTaxScheme") if one.told("TaxScheme", "ID") == _OF_VAT]
    vat_id = next((one.told("CompanyID") for one in taxed), "")
    return Party(name=words(name), vat_id=words(vat_id))


def _items(root: Element) -> tuple[Item, ...]:
    found = (_item(line) for line in root.every("InvoiceLine|CreditNoteLine"))
    return tuple(item for item in found if item.description or item.total is not None)


def _item(line: Element) -> Item:
    product = line.under("Item")
    quantity = line.under("InvoicedQuantity|CreditedQuantity")
    return Item(
        description=words(product.told("Name") or product.told("Description")),
        sku=words(product.told("SellersItemIdentification", "ID")),
        quantity=amount(quantity.text),
        unit=words(quantity.attributes.get("unitCode", "")),
        unit_price=amount(line.told("Price", "PriceAmount")),
        gross_price=amount(line.told("Price", "AllowanceCharge", "BaseAmount")),
        tax_rate=amount(product.told("ClassifiedTaxCategory", "Percent")),
        total=amount(line.told("LineExtensionAmount")),
    )
