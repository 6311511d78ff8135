"""The file's own order is taken where one could read in it, and only there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout.as_written import order_as_written

PAGE = Box(0, 0, 600, 800)
LEFT, RIGHT = (
    [Box(40, 100 + 120 * n, 280, 200 + 120 * n) for n in range(4)],
    [Box(320, 100 + 120 * n, 560, 200 + 120 * n) for n in range(4)],
)
COLUMNS = [*LEFT, *RIGHT]
HEAD, FOOT = Box(40, 20, 560, 40), Box(280, 770, 320, 790)


def run(start: int, count: int = 20) -> list[int]:
    return list(range(start, start + count))


def test_columns_as_they_were_written() -> None:
    by_rows = [0, 4, 1, 5, 2, 6, 3, 7]  # what white space alone might say
    assert order_as_written(by_rows, COLUMNS, [run(20 * n) for n in range(8)], PAGE) == list(range(8))


def test_backwards_is_not_believed() -> None:
    down = list(range(8))
    upwards = [run(20 * (7 - n)) for n in range(8)]
    right_first = [run(20 * ((n + 4) % 8)) for n in range(8)]
    assert order_as_written(down, COLUMNS, upwards, PAGE) is None
    assert order_as_written([0, 1], COLUMNS[:1] + COLUMNS[4:5], [right_first[0], right_first[4]], PAGE) is None


def test_cards_are_read_row_by_row_where_they_were_written_so() -> None:
    row_by_row = [run(20 * place) for place in (0, 2, 4, 6, 1, 3, 5, 7)]
    assert order_as_written(list(range(8)), COLUMNS, row_by_row, PAGE) == [0, 4, 1, 5, 2, 6, 3, 7]


def test_what_is_woven_together_is_not_believed() -> None:
    even, odd = list(range(0, 40, 2)), list(range(1, 40, 2))
    assert order_as_written([0, 1], COLUMNS[:2], [even, odd], PAGE) is None


def test_a_mark_that_was_set_apart_does_no_harm() -> None:
    places = [[0, *run(10)], [1, *run(40)]]
    assert order_as_written([0, 1], COLUMNS[:2], places, PAGE) == [0, 1]


def test_margins_and_pictures_stay_where_white_space_puts_them() -> None:
    boxes = [HEAD, *COLUMNS, Box(40, 600, 280, 700), FOOT]
    places = [run(900), *(run(20 * n) for n in range(8)), [], run(0 - 100)]
    order = order_as_written([0, 1, 2, 3, 4, 9, 5, 6, 7, 8, 10], boxes, places, PAGE)
    assert order == [0, 1, 2, 3, 4, 9, 5, 6, 7, 8, 10]


@given(st.permutations(range(8)), st.permutations(range(8)), st.sets(st.integers(0, 7)))
def test_no_part_is_lost(geometric: list[int], written: list[int], silent: set[int]) -> None:
    places = [[] if n in silent else run(20 * written.index(n)) for n in range(8)]
    order = order_as_written(geometric, COLUMNS, places, PAGE)
    assert order is None or sorted(order) == list(range(8))
