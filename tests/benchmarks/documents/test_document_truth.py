"""Truth of made documents: tables without overlaps, sums that add up, marks that stand once, answers that are there."""

from __future__ import annotations

import random

import pytest
from benchmarks.documents import pages, papers, tables, trade, truth
from benchmarks.documents.asking import questions
from benchmarks.documents.blocks import Grid
from benchmarks.documents.diagrams import KINDS, diagram

SEEDS = range(60)
FAMILIES = ("any",)


def covered(grid: Grid) -> list[tuple[int, int]]:
    return [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_cells_of_a_table_neither_overlap_nor_leave_it(seed: int) -> None:
    grid = tables.table(random.Random(seed), small=seed % 3 == 0)
    places = covered(grid)
    assert len(places) == len(set(places))
    assert all(row < grid.num_rows and column < grid.num_columns for row, column in places)
    assert max(row for row, _ in places) == grid.num_rows - 1


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_of_a_sale_add_up(seed: int) -> None:
    deal = trade.deal(random.Random(seed), shop=seed % 2 == 0)
    assert deal.net + deal.tax == pytest.approx(deal.total, abs=0.001)
    assert sum(line.sum for line in deal.lines) == pytest.approx(deal.total if seed % 2 == 0 else deal.net, abs=0.001)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_paper_shows_what_its_fields_say(seed: int) -> None:
    rng = random.Random(seed)
    deal = trade.deal(rng, shop=seed % 2 == 0)
    shown = truth.words((papers.receipt if seed % 2 == 0 else papers.invoice)(rng, FAMILIES, deal))
    for text in (deal.number, deal.date(), deal.company, deal.money(deal.total, bare=True)):
        assert " ".join(text.split()) in shown


@pytest.mark.parametrize("seed", SEEDS)
def test_every_paragraph_in_columns_has_marks_of_its_own(seed: int) -> None:
    told = truth.of(pages.column_page(random.Random(seed), FAMILIES))
    words = [word.rstrip(".") for word in told["words"].split()]
    marks = [mark for paragraph in told["order"] for mark in (paragraph["first"], paragraph["last"])]
    assert len(marks) >= 12
    assert all(words.count(mark) == 1 for mark in marks)


def test_answers_about_tables_stand_in_the_table_under_the_heads_named() -> None:
    asked = 0
    for seed in SEEDS:
        told = {"kind": "table", **truth.of(pages.table_page(random.Random(seed), FAMILIES))}
        texts = {cell["text"] for table in told["tables"] for cell in table["cells"]}
        texts |= {table["caption"] for table in told["tables"]}
        found = questions(told, 8, seed)
        asked += len(found)
        assert all(each.answer in texts and each.about == "table" for each in found)
        assert len({each.question for each in found}) == len(found)
    assert asked > 5 * len(SEEDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_highest_and_lowest_of_a_chart_are_told_apart(kind: str) -> None:
    for seed in SEEDS:
        shown = diagram(random.Random(seed), next(each for each in KINDS if each == kind))
        for values in shown.values:
            assert len(values) == len(shown.categories) == len(set(values))
        told = {"kind": "chart", "chart": shown.truth}
        for each in questions(told, 100, seed):
            if "highest" in each.question and len(shown.series) == 1:
                assert each.answer == shown.categories[shown.values[0].index(max(shown.values[0]))]


def test_equal_seeds_make_equal_sheets() -> None:
    first, second = (pages.table_page(random.Random(7), FAMILIES) for _ in range(2))
    assert first == second
    assert first != pages.table_page(random.Random(8), FAMILIES)


def test_what_no_eye_can_read_off_a_chart_is_not_asked() -> None:
    chart = {
        "kind": "line", "title": "Staff by year", "axes": ["Year", "Employees"], "labelled": False,
        "categories": ["2001", "2002", "2003"], "series": {"A": [900.0, 400.0, 100.0], "B": [20.0, 24.0, 400.0]},
    }  # fmt: skip
    asked = {each.question: each.answer for each in questions({"kind": "chart", "chart": chart}, 100, 1)}
    assert asked["What is the value of “A” for 2002?"] == "400"
    assert "What is the value of “A” for 2003?" not in asked
    assert "Where is the value of “A” lowest?" in asked
    assert "Where is the value of “B” lowest?" not in asked
    assert asked["Where is the value of “B” highest?"] == "2003"


def test_shares_are_asked_of_a_pie_that_prints_shares() -> None:
    chart = {
        "kind": "pie", "title": "Loans", "axes": ["Library", "Loans"], "labelled": True,
        "categories": ["North", "South"], "series": {"": [30.0, 90.0]},
    }  # fmt: skip
    by_value, by_share = (
        {each.question: each.answer for each in questions({"kind": "chart", "engine": engine, "chart": chart}, 100, 1)}
        for engine in ("vega", "matplotlib")
    )
    assert by_value["What is the value for South?"] == "90"
    assert by_share["What is the share in per cent for South?"] == "75"
