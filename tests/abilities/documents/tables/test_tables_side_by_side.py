"""Tables beside each other without a line between: which are two, and which are one after all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tables import find
from sensorium.abilities.documents.tree import Table, Word

SIZE, LETTER = 9.0, 4.5
LEFT, RIGHT = (40.0, 130.0, 190.0), (330.0, 420.0, 480.0)  # where columns begin
RIVERS = [["River", "Length", "Bridges"], ["Lys", "202", "31"], ["Scheldt", "350", "44"], ["Dender", "65", "12"],
          ["Nete", "104", "9"]]  # fmt: skip
TOWNS = [["Town", "People", "Since"], ["Ghent", "262,000", "1012"], ["Aalst", "86,400", "866"],
         ["Lier", "36,100", "1212"], ["Ninove", "39,200", "1137"]]  # fmt: skip


def printed(
    rows: Sequence[Sequence[str]], columns: Sequence[float], top: float = 100.0, pitch: float = 14.0
) -> list[Word]:
    words = []
    for number, row in enumerate(rows):
        for left, text in zip(columns, row, strict=True):
            at, y = left, top + number * pitch
            for part in text.split():
                words.append(Word(text=part, box=Box(at, y, at + LETTER * len(part), y + SIZE), size_pt=SIZE))
                at += LETTER * (len(part) + 0.5)
    return words


def tables(*parts: Sequence[Word]) -> list[Table]:
    return find(Sheet(number=1, width_pt=595, height_pt=842, words=tuple(word for part in parts for word in part)))


def rows_of(found: Sequence[Table]) -> list[list[list[str]]]:
    return [table.rows for table in found]


def test_rows_at_other_heights_are_those_of_two_tables() -> None:
    found = tables(printed(RIVERS, LEFT), printed(TOWNS, RIGHT, top=106.5, pitch=13.0))
    assert sorted(rows_of(found)) == sorted([RIVERS, TOWNS])


def test_heads_and_stubs_of_their_own_make_two_tables_of_rows_at_one_height() -> None:
    assert rows_of(tables(printed(RIVERS, LEFT), printed(TOWNS, RIGHT))) == [RIVERS, TOWNS]


def test_captions_of_their_own_make_two_tables() -> None:
    """Even where nothing else does: the same head, an alley as wide as the gaps between columns."""
    again = [RIVERS[0], *TOWNS[1:]]
    near = (245.0, 330.0, 390.0)
    captions = printed([["Table 1. Rivers"]], LEFT[:1], top=82), printed([["Table 2. Others"]], near[:1], top=82)
    found = tables(*captions, printed(RIVERS, LEFT), printed(again, near))
    assert rows_of(found) == [RIVERS, again]
    assert [table.caption for table in found] == ["Table 1. Rivers", "Table 2. Others"]


def test_three_beside_each_other_are_three() -> None:
    places = [(20.0, 80.0, 120.0), (220.0, 280.0, 330.0), (420.0, 480.0, 530.0)]
    others = [["Port", "Ships", "Docks"], ["Ostend", "310", "4"], ["Zeebrugge", "912", "11"], ["Antwerp", "14", "17"]]
    parts = [printed(rows, columns) for rows, columns in zip((RIVERS, TOWNS, others), places, strict=True)]
    assert rows_of(tables(*parts)) == [RIVERS, TOWNS, others]


@pytest.mark.parametrize("right", [(330.0, 420.0, 480.0), (260.0, 350.0, 410.0)], ids=["wide alley", "narrow alley"])
def test_a_table_that_was_folded_is_one(right: tuple[float, float, float]) -> None:
    """The same head on both sides: rows go on in the second half."""
    rows = [[*first, *second] for first, second in zip(RIVERS, [RIVERS[0], *TOWNS[1:]], strict=True)]
    (table,) = tables(printed(rows, (*LEFT, *right)))
    assert table.rows == rows


def test_a_wide_table_with_a_column_of_words_among_its_figures_is_one() -> None:
    """Names stand behind figures here too, but the alley is no wider than the other gaps."""
    rivers = [["River", "Length"], ["Lys", "202"], ["Dender", "65"], ["Nete", "104"], ["Dender", "65"]]
    rows = [[*town[:2], *river] for town, river in zip(TOWNS, rivers, strict=True)]
    (table,) = tables(printed(rows, (40.0, 150.0, 260.0, 370.0)))
    assert table.rows == rows
