"""Tables on pages that lie on their side, and names of columns that run upwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import page_of
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tables import find
from sensorium.abilities.documents.tree import Table, Word
from sensorium.abilities.documents.understanding import tables_of

LEFTS, TOP, PITCH = (60.0, 200.0, 300.0), 100.0, 16.0
ROWS = [["Region", "2019", "2020"], ["North", "1,204", "37"], ["South", "98", "12"], ["East", "15", "44"]]
WIDTH, HEIGHT = 600.0, 800.0


def ruled(rows: list[list[str]], head_pt: float = PITCH) -> Sheet:
    """A sheet with a table that has lines around its cells, the head `head_pt` high."""
    edges = (*(left - 4 for left in LEFTS), 400.0)
    levels = [TOP - 3, *(TOP - 3 + head_pt + PITCH * number for number in range(len(rows)))]
    words = [
        Word(text=text, box=Box(left, levels[row] + 3, left + 5 * len(text), levels[row] + 13), size_pt=10.0)
        for row, texts in enumerate(rows)
        for left, text in zip(LEFTS, texts, strict=True)
        if text
    ]
    rules = [Box(edges[0], y, edges[-1], y + 0.5) for y in levels]
    rules += [Box(x, levels[0], x + 0.5, levels[-1]) for x in edges]
    return Sheet(number=1, width_pt=WIDTH, height_pt=HEIGHT, words=tuple(words), rules=tuple(rules))


def on_its_side(sheet: Sheet, quarters: int) -> Sheet:
    sides = (HEIGHT, WIDTH) if quarters % 2 else (WIDTH, HEIGHT)
    return Sheet(
        number=1,
        width_pt=sides[0],
        height_pt=sides[1],
        turned=tuple(replace(word, box=turned(word.box, quarters)) for word in sheet.words),
        rules=tuple(turned(rule, quarters) for rule in sheet.rules),
    )


def turned(box: Box, quarters: int) -> Box:
    width, height = WIDTH, HEIGHT
    for _ in range(quarters):
        box = Box(height - box.bottom, box.left, height - box.top, box.right)
        width, height = height, width
    return box


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_table_on_its_side_is_read_like_the_upright_one(quarters: int) -> None:
    upright = ruled(ROWS)
    (plain,) = find(upright)
    lying = on_its_side(upright, quarters)
    (table,) = tables_of(lying)
    assert table.rows == plain.rows == ROWS
    assert set(table.words) == set(lying.turned)
    for cell in table.cells:
        assert all(cell.box.grown(1).holds(word.box.center) for word in cell.words)
    assert table.box.told() == pytest.approx(turned(plain.box, quarters).told())


def test_a_page_keeps_its_table_beside_a_level_number() -> None:
    """What is left without the table's words must not turn the page."""
    number = Word(text="17", box=Box(300, 700, 310, 710), size_pt=10.0)
    lying = replace(on_its_side(ruled(ROWS), 1), words=(number,))
    page = page_of(lying, tables_of(lying))
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert [cell.box.told() for cell in table.cells] == [cell.box.told() for cell in tables_of(lying)[0].cells]
    assert sum(word == number for word in page.words) == 1


def test_names_that_run_upwards_stand_in_their_cells() -> None:
    level = ruled([["Region", "", ""], *ROWS[1:]], head_pt=60.0)
    names = tuple(
        Word(text=text, box=Box(left, TOP, left + 10, TOP + 50), size_pt=10.0)
        for left, text in zip(LEFTS[1:], ("Households", "Population"), strict=True)
    )
    (table,) = find(replace(level, turned=names))
    assert table.rows[0] == ["Region", "Households", "Population"]
    assert set(names) <= set(table.words)
    page = page_of(replace(level, turned=names), [table])
    assert [type(block) for block in page.blocks] == [Table]


def test_a_stamp_across_cells_is_in_none() -> None:
    stamp = Word(text="DRAFT", box=Box(120, 80, 320, 240), size_pt=60.0)
    (table,) = find(replace(ruled(ROWS), turned=(stamp,)))
    assert table.rows == ROWS
