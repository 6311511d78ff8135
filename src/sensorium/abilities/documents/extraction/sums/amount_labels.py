"""Which labels of a line amounts belong to, and what the words around a label make of it."""

from __future__ import annotations

import re
from dataclasses import replace

from sensorium.abilities.documents.extraction.paper.labels import Hit, concepts
from sensorium.abilities.documents.extraction.paper.lines import Line
from sensorium.abilities.documents.printed.folding import compact, pieces

MONEY_CONCEPTS = ("total", "subtotal", "tax", "discount", "rounding", "cash", "change", "service", "shipping", "count")
_OWNING = frozenset((*MONEY_CONCEPTS, "tax_rate", "phone", "vat_id", "register", "receipt_number", "invoice_number"))
_ELSEWHERE = frozenset(
    compact(word)
    for word in (
        "qty quantity item items pcs saving savings saved discount points point tendered excl excluding "
        "exclusive before without sub tax gst vat sst weight litre litres paid change rounding units deposit "
        "previous pieces exkl netto net hors ht mwst ust tva iva btw moms ppn kg disc round adj zzgl voucher "
        "count tip opening closing abschlage zuschlage abschlag zuschlag allowances remises charges capital kapital "
        "capitale"
    ).split()
)
_WITH = frozenset(
    map(compact, "incl inclusive including inc with inkl ttc incluido compris inclusief inklusive after".split())
)
_WITHOUT = frozenset(
    map(
        compact,
        "excl excluding exclusive before without ohne exkl hors sans sin senza sem zonder bez exklusive ekskl".split(),
    )
)
_NUMBERED = re.compile(r"[\s.:]*[A-Z]{2}[\s-]?\d[\d\s.-]{6,}")  # as a tax number goes on
_LEFT = re.compile(
    r"\b(?:solde|reste?|balance|due|residual|remaining|outstanding|offen\w*|rest\w*|zahlbetrag|zu zahlen\w*|saldo"
    r"|restante?|pendiente|noch|nog|openstaand|kvar|återstå\w*|pozostał\w*|zbývá)\b",
    re.IGNORECASE,
)


def own_labels(line: Line, every: list[Hit]) -> list[Hit]:
    """Labels of a line that amounts belong to.

    "(incl. VAT)" behind a total is none, "excl. VAT" makes it one before tax; none is a tax that its number follows
    ("VAT: FR12345678901").
    """
    found: list[Hit] = []
    for hit in (one for one in every if owns(one)):
        if hit.concept in ("tax", "tax_rate") and found and (said := _before_tax(line, found[-1], hit)):
            if said == "without" and found[-1].concept == "total":
                found[-1] = replace(found[-1], concept="subtotal", others=())
        elif hit.concept != "tax" or not _NUMBERED.match(line.text, hit.end):
            found.append(hit)
    return found


def _before_tax(line: Line, total: Hit, tax: Hit) -> str:
    """What alone stands between a total and a tax: "with" or "without", in any language; "" for anything else."""
    if total.concept not in ("total", "subtotal") or "\t" in line.text[total.end : tax.start]:
        return ""
    between = [piece.folded for piece in pieces(line.text[total.end : tax.start])]
    if not between or len(between) > 3 or not set(between) & (_WITH | _WITHOUT):
        return ""
    return "without" if set(between) & _WITHOUT else "with"


def owns(hit: Hit) -> bool:
    """Whether amounts may belong to such a label."""
    return hit.concept in _OWNING or any(concepts()[name].kind == "money" for name in (hit.concept, *hit.others))


def is_left_out(line: Line, owner: Hit) -> bool:
    """Whether a tax is named to say that it is not in the amount: "excl. VAT", "before tax"."""
    before = [piece.folded for piece in pieces(line.text[line.segment(owner.start)[0] : owner.start])][-2:]
    after = [piece.folded for piece in pieces(line.text[owner.end :])][:1]
    return bool(set(before + after) & _WITHOUT)


def strays(line: Line, owner: Hit) -> bool:
    """Whether words around a label make something else of it: "Total qty", "Total (excl. GST)"."""
    if len(owner.label.split()) > 2:
        return False
    start, end = line.segment(owner.start)
    words = {piece.folded for piece in pieces(line.text[start:end])} - {
        piece.folded for piece in pieces(line.text[owner.start : owner.end])
    }
    return bool(words & _ELSEWHERE) and not words & _WITH


def is_of_rest(line: Line, owner: Hit) -> bool:
    """Whether a label is of what is left to pay: "balance due", "Restbetrag"."""
    start, end = line.segment(owner.start)
    return bool(_LEFT.search(line.text[start:end]))
