"""Parties of invoices: names under numbers, doubled labels, labels that go on, the label of something else."""

from __future__ import annotations

import pytest
from typed_page import typed

from sensorium.abilities.documents.extraction import extract

SCHEMA = {
    "type": "object",
    "properties": {
        "seller": {"type": "string"},
        "buyer": {"type": "string"},
        "date": {"type": "string", "format": "date"},
        "due_date": {"type": "string", "format": "date"},
    },
}


def told(text: str) -> dict[str, object]:
    return dict(extract(typed(text), SCHEMA).values)


def test_names_stand_under_the_numbers_of_their_parties() -> None:
    text = (
        "Verkäufer:\nNummer : 549910\nGlobale Nummer: 4000001123452\nBirkenhof GmbH\nHauptstraße 20\n80333 München\n\n"
        "Käufer/Leistungsempfänger:\nNummer       : GE2020211\nOrtmann AG Mitte\nKundenstraße 15\n69876 Frankfurt"
    )
    assert told(text)["seller"] == "Birkenhof GmbH"
    assert told(text)["buyer"] == "Ortmann AG Mitte"


def test_no_number_of_a_party_is_the_beginning_of_its_name() -> None:
    text = (
        "Lesbare Fassung der Daten\n\nVerkäufer:\nGlobale Nummer: 4000001123452 (GTIN)\nBIRKENHOF GMBH\n"
        "HAUPTSTRASSE 20\n80333 MÜNCHEN\ninfo@birkenhof.de\n\nKäufer:\nORTMANN AG\nKUNDENSTRASSE 15\n69876 FRANKFURT\n"
        "post@ortmann.de"
    )
    assert told(text)["seller"] == "BIRKENHOF GMBH"


def test_words_before_the_label_of_a_buyer_leave_the_name_below_to_it() -> None:
    party = "ORTMANN AG\nKUNDENSTRASSE 15\n69876 FRANKFURT\n\nKontakt: post@ortmann.de"
    seller = "UTA BRANDT GMBH\nHauptstraße 20\n80333 München"
    text = f"Lesbare Fassung\n\nAbweichender Rechnungsempfänger:\n{party}\n\n{seller}"
    assert told(text)["seller"] == "UTA BRANDT GMBH"


def test_a_label_alone_on_its_line_says_more_than_what_stands_on_top() -> None:
    text = "Lesbare Fassung der Daten\n\nVerkäufer:\nUta Brandt\nHauptstraße 20\n80333 München\n\nRechnungsnummer: 12"
    assert told(text)["seller"] == "Uta Brandt"


def test_a_label_with_a_legal_form_behind_it_is_a_name() -> None:
    assert told("Lieferant GmbH\nLieferantenstraße 20\n80333 München\n\nRechnung Nr. 12")["seller"] == "Lieferant GmbH"


def test_words_to_pay_by_and_labels_that_go_on_are_no_buyer() -> None:
    text = (
        "Moulin SARL - 12 chemin du Lac - 84340 Malaucène\n\nCustomer VAT Number    ESA12345674\n"
        "Incoterms    DUTY UNPAID\n\n"
        "Facture à régler par virement sur le compte suivant"
    )
    assert told(text)["buyer"] is None


def test_a_small_word_behind_a_label_is_no_label() -> None:
    text = "Facture n°5622 du 02 Juillet 2015\nDate limite de paiement le 05 Juillet 2015\nTotal 29,99 €"
    assert (told(text)["date"], told(text)["due_date"]) == ("2015-07-02", "2015-07-05")


@pytest.mark.parametrize(
    "words",
    [
        "Bitte überweisen Sie bis zum 09.08.2019.",
        "Please remit until 2019-08-09.",
        "Zahlbar in 30 Tagen netto bis 09.08.2019",
    ],
)
def test_a_sentence_tells_until_when_to_pay(words: str) -> None:
    assert told(f"Rechnungsdatum: 10.07.2019\n\nSumme: 12,00 €\n{words}")["due_date"] == "2019-08-09"


def test_the_holder_of_the_account_is_no_buyer() -> None:
    text = "Invoice 12\nTotal: 12.00 €\nIBAN DE88200800000970375700\nAccount holder: Max Mustermann"
    assert told(text)["buyer"] is None


def test_a_day_that_allows_one_order_decides_against_language_and_country() -> None:
    dates = "Invoice Date    11/03/2017\nDue Date   12/03/2017\nVirement   11/17/2017"
    text = f"VAT : FR40303265045\n{dates}\nTotal TTC 5,00 €"
    assert told(text)["date"] == "2017-11-03"


def test_a_day_is_read_with_a_space_before_its_comma() -> None:
    assert told("Invoice Date:   August 3 , 2014")["date"] == "2014-08-03"
