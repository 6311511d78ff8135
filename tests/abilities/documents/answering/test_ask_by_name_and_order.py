"""Questions that name rows, columns, labels and paragraphs to the letter, or ask for their order."""

from __future__ import annotations

import pytest
from typed_page import typed, typed_table, words_of

from sensorium.abilities.documents.answering import ask
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import (
    Block,
    Heading,
    ListItem,
    Pair,
    Paragraph,
    Reading,
    ReadPage,
)


def reading(*blocks: Block) -> Reading:
    return Reading(pages=(ReadPage(number=1, width_pt=600, height_pt=800, blocks=blocks),))


ITEMS = typed_table(
    [["#", "Description", "Qty", "Unit price", "Amount"], ["1", "Oak shelf", "3", "40.00", "120.00"],
     ["2", "Shipping", "11", "2.00", "22.00"], ["3", "Total annual service", "2", "5.00", "10.00"]]
)  # fmt: skip
REGIONS = typed_table(
    [["Purpose", "", "Permits", "", "", "Volume", ""], ["", "Urban", "Women", "Total", "Urban", "Women", "Total"],
     ["Coast", "1", "2", "3", "4", "5", "6"], ["Homes", "7", "8", "9", "10", "11", "12"],
     ["North", "13", "14", "15", "16", "17", "18"], ["Homes", "19", "20", "21", "22", "23", "24"]],
    2,
    "Table 4. Homes by region",
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many of “Oak shelf” were charged?", "3"),
        ("How many of “Shipping” were charged?", "11"),
        ("What is the amount for “Oak shelf”?", "120.00"),
        ("What is the unit price of “Oak shelf”?", "40.00"),
        ("What is the amount for “Total annual service”?", "10.00"),
        ("Wie viele „Oak shelf“ wurden berechnet?", "3"),
    ],
)
def test_a_quoted_row_and_the_column_for_what_is_asked(question: str, answer: str) -> None:
    assert ask(reading(ITEMS), question).text == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What stands in the row “Coast” under “Permits / Total”?", "3"),
        ("What stands in the row “Coast” under “Volume / Urban”?", "4"),
        ("What stands in the row “Homes” (Coast) under “Volume / Women”?", "11"),
        ("What stands in the row “Homes” (North) under “Permits / Urban”?", "19"),
        ("What is the table called?", "Table 4. Homes by region"),
    ],
)
def test_heads_that_reach_over_columns_and_rows_of_a_group(question: str, answer: str) -> None:
    assert ask(reading(REGIONS), question).text == answer


@pytest.mark.parametrize(
    "question",
    ["What stands in the row “Desert” under “Permits / Total”?", "How many of “Pine shelf” were charged?"],
)
def test_a_row_that_is_not_there_is_not_answered(question: str) -> None:
    assert ask(reading(ITEMS, REGIONS), question).abstained


def test_lines_of_a_receipt_have_quantities_too() -> None:
    text = "CORNER SHOP\nReceipt No: 12\n2 Coffee     6.40\n1 Cake       3.10\nSubtotal     9.50\nTotal        9.50\n"
    assert ask(typed(text), "How many of “Coffee” were bought?").text == "2"
    assert ask(typed(text), "What is the amount for “Cake”?").text == "3.10"


def pair(key: str, value: str, row: int) -> Pair:
    both = (words_of(key, row), words_of(" " * 30 + value, row))
    return Pair(box=Box(0, row * 14, 300, row * 14 + 12), words=both[0] + both[1], key=both[0], value=both[1])


@pytest.mark.parametrize(
    ("question", "answer"),
    [("What is entered as “Surname”?", "Jonas Moreau"), ("Is “I own a car” ticked?", "no"),
     ("Is “Send news” ticked?", "yes")],
)  # fmt: skip
def test_fields_of_forms(question: str, answer: str) -> None:
    form = reading(pair("Surname", "Jonas Moreau", 1), pair("I own a car", "off", 3), pair("Send news", "on", 5))
    assert ask(form, question).text == answer


def test_a_quoted_name_with_more_to_it_is_no_label() -> None:
    text = "Legend        East        West\n2001          180         220"
    assert ask(typed(text), "What is the value of “East” for 2003?").text != "West"
    assert ask(typed("East        West"), "What is entered as “East”?").text == "West"


STORY = (
    Heading(box=Box(0, 0, 200, 12), words=words_of("Spring")),
    Paragraph(box=Box(0, 20, 200, 32), words=words_of("Alder grew by the river and reached")),
    Paragraph(box=Box(0, 700, 200, 712), words=words_of("Page 3"), role="footer"),
    Paragraph(box=Box(300, 20, 500, 32), words=words_of("the mill of Tornby.")),
    Paragraph(box=Box(300, 40, 500, 52), words=words_of("Birch stood alone. It was felled at Sandvik.")),
    Heading(box=Box(300, 60, 500, 72), words=words_of("Autumn")),
    Paragraph(box=Box(300, 80, 500, 92), words=words_of("Cedar came last, from Lindholm by boat.")),
    ListItem(box=Box(300, 100, 500, 112), words=words_of("Dig a hole")),
    ListItem(box=Box(300, 120, 500, 132), words=words_of("Water the tree")),
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("With which word does the paragraph after the one that begins with “Alder” begin?", "Birch"),
        ("With which word does the paragraph before the one that begins with “Birch” begin?", "Alder"),
        ("With which word does the paragraph that begins with “Alder” end?", "Tornby"),
        ("Which place does the paragraph that begins with “Birch” name last?", "Sandvik"),
        ("What comes after the paragraph that begins with “Birch”?", "Cedar came last, from Lindholm by boat."),
        ("What is the third paragraph?", "Cedar came last, from Lindholm by boat."),
        ("With which word does the last paragraph begin?", "Cedar"),
        ("With which word does the paragraph after the heading “Autumn” begin?", "Cedar"),
        ("Which heading follows “Spring”?", "Autumn"),
        ("What does the section “Autumn” say?", "Cedar came last, from Lindholm by boat."),
        ("What is the step after “Dig a hole”?", "Water the tree"),
        ("Mit welchem Wort beginnt der Absatz nach dem, der mit „Alder“ beginnt?", "Birch"),
    ],
)
def test_the_order_of_a_document(question: str, answer: str) -> None:
    told = ask(reading(*STORY), question)
    assert told.text == answer
    assert told.citations


@pytest.mark.parametrize(
    "question",
    [
        "With which word does the paragraph after the one that begins with “Cedar” begin?",
        "With which word does the paragraph after the one that begins with “Willow” begin?",
        "What is the fifth paragraph?",
    ],
)
def test_a_part_that_is_not_there_is_not_answered(question: str) -> None:
    assert ask(reading(*STORY), question).abstained


PLAIN = typed_table([["Fruit", "Crates", "Price per crate"], ["Apples", "412", "14.20"], ["Cherries", "97", "33.00"]])


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many crates of apples are there?", "412"),
        ("Which fruit has the highest price per crate?", "Cherries"),
        ("How many crates of apples were exported?", ""),
        ("Which fruit has the highest weight per crate?", ""),
    ],
)
def test_a_word_that_the_document_does_not_have_is_a_reason_to_abstain(question: str, answer: str) -> None:
    assert ask(reading(PLAIN), question).text == answer
