"""Neighbours of cells: each pair once a direction, empty cells looked through."""

from __future__ import annotations

from pathlib import Path

from benchmarks.documents.adjacency import Place, Score, relations, relations_of_all
from benchmarks.table_truth import true_pages
from hypothesis import given
from hypothesis import strategies as st


def places(rows: list[list[str]]) -> list[Place]:
    """A table without spans."""
    return [at(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line)]


def at(row: int, column: int, text: str, across: int = 1) -> Place:
    return Place(top=row, left=column, bottom=row, right=column + across - 1, text=text)


TABLE = places([["Year", "Men", "Women"], ["2001", "10", "12"], ["2002", "11", "14"]])
FILE = """<document><table><region page="2">
<cell start-row="0" start-col="0" end-col="1"><content>Both</content></cell>
<cell start-row="1" start-col="0"><content>x</content></cell>
<cell start-row="1" start-col="1"/>
</region></table></document>"""


def test_a_grid_has_a_relation_for_every_touching_pair() -> None:
    found = relations(TABLE)
    assert found.total() == 3 * 2 + 2 * 3
    assert found["2001", "10", "right"] == found["2001", "2002", "below"] == 1


def test_empty_places_are_looked_through() -> None:
    assert relations(places([["a", "", "b"]])) == {("a", "b", "right"): 1}


def test_a_spanning_cell_has_each_neighbour_once() -> None:
    cells = [at(0, 0, "Both", across=2), at(1, 0, "x"), at(1, 1, "y")]
    assert relations(cells) == {("both", "x", "below"): 1, ("both", "y", "below"): 1, ("x", "y", "right"): 1}


def test_leaders_and_white_space_do_not_count() -> None:
    assert relations(places([["Total  sum .....", "5.5"]])) == {("totalsum", "5.5", "right"): 1}


def test_two_tables_are_no_neighbours() -> None:
    assert relations_of_all([places([["a", "b"]]), places([["c", "d"]])]).total() == 2


def test_a_table_where_there_is_none_is_worth_nothing() -> None:
    score = Score.of(relations([]), relations(TABLE))
    assert (score.precision, score.recall, score.f1) == (0, 0, 0)


def test_truth_of_the_competition_is_read_by_page(tmp_path: Path) -> None:
    path = tmp_path / "a-str.xml"
    path.write_text(FILE)
    assert true_pages(path) == {2: [[at(0, 0, "Both", across=2), at(1, 0, "x"), at(1, 1, "")]]}


@given(st.lists(st.lists(st.text("ab ", max_size=2), min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_table_is_like_itself_alone(rows: list[list[str]]) -> None:
    found = relations(places(rows))
    assert Score.of(found, found).f1 == 1
    assert found.total() <= 2 * len(rows) * 3
