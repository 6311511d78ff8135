"""What tests of other projects expect, read as tables: halves that share no file, rows that are titles, spans."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks import real_table_truth as truth
from benchmarks.documents.adjacency import Place, Score, relations
from benchmarks.real_tables import Found, score_of

DATA = """
rows = [["Title", ""], ["Place", "co-\\nunt"], ["Ghent", "1"], ["Ghent", "2<s>3</s>"], ["a note", ""]]
rows_of_two = [["A", "B"]]
raise RuntimeError("no code of a file of truth is run")
"""


def expected(folder: Path, **more: object) -> truth.Expected:
    path = folder / truth.CAMELOT / "data.py"
    path.parent.mkdir(parents=True)
    path.write_text(DATA, encoding="utf-8")
    pdf = f"{truth.CAMELOT}/files/a.pdf"
    return truth.Expected(pdf=pdf, told=("rows",), kind="cells", **more)  # type: ignore[arg-type]


def test_halves_share_no_family_and_are_all() -> None:
    first, second = truth.half(0), truth.half(1)
    assert not {one.name for one in first} & {one.name for one in second}
    assert sorted([*first, *second], key=lambda one: one.pdf) == sorted(truth.EXPECTED, key=lambda one: one.pdf)


def test_titles_and_notes_are_no_rows(tmp_path: Path) -> None:
    (table,) = truth.tables_of(expected(tmp_path), tmp_path)
    assert [place.text for place in table] == ["Place", "count", "Ghent", "1", "Ghent", "23"]


def test_a_cell_told_in_each_row_is_one(tmp_path: Path) -> None:
    (table,) = truth.tables_of(expected(tmp_path, repeated=True), tmp_path)
    assert [(place.top, place.bottom) for place in table if place.text == "Ghent"] == [(1, 2)]


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    one = expected(tmp_path)
    with pytest.raises(KeyError, match="no list to other"):
        truth.tables_of(truth.Expected(pdf=one.pdf, told=("other",), kind="cells"), tmp_path)


def cells(*texts: str, x: float = 5.0) -> list[Found]:
    return [
        Found(place=Place(top=0, left=at, bottom=0, right=at, text=text), middle=(x, 5.0))
        for at, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("alone", "found"), [(True, 1), (False, 2)])
def test_other_tables_of_a_page_count_where_all_of_it_is_spoken_of(tmp_path: Path, alone: bool, found: int) -> None:
    one = expected(tmp_path, alone=alone)
    score = score_of(one, tmp_path, lambda _path, _page: [cells("Place", "count"), cells("x", "y")])
    assert (score.right, score.found) == (1, found)


def test_cells_outside_of_the_area_do_not_count(tmp_path: Path) -> None:
    one = expected(tmp_path, area=(0.0, 0.0, 10.0, 10.0))
    score = score_of(one, tmp_path, lambda _path, _page: [cells("Place", "count"), cells("x", "y", x=50.0)])
    (table,) = truth.tables_of(one, tmp_path)
    assert score == Score(true=relations(table).total(), found=1, right=1)
