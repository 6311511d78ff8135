"""What was bought and what it cost, as receipts tell it: names with amounts, sums under them. No table, though it
stands in two columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sensorium.abilities.documents.tables.print_lines import Line, has_digit, is_figure, print_height
from sensorium.abilities.documents.tables.structure import Grid

_NARROW = 36.0  # heights of print from the left edge of what is printed to the right: a slip has no more
_FEWEST_LINES = 5
_SELDOM = 0.2  # share of rows that may say more than a name and a value
_SUMS = (
    r"(sub ?-?total\w*|(grand )?total\w*|sum(me|a|ma)?|zwischensumme|gesamt\w*|razem|importe|amount|balance|net|netto"
    r"|sous-?total|montant|imponibile|suma|zu zahlen|te betalen|do zapłaty|à payer|a payer|a pagar|yhteensä|summa)"
)
_TAXES = r"((sales |incl\. |inkl\. |di cui )?(tax|vat|gst|mwst|ust|tva|iva|btw|ptu|moms|mva|alv|dph|áfa|igic|steuer))"
_PAYING = (
    r"(cash|change|card|tendered|paid|tip|gratuity|visa|mastercard|amex|debit|credit|bar|gegeben|rückgeld|zurück|ec|girocard"
    r"|karte\w*|efectivo|entregado|cambio|tarjeta|espèces|rendu|monnaie|cb|carte|contant\w*|resto|carta|pin\w*|wisselgeld"
    r"|gotówka|reszta|karta|dinheiro|numerário|troco|cartão|multibanco|kontant|kort|käteinen|kortti)"
)
_TELLING = tuple(re.compile(rf"{words}\b", re.IGNORECASE) for words in (_SUMS, _TAXES, _PAYING))


def is_narrow(lines: Sequence[Line]) -> bool:
    """Whether all print of a page is as narrow as that of a slip of paper, measured by the size of its type."""
    if len(lines) < _FEWEST_LINES:
        return False
    width = max(line.box.right for line in lines) - min(line.box.left for line in lines)
    return width <= _NARROW * print_height([word for line in lines for word in line.words])


def is_slip(grid: Grid, *, narrow: bool) -> bool:
    """Whether a grid is a list of things with amounts and no head over them. narrow: as the print of its page is.

    On a page of any width sums, taxes and payments tell it: names of two of these kinds among the rows.
    """
    if not _is_paired(grid) or _has_head(grid):
        return False
    kinds = sum(any(pattern.match(stub) for stub in _stubs(grid)) for pattern in _TELLING)
    return narrow or kinds >= 2


def _is_paired(grid: Grid) -> bool:
    """Whether hardly any row says more than a name and a value."""
    filled = [len(frozenset[int]().union(*(strip.filled for strip in row))) for row in grid.rows]
    return sum(count > 2 for count in filled) <= _SELDOM * len(filled)


def _has_head(grid: Grid) -> bool:
    """Whether the first line has words, and no figure, over the first and the last column."""
    first = grid.rows[0][0]
    names = [first.cells[0], first.cells[-1]]
    return all(names) and not any(is_figure(word.text) or has_digit(word.text) for cell in names for word in cell)


def _stubs(grid: Grid) -> list[str]:
    return [strip.text(0).strip(" .:*") for row in grid.rows for strip in row if strip.cells[0]]
