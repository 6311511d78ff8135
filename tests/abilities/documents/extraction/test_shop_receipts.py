"""What real receipts do that made ones do not: sums rounded to coins, names over lines, stamps, unsure words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from typed_page import typed, words_of

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction import Extracted, extract
from sensorium.abilities.documents.extraction.paper.lines import lines_of
from sensorium.abilities.documents.extraction.paper.party_words import TITLE, has_legal_form
from sensorium.abilities.documents.printed.dates import dates_in
from sensorium.abilities.documents.tree import Reading, ReadPage, Vote, Word

FIELDS = {
    "type": "object",
    "properties": {
        "company": {"type": "string"},
        "date": {"type": "string", "format": "date"},
        "total": {"type": "number"},
    },
}


def told(text: str) -> Extracted:
    return extract(typed(text), FIELDS)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Total incl GST    60.31\nRounding adj      -0.01\nTotal             60.30\nCash              70.30", 60.30),
        ("Total sales       42.33\nRounding           0.02\nTo pay            42.35\nCard              42.35", 42.35),
        ("Totalt            99,75\nAvrundning         0,25\nAtt betala       100,00\nKontant          100,00", 100.0),
        ("Total             20.00\nRounding           0.00\nCash              20.00\nChange             0.00", 20.0),
    ],
)
def test_the_total_is_what_coins_pay(text: str, total: float) -> None:
    assert told(f"Corner Shop\nBread   1.20\n{text}").values["total"] == pytest.approx(total)


def test_without_a_total_the_subtotal_that_was_paid_is_it() -> None:
    text = "Corner Shop\nTea        3.60\nSubtotal   53.60\nCash      100.00\nChange     46.40\nVAT         3.03"
    assert told(text).values["total"] == pytest.approx(53.60)


@pytest.mark.parametrize(
    "label", ["Total incl. of GST", "Total with VAT @ 6%", "Total (GST incl)", "Total after adj incl tax"]
)
def test_a_total_that_mentions_a_tax_is_no_tax(label: str) -> None:
    found = told(f"Corner Shop\nTea    2.00\nCake   2.00\n{label}   4.00\nCash   10.00\nChange   6.00")
    assert found.values["total"] == pytest.approx(4.0)


def test_the_foot_of_a_table_of_taxes_is_no_total() -> None:
    text = (
        "Corner Shop\nTOTAL              4.90\nCASH               4.90\nCHANGE             0.00\n"
        "TAX CODE    %    AMOUNT    TAX\nS           6      4.60   0.28\nTOTAL              4.60   0.28\n"
    )
    assert told(text).values["total"] == pytest.approx(4.90)


def test_the_gross_that_the_tax_is_added_to_is_not_the_total() -> None:
    text = "Corner Shop\nGross amount   40.00\nTotal VAT       2.40\nTotal (EUR)    42.40\nAmount paid    42.40"
    assert told(text).values["total"] == pytest.approx(42.40)


@pytest.mark.parametrize(
    ("head", "company"),
    [
        ("HARBOUR BOOK\nCO. (M) SDN BHD\n(CO. NO. 10001-W)", "HARBOUR BOOK CO. (M) SDN BHD"),
        ("NORTH TOOL\nENTERPRISE (EAST\nBANK) SDN BHD\n822000-X", "NORTH TOOL ENTERPRISE (EAST BANK) SDN BHD"),
        ("QUAY PUMP HOLDINGS\nSDN. BHD.\n(301-K)", "QUAY PUMP HOLDINGS SDN. BHD."),
        ("MILL HARDWARE &\nELECTRICAL\n9 High Street", "MILL HARDWARE & ELECTRICAL"),
        ("POSTED\nRIVER MART S/B (519000-X)\n9 High Street", "RIVER MART S/B"),
        ("OAK BAKERY S/B 273000-U (KSB)\n9 High Street", "OAK BAKERY S/B"),
        ("PINE MART\n(SA0264000-T)\n9 High Street", "PINE MART"),
        ("A CO. (M) BHD (126000-H)\n3rd Flr, Old Mall\nQUAY WAY, PARK", "A CO. (M) BHD"),
        ("WELL SNACKS\n19 & 19A, HIGH STREET 2, NORTH WARD\nOLD PARK, 44300 TOWN", "WELL SNACKS"),
        ("PERK\nPERK STATIONERY SDN BHD\nGST REG NO : 001032000816", "PERK STATIONERY SDN BHD"),
    ],
)
def test_the_name_of_a_shop(head: str, company: str) -> None:
    assert told(f"{head}\nTea 2.00\nTotal 2.00\nCash 2.00").values["company"] == company


def test_a_brand_over_the_firm_that_owns_it_is_no_part_of_its_name() -> None:
    text = "CAFE MOLLY\nT.A.S LEISURE SDN BHD\n9 High Street\nTea 2.00\nTotal 2.00"
    assert told(text).values["company"] == "T.A.S LEISURE SDN BHD"


@pytest.mark.parametrize("text", ["KEEP AS PROOF OF PURCHASE", "OFF JLN BT 3 PARK", "D'ARC M'SIA MALL", "AMT INC. TAX"])
def test_words_in_capitals_that_are_no_legal_form(text: str) -> None:
    assert not has_legal_form(text)


@pytest.mark.parametrize("text", ["NORSK VIND AS", "VIND AS (NUF)", "SA DUPONT", "RIVER S/B", "BANK AG & CO KG"])
def test_legal_forms_in_capitals(text: str) -> None:
    assert has_legal_form(text)


@pytest.mark.parametrize("text", ["POSTED", "Paid", "** RECEIVED **", "VOID"])
def test_stamps_are_no_names(text: str) -> None:
    assert TITLE.match(text)


@pytest.mark.parametrize("label", ["Entry time", "Paid time", "Time:", "Trans time :"])
def test_a_moment_tells_the_date(label: str) -> None:
    text = f"Park Ltd\nKL STATION\n{label} 16/04/2018 (MON) 8:21\nTotal 7.00"
    assert told(text).values["date"] == "2018-04-16"


def test_eight_figures_are_a_date_beside_a_time_alone() -> None:
    (printed,) = dates_in("00440010036 25032018 13:11:54 0003")
    assert printed.text == "25032018"
    assert not dates_in("00440010036 25032018 0003")


def page(*words: Word, doubted: tuple[Word, ...] = ()) -> Reading:
    return Reading(
        pages=(ReadPage(number=1, width_pt=200.0, height_pt=500.0, blocks=(), words=words, doubted=doubted),)
    )


def test_words_over_each_other_stand_on_two_lines_however_high_their_boxes_are() -> None:
    upper = Word(text="HARBOUR", box=Box(10, 10, 80, 30), source="reader")
    lower = Word(text="TOOLS", box=Box(12, 19, 70, 39), source="reader")
    assert [line.text for line in lines_of(page(upper, lower).pages)] == ["HARBOUR", "TOOLS"]


def test_a_value_of_unsure_words_is_found_and_as_unsure() -> None:
    sure = words_of("HARBOUR", 0) + words_of("Total", 2)
    unsure = tuple(replace(word, confidence=0.4, source="reader") for word in words_of("         12.50", 2))
    found = extract(page(*sure, doubted=unsure), FIELDS).fields["total"]
    assert found.value == pytest.approx(12.5)
    assert found.confidence < 0.5


def test_words_that_another_reader_contradicts_are_not_looked_at() -> None:
    sure = words_of("HARBOUR", 0) + words_of("Total", 2)
    vote = (Vote("other", "72.50", 0.9),)
    against = tuple(replace(word, confidence=0.4, votes=vote) for word in words_of("         12.50", 2))
    assert extract(page(*sure, doubted=against), FIELDS).values["total"] is None
