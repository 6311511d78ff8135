"""Tables of pages drawn here word by word: what is one, what is none, and how it is cut into cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Fill, Sheet
from sensorium.abilities.documents.tables import find
from sensorium.abilities.documents.tree import Table, Word

SIZE = 10.0
WIDTH = 5.0  # of a letter
COLUMNS = (60.0, 220.0, 320.0, 420.0)
ROWS = [
    ["Region", "2019", "2020", "2021"],
    ["North of the river", "1,204", "(37)", "12.5"],
    ["South", "98 300", "–", "7,1"],
    ["East", "1.204,50", "15", "n/a"],
    ["West", "", "44", "3"],
]


def words(text: str, left: float, top: float, *, bold: bool = False) -> list[Word]:
    """Words of a line, side by side from `left`."""
    found = []
    for word in text.split():
        found.append(Word(text=word, box=Box(left, top, left + WIDTH * len(word), top + SIZE), size_pt=SIZE, bold=bold))
        left += WIDTH * (len(word) + 0.5)
    return found


def printed(rows: list[list[str]], top: float = 100.0, pitch: float = 14.0) -> list[Word]:
    return [
        word
        for number, row in enumerate(rows)
        for left, text in zip(COLUMNS, row, strict=False)
        for word in words(text, left, top + number * pitch)
    ]


def sheet(found: list[Word], rules: tuple[Box, ...] = (), fills: tuple[Fill, ...] = ()) -> Sheet:
    return Sheet(number=1, width_pt=595, height_pt=842, words=tuple(found), rules=rules, fills=fills)


def level(y: float, left: float = 55.0, right: float = 480.0) -> Box:
    return Box(left, y, right, y + 0.5)


def upright(x: float, top: float, bottom: float) -> Box:
    return Box(x, top, x + 0.5, bottom)


def only(page: Sheet) -> Table:
    (table,) = find(page)
    return table


def grid_lines(num_rows: int, lefts: tuple[float, ...]) -> tuple[Box, ...]:
    bottom = 98.0 + 14.0 * num_rows
    levels = [level(98.0 + 14.0 * row) for row in range(num_rows + 1)]
    return (*levels, *(upright(x, 98.0, bottom) for x in lefts))


def test_columns_are_told_by_white_space_alone() -> None:
    assert only(sheet(printed(ROWS))).rows == ROWS


def test_three_level_lines_make_the_first_row_a_heading() -> None:
    table = only(sheet(printed(ROWS), rules=(level(97), level(112), level(169))))
    assert table.rows == ROWS
    assert {cell.row for cell in table.cells if cell.heading} == {0}


def test_a_full_grid_holds_cells_of_several_lines() -> None:
    rows = [["Name", "Remark"], ["Alpha", "first part of it"], ["", "Second line 12"], ["Beta", "short"]]
    lines = (level(98), level(112), level(140), level(154), *(upright(x, 98, 154) for x in (55, 210, 480)))
    assert only(sheet(printed(rows), rules=lines)).rows == [
        ["Name", "Remark"],
        ["Alpha", "first part of it Second line 12"],
        ["Beta", "short"],
    ]


def test_a_missing_line_of_a_grid_is_a_span() -> None:
    rows = [["Item", "", "Amounts"], *ROWS[1:]]
    lines = [line for line in grid_lines(5, (55, 210, 310, 410, 480)) if line.left not in {310, 410}]
    lines += [upright(x, 112, 168) for x in (310, 410)]
    table = only(sheet(printed(rows), rules=tuple(lines)))
    spans = [(cell.column, cell.column_span) for cell in table.cells if cell.text == "Amounts"]
    assert spans == [(1, 3)]


def test_a_heading_stands_over_the_columns_whose_line_is_drawn_under_it() -> None:
    rows = [["", "", "Years", ""], *ROWS]
    rules = (level(97), level(112, 215, 480), level(126), level(183))
    table = only(sheet(printed(rows), rules=rules))
    assert [(cell.column, cell.column_span) for cell in table.cells if cell.text == "Years"] == [(1, 3)]


def test_shaded_rows_without_lines_are_a_table() -> None:
    fills = tuple(Fill(box=Box(55, 98 + 14 * row, 480, 112 + 14 * row), luminance=0.85) for row in (0, 2, 4))
    assert only(sheet(printed(ROWS), fills=fills)).rows == ROWS


def test_a_stub_that_wraps_is_one_row_and_an_indented_one_its_own() -> None:
    rows = [
        ["Kind of dwelling", "Number", "Share"],
        ["Houses built before", "12", "4.1"],
        ["nineteen twenty", "", ""],
        ["Flats", "44", "9.3"],
        ["Other", "7", "0.2"],
    ]
    assert [row[0] for row in only(sheet(printed(rows))).rows] == [
        "Kind of dwelling",
        "Houses built before nineteen twenty",
        "Flats",
        "Other",
    ]


def test_leaders_are_not_among_the_words_of_a_cell() -> None:
    rows = [[f"Chapter {name} . . . . . .", "", "", page] for name, page in zip("ABCDEF", "359124", strict=True)]
    table = only(sheet(printed(rows)))
    assert [row[0] for row in table.rows] == [f"Chapter {name}" for name in "ABCDEF"]
    assert [row[-1] for row in table.rows] == list("359124")


def test_notes_under_a_table_are_not_of_it() -> None:
    note = words("Note: figures of the last two years are provisional and may change again when revised.", 60, 176)
    table = only(sheet(printed(ROWS) + note, rules=(level(97), level(112), level(169))))
    assert "provisional" not in table.text


def test_a_caption_is_told_by_its_name() -> None:
    caption = words("Tabelle 4: Einwohner nach Region", 60, 84, bold=True)
    assert only(sheet(caption + printed(ROWS))).caption == "Tabelle 4: Einwohner nach Region"


def test_two_tables_stay_two() -> None:
    text = [words("The second table tells the same of the years before, as far as they are known today.", 60, 200)]
    page = sheet(printed(ROWS) + text[0] + printed(ROWS, top=240))
    assert [table.rows for table in find(page)] == [ROWS, ROWS]


PROSE = "the committee of the region agreed that what had been said before would be kept for another year".split()


def column(left: float, *, lines: int) -> list[Word]:
    return [
        word
        for number in range(lines)
        for word in words(" ".join(PROSE[number % 7 : number % 7 + 8]), left, 100 + 12 * number)
    ]


@pytest.mark.parametrize("lefts", [(60,), (60, 320)])
def test_running_text_is_no_table(lefts: tuple[float, ...]) -> None:
    assert find(sheet([word for left in lefts for word in column(left, lines=30)])) == []


def test_names_with_their_values_are_no_table() -> None:
    rows = [["Invoice no.:", "4711"], ["Date:", "2024-05-01"], ["Customer:", "88 12"], ["Due:", "2024-06-01"]]
    assert find(sheet(printed(rows))) == []


def test_sums_under_a_bill_are_not_of_it() -> None:
    rows = [
        ["Article", "Number", "Price", "Amount"],
        ["Paper", "2", "4.00", "8.00"],
        ["Ink", "1", "9.50", "9.50"],
        ["", "", "Net", "17.50"],
        ["", "", "Total", "20.83"],
    ]
    assert only(sheet(printed(rows))).rows == rows[:3]


RULED = [level(100 + 14 * row - 2) for row in range(1, 6)]


def test_a_head_above_the_first_line_is_of_the_table() -> None:
    """Rows with a line under each and none above the head: how most web pages are printed."""
    rows = [["Region", "Sold", "Left", "Share"], *ROWS[1:]]
    table = only(sheet(printed(rows), rules=tuple(RULED)))
    assert table.rows == rows
    assert {cell.row for cell in table.cells if cell.heading} == {0}


def test_rows_of_figures_with_lines_under_each_have_no_head() -> None:
    """What goes on from the page before begins with figures at once."""
    table = only(sheet(printed(ROWS[1:]), rules=tuple(RULED[:4])))
    assert table.rows == ROWS[1:]
    assert not any(cell.heading for cell in table.cells)


def test_a_letterhead_between_two_lines_is_not_of_the_table() -> None:
    """The line under the sender is as wide as those of the table: what stands between is set loosely."""
    letter = [
        *words("Jonas Holt", 60, 112),
        *words("Date of issue: 08-04-2017", 320, 112),
        *words("53 Wesusivik", 60, 126),
        *words("Invoice number: 2017-463", 320, 126),
        *words("Breeriworth", 60, 162),
    ]
    table = only(sheet([*letter, *printed(ROWS, top=200)], rules=(level(104), level(197), level(212), level(270))))
    assert table.rows == ROWS


def test_a_head_of_several_lines_between_two_lines_is_of_the_table() -> None:
    above = [words("Sold", 320, 104), words("in the", 320, 124), words("Region", 60, 136)]
    figures = [words(text, left, 136) for left, text in zip(COLUMNS[1:], ("2019", "2020", "2021"), strict=True)]
    head = [word for part in (*above, *figures) for word in part]
    table = only(sheet([*head, *printed(ROWS[1:], top=154)], rules=(level(100), level(150), level(212))))
    assert table.box.top <= 104
    assert table.rows[-1] == ROWS[-1]


def test_words_above_the_first_line_that_are_over_no_column_are_no_head() -> None:
    above = words("What was sold in all the districts of the river", COLUMNS[0], 100)
    table = only(sheet([*above, *printed(ROWS[1:], top=114)], rules=tuple(RULED)))
    assert table.rows == ROWS[1:]


def test_bars_of_a_diagram_are_no_cells() -> None:
    ends = (150.0, 170.0, 130.0, 190.0, 120.0)
    bars = [Fill(box=Box(100 + 40 * i, top, 120 + 40 * i, 220), luminance=0.4) for i, top in enumerate(ends)]
    frame = (
        level(100, 60, 340),
        level(220, 60, 340),
        upright(60, 100, 220),
        upright(340, 100, 220),
        level(160, 60, 340),
    )
    labels = [word for i in range(5) for word in words(str(2015 + i), 100 + 40 * i, 205)]
    assert find(sheet(labels, rules=frame, fills=tuple(bars))) == []


def test_the_scale_of_a_plot_with_values_here_and_there_is_no_table() -> None:
    """As a chart with stacked bars, its bars not drawn as areas: ticks at one side, lines across, names below."""
    ticks = [words(str(140 - 20 * row), 60, 100 + 24 * row) for row in range(8)]
    names = [words(name, 120 + 90 * at, 296) for at, name in enumerate(("Wind", "Solar", "Coal", "Gas"))]
    values = [("16", 0, 150), ("80", 1, 150), ("88", 0, 198), ("76", 3, 198), ("88", 2, 222), ("60", 2, 246),
              ("16", 0, 270), ("28", 3, 270), ("12", 1, 222)]  # fmt: skip
    told = [words(text, 125 + 90 * at, y - 2) for text, at, y in values]
    lines = tuple(level(105 + 24 * row, 80, 480) for row in range(8))
    page = sheet([word for part in (*ticks, *names, *told) for word in part], rules=lines)
    assert find(page) == []


def test_numbers_that_fall_evenly_are_a_stub_where_rows_are_full() -> None:
    rows = [["Year", "Sold", "Left"], *([str(2025 - row), f"{137 * row + 12}", f"{90 - row}.5"] for row in range(6))]
    assert only(sheet(printed(rows))).rows == rows


def test_values_at_the_points_of_a_plot_with_a_grid_are_no_cells() -> None:
    lines = (
        *(level(100 + 30 * row, 60, 360) for row in range(6)),
        *(upright(60 + 60 * at, 100, 250) for at in range(6)),
    )
    points = [(66, 104), (186, 160), (126, 134), (306, 128), (246, 222), (66, 194), (186, 104), (310, 190), (130, 222)]
    told = [words(str(20 * at + 120), x, y) for at, (x, y) in enumerate(points)]
    on_a_line = words("640", 173, 190)
    page = sheet([*on_a_line, *(word for part in told for word in part)], rules=lines)
    assert find(page) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(min_size=1, max_size=9),
            st.floats(0, 560),
            st.floats(0, 800),
            st.floats(0.1, 200),
            st.floats(0.1, 40),
        ),
        max_size=40,
    ),
    st.lists(st.tuples(st.floats(0, 560), st.floats(0, 800), st.floats(0, 300), st.booleans()), max_size=25),
)
def test_whatever_stands_on_a_page_cells_tile_their_table(
    marks: list[tuple[str, float, float, float, float]], lines: list[tuple[float, float, float, bool]]
) -> None:
    found = [Word(text=t, box=Box(x, y, x + w, y + h), size_pt=h) for t, x, y, w, h in marks]
    rules = tuple(Box(x, y, x + n, y) if flat else Box(x, y, x, y + n) for x, y, n, flat in lines)
    for table in find(sheet(found, rules=rules)):
        places = [
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert sorted(places) == [(r, c) for r in range(table.num_rows) for c in range(table.num_columns)]
        assert {id(word) for word in table.words} <= {id(word) for word in found}
        assert len({id(word) for word in table.words}) == len(table.words)
