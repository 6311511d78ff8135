"""Labels on lines, names of fields, and the table that both are read from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typed_page import typed

from sensorium.abilities.documents.extraction.paper.labels import concept_of, concepts, hits_of, read_concepts
from sensorium.abilities.documents.extraction.paper.lines import lines_of
from sensorium.abilities.documents.tree import TEXT_LAYER


def found(text: str, source: str = "tesseract") -> list[tuple[str, str]]:
    (page,) = typed(text).pages
    (line,) = lines_of([replace(page, words=tuple(replace(word, source=source) for word in page.words))])
    return [(hit.concept, line.text[hit.start : hit.end]) for hit in hits_of(line)]


@pytest.mark.parametrize(
    ("text", "concept"),
    [("TOTAL", "total"), ("T0TAL", "total"), ("Gesamtbetrag", "total"), ("Gesamtbetr ag", "total"), ("Totai", "total"),
     ("Sub Total", "subtotal"), ("lnvoice Nurnber", "invoice_number"), ("Rechnungs-Nr.", "invoice_number"),
     ("合計", "total"), ("小 計", "subtotal"), ("Fecha de vencimiento", "due_date"), ("N° facture", "invoice_number"),
     ("Total (incl. GST)", "total"), ("TUNAI", "cash"), ("Kembalian", "change"), ("Att betala", "total"),
     ("Celkem k úhradě", "total"), ("Yhteensä", "total"), ("TOPKDV", "tax"), ("합계금액", "total"),
     ("Fizetendő", "total"), ("Å betale", "total"), ("Eräpäivä", "due_date"),
     ("Itogo", None), ("Итого к оплате", "total"), ("Срок оплаты", "due_date"),
     ("Odběratel", "buyer"), ("Σύνολο", "total"), ("Patient", "buyer"), ("Tổng cộng", "total")],
)  # fmt: skip
def test_a_label_is_known_in_many_languages_and_misread(text: str, concept: str | None) -> None:
    if concept is None:
        assert found(text) == []
    elif text == "Totai":  # four of five letters: too short to be misread
        assert found(text) == [("total", text)]  # "i" and "l" are one letter to a reader of print
    else:
        assert found(text)[0][0] == concept


def test_what_a_file_says_itself_is_not_misread() -> None:
    assert found("Alle Rechnungen", TEXT_LAYER) == []  # a letter short of "Rechnung an"
    assert found("Rechnungsdatm", TEXT_LAYER) == []
    assert found("Rechnungsdatum", TEXT_LAYER) == [("date", "Rechnungsdatum")]


def test_a_short_word_of_one_language_is_no_label_of_another() -> None:
    assert found("Muster Software") == []  # a letter short of "müşteri"
    assert found("Rechnungsdatm") == [("date", "Rechnungsdatm")]


def test_the_longest_label_counts() -> None:
    assert found("Invoice No: 1234      Date: 12/03/2018") == [("invoice_number", "Invoice No"), ("date", "Date")]
    assert found("Total GST 3.00") == [("tax", "Total GST")]


def test_a_number_that_begins_like_a_label_is_none() -> None:
    assert found("Number INV-1234") == []


@pytest.mark.parametrize(
    ("name", "concept"),
    [("invoice_number", "invoice_number"), ("totalAmount", "total"), ("Rechnungsdatum", None), ("vendor", "seller"),
     ("date_of_issue", "date"), ("VAT ID", "vat_id"), ("shoe_size", None), ("foo_bar", None)],
)  # fmt: skip
def test_a_field_is_understood_by_its_name(name: str, concept: str | None) -> None:
    known = concept_of(name)
    if name == "Rechnungsdatum":
        assert known is not None
        assert known.name == "date"
    else:
        assert (known.name if known else None) == concept


def test_every_concept_has_labels_or_names() -> None:
    assert all(concept.labels or concept.names for concept in concepts().values())
    assert {
        "en",
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "sv",
        "da",
        "id",
        "zh",
        "ja",
        "cs",
        "sk",
        "fi",
        "tr",
        "hu",
        "no",
        "ro",
        "hr",
        "ru",
        "uk",
        "el",
        "ko",
        "vi",
    } <= {language for concept in concepts().values() for language, _ in concept.labels}


def test_a_table_of_concepts_is_read() -> None:
    (one,) = read_concepts("# remark\n[total] money\nen: total, grand total\nname: sum\n")
    assert (one.name, one.kind, one.names) == ("total", "money", ("sum",))
    assert one.labels == (("en", "total"), ("en", "grand total"))
