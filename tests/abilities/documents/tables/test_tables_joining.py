"""Parts of a table on several pages."""

from __future__ import annotations

import pytest

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tables import goes_on, join
from sensorium.abilities.documents.tree import Cell, Table, Word


def table(rows: list[list[str]], *, heads: int = 1, caption: str = "", lefts: tuple[int, ...] = (0, 60, 100)) -> Table:
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            box = Box(lefts[column], 10 * row, 140, 10 * row + 10)
            cells.append(Cell(row=row, column=column, box=box, words=(Word(text=text, box=box),), heading=row < heads))
    return Table(box=Box(0, 0, 140, 10 * len(rows)), cells=tuple(cells), caption=caption)


HEAD = ["Place", "2020", "2021"]


def test_a_repeated_head_is_told_once() -> None:
    first, second = table([HEAD, ["A", "1", "2"]]), table([HEAD, ["B", "3", "4"]])
    assert goes_on(first, second)
    assert join([first, second]).rows == [HEAD, ["A", "1", "2"], ["B", "3", "4"]]


def test_a_part_without_a_head_goes_on() -> None:
    first, second = table([HEAD, ["A", "1", "2"]]), table([["B", "3", "4"], ["C", "5", "6"]], heads=0)
    assert goes_on(first, second)
    assert join([first, second]).num_rows == 4


@pytest.mark.parametrize(
    "second",
    [
        table([["Name", "Due", "Paid"], ["B", "3", "4"]]),
        table([HEAD, ["B", "3", "4"]], caption="Table 9: Something else"),
        table([HEAD, ["B", "3", "4"]], lefts=(0, 20, 40)),
        table([["B", "3"], ["C", "5"]], heads=0),
    ],
    ids=["another head", "another caption", "other places", "fewer columns"],
)
def test_another_table_does_not_go_on(second: Table) -> None:
    assert not goes_on(table([HEAD, ["A", "1", "2"]], caption="Table 8: Figures"), second)


def test_joining_nothing_says_so() -> None:
    with pytest.raises(ValueError, match="give one table"):
        join([])
