"""XLSX: values as shown, regions, merged cells, what is hidden, other producers."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from office_samples import saved, sheet, xlsx_file

from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT
from sensorium.media import formats
from sensorium.media.office.flow import Flow, Grid, Heading, Paragraph, Table, letters_of, said
from sensorium.media.office.reading import read
from sensorium.media.office.sheets import column_number


def flow_of(data: bytes) -> Flow:
    return read(data, formats.XLSX, DEFAULT)


def rows_of(table: Table) -> list[list[str]]:
    rows = [[""] * table.num_columns for _ in range(table.num_rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = said(cell.runs)
    return rows


def test_values_are_shown_as_the_sheet_shows_them() -> None:
    flow = flow_of(xlsx_file())
    title, table = flow.blocks
    assert (said(title.runs), title.anchor) == ("Sales 2026", "Sales 2026")
    assert rows_of(table) == [
        ["Item", "Price", "Share"], ["pear 0", "0.00 €", "0.0%"], ["pear 1", "1,234.50 €", "12.5%"],
        ["pear 2", "2,469.00 €", "25.0%"],
    ]  # fmt: skip
    assert table.anchor == "'Sales 2026'!A1:C4"
    assert [cell.heading for cell in table.cells] == [True] * 3 + [False] * 9


def test_hidden_sheets_rows_and_columns_are_left_out() -> None:
    assert flow_of(xlsx_file()).notes == ("hidden sheets are left out: Secret",)
    book = openpyxl.Workbook()
    for row in range(1, 4):
        for column in range(1, 4):
            book.active.cell(row, column, f"{row}-{column}")
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    flow = flow_of(saved(book))
    assert "2-1" not in repr(flow)
    assert "1-2" not in repr(flow)
    assert flow.notes == ("hidden rows or columns of the sheet 'Sheet' are left out",)


def test_regions_between_empty_rows_are_tables_of_their_own() -> None:
    book = openpyxl.Workbook()
    for place, value in {"B2": "a", "C2": 1, "B3": "b", "C3": 2, "B6": "alone", "A9": "x", "D10": "y"}.items():
        book.active[place] = value
    _, table, paragraph, last = flow_of(saved(book)).blocks
    assert table.anchor == "Sheet!B2:C3"
    assert (paragraph.anchor, said(paragraph.runs)) == ("Sheet!B6", "alone")
    assert isinstance(paragraph, Paragraph)
    assert last.anchor == "Sheet!A9:D10"
    assert rows_of(last) == [["x", ""], ["", "y"]]


def test_merged_cells_dates_and_truth() -> None:
    book = openpyxl.Workbook()
    sheet_ = book.active
    sheet_.append(["Title", None, None])
    sheet_.append([dt.date(2026, 3, 1), True, "=1/0"])
    sheet_.append(["tall", "a", "b"])
    sheet_.append([None, "c", "d"])
    sheet_.merge_cells("A1:C1")
    sheet_.merge_cells("A3:A4")
    flow = flow_of(saved(book))
    table = list(flow.blocks)[1]
    assert {said(cell.runs): (cell.row_span, cell.column_span) for cell in table.cells}["tall"] == (2, 1)
    assert (said(table.cells[0].runs), table.cells[0].column_span) == ("Title", 3)
    assert rows_of(table)[1][:2] == ["2026-03-01", "TRUE"]
    assert flow.notes == ("1 formulas have no kept value: nothing stands there",)


def test_inline_words_kept_values_and_errors_of_other_producers() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>inline</t></is></c><c t="str"><f>A1</f><v>told</v></c>'
        '<c t="e"><v>#DIV/0!</v></c><c t="s"><v>0</v></c><c t="b"><v>0</v></c><c><v>1.50</v></c><c '
        't="s"><v>9</v></c></row>'
    )
    strings = "<si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch_x000A_line</t></r><rPh><t>no</t></rPh></si>"
    _, table = flow_of(sheet(rows, strings=strings)).blocks
    assert rows_of(table) == [["inline", "told", "#DIV/0!", "rich\nline", "FALSE", "1.5"]]
    assert [run.bold for run in table.cells[3].runs] == [False, True]


def test_number_formats_and_days_from_1904() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="0.000"/></numFmts><fonts><font/><font><b/></font></fonts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170" fontId="1"/><xf numFmtId="14"/></cellXfs>'
    )
    rows = '<row><c s="1"><v>2</v></c><c s="2"><v>0</v></c><c s="99"><v>2</v></c></row>'
    _, table = flow_of(sheet(rows, styles=styles, book='<workbookPr date1904="1"/>')).blocks
    assert rows_of(table) == [["2.000", "1904-01-01", "2"]]
    assert table.cells[0].runs[0].bold


def test_cells_outside_their_sheet_are_damage() -> None:
    for rows in ('<row r="9999999"><c><v>1</v></c></row>', '<row r="1"><c r="ZZZ1"><v>1</v></c></row>'):
        with pytest.raises(InvalidInput) as caught:
            flow_of(sheet(rows))
        assert caught.value.code == "invalid_document"


def test_letters_of_columns() -> None:
    assert [letters_of(number) for number in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(column_number(letters_of(number)) == number for number in range(1, 2_000))
    assert Grid(sheet="It's", rows=(3,), columns=(2,)).anchor() == "'It''s'!B3"


def test_an_empty_sheet_has_a_title_alone() -> None:
    assert [type(block) for block in flow_of(saved(openpyxl.Workbook())).blocks] == [Heading]
