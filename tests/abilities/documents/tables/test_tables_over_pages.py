"""Tables that go on over pages: what is one, what stays two, and how it is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from sensorium.abilities.documents import writing
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import (
    Block,
    Cell,
    Figure,
    Heading,
    Paragraph,
    Reading,
    ReadPage,
    Role,
    Table,
    Word,
)

HEAD = ("Place", "Sold", "Left")
MARCH, APRIL, MAY = (("Ghent", "1", "2"), ("Lyon", "3", "4")), (("Turin", "5", "6"),), (("Porto", "7", "8"),)


def table(*rows: Sequence[str], heads: int = 1, caption: str = "", anchor: str = "", bold: int = 0) -> Table:
    """Columns of 50 points; heads: rows that are headings; bold: those set in bold."""
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            box = Box(40 + 50 * column, 100 + 12 * row, 90 + 50 * column, 112 + 12 * row)
            words = (Word(text=text, box=box, confidence=0.9, bold=row < bold),)
            cells.append(Cell(row=row, column=column, box=box, words=words, heading=row < heads))
    words = tuple(word for cell in cells for word in cell.words)
    return Table(
        box=Box.around(cell.box for cell in cells), cells=tuple(cells), words=words, caption=caption, anchor=anchor
    )


def line(text: str, role: Role = "body", top: float = 20) -> Paragraph:
    box = Box(40, top, 200, top + 10)
    return Paragraph(box=box, words=tuple(Word(text=word, box=box) for word in text.split()), role=role)


def heading(text: str) -> Heading:
    return Heading(box=Box(40, 20, 200, 30), words=line(text).words)


def document(*pages: Sequence[Block], first: int = 1) -> Reading:
    return Reading(
        pages=tuple(
            ReadPage(
                number=number,
                width_pt=300,
                height_pt=400,
                blocks=tuple(blocks),
                words=tuple(word for block in blocks for word in block.words),
            )
            for number, blocks in enumerate(pages, start=first)
        )
    )


LONG = document(
    (line("Sales of the year"), table(HEAD, *MARCH)),
    (table(HEAD, *APRIL),),
    (table(*MAY, heads=0), line("All sums are in thousands.", top=300)),
)


def test_a_table_over_three_pages_is_one() -> None:
    (whole,) = LONG.tables
    assert whole.rows == [list(row) for row in (HEAD, *MARCH, *APRIL, *MAY)]
    assert whole.pages == (1, 2, 3)
    assert [(cell.page, cell.box.top) for cell in whole.cells if cell.column == 0] == [
        (1, 100), (1, 112), (1, 124), (2, 112), (3, 100),
    ]  # fmt: skip


def test_pages_keep_their_parts() -> None:
    parts = [block for _, block in LONG.blocks if isinstance(block, Table)]
    assert [part.num_rows for part in parts] == [3, 2, 1]
    assert all(part.pages == () for part in parts)


@pytest.mark.parametrize(
    "between",
    [
        (line("3", "footer"), line("Sales 2024", "header")),
        (line("* of this year", "footnote"),),
        (line("continued on next page"),),
        (line("Übertrag 12,50"),),
        (line("Fortsetzung von Seite 1"),),
    ],
    ids=["furniture", "note", "continued", "sum carried", "continued in German"],
)
def test_what_says_nothing_new_may_stand_between(between: Sequence[Block]) -> None:
    reading = document((table(HEAD, *MARCH), *between[:1]), (*between[1:], table(HEAD, *APRIL)))
    assert len(reading.tables) == 1


def test_a_letterhead_that_every_page_has_may_stand_between() -> None:
    letterhead = Figure(box=Box(40, 10, 90, 40)), line("Baker & Sons, page 1 of 2")
    again = Figure(box=Box(41, 11, 91, 41)), line("Baker & Sons, page 2 of 2")
    assert len(document((*letterhead, table(HEAD, *MARCH)), (*again, table(HEAD, *APRIL))).tables) == 1


@pytest.mark.parametrize(
    "reading",
    [
        document((table(HEAD, *MARCH), line("So much for March.")), (table(HEAD, *APRIL),)),
        document((table(HEAD, *MARCH),), (heading("April"), table(HEAD, *APRIL))),
        document((table(HEAD, *MARCH),), (), (table(HEAD, *APRIL),)),
        document((table(HEAD, *MARCH), table(HEAD, *APRIL))),
        document((table(HEAD, *MARCH, caption="Table 1: Sales"),), (table(HEAD, *APRIL, caption="Table 2: Contents"),)),
        document((table(HEAD, *MARCH, bold=1),), (table(("Name", "Due", "Paid"), *APRIL, bold=1),)),
        document((table(HEAD, *MARCH, anchor="May!A1:C3"),), (table(*MAY, heads=0, anchor="June!A4:C4"),)),
        document((table(HEAD, *MARCH, anchor="May!A1:C3"),), (table(*MAY, heads=0, anchor="May!A9:C9"),)),
    ],
    ids=["text", "a heading", "an empty page", "one page", "captions", "another head", "other sheets", "a gap of rows"],
)  # fmt: skip
def test_tables_that_do_not_go_on_stay_two(reading: Reading) -> None:
    assert len(reading.tables) == 2


def test_cells_of_a_sheet_go_on_by_their_rows() -> None:
    parts = (table(HEAD, *MARCH, anchor="May!A1:C3"),), (table(*MAY, heads=0, anchor="May!A4:C4"),)
    assert len(document(*parts).tables) == 1


def test_a_row_of_words_between_lines_is_no_head_of_its_own() -> None:
    """Of a grid of words the first row on each page looks like a head; on the second page it is not set like one."""
    towns = (("Ghent", "east", "open"), ("Lyon", "south", "shut"))
    reading = document((table(HEAD, *towns, bold=1),), (table(("Turin", "north", "open"), *towns),))
    (whole,) = reading.tables
    assert whole.num_rows == 6
    assert {cell.row for cell in whole.cells if cell.heading} == {0}


def test_a_head_that_was_misread_is_repeated_all_the_same() -> None:
    right, wrong = ("Region", "Sold", "Stock"), ("Reqion", "Sold", "Stock")
    (whole,) = document((table(right, *MARCH),), (table(wrong, *APRIL),)).tables
    assert whole.num_rows == 4


def test_figures_in_a_head_are_not_misread() -> None:
    first, second = ("Town", "Q1 2020", "Q2 2020"), ("Town", "Q3 2020", "Q4 2020")
    assert len(document((table(first, *MARCH, bold=1),), (table(second, *APRIL, bold=1),)).tables) == 2


def test_every_form_has_the_table_whole() -> None:
    (whole,) = LONG.tables
    text = writing.markdown(LONG)
    assert text.count("| Place |") == 1
    assert text.index("Turin") < text.index("Porto") < text.index("All sums")
    html = writing.html(LONG)
    assert html.count("<table") == 1
    assert html.count("<th ") == 3
    assert f'data-page="3" data-box="{" ".join(f"{edge:g}" for edge in whole.cells[-1].box.told())}"' in html
    assert writing.csv(whole).count("\r\n") == 5
    told = writing.told(LONG)
    assert [len(table["cells"]) for table in told["tables"]] == [15]
    assert (
        told["tables"][0]["cells"][-1] | {"text": "8", "page": 3, "confidence": 0.9} == told["tables"][0]["cells"][-1]
    )
    assert [page["blocks"][-1]["kind"] for page in told["pages"]] == ["table", "table", "paragraph"]
    assert writing.retold(json.loads(json.dumps(told))).tables == LONG.tables


def test_pages_that_were_read_later_keep_their_numbers() -> None:
    (whole,) = replace(LONG, pages=tuple(replace(page, number=page.number + 6) for page in LONG.pages)).tables
    assert whole.pages == (7, 8, 9)
