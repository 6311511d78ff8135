"""PPTX: reading order, bullets, tables, notes, hidden slides, charts."""

from __future__ import annotations

import io

import pptx
from office_samples import pptx_file, saved
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from sensorium.limits import DEFAULT
from sensorium.media import formats
from sensorium.media.office.flow import Flow, Heading, Item, Paragraph, Picture, Table, said
from sensorium.media.office.reading import read


def flow_of(data: bytes) -> Flow:
    return read(data, formats.PPTX, DEFAULT)


def test_the_title_is_first_and_the_notes_are_last() -> None:
    first, _ = flow_of(pptx_file()).sections
    assert first.blocks == (
        Heading(runs=first.blocks[0].runs, level=1, anchor="slide 1"),
        Item(runs=first.blocks[1].runs, level=1, anchor="slide 1"),
        Item(runs=first.blocks[2].runs, level=2, anchor="slide 1"),
        Paragraph(runs=first.blocks[3].runs, role="footnote", anchor="slide 1, notes"),
    )
    assert [said(block.runs) for block in first.blocks] == [
        "Sales grew",
        "Up by 12 %",
        "mostly pears",
        "Say thanks first.",
    ]
    assert first.size_pt == (720, 540)


def test_tables_and_pictures_of_a_slide() -> None:
    _, second = flow_of(pptx_file()).sections
    table, shown = second.blocks[1:]
    assert isinstance(table, Table)
    assert [(said(cell.runs), cell.row, cell.column, cell.column_span, cell.heading) for cell in table.cells] == [
        ("0/0", 0, 0, 2, True), ("0/2", 0, 2, 1, True), ("1/0", 1, 0, 1, False), ("1/1", 1, 1, 1, False), ("1/2", 1, 2,
        1, False),
    ]  # fmt: skip
    assert isinstance(shown, Picture)
    assert shown.data.startswith(b"\x89PNG")


def test_a_chart_is_the_table_of_its_values() -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    data = CategoryChartData()
    data.categories = ["Q1", "Q2"]
    data.add_series("North", (1.5, None))
    data.add_series("South", (3, 4.25))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 3_000_000, 2_000_000, data)
    flow = flow_of(saved(show))
    (table,) = flow.blocks
    assert [(cell.row, cell.column, said(cell.runs)) for cell in table.cells] == [
        (0, 1, "North"), (0, 2, "South"), (1, 0, "Q1"), (1, 1, "1.5"), (1, 2, "3"), (2, 0, "Q2"), (2, 1, ""), (2, 2,
        "4.25"),
    ]  # fmt: skip
    assert flow.notes == ("charts stand as the tables of their values",)


def test_hidden_slides_are_left_out_and_numbers_stay() -> None:
    show = pptx.Presentation(io.BytesIO(pptx_file()))
    show.slides[0]._element.set("show", "0")
    flow = flow_of(saved(show))
    assert [block.anchor for block in flow.blocks if isinstance(block, Heading)] == ["slide 2"]
    assert flow.notes == ("1 hidden slides are left out",)


def test_groups_are_read_in_their_order_and_numbers_count() -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    group = slide.shapes.add_group_shape()
    for words in ("one", "two"):
        group.shapes.add_textbox(0, 0, 9, 9).text_frame.text = words
    frame = slide.shapes.add_textbox(0, 0, 9, 9).text_frame
    frame.text = "first"
    frame.add_paragraph().text = "second"
    for paragraph in frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        numbered = properties.makeelement(
            properties.tag.replace("pPr", "buAutoNum"), {"type": "alphaLcParenR", "startAt": "3"}
        )
        properties.append(numbered)
    blocks = list(flow_of(saved(show)).blocks)
    assert [said(block.runs) for block in blocks] == ["one", "two", "first", "second"]
    assert [getattr(block, "marker", None) for block in blocks] == [None, None, "c)", "d)"]
