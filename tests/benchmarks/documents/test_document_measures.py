"""Measures of document reading: full marks for the truth alone, and known marks for known faults."""

from __future__ import annotations

import pytest
from benchmarks.documents.measures import (
    adjacency,
    cells_of,
    field_right,
    fields,
    pairwise_order,
    summary,
    words_in_order,
    words_right,
)
from hypothesis import given
from hypothesis import strategies as st

TABLE = cells_of([["Year", "Men", "Women"], ["2001", "10", "12"], ["2002", "11", "14"]])


def test_the_truth_itself_gets_full_marks() -> None:
    score = adjacency([TABLE], [TABLE])
    assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)


def test_two_columns_read_as_one_cost_what_touches_them() -> None:
    merged = cells_of([["Year", "Men Women"], ["2001", "10 12"], ["2002", "11 14"]])
    score = adjacency([TABLE], [merged])
    assert score.recall == 2 / 12  # the stub's two pairs are left
    assert score.precision == 2 / 7


def test_a_lost_row_is_looked_over_once() -> None:
    lost = cells_of([["Year", "Men", "Women"], ["2002", "11", "14"]])
    score = adjacency([TABLE], [lost])
    assert score.recall == 4 / 12
    assert score.precision == 4 / 7


def test_a_span_counts_where_it_stands() -> None:
    head = {"row": 0, "column": 0, "column_span": 2, "text": "Both"}
    cells = [head, {"row": 1, "column": 0, "text": "x"}, {"row": 1, "column": 1, "text": "y"}]
    flat = [{**head, "column_span": 1}, *cells[1:]]
    assert adjacency([cells], [flat]).recall == 2 / 3


def test_no_table_read_is_nothing_and_none_wanted_is_right() -> None:
    assert adjacency([TABLE], []).f1 == 0
    assert adjacency([], [TABLE]).f1 == 0
    assert adjacency([], []).f1 == 1


@given(st.lists(st.lists(st.text("ab ", max_size=2), min_size=3, max_size=3), min_size=1, max_size=4))
def test_scores_lie_between_nothing_and_all(rows: list[list[str]]) -> None:
    score = adjacency([TABLE], [cells_of(rows)])
    assert 0 <= score.precision <= 1
    assert 0 <= score.recall <= 1
    assert adjacency([cells_of(rows)], [cells_of(rows)]).f1 == 1


@pytest.mark.parametrize(
    ("name", "true", "read", "right"),
    [
        ("date", "2024-03-05", "5. März 2024", True),
        ("date", "2024-03-05", "05/03/2024", True),
        ("date", "2024-03-05", "2024-05-03", False),
        ("due_date", "2024-03-25", "03/25/2024", True),
        ("total", "1234.50", "1.234,50 €", True),
        ("total", "1234.50", "$1,234.5", True),
        ("total", "1234.50", "1234.05", False),
        ("total", "12.00", None, False),
        ("number", "INV-00017", "inv-00017", True),
        ("number", "INV-00017", "INV-00017 Date", False),
        ("company", "Oakfield & Sons", " ", False),
    ],
)
def test_fields_are_judged_by_what_they_mean(name: str, true: str, read: str | None, right: bool) -> None:
    assert field_right(name, true, read) is right


def test_only_the_fields_asked_for_are_judged() -> None:
    true = {"number": "7", "total": "3.00", "date": "2020-01-02"}
    assert fields(true, {"number": "7", "total": "4.00"}, ["number", "total"]) == {"number": True, "total": False}


PARAGRAPHS = [{"first": "Alden", "last": "Beham"}, {"first": "Corwick", "last": "Dunby"}]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Alden one Beham. Corwick two Dunby.", 1.0),
        ("Corwick two Dunby. Alden one Beham.", 2 / 6),
        ("Alden Corwick\none two\nBeham Dunby", 5 / 6),  # read across both columns
        ("Alden one Be-\nham. Corwick two Dunby.", 1.0),
        ("Alden one. Corwick two Dunby.", 3 / 6),
        ("Alden one Beham. Alden Corwick two Dunby.", 3 / 6),
        ("", 0.0),
    ],
)
def test_order_counts_pairs_of_marks(text: str, share: float) -> None:
    assert pairwise_order(PARAGRAPHS, text) == pytest.approx(share)


def test_words_count_as_a_bag_and_in_order() -> None:
    assert words_right("a b b c", "b c a x") == 0.75
    assert words_in_order("a b b c", "a b c") == 0.75
    assert words_in_order("a b", "b a") == 0
    assert words_right("a b", "b a") == 1
    assert words_right("", "a") == words_in_order("", "a") == 0
    assert words_right("", "") == words_in_order("", "") == 1


def test_a_summary_has_an_interval_that_narrows_with_more_documents() -> None:
    few, many = summary([1.0, 0.0] * 5), summary([1.0, 0.0] * 500)
    assert few.mean == many.mean == 0.5
    assert few.low < many.low < 0.5 < many.high < few.high
    with pytest.raises(ValueError, match="at least one"):
        summary([])
