"""Who a paper is from and whom it is for, where no label says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_page import typed

from sensorium.abilities.documents.extraction import Found, extract
from sensorium.abilities.documents.extraction.paper.party_words import TITLE, has_legal_form, looks_like_address
from sensorium.abilities.documents.extraction.parties.fuller import unspaced


def found(text: str, name: str) -> Found:
    told = extract(typed(text), {"type": "object", "properties": {name: {"type": "string"}}})
    return told.fields[name]


LETTER = """
        OSTWIND
     Fahrradladen

Frau Lena Prinz
Am Kai 3
18055 Rostock
                                       Rostock, 4. Mai 2024
Rechnung Nr. 77
Reparatur                     40,00 €
Gesamtbetrag                  40,00 €

Ostwind Fahrradladen GmbH, Hafenweg 1, 18055 Rostock
"""
INVOICE = """
Birch & Sons Ltd                          INVOICE
4 Mill Lane, York YO1 7AA

Harbour Trust plc                         Invoice no: 12
Attn: Mona Reid                           Date: 4 May 2024
9 Dock Street
Hull HU1 2AB
"""
NORWEGIAN = """
Vakt AS                                              FAKTURA

Sameiet Bryggen 4                      Fakturanr.        482
v/ Anne Moe                            Kundenr.           21
Bryggen 4
5003 Bergen
"""
FAPIAO = """
发票号码：04567891
购买方  名称：上海蓝海有限公司
合计   ¥1000.00
销售方  名称：北京晨光有限公司
"""


@pytest.mark.parametrize(
    ("text", "company"),
    [
        (LETTER, "Ostwind Fahrradladen GmbH"),
        ("COLOMBO VERDI\n& FIGLI S.n.c.\nVia Roma 7\nP.IVA 01234560132\nTOTALE 5,00", "COLOMBO VERDI & FIGLI S.n.c."),
        ("M I R A M A R\nCalle Sol 3\nTOTAL 5,00", "MIRAMAR"),
        ("Rechnung\n\nBohren 40,00\nSumme 40,00\n\nPraxis am Markt · Hauptstr. 1 · 12345 Ort", "Praxis am Markt"),
        ("CNPJ 12.345.678/0001-90\nBOM JESUS LTDA\nRUA DAS PALMEIRAS, 310 - CENTRO, NITEROI - RJ", "BOM JESUS LTDA"),
        (FAPIAO, "北京晨光有限公司"),
        ("[영수증]\n상호: 한빛문구\n합계 5,000원", "한빛문구"),
        ("KAUPPA\nRanta\nRanta Kauppa Oy\nY-tunnus 2911223-4\nYHTEENSÄ 5,00", "Ranta Kauppa Oy"),
    ],
)  # fmt: skip
def test_the_seller_is_named_in_full(text: str, company: str) -> None:
    assert found(text, "company").value == company


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        (LETTER, "Frau Lena Prinz"),
        (INVOICE, "Harbour Trust plc"),
        ("Mill Ltd\n\nBuyer: Coral & Thread Exports, 9 Beach Road, Kochi\n", "Coral & Thread Exports"),
        ("Mill Ltd\n\nReceived from       Daniel Okafor\n", "Daniel Okafor"),
        ("Mill Hall\n\nHirer       Ms Orla Keane\nEvent       40th birthday\nPaid on     4 May 2024", "Ms Orla Keane"),
        (NORWEGIAN, "Sameiet Bryggen 4"),
        (FAPIAO, "上海蓝海有限公司"),
        ("RECEIPT\nCorner Shop\n12 High Street\nYork YO1 7AA\nBread 1.20\nTotal 1.20\nCash 2.00\nChange 0.80", None),
    ],
)
def test_whom_it_is_for(text: str, customer: str | None) -> None:
    assert found(text, "customer").value == customer


def test_columns_that_nearly_touch_are_two_parties() -> None:
    text = (
        "Sprzedawca                  Nabywca\n"
        "Zakład Stolarski Sp. z o.o. Hotel Morski S.A.\n"
        "ul. Klonowa 8               al. Morska 112\n"
        "87-100 Toruń                81-225 Gdynia\n"
    )
    assert found(text, "company").value == "Zakład Stolarski Sp. z o.o."
    assert found(text, "customer").value == "Hotel Morski S.A."


def test_a_number_behind_the_title_is_that_of_the_paper() -> None:
    assert found("RIVER CLUB\nReceipt     No. 118\nOn 5 May 2024", "receipt_number").value == "118"
    assert found("RIVER CLUB\nAccount No. 118\nOn 5 May 2024", "receipt_number").value is None


@pytest.mark.parametrize(
    "name",
    ["Ranta Oy", "Bager Kft.", "Pekařství s.r.o.", "Kitap A.Ş.", "Shakti Pvt. Ltd.", "ООО Ромашка", "주식회사 한빛",
     "Mills SNC", "Verdi S.n.c.", "Hof GbR", "(주)한빛"],
)  # fmt: skip
def test_legal_forms_of_many_countries(name: str) -> None:
    assert has_legal_form(name)


@pytest.mark.parametrize("text", ["Das ist ab Montag", "as you like it", "e.g. this", "Oysters and more"])
def test_what_is_no_legal_form(text: str) -> None:
    assert not has_legal_form(text)


@pytest.mark.parametrize("text", ["1530 Payerne", "602 00 Brno", "Route de la Gare 18", "Rantakatu 9", "9 Beach Road"])
def test_lines_of_addresses(text: str) -> None:
    assert looks_like_address(text)


@pytest.mark.parametrize("text", ["[영수증]", "Účtenka", "KUITTI", "Τιμολόγιο", "NOTE D'HONORAIRES"])
def test_titles_of_papers(text: str) -> None:
    assert TITLE.match(text)


@given(st.text(max_size=40))
def test_letters_are_brought_together_and_none_is_lost(text: str) -> None:
    assert "".join(unspaced(text).split()) == "".join(text.split())
