"""UN/CEFACT's Cross Industry Invoice → an invoice.

Of it are ZUGFeRD 1.0 (FeRD 2014), and ZUGFeRD 2 and Factur-X (FNFE-MPE and FeRD, "Factur-X 1.0"; D16B and later), whose
names differ; business terms are those of EN 16931-1.
"""

from __future__ import annotations

from typing import Final

from sensorium.abilities.documents.carried.invoice import CREDIT_NOTES, Invoice, Item, Party
from sensorium.abilities.documents.carried.plain_values import amount, currency, day, only, sum_in, words
from sensorium.media.markup import Element

ROOTS: Final = ("CrossIndustryInvoice", "CrossIndustryDocument")
_HEAD: Final = "ExchangedDocument|HeaderExchangedDocument"
_DEAL: Final = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
_AGREED: Final = "ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
_DELIVERED: Final = "ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery"
_SETTLED: Final = "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
_SUMS: Final = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
_ITEM_AGREED: Final = "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement"
_ITEM_DELIVERED: Final = "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery"
_ITEM_SETTLED: Final = "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement"
_ITEM_SUMS: Final = "SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
_PRICE: Final = ("NetPriceProductTradePrice", "ChargeAmount")
_GROSS_PRICE: Final = ("GrossPriceProductTradePrice", "ChargeAmount")
_ORDER_ID: Final = "IssuerAssignedID|ID"
_OF_VAT: Final = "VA"
_DAY: Final = "DateTimeString|DateString"


def invoice_of(root: Element, file: str) -> Invoice | None:
    """An invoice, None where the root is none of `ROOTS`. file: what the file that it stands in is called."""
    if root.name not in ROOTS:
        return None
    head = root.under(_HEAD)
    deal = root.under(_DEAL)
    agreed, settled = deal.under(_AGREED), deal.under(_SETTLED)
    code = currency(settled.told("InvoiceCurrencyCode"))
    sums = settled.under(_SUMS)
    terms = settled.every("SpecifiedTradePaymentTerms", "DueDateDateTime", _DAY)
    account = ("SpecifiedTradeSettlementPaymentMeans", "PayeePartyCreditorFinancialAccount", "IBANID")
    return Invoice(
        file=file,
        form="cii",
        is_credit=head.told("TypeCode") in CREDIT_NOTES,
        number=words(head.told("ID")),
        order_number=words(agreed.told("BuyerOrderReferencedDocument", _ORDER_ID)),
        date=day(head.told("IssueDateTime", _DAY)),
        due_date=only(day(one.text) for one in terms),
        delivery_date=day(deal.told(_DELIVERED, "ActualDeliverySupplyChainEvent", "OccurrenceDateTime", _DAY)),
        currency=code,
        seller=_party(agreed.first("SellerTradeParty")),
        buyer=_party(agreed.first("BuyerTradeParty")),
        iban=only(words(one.text) for one in settled.every(*account)),
        items_total=sum_in(sums.every("LineTotalAmount"), code),
        net=sum_in(sums.every("TaxBasisTotalAmount"), code),
        tax=sum_in(sums.every("TaxTotalAmount"), code),
        gross=sum_in(sums.every("GrandTotalAmount"), code),
        due=sum_in(sums.every("DuePayableAmount"), code),
        items=_items(deal),
    )


def _party(element: Element | None) -> Party:
    if element is None:
        return Party()
    numbers = [one for one in element.every("SpecifiedTaxRegistration", "ID") if one.text]
    vat_id = next((one.text for one in numbers if one.attributes.get("schemeID") == _OF_VAT), "")
    return Party(name=words(element.told("Name")), vat_id=words(vat_id))


def _items(deal: Element) -> tuple[Item, ...]:
    found = (_item(line) for line in deal.every("IncludedSupplyChainTradeLineItem"))
    return tuple(item for item in found if item.description or item.total is not None)


def _item(line: Element) -> Item:
    product = line.under("SpecifiedTradeProduct")
    agreed = line.under(_ITEM_AGREED)
    delivered = line.under(_ITEM_DELIVERED, "BilledQuantity")
    settled = line.under(_ITEM_SETTLED)
    return Item(
        description=words(product.told("Name") or product.told("Description")),
        sku=words(product.told("SellerAssignedID")),
        quantity=amount(delivered.text),
        unit=words(delivered.attributes.get("unitCode", "")),
        unit_price=amount(agreed.told(*_PRICE)),
        gross_price=amount(agreed.told(*_GROSS_PRICE)),
        tax_rate=amount(settled.told("ApplicableTradeTax", "RateApplicablePercent|ApplicablePercent")),
        total=amount(settled.told(_ITEM_SUMS, "LineTotalAmount")),
    )
