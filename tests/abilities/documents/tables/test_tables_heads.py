"""Heads of tables with lines around their cells, heads without rows, heads with a line under them; prose in scripts
without spaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Fill, Sheet
from sensorium.abilities.documents.tables import find
from sensorium.abilities.documents.tree import Word

LEFTS = (60.0, 180.0, 260.0, 340.0, 420.0)
EDGES = (*(left - 4 for left in LEFTS), 500.0)


def words(text: str, left: float, top: float, letter: float = 5.0) -> Iterator[Word]:
    for word in text.split():
        yield Word(text=word, box=Box(left, top, left + letter * len(word), top + 10), size_pt=10.0)
        left += letter * len(word) + 3


def row(texts: Sequence[str], top: float) -> list[Word]:
    return [word for left, text in zip(LEFTS, texts, strict=False) for word in words(text, left, top)]


def sheet(found: list[Word], rules: Sequence[Box] = ()) -> Sheet:
    return Sheet(number=1, width_pt=595, height_pt=842, words=tuple(found), rules=tuple(rules))


def level(y: float, left: float = EDGES[0], right: float = EDGES[-1]) -> Box:
    return Box(left, y, right, y + 0.5)


def upright(x: float, top: float, bottom: float) -> Box:
    return Box(x, top, x + 0.5, bottom)


def test_headings_under_one_over_all_of_them_are_a_row_of_their_own() -> None:
    """Although lines around cells part rows elsewhere, and none is drawn between the two."""
    over = words("Returned and disposed of again", 200, 100)  # across the edges between three columns
    head = row(["State", "Pistols", "Rifles", "Others", "Total"], 114)
    body = [word for at in range(4) for word in row(["Ohio", "14", "20", "7", "41"], 132 + 16 * at)]
    rules = [level(98), *(level(129 + 16 * at) for at in range(5)), *(upright(x, 129, 193) for x in EDGES)]
    rules += [upright(x, 98, 193) for x in (EDGES[0], EDGES[1], EDGES[4], EDGES[5])]
    (table,) = find(sheet([*over, *head, *body], rules))
    assert table.rows[:3] == [
        ["", "Returned and disposed of again", "", "", ""],
        ["State", "Pistols", "Rifles", "Others", "Total"],
        ["Ohio", "14", "20", "7", "41"],
    ]


def test_two_lines_of_one_heading_stay_one() -> None:
    head = [*row(["State", "Pistols", "Rifles", "Others", "Total"], 100), *row(["", "sold", "sold", "sold", ""], 112)]
    body = [word for at in range(4) for word in row(["Ohio", "14", "20", "7", "41"], 132 + 16 * at)]
    rules = [level(98), *(level(129 + 16 * at) for at in range(5)), *(upright(x, 98, 193) for x in EDGES)]
    (table,) = find(sheet([*head, *body], rules))
    assert table.rows[0] == ["State", "Pistols sold", "Rifles sold", "Others sold", "Total"]


def test_a_table_without_a_row_is_one() -> None:
    rules = [level(98), level(114), level(130), *(upright(x, 98, 114) for x in EDGES[1:-1])]
    rules += [upright(x, 98, 130) for x in (EDGES[0], EDGES[-1])]
    (table,) = find(sheet([*row(["Claim", "Kind", "Day", "State", "Sum"], 101), *row(["No results"], 117)], rules))
    assert table.rows == [["Claim", "Kind", "Day", "State", "Sum"], ["No results", "", "", "", ""]]


def test_a_frame_around_two_texts_is_no_table() -> None:
    rules = [level(98), level(114), level(130), upright(EDGES[1], 98, 114)]
    rules += [upright(x, 98, 130) for x in (EDGES[0], EDGES[-1])]
    assert find(sheet([*row(["Claim", "Kind"], 101), *row(["No results"], 117)], rules)) == []


def test_words_under_a_head_with_a_line_are_a_table() -> None:
    texts = [["Hello", "Bye", "World"], ["One", "Abc", "Foo"], ["Two", "Bar", "Baz"], ["Three", "Quux", "Argh"]]
    found = [word for at, one in enumerate(texts) for word in row(one, 100 + 16 * at)]
    (table,) = find(sheet(found, [level(113, right=300)]))
    assert table.rows == texts
    assert find(sheet(found)) == []  # three columns of words alone may be anything


def test_prose_without_spaces_is_in_no_table() -> None:
    """Between the lines of two tables that are as wide as the text."""
    sentence = "服务设施出入口加减速车道用地指标平原一般不宜超过公顷处丘陵山区一般不宜超过公顷处"
    prose = [word for at in range(4) for word in words(sentence, 60, 160 + 14 * at, letter=10.0)]
    above = [word for at in range(3) for word in row(["甲", "12", "34", "56", "78"], 102 + 14 * at)]
    below = [word for at in range(3) for word in row(["乙", "21", "43", "65", "87"], 232 + 14 * at)]
    rules = [level(y) for y in (100, 114, 142, 230, 244, 272)]
    tables = find(sheet([*above, *prose, *below], rules))
    assert [table.rows[0][0] for table in tables] == ["甲", "乙"]
    assert not any("服" in word.text for table in tables for word in table.words)


def test_a_long_name_of_a_part_on_a_shaded_band_parts_no_table() -> None:
    name = "Treatment of the ill that were born in the last three of all years"
    bold = [replace(word, bold=True) for word in words(name, 60, 132)]
    above = [word for at in range(2) for word in row(["Ghent", "12", "34", "56", "78"], 102 + 14 * at)]
    below = [word for at in range(2) for word in row(["Lyon", "21", "43", "65", "87"], 146 + 14 * at)]
    rules = [level(y) for y in (100, 114, 130, 144, 158, 172)]
    band = Fill(box=Box(EDGES[0], 130, EDGES[-1], 144), luminance=0.8)
    page = sheet([*above, *bold, *below], rules)
    (table,) = find(replace(page, fills=(band,)))
    assert [texts[0] for texts in table.rows] == ["Ghent", "Ghent", name, "Lyon", "Lyon"]
    assert not any(word.bold for one in find(page) for word in one.words)
