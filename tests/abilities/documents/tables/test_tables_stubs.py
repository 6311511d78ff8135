"""Names of rows outside of a table's lines, headings over several columns above them, captions with wide spaces."""

from __future__ import annotations

from collections.abc import Iterator

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tables import find
from sensorium.abilities.documents.tree import Word

LEFTS = (60.0, 240.0, 320.0, 400.0)
BODY = [
    ["Social works", "725", "773", "820"],
    ["Roads and bridges", "480", "478", "528"],
    ["Subtotal", "1205", "1251", "1348"],
    ["Of the regions", "", "", ""],
    ["Schools", "631", "635", "571"],
    ["Rivers", "230", "223", "246"],
    ["Total", "2066", "2109", "2165"],
]


def words(text: str, left: float, top: float) -> Iterator[Word]:
    for word in text.split():
        yield Word(text=word, box=Box(left, top, left + 5 * len(word), top + 10), size_pt=10.0)
        left += 5 * len(word) + 3


def printed(rows: list[list[str]], top: float = 120.0, pitch: float = 14.0) -> list[Word]:
    return [
        word
        for number, row in enumerate(rows)
        for left, text in zip(LEFTS, row, strict=True)
        for word in words(text, left, top + pitch * number)
    ]


def sheet(found: list[Word], *rules: Box) -> Sheet:
    return Sheet(number=1, width_pt=595, height_pt=842, words=tuple(found), rules=rules)


def over_figures(y: float) -> Box:
    return Box(LEFTS[1] - 6, y, 430, y + 0.5)


def test_lines_at_sums_leave_no_name_out() -> None:
    sums = [over_figures(120 + 14 * at - 2) for at in (2, 3, 6, 7)]
    head = ["Outlays", "2011", "2012", "2013"]
    (table,) = find(sheet(printed([head, *BODY], top=106), *sums))
    assert table.rows == [head, *BODY]


def test_a_table_keeps_its_column_of_figures_where_prose_stands_beside_it() -> None:
    rows = [row[1:] for row in BODY if row[1]]
    figures = [
        word
        for at, row in enumerate(rows)
        for left, text in zip(LEFTS[1:], row, strict=True)
        for word in words(text, left, 120 + 14 * at)
    ]
    text = "which every bridge along the"
    prose = [word for at in range(len(rows)) for word in words(text, 60, 120 + 14 * at)]
    lines = [over_figures(118 + 14 * at) for at in range(len(rows) + 1)]
    (table,) = find(sheet([*prose, *figures], *lines))
    assert table.rows == rows


def test_headings_over_pairs_of_columns_are_of_the_table() -> None:
    lefts = (60.0, 200.0, 250.0, 300.0, 350.0)
    rows = [
        ["Place", "Tons", "Share", "Tons", "Share"],
        ["Ghent", "12", "0.4", "15", "0.5"],
        ["Lyon", "31", "0.9", "33", "0.7"],
    ]
    body = [
        word
        for at, row in enumerate(rows)
        for left, text in zip(lefts, row, strict=True)
        for word in words(text, left, 120 + 14 * at)
    ]
    frame = [Box(56, 118 + 14 * at, 384, 118.5 + 14 * at) for at in range(4)]
    frame += [Box(x, 118, x + 0.5, 160) for x in (56.0, 196.0, 246.0, 296.0, 346.0, 384.0)]
    years = [*words("2001", 234, 106), *words("2002", 334, 106)]
    (table,) = find(sheet([*years, *body], *frame))
    assert table.rows == [["", "2001", "", "2002", ""], *rows]
    assert sorted(cell.column_span for cell in table.cells if cell.row == 0 and cell.words) == [2, 2]


def test_a_caption_with_wide_spaces_is_no_row() -> None:
    caption = [*words("Table 4.", 60, 98), *words("Works by their kind", 200, 98)]
    rows = [row for row in BODY if row[1]]
    (table,) = find(sheet([*caption, *printed(rows, top=120)]))
    assert table.rows == rows
    assert table.caption == "Table 4. Works by their kind"
