"""Invoices as PDFs that carry their data, made here: a page of words, and files attached to it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pypdfium2
from media_samples import pdf

PAGE = (
    "Birkenhof GmbH",
    "Hauptstrasse 20",
    "80333 Muenchen",
    "",
    "Invoice number: INV-4711",
    "Invoice date: 2021-03-05",
    "Due date: 2021-04-04",
    "Bill to: Ortmann AG",
    "",
    "Description          Quantity     Unit price     Amount",
    "Blue chair           2            30.00          60.00",
    "Green table          1            40.00          40.00",
    "",
    "Net amount: EUR 100.00",
    "VAT 19%: EUR 19.00",
    "Total: EUR 119.00",
    "IBAN: DE02 1203 0000 0000 2020 51",
)
FACTS: Mapping[str, str] = {
    "kind": "380",
    "number": "INV-4711",
    "date": "20210305",
    "due_date": "20210404",
    "seller": "Birkenhof GmbH",
    "buyer": "Ortmann AG",
    "currency": "EUR",
    "net": "100.00",
    "tax": "19.00",
    "gross": "119.00",
    "due": "119.00",
    "iban": "DE02120300000000202051",
    "first": "Blue chair",
    "first_price": "30.0000",
}
ITEM: Any = {
    "description": {"type": "string"},
    "quantity": {"type": "number"},
    "unit_price": {"type": "number"},
    "total": {"type": "number"},
}
SCHEMA: Any = {
    "type": "object",
    "properties": {
        "number": {"type": "string", "description": "invoice number"},
        "date": {"type": "string", "format": "date", "description": "invoice date"},
        "due_date": {"type": "string", "format": "date"},
        "seller": {"type": "string"},
        "buyer": {"type": "string"},
        "currency": {"type": "string"},
        "net": {"type": "number", "description": "net amount"},
        "tax": {"type": "number"},
        "total": {"type": "number"},
        "iban": {"type": "string"},
        "items": {"type": "array", "items": {"type": "object", "properties": ITEM}},
    },
}
CII = """<?xml version="1.0" encoding="UTF-8"?>
<r:CrossIndustryInvoice xmlns:r="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:a="urn:a">
<r:ExchangedDocument><a:ID>{number}</a:ID><a:TypeCode>{kind}</a:TypeCode>
<a:IssueDateTime><a:DateTimeString format="102">{date}</a:DateTimeString></a:IssueDateTime></r:ExchangedDocument>
<r:SupplyChainTradeTransaction>
<a:IncludedSupplyChainTradeLineItem><a:SpecifiedTradeProduct><a:Name>{first}</a:Name></a:SpecifiedTradeProduct>
<a:SpecifiedLineTradeAgreement><a:NetPriceProductTradePrice><a:ChargeAmount>{first_price}</a:ChargeAmount>
</a:NetPriceProductTradePrice></a:SpecifiedLineTradeAgreement>
<a:SpecifiedLineTradeDelivery><a:BilledQuantity unitCode="C62">2.0000</a:BilledQuantity></a:SpecifiedLineTradeDelivery>
<a:SpecifiedLineTradeSettlement><a:ApplicableTradeTax><a:RateApplicablePercent>19</a:RateApplicablePercent>
</a:ApplicableTradeTax><a:SpecifiedTradeSettlementLineMonetarySummation><a:LineTotalAmount>60.00</a:LineTotalAmount>
</a:SpecifiedTradeSettlementLineMonetarySummation></a:SpecifiedLineTradeSettlement></a:IncludedSupplyChainTradeLineItem>
<a:IncludedSupplyChainTradeLineItem><a:SpecifiedTradeProduct><a:Name>Green table</a:Name></a:SpecifiedTradeProduct>
<a:SpecifiedLineTradeAgreement><a:NetPriceProductTradePrice><a:ChargeAmount>40.00</a:ChargeAmount>
</a:NetPriceProductTradePrice></a:SpecifiedLineTradeAgreement>
<a:SpecifiedLineTradeDelivery><a:BilledQuantity unitCode="C62">1</a:BilledQuantity></a:SpecifiedLineTradeDelivery>
<a:SpecifiedLineTradeSettlement><a:SpecifiedTradeSettlementLineMonetarySummation>
<a:LineTotalAmount>40.00</a:LineTotalAmount></a:SpecifiedTradeSettlementLineMonetarySummation>
</a:SpecifiedLineTradeSettlement></a:IncludedSupplyChainTradeLineItem>
<a:ApplicableHeaderTradeAgreement><a:SellerTradeParty><a:Name>{seller}</a:Name>
<a:SpecifiedTaxRegistration><a:ID schemeID="FC">12/345</a:ID></a:SpecifiedTaxRegistration>
<a:SpecifiedTaxRegistration><a:ID schemeID="VA">DE123456789</a:ID></a:SpecifiedTaxRegistration></a:SellerTradeParty>
<a:BuyerTradeParty><a:Name>{buyer}</a:Name></a:BuyerTradeParty></a:ApplicableHeaderTradeAgreement>
<a:ApplicableHeaderTradeSettlement><a:InvoiceCurrencyCode>{currency}</a:InvoiceCurrencyCode>
<a:SpecifiedTradeSettlementPaymentMeans><a:PayeePartyCreditorFinancialAccount><a:IBANID>{iban}</a:IBANID>
</a:PayeePartyCreditorFinancialAccount></a:SpecifiedTradeSettlementPaymentMeans>
<a:SpecifiedTradePaymentTerms><a:DueDateDateTime><a:DateTimeString format="102">{due_date}</a:DateTimeString>
</a:DueDateDateTime></a:SpecifiedTradePaymentTerms>
<a:SpecifiedTradeSettlementHeaderMonetarySummation><a:LineTotalAmount>100.00</a:LineTotalAmount>
<a:TaxBasisTotalAmount>{net}</a:TaxBasisTotalAmount><a:TaxTotalAmount currencyID="XTS">22.00</a:TaxTotalAmount>
<a:TaxTotalAmount currencyID="{currency}">{tax}</a:TaxTotalAmount><a:GrandTotalAmount>{gross}</a:GrandTotalAmount>
<a:DuePayableAmount>{due}</a:DuePayableAmount></a:SpecifiedTradeSettlementHeaderMonetarySummation>
</a:ApplicableHeaderTradeSettlement></r:SupplyChainTradeTransaction></r:CrossIndustryInvoice>"""
OLD_CII = """<?xml version="1.0" encoding="UTF-8"?>
<r:CrossIndustryDocument xmlns:r="urn:ferd:CrossIndustryDocument:invoice:1p0" xmlns:a="urn:a">
<r:HeaderExchangedDocument><a:ID>{number}</a:ID><a:TypeCode>{kind}</a:TypeCode>
<a:IssueDateTime><a:DateTimeString format="102">{date}</a:DateTimeString></a:IssueDateTime></r:HeaderExchangedDocument>
<r:SpecifiedSupplyChainTradeTransaction><a:ApplicableSupplyChainTradeAgreement>
<a:SellerTradeParty><a:Name>{seller}</a:Name></a:SellerTradeParty>
<a:BuyerTradeParty><a:Name>{buyer}</a:Name></a:BuyerTradeParty></a:ApplicableSupplyChainTradeAgreement>
<a:ApplicableSupplyChainTradeSettlement><a:InvoiceCurrencyCode>{currency}</a:InvoiceCurrencyCode>
<a:SpecifiedTradeSettlementMonetarySummation><a:TaxBasisTotalAmount currencyID="EUR">{net}</a:TaxBasisTotalAmount>
<a:TaxTotalAmount currencyID="EUR">{tax}</a:TaxTotalAmount>
<a:GrandTotalAmount currencyID="EUR">{gross}</a:GrandTotalAmount></a:SpecifiedTradeSettlementMonetarySummation>
</a:ApplicableSupplyChainTradeSettlement>
<a:IncludedSupplyChainTradeLineItem><a:SpecifiedSupplyChainTradeAgreement><a:NetPriceProductTradePrice>
<a:ChargeAmount currencyID="EUR">{first_price}</a:ChargeAmount></a:NetPriceProductTradePrice>
</a:SpecifiedSupplyChainTradeAgreement><a:SpecifiedSupplyChainTradeDelivery>
<a:BilledQuantity unitCode="C62">2</a:BilledQuantity></a:SpecifiedSupplyChainTradeDelivery>
<a:SpecifiedSupplyChainTradeSettlement><a:SpecifiedTradeSettlementMonetarySummation>
<a:LineTotalAmount currencyID="EUR">60.00</a:LineTotalAmount></a:SpecifiedTradeSettlementMonetarySummation>
</a:SpecifiedSupplyChainTradeSettlement><a:SpecifiedTradeProduct><a:Name>{first}</a:Name></a:SpecifiedTradeProduct>
</a:IncludedSupplyChainTradeLineItem></r:SpecifiedSupplyChainTradeTransaction></r:CrossIndustryDocument>"""
UBL = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:b="urn:b" xmlns:c="urn:c">
<b:ID>{number}</b:ID><b:IssueDate>2021-03-05</b:IssueDate><b:DueDate>2021-04-04</b:DueDate>
<b:InvoiceTypeCode>{kind}</b:InvoiceTypeCode><b:DocumentCurrencyCode>{currency}</b:DocumentCurrencyCode>
<c:AccountingSupplierParty><c:Party><c:PartyName><b:Name>Birkenhof</b:Name></c:PartyName>
<c:PartyTaxScheme><b:CompanyID>DE123456789</b:CompanyID><c:TaxScheme><b:ID>VAT</b:ID></c:TaxScheme></c:PartyTaxScheme>
<c:PartyLegalEntity><b:RegistrationName>{seller}</b:RegistrationName></c:PartyLegalEntity></c:Party>
</c:AccountingSupplierParty><c:AccountingCustomerParty><c:Party><c:PartyName><b:Name>{buyer}</b:Name></c:PartyName>
</c:Party></c:AccountingCustomerParty>
<c:PaymentMeans><c:PayeeFinancialAccount><b:ID>{iban}</b:ID></c:PayeeFinancialAccount></c:PaymentMeans>
<c:TaxTotal><b:TaxAmount currencyID="{currency}">{tax}</b:TaxAmount></c:TaxTotal>
<c:LegalMonetaryTotal><b:LineExtensionAmount currencyID="{currency}">100.00</b:LineExtensionAmount>
<b:TaxExclusiveAmount currencyID="{currency}">{net}</b:TaxExclusiveAmount>
<b:TaxInclusiveAmount currencyID="{currency}">{gross}</b:TaxInclusiveAmount>
<b:PayableAmount currencyID="{currency}">{due}</b:PayableAmount></c:LegalMonetaryTotal>
<c:InvoiceLine><b:ID>1</b:ID><b:InvoicedQuantity unitCode="C62">2</b:InvoicedQuantity>
<b:LineExtensionAmount currencyID="{currency}">60.00</b:LineExtensionAmount><c:Item><b:Name>{first}</b:Name>
<c:ClassifiedTaxCategory><b:Percent>19</b:Percent></c:ClassifiedTaxCategory></c:Item>
<c:Price><b:PriceAmount currencyID="{currency}">{first_price}</b:PriceAmount></c:Price></c:InvoiceLine></Invoice>"""


def shown(old: str, new: str) -> tuple[str, ...]:
    """The lines of `PAGE` with something else in the place of `old`."""
    assert any(old in line for line in PAGE)
    return tuple(line.replace(old, new) for line in PAGE)


def filled(form: str, **facts: str) -> bytes:
    """An invoice in XML, of `FACTS` but for those that are given."""
    return form.format(**{**FACTS, **facts}).encode()


def carrying(files: Sequence[tuple[str, bytes]], lines: Sequence[str] = PAGE) -> bytes:
    """A PDF of one page with these lines of print, which carries these files."""
    placed = ((40, 760 - 18 * number, line) for number, line in enumerate(lines))
    words = [(left + 6 * at, top, part) for left, top, line in placed for at, part in _parts(line)]
    shown = "\n".join(f"BT /F1 10 Tf {left} {top} Td ({text}) Tj ET" for left, top, text in words)
    with pypdfium2.PdfDocument(pdf([shown.encode("cp1252")], box="0 0 595 842")) as document:
        for name, data in files:
            document.new_attachment(name).set_data(data)
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


def hybrid(form: str = CII, *, lines: Sequence[str] = PAGE, **facts: str) -> bytes:
    """A PDF with `lines` on its page that carries an invoice in XML."""
    return carrying([("factur-x.xml", filled(form, **facts))], lines)


def _parts(line: str) -> list[tuple[int, str]]:
    """What stands together on a line, and at which character it begins; wide gaps are columns."""
    parts, at = [], 0
    for part in line.split("   "):
        if part.strip():
            parts.append((at + len(part) - len(part.lstrip()), part.strip()))
        at += len(part) + 3
    return parts
