"""Hebrew and Arabic are read from the right: words of a line, lines of a page, columns, values beside their labels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.judging.grounding import ground
from sensorium.abilities.documents.extraction.paper.evidence import Evidence
from sensorium.abilities.documents.layout import page_of
from sensorium.abilities.documents.reading_direction import as_read, is_from_right
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tree import Block, Heading, ListItem, Paragraph, Reading, Word

FILLER = "משרד העבודה הודיע כי כל גשר לאורך הנהר נמדד שוב בשנה שעברה".split()


def line(text: str, right: float, top: float, size_pt: float = 10.0) -> list[Word]:
    """Words of a line that begins at its right end, each letter half its size wide."""
    words = []
    for part in text.split():
        width = len(part) * size_pt * 0.5
        words.append(Word(text=part, box=Box(right - width, top, right, top + size_pt), size_pt=size_pt))
        right -= width + 0.3 * size_pt
    return words


def paragraph(name: str, right: float, top: float, num_lines: int) -> list[Word]:
    """Full lines that begin with NAME0, NAME1, … and a last one that ends early."""
    lines = [
        " ".join([f"{name}{row}", *(FILLER[(5 * row + at) % len(FILLER)] for at in range(6))])
        for row in range(num_lines)
    ]
    return [word for row, text in enumerate([*lines, "סוף."]) for word in line(text, right, top + 12.0 * row)]


def blocks(*parts: Sequence[Word]) -> tuple[Block, ...]:
    words = sorted((word for part in parts for word in part), key=lambda word: (word.box.top, word.box.left))
    return page_of(Sheet(number=1, width_pt=600, height_pt=800, words=tuple(words)), ()).blocks


def shown(text: str) -> list[Word]:
    """Words as they stand from the left."""
    return [Word(text=part, box=Box(20.0 * at, 0, 20.0 * at + 15, 10)) for at, part in enumerate(text.split())]


@pytest.mark.parametrize(
    ("standing", "read"),
    [
        ("בעברית קצר מסמך", "מסמך קצר בעברית"),
        ("המשפט. באמצע English word מילה", "מילה English word באמצע המשפט."),
        ("טוב Windows 11 הוא זה", "זה הוא Windows 11 טוב"),
        ("ריال 12/03 1,234.50 المبلغ", "المبلغ 1,234.50 12/03 ריال"),
        ("the words עולם שלום mean peace", "the words שלום עולם mean peace"),
        ("only English 12 words", "only English 12 words"),
        ("12 34", "12 34"),
    ],
)
def test_words_of_a_line_are_put_in_the_order_in_which_they_are_read(standing: str, read: str) -> None:
    assert " ".join(word.text for word in as_read(shown(standing))) == read


def test_figures_alone_are_read_as_their_page_is() -> None:
    assert [word.text for word in as_read(shown("12 34"), right=True)] == ["12", "34"]
    assert not is_from_right(shown("12 34"))


def test_an_address_in_latin_letters_makes_no_line_of_a_page_from_the_right_one_from_the_left() -> None:
    from_right = shown("dana@example.com היום.")  # the sentence ends on this line
    assert " ".join(word.text for word in as_read(from_right, right=True)) == "dana@example.com היום."
    assert " ".join(word.text for word in as_read(shown("words English"), right=True)) == "English words"


@given(st.lists(st.sampled_from(["שלום", "word", "12", "—", "مرحبا"]), max_size=9), st.booleans())
def test_no_word_is_lost(texts: list[str], right: bool) -> None:
    words = shown(" ".join(texts))
    assert sorted(map(id, as_read(words, right=right))) == sorted(map(id, words))


def test_a_paragraph_is_one_though_its_last_line_ends_early() -> None:
    found = blocks(paragraph("שורה", 540, 100, 5))
    assert [type(block) for block in found] == [Paragraph]
    assert found[0].text.startswith("שורה0 משרד העבודה")
    assert found[0].text.endswith("סוף.")
    assert found[0].box.right == pytest.approx(540)


def test_columns_follow_each_other_from_the_right() -> None:
    found = blocks(paragraph("ימין", 560, 100, 12), paragraph("שמאל", 280, 100, 12))
    text = " ".join(block.text for block in found)
    assert text.index("ימין0") < text.index("ימין11") < text.index("שמאל0") < text.index("שמאל11")


def test_heads_and_items_are_told_and_lie_equally_deep() -> None:
    items = [line(f"• {text}", 540, 200 + 14.0 * row) for row, text in enumerate(["לחם", "תפוחים אדומים מאוד", "יין"])]
    found = blocks(line("חשבונית מס מספר 4711", 540, 60, 18), paragraph("שורה", 540, 100, 5), *items)
    assert isinstance(found[0], Heading)
    assert found[0].text == "חשבונית מס מספר 4711"
    listed = [block for block in found if isinstance(block, ListItem)]
    assert [(item.text, item.level) for item in listed] == [("לחם", 1), ("תפוחים אדומים מאוד", 1), ("יין", 1)]


def test_a_line_of_hebrew_on_an_english_page_is_read_from_the_right() -> None:
    english = [
        Word(text=text, box=Box(60 + 40.0 * at, 300 + 12.0 * row, 95 + 40.0 * at, 310 + 12.0 * row), size_pt=10.0)
        for row in range(4)
        for at, text in enumerate("every bridge along the river had been measured".split())
    ]
    assert any(block.text == "מסמך קצר בעברית" for block in blocks(english, line("מסמך קצר בעברית", 400, 100)))


def test_words_of_several_are_found_on_their_page() -> None:
    words = (*line("שם הלקוח: דנה כהן", 540, 100), *line("סך הכל: 1,234.50", 540, 130))
    page = page_of(Sheet(number=1, width_pt=600, height_pt=800, words=words), ())
    evidence = Evidence(Reading(pages=(page,)))
    found = ground(evidence, "דנה כהן")
    assert found is not None
    assert found.text == "דנה כהן"
    assert evidence.lines[1].text == "סך הכל: 1,234.50"
