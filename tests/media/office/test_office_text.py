"""Markdown and CSV: structure, separators, headings, damage."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_samples import MARKDOWN

from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits
from sensorium.media import formats
from sensorium.media.office.flow import Flow, Heading, Item, Paragraph, Table, said
from sensorium.media.office.reading import read


def csv_flow(text: str) -> Flow:
    return read(text.encode(), formats.CSV, DEFAULT)


def rows_of(flow: Flow) -> list[list[str]]:
    (table,) = flow.blocks
    rows = [[""] * table.num_columns for _ in range(table.num_rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = said(cell.runs)
    return rows


def test_markdown() -> None:
    flow = read(MARKDOWN, formats.MARKDOWN, DEFAULT)
    assert [type(block) for block in flow.blocks] == [Heading, Paragraph, Table, Item, Item]
    assert [block.level for block in flow.blocks if isinstance(block, Item)] == [1, 2]
    assert flow.title == "Fruits"


def test_markdown_names_its_title_in_front_and_may_hold_html() -> None:
    text = "---\ntitle: 'Of pears'\ntags: [a]\n---\n\n## Second\n\n<table><tr><td>a<td>b</table>\n\n"
    text += "```py\nx = 1\n```\n\n~~old~~ new\n"
    flow = read(text.encode(), formats.MARKDOWN, DEFAULT)
    assert flow.title == "Of pears"
    heading, table, code, paragraph = flow.blocks
    assert heading.level == 2
    assert isinstance(table, Table)
    assert (code.role, said(code.runs)) == ("code", "x = 1")
    assert said(paragraph.runs) == "old new"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found(separator: str) -> None:
    text = separator.join(["Name", "City", "Age"]) + "\n" + separator.join(['"Ann, x; y"', "Bonn", "31"]) + "\n"
    flow = csv_flow(text)
    assert rows_of(flow) == [["Name", "City", "Age"], ["Ann, x; y", "Bonn", "31"]]
    assert [cell.heading for cell in next(flow.blocks).cells] == [True] * 3 + [False] * 3


def test_a_first_row_of_values_is_no_heading_and_a_told_separator_is_used() -> None:
    assert not any(cell.heading for cell in next(csv_flow("1,2\n3,4\n").blocks).cells)
    assert not any(cell.heading for cell in next(csv_flow("a,2026-01-02\nb,2026-01-03\n").blocks).cells)
    assert rows_of(csv_flow("sep=|\na,b|c\nd,e|f\n")) == [["a,b", "c"], ["d,e", "f"]]


def test_quotes_lines_in_fields_and_ragged_rows() -> None:
    assert rows_of(csv_flow('a,"b\nc"\n\nd\n"e ""f""",g,h\n')) == [
        ["a", "b\nc", ""],
        ["d", "", ""],
        ['e "f"', "g", "h"],
    ]
    flow = csv_flow('a,"' + "bbbb\n" * 30_000)
    assert flow.notes == ("quotes do not pair: they are read as letters",)


def test_nothing_but_blank_lines_is_an_empty_flow() -> None:
    assert list(csv_flow("\n \n").blocks) == []


def test_limits() -> None:
    for data, kind in ((b"a,b\n" * 20, formats.CSV), (b"# a\n" * 20, formats.MARKDOWN)):
        with pytest.raises(InvalidInput) as caught:
            read(data, kind, Limits(text_characters=30))
        assert caught.value.code == "document_too_complex"
    with pytest.raises(InvalidInput) as caught:
        read(b"a," * 100_001, formats.CSV, DEFAULT)
    assert caught.value.code == "document_too_complex"


FIELD = (
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\x85\ufeff"), min_size=1)
    .map(str.strip)
    .filter(bool)
)


@given(
    st.lists(st.lists(FIELD, min_size=2, max_size=4), min_size=1, max_size=8).filter(
        lambda rows: len({len(r) for r in rows}) == 1
    )
)
def test_what_is_written_comes_back(rows: list[list[str]]) -> None:
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    assert rows_of(csv_flow(file.getvalue())) == rows


@given(st.text("#*-_`|[]()<>!~ab1. \n\t\\&;:", max_size=200))
def test_any_markdown_gives_a_flow(text: str) -> None:
    try:
        read(text.encode(), formats.MARKDOWN, DEFAULT)
    except InvalidInput as error:
        assert error.code == "invalid_document"  # noqa: PT017 - either outcome is right
