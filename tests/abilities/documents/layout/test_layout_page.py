"""What stands on a page, in the order in which it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from layout_samples import column, line, sheet

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import blocks_of, page_of
from sensorium.abilities.documents.sheet import FormField, Sheet
from sensorium.abilities.documents.tree import (
    FORM,
    Block,
    Cell,
    Figure,
    Heading,
    ListItem,
    Pair,
    Paragraph,
    Table,
    Word,
    said,
)


def firsts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.words[0].text for block in blocks]


def test_columns_are_read_one_after_the_other() -> None:
    page = sheet(
        line("A title that spans both of them", 60, 40, 20, bold=True),
        column("left", 40, 80, 9),
        column("right", 320, 80, 9),
    )
    title, left, right = blocks_of(page, ())
    assert isinstance(title, Heading)
    assert firsts((left, right)) == ["left0", "right0"]
    assert [word.text for word in left.words[::6]] == [f"left{number}" for number in range(9)]


def test_columns_whose_lines_do_not_stand_level() -> None:
    page = sheet(column("left", 40, 80, 9), column("right", 320, 85, 9))
    assert firsts(blocks_of(page, ())) == ["left0", "right0"]


def test_what_spans_columns_parts_them() -> None:
    page = sheet(
        column("a", 40, 60, 6), column("b", 320, 60, 6),
        line("Another head across the whole page in large type", 40, 150, 18, bold=True),
        column("c", 40, 190, 6), column("d", 320, 190, 6),
    )  # fmt: skip
    assert firsts(blocks_of(page, ())) == ["a0", "b0", "Another", "c0", "d0"]


def test_the_order_of_words_in_the_file_does_not_matter() -> None:
    page = sheet(column("left", 40, 80, 9), column("right", 320, 80, 9))
    mixed = replace(page, words=page.words[::-1])
    assert [block.text for block in blocks_of(mixed, ())] == [block.text for block in blocks_of(page, ())]


def test_a_wide_space_in_one_paragraph_is_no_column() -> None:
    holed = [line(f"word{n} of a line      and what follows it here", 40, 80 + 12 * n) for n in range(2)]
    usual = [line("a full line of quite usual running text all across", 40, 104 + 12 * n) for n in range(4)]
    page = sheet(*holed, *usual)
    (block,) = blocks_of(page, ())
    assert block.text.startswith("word0 of a line and what follows it here word1")


def test_prices_are_read_with_their_articles() -> None:
    names = ("Milk", "Brown bread", "Apples", "Coffee")
    page = sheet(*(line(f"{name}{' ' * (40 - len(name))}{n}.49", 40, 80 + 12 * n) for n, name in enumerate(names)))
    pairs = blocks_of(page, ())
    assert all(isinstance(pair, Pair) for pair in pairs)
    assert [pair.text for pair in pairs] == ["Milk 0.49", "Brown bread 1.49", "Apples 2.49", "Coffee 3.49"]


def test_names_with_a_colon_are_pairs() -> None:
    page = sheet(line("Invoice no.: 4711", 40, 80), line("Date: 3 May 2026", 40, 92))
    first, second = blocks_of(page, ())
    assert isinstance(first, Pair)
    assert isinstance(second, Pair)
    assert (said(first.key), said(first.value)) == ("Invoice no.:", "4711")
    assert (said(second.key), said(second.value)) == ("Date:", "3 May 2026")


def test_a_sentence_with_a_colon_is_none() -> None:
    page = sheet(line("Note: all of these bridges have been measured again since the flood.", 40, 80))
    assert [type(block) for block in blocks_of(page, ())] == [Paragraph]


@pytest.mark.parametrize("text", ["Figure 3: The bridge in 2009", "Table 325. Arrests by race: 2009", "Abb. 2: Umsatz"])
def test_a_caption_with_a_colon_is_none(text: str) -> None:
    page = sheet(line(text, 40, 80), column("text", 40, 200, 5))
    assert not any(isinstance(block, Pair) for block in blocks_of(page, ()))


def test_a_label_above_its_value() -> None:
    page = sheet(line("Amount due:", 40, 80), line("98.20", 40, 94), column("text", 40, 200, 5))
    assert [type(block) for block in blocks_of(page, ())] == [Pair, Paragraph]


def test_levels_of_heads() -> None:
    page = sheet(
        line("The whole report", 40, 30, 24, bold=True),
        line("1 Bridges", 40, 70, 14, bold=True), column("a", 40, 100, 4),
        line("1.1 Stone bridges", 40, 165, 14, bold=True), column("b", 40, 195, 4),
    )  # fmt: skip
    heads = [(block.text, block.level) for block in blocks_of(page, ()) if isinstance(block, Heading)]
    assert heads == [("The whole report", 1), ("1 Bridges", 2), ("1.1 Stone bridges", 3)]


def test_items_of_lists_with_their_depth() -> None:
    lines = [("• first thing to do", 40), ("and its second line", 50), ("– a part of it", 60), ("• second thing", 40)]
    page = sheet(*(line(text, left, 80 + 12 * number) for number, (text, left) in enumerate(lines)))
    items = blocks_of(page, ())
    assert all(isinstance(item, ListItem) for item in items)
    told = [(item.marker, item.level, item.text) for item in items if isinstance(item, ListItem)]
    assert told == [
        ("•", 1, "first thing to do and its second line"), ("–", 2, "a part of it"), ("•", 1, "second thing")
    ]  # fmt: skip
    assert items[0].box.left == 40  # the mark is within


def test_one_number_at_the_start_of_a_paragraph_is_no_list() -> None:
    page = sheet(line("1914. was a year of many changes for the town and its people", 40, 80), column("x", 40, 92, 3))
    assert not any(isinstance(block, ListItem) for block in blocks_of(page, ()))


def test_first_lines_that_are_set_in_begin_paragraphs() -> None:
    text = "running text of a paragraph that fills its whole line"
    page = sheet(*(line(text, 58 if n in {0, 3} else 40, 80 + 12 * n) for n in range(6)))
    assert [len(block.words) for block in blocks_of(page, ())] == [30, 30]


def test_a_word_parted_at_the_end_of_a_line_is_one_in_text() -> None:
    page = sheet(line("the quality of govern-", 40, 80), line("ment in coastal towns", 40, 92))
    (block,) = blocks_of(page, ())
    assert block.text == "the quality of government in coastal towns"
    assert len(block.words) == 8


def test_a_raised_mark_stays_on_its_line() -> None:
    mark = Word(text="3", box=Box(131, 80, 134, 86), size_pt=6)
    page = sheet(line("as was shown before", 40, 80), [mark], line("and was not denied", 40, 92))
    (block,) = blocks_of(page, ())
    assert block.text == "as was shown before 3 and was not denied"


def test_a_figure_takes_the_words_in_it_and_its_caption() -> None:
    page = sheet(
        column("above", 40, 40, 4), line("axis label", 60, 150, 7), line("Figure 2. Rainfall by month", 60, 210, 9),
        column("below", 40, 240, 4), pictures=(Box(50, 100, 300, 200),),
    )  # fmt: skip
    above, figure, caption, below = blocks_of(page, ())
    assert isinstance(figure, Figure)
    assert (figure.text, figure.caption) == ("axis label", "Figure 2. Rainfall by month")
    assert isinstance(caption, Paragraph)
    assert caption.role == "caption"
    assert firsts((above, below)) == ["above0", "below0"]


def test_a_frame_around_text_is_no_figure() -> None:
    page = sheet(column("boxed", 50, 100, 6), drawings=(Box(40, 90, 300, 180),))
    assert not any(isinstance(block, Figure) for block in blocks_of(page, ()))


def test_tables_keep_their_place() -> None:
    words = tuple(line("a cell", 60, 150))
    box = Box(40, 140, 300, 200)
    table = Table(box=box, words=words, cells=(Cell(row=0, column=0, box=box, words=words),))
    page = sheet(column("above", 40, 40, 5), words, column("below", 40, 230, 5))
    above, found, below = blocks_of(page, (table,))
    assert found == table
    assert firsts((above, below)) == ["above0", "below0"]


def test_dots_that_lead_across_a_table_are_no_text() -> None:
    """A cell leaves them out; they must not stand beside it as paragraphs."""
    stub, dots, figure = line("Robbery", 60, 150), line("......", 100, 150), line("126", 200, 150)
    box = Box(40, 140, 300, 200)
    cells = tuple(
        Cell(row=0, column=column, box=box, words=tuple(words)) for column, words in enumerate((stub, figure))
    )
    table = Table(box=box, words=(*stub, *figure), cells=cells)
    outside = line("Contents ...... 12", 40, 300)
    found = blocks_of(sheet(stub, dots, figure, outside), (table,))
    assert [word.text for block in found for word in block.words if "." in word.text] == ["......"]
    assert found[0] == table


@pytest.mark.parametrize("text", ["2011 2012 2013 2014 2015 2016", "12 rows 34 rows 56 rows 78 rows"])
def test_figures_do_not_tell_type_of_one_width(text: str) -> None:
    """They are as wide as each other in nearly every type."""
    prose = [_narrowed(word) for word in column("text", 40, 60, 8)]
    found = blocks_of(sheet(prose, line(text, 40, 220)), ())
    assert "code" not in [block.role for block in found if isinstance(block, Paragraph)]


def test_fixed_pitch_is_code() -> None:
    code = [line(text, 40, 200 + 12 * n) for n, text in enumerate(("for name in names:", "print(name, total)"))]
    prose = [_narrowed(word) for word in column("text", 40, 60, 8)]
    found = blocks_of(sheet(prose, *code), ())
    assert [block.role for block in found if isinstance(block, Paragraph)] == ["body", "code"]


def _narrowed(word: Word) -> Word:
    """With some letters narrower than the others."""
    thin = sum(word.text.count(letter) for letter in "eit")
    return replace(word, box=replace(word.box, right=word.box.right - 1.3 * thin))


def test_small_print_with_a_mark_is_a_footnote() -> None:
    page = sheet(column("text", 40, 60, 12), line("1 As counted by the office of statistics.", 40, 700, 7))
    assert [block.role for block in blocks_of(page, ()) if isinstance(block, Paragraph)] == ["body", "footnote"]


def test_fields_have_the_words_that_name_them() -> None:
    value = (Word(text="Ada", box=Box(120, 80, 150, 92), source=FORM),)
    beside = FormField(name="f1", label="", value=value, box=Box(110, 78, 250, 94))
    nameless = FormField(name="f2", label="Your city", value=(), box=Box(400, 400, 500, 420))
    page = sheet(line("First name", 40, 80), fields=(beside, nameless))
    first, second = blocks_of(page, ())
    assert isinstance(first, Pair)
    assert isinstance(second, Pair)
    assert (said(first.key), said(first.value)) == ("First name", "Ada")
    assert (said(second.key), second.value) == ("Your city", ())


@pytest.mark.parametrize("boxes", [(40, 140), (72, 172)])
def test_boxes_to_tick_in_a_row_have_the_words_nearest_to_each(boxes: tuple[int, int]) -> None:
    """Left of its words, or right of them."""
    labels = [*line("Yes", 55, 80), *line("No", 155, 80)]
    ticks = [
        FormField(name=f"f{left}", label="", value=(Word(text=state, box=box, source=FORM),), box=box)
        for left, state in zip(boxes, ("on", "off"), strict=True)
        for box in [Box(left, 79, left + 12, 91)]
    ]
    found = blocks_of(sheet(labels, fields=tuple(ticks)), ())
    told = {said(one.key): said(one.value) for one in found if isinstance(one, Pair)}
    assert told == {"Yes": "on", "No": "off"}
    assert len(found) == 2


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_read_like_the_upright_one(quarters: int) -> None:
    upright = sheet(
        line("A title that spans both of them", 60, 40, 20, bold=True),
        column("left", 40, 80, 9),
        column("right", 320, 80, 9),
    )
    width, height = (800, 600) if quarters % 2 else (600, 800)
    words = tuple(replace(word, box=_turned(word.box, quarters)) for word in upright.words)
    page = page_of(Sheet(number=1, width_pt=width, height_pt=height, turned=words), ())
    assert page.text == page_of(upright, ()).text
    assert set(page.words) == set(words)
    assert all(block.box == Box.around(word.box for word in block.words) for block in page.blocks)


def _turned(box: Box, quarters: int) -> Box:
    """A box of a page of 600 × 800 points after quarter turns clockwise."""
    width, height = 600.0, 800.0
    for _ in range(quarters):
        box = Box(height - box.bottom, box.left, height - box.top, box.right)
        width, height = height, width
    return box


def test_words_at_the_margin_that_are_turned_come_last() -> None:
    stamp = tuple(
        Word(text=text, box=Box(10, top, 20, top + 40), size_pt=10) for text, top in (("2026", 300), ("May", 344))
    )
    page = sheet(column("text", 40, 60, 12), turned=stamp)
    assert [block.text for block in blocks_of(page, ())][-1] == "2026 May"


def test_nothing_on_a_page_is_no_block() -> None:
    assert page_of(Sheet(number=3, width_pt=10, height_pt=10), ()).blocks == ()
