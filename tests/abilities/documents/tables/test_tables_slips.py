"""Receipts are lists of names and amounts, not tables; price lists with a head are tables on paper of any width."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import page_of
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tables import find
from sensorium.abilities.documents.tree import Pair, Word

SIZE, LETTER = 8.0, 4.0
BOUGHT = [("Coffee", "6.61"), ("Chicken set", "6.17"), ("Eggs x12", "6.67"), ("Apples kg", "1.38"), ("Soap", "2.75")]
PAID = {
    "en": [("Subtotal", "23.58"), ("VAT 6%", "1.33"), ("TOTAL", "23.58"), ("Cash", "50.00"), ("Change", "26.42")],
    "de": [("Zwischensumme", "23,58"), ("MwSt 7%", "1,33"), ("SUMME", "23,58"), ("Bar", "50,00"), ("Zurück", "26,42")],
    "pl": [("Suma częściowa", "23,58"), ("PTU A", "1,33"), ("RAZEM", "23,58"), ("Gotówka", "50,00")],
}  # fmt: skip


def printed(rows: Sequence[Sequence[str]], width: float, columns: Sequence[float] = (0.0, 1.0)) -> list[Word]:
    """Rows between the margins of paper of a width in points: columns begin, the last ends, at shares of it."""
    words = []
    for number, row in enumerate(rows):
        for share, text in zip(columns, row, strict=True):
            left = 12 + share * (width - 24) - (LETTER * (len(text) + 0.5) if share == 1.0 else 0)
            for part in text.split():
                right = left + LETTER * len(part)
                words.append(
                    Word(text=part, box=Box(left, 60 + 12 * number, right, 60 + SIZE + 12 * number), size_pt=SIZE)
                )
                left = right + LETTER / 2
    return words


def paper(rows: Sequence[Sequence[str]], width: float, columns: Sequence[float] = (0.0, 1.0)) -> Sheet:
    """With a line above and below what was bought, as shops print them."""
    below = 58 + 12 * len(rows)
    rules = tuple(Box(12, y, width - 12, y + 0.5) for y in (56, below))
    return Sheet(number=1, width_pt=width, height_pt=400, words=tuple(printed(rows, width, columns)), rules=rules)


@pytest.mark.parametrize("language", sorted(PAID))
@pytest.mark.parametrize("width", [226, 595])
def test_what_was_bought_and_paid_is_no_table(language: str, width: float) -> None:
    """On a slip of 80 mm, and on a sheet of A4 that was printed at home."""
    assert find(paper([*BOUGHT, *PAID[language]], width)) == []


def test_a_slip_without_known_words_is_none_either() -> None:
    assert find(paper([("21-03-2023", "17:22"), *BOUGHT, ("Yhtä", "27,77")], 226)) == []


def test_what_was_bought_becomes_names_and_values() -> None:
    sheet = paper([*BOUGHT, *PAID["en"]], 226)
    pairs = [block.text for block in page_of(sheet, find(sheet)).blocks if isinstance(block, Pair)]
    assert {"Coffee 6.61", "Chicken set 6.17", "TOTAL 23.58"} <= set(pairs)


@pytest.mark.parametrize("width", [226, 595])
def test_a_list_of_prices_with_a_head_is_a_table(width: float) -> None:
    rows = [("Item", "Qty", "Price"), *((name, str(at), price) for at, (name, price) in enumerate(BOUGHT))]
    (table,) = find(paper(rows, width, (0.0, 0.5, 1.0)))
    assert table.rows == [list(row) for row in rows]


def test_a_list_of_figures_without_sums_is_a_table_on_a_page() -> None:
    rows = [
        ("Ghent", "1,204"),
        ("Lyon", "98,300"),
        ("Turin", "1,204"),
        ("Porto", "3,415"),
        ("Graz", "2,118"),
        ("Bern", "7,002"),
    ]
    (table,) = find(paper(rows, 595))
    assert table.num_rows == len(rows)
