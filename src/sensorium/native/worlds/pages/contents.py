"""What small pages say: notices, headed paragraphs, forms, slips and tables, as rows of cells with a role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from sensorium.native.worlds.print.word_lists import FIRST_NAMES, LAST_NAMES, MONTHS, PLACES, WEEKDAYS
from sensorium.native.worlds.print.wording import (
    COLOUR_NAMES,
    THING_NAMES,
    TextSource,
    clock_time,
    code,
    common_words,
    date,
    person,
    pick,
)

Kind: TypeAlias = Literal["notice", "paragraph", "form", "slip", "table"]
Role: TypeAlias = Literal["heading", "text", "header", "cells", "total"]
KINDS: tuple[tuple[Kind, float], ...] = (
    ("notice", 0.25),
    ("paragraph", 0.15),
    ("form", 0.1),
    ("slip", 0.2),
    ("table", 0.3),
)
COLUMN_WORDS = tuple(
    "Price Count Size Age Year Score Weight Colour Place Day Sales Stock Time Points Width Cost".split()
)
ROW_WORDS = tuple("Name Item Product City Team Month Animal Person Code".split())
SHOP_WORDS = tuple("Market Bakery Café Store Kiosk Books Pharmacy Bar Garden Taxi Station Cinema Hotel Grill".split())
FORM_WORDS = tuple("Name Date Time City Room Phone Age Code No. Price Day From To Class Seat Gate Born Street".split())


@dataclass(frozen=True)
class Row:
    """Cells of one visual line, left to right."""

    cells: tuple[str, ...]
    role: Role = "text"


@dataclass(frozen=True)
class Content:
    """A page's rows from top to bottom."""

    kind: Kind
    rows: tuple[Row, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Each visual line, its cells parted by a space."""
        return tuple(" ".join(row.cells) for row in self.rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """The table's header; () where the page has none."""
        return next((row.cells for row in self.rows if row.role == "header"), ())

    @property
    def body(self) -> tuple[tuple[str, ...], ...]:
        """Rows of more than one cell, the header aside."""
        return tuple(row.cells for row in self.rows if row.role in {"cells", "total"})


def content(rng: np.random.Generator, texts: TextSource) -> Content:
    """One page's words."""
    kinds, shares = zip(*KINDS, strict=True)
    kind: Kind = kinds[int(rng.choice(len(kinds), p=shares))]
    makers = {"notice": _notice, "paragraph": _paragraph, "form": _form, "slip": _slip, "table": _table}
    return Content(kind, tuple(makers[kind](rng, texts)))


def _notice(rng: np.random.Generator, texts: TextSource) -> list[Row]:
    """One to five short lines that belong together or not."""
    count = int(rng.choice([1, 2, 3, 4, 5], p=[0.2, 0.25, 0.25, 0.2, 0.1]))
    rows = [Row((texts.line(rng, 18),)) for _ in range(count)]
    if count > 1 and rng.random() < 0.4:
        rows[0] = Row(rows[0].cells, "heading")
    return rows


def _paragraph(rng: np.random.Generator, texts: TextSource) -> list[Row]:
    """Running text broken into lines, with a heading or not."""
    width = int(rng.integers(11, 20))
    lines = wrapped(f"{texts.line(rng)} {texts.line(rng)}", width)[: int(rng.integers(2, 5))]
    rows = [Row((line,)) for line in lines]
    return [Row((_title(rng),), "heading"), *rows] if rng.random() < 0.5 else rows


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` characters; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _title(rng: np.random.Generator) -> str:
    word = pick(rng, common_words()).capitalize()
    return pick(rng, (word, f"{word} {rng.integers(1, 30)}", f"The {word}", word.upper(), pick(rng, PLACES)))


def _form(rng: np.random.Generator, texts: TextSource) -> list[Row]:
    """Fields and what is filled in."""
    fields = rng.permutation(FORM_WORDS)[: int(rng.integers(2, 5))]
    mark = pick(rng, (":", ":", ""))
    rows = [Row((f"{field}{mark}", _filled_in(rng, str(field))), "cells") for field in fields]
    return [Row((_title(rng),), "heading"), *rows] if rng.random() < 0.4 else rows


def _filled_in(rng: np.random.Generator, field: str) -> str:
    makers: dict[str, Callable[[np.random.Generator], str]] = {
        "Born": lambda rng: str(rng.integers(1930, 2020)),
        "City": lambda rng: pick(rng, PLACES),
        "Date": date,
        "Day": lambda rng: pick(rng, WEEKDAYS),
        "From": lambda rng: pick(rng, PLACES),
        "Name": lambda rng: pick(rng, (pick(rng, FIRST_NAMES), person(rng))),
        "Price": _amount,
        "Street": lambda rng: f"{pick(rng, LAST_NAMES)} St. {rng.integers(1, 99)}",
        "Time": clock_time,
        "To": lambda rng: pick(rng, PLACES),
    }
    return makers.get(field, _numbered)(rng)


def _numbered(rng: np.random.Generator) -> str:
    return pick(rng, (str(rng.integers(1, 100)), code(rng)))


def _slip(rng: np.random.Generator, texts: TextSource) -> list[Row]:
    """A shop's name, things with prices, and their sum."""
    names = rng.permutation(THING_NAMES)[: int(rng.integers(1, 4))]
    cents = [int(rng.gamma(1.5, 300)) + 5 for _ in names]
    sign = pick(rng, ("", "", "", "$", "€"))
    upper = rng.random() < 0.3
    items = [
        Row((_cased(str(name), upper), f"{sign}{price / 100:.2f}"), "cells")
        for name, price in zip(names, cents, strict=True)
    ]
    total = Row(
        (_cased(pick(rng, ("Total", "Total", "Sum", "To pay", "Amount")), upper), f"{sign}{sum(cents) / 100:.2f}"),
        "total",
    )
    heading = f"{pick(rng, (*PLACES, *LAST_NAMES))} {pick(rng, SHOP_WORDS)}"
    rows = [Row((_cased(heading, upper),), "heading")] if rng.random() < 0.7 else []
    if rng.random() < 0.25:
        rows.append(Row((date(rng),)))
    return [*rows, *items, total]


def _cased(text: str, upper: bool) -> str:
    return text.upper() if upper else text[:1].upper() + text[1:]


def _table(rng: np.random.Generator, texts: TextSource) -> list[Row]:
    """A header and two to four rows of two or three columns, the first of which names the row."""
    num_columns, num_rows = int(rng.integers(2, 4)), int(rng.integers(2, 5))
    first = pick(rng, ROW_WORDS)
    others = [str(word) for word in rng.permutation(COLUMN_WORDS)[: num_columns - 1]]
    names = _row_names(rng, first, num_rows)
    makers = [_cell_maker(rng, column) for column in others]
    body = [Row((name, *(make(rng) for make in makers)), "cells") for name in names]
    rows = [Row((first, *others), "header"), *body]
    return [Row((_title(rng),), "heading"), *rows] if rng.random() < 0.25 else rows


def _row_names(rng: np.random.Generator, first: str, count: int) -> list[str]:
    """Different names for the rows."""
    pools = {"City": PLACES, "Month": tuple(month[:3] for month in MONTHS), "Name": FIRST_NAMES, "Person": FIRST_NAMES}
    if first == "Code":
        return sorted({f"{pick(rng, 'ABCDEFGH')}{number}" for number in rng.permutation(99)[:count] + 1})
    if first == "Team":
        return [f"{pick(rng, PLACES)[:7]} {letter}" for letter in "ABCD"[:count]]
    pool = pools.get(first, THING_NAMES)
    return [str(name).capitalize() if pool is THING_NAMES else str(name) for name in rng.permutation(pool)[:count]]


def _cell_maker(rng: np.random.Generator, column: str) -> Callable[[np.random.Generator], str]:
    """How this table writes that column: one notation for all its rows."""
    makers: dict[str, tuple[Callable[[np.random.Generator], str], ...]] = {
        "Colour": (lambda rng: pick(rng, COLOUR_NAMES),),
        "Cost": (_amount, lambda rng: f"${_amount(rng)}"),
        "Day": (lambda rng: pick(rng, WEEKDAYS)[:3],),
        "Place": (lambda rng: pick(rng, PLACES), lambda rng: str(rng.integers(1, 9))),
        "Price": (_amount, lambda rng: f"${_amount(rng)}", lambda rng: f"{rng.integers(1, 90)} €"),
        "Score": (
            _whole,
            lambda rng: f"{rng.integers(0, 100)}%",
            lambda rng: f"{rng.integers(0, 7)}:{rng.integers(0, 7)}",
        ),
        "Time": (clock_time, lambda rng: f"{rng.integers(1, 60)} min"),
        "Weight": (_whole, lambda rng: f"{rng.integers(1, 90)} kg", lambda rng: f"{rng.integers(1, 999) / 10} g"),
        "Year": (lambda rng: str(rng.integers(1900, 2031)),),
    }
    return pick(rng, makers.get(column, (_whole, _whole, _decimal)))


def _whole(rng: np.random.Generator) -> str:
    return str(int(rng.integers(0, 10 ** int(rng.integers(1, 4)))))


def _decimal(rng: np.random.Generator) -> str:
    return f"{rng.integers(1, 1000) / 10}"


def _amount(rng: np.random.Generator) -> str:
    return f"{rng.gamma(1.5, 8) + 0.05:.2f}"
