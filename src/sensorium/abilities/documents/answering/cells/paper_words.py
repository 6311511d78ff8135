"""Words by which questions about receipts, invoices and forms are known, and which kinds of values answer them."""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

import re
from collections.abc import Mapping

from sensorium.abilities.documents.answering.asking.question_words import Wanted
from sensorium.abilities.documents.answering.wording.stems import stems

OF_PAPERS = frozenset(
    word
    for text in (
        "invoice receipt bill order store shop company customer paid given printed issued purchase sale made charged "
        "letter report memo note document written signed dated sent brief bericht geschrieben lettre écrite "
        "pay rechnung quittung beleg ausgestellt facture factura recibo fattura scontrino fatura factuur bon faktura "
        "paragon kvitto kvittering struk resit"
    ).split()
    for word in stems(text)
)
"""Words that say no more than which paper is meant."""

OF_FORMS = frozenset(
    word
    for text in (
        "entered entry filled written stands stand put field box line label form says reads under beside next behind eingetragen steht feld zeile "
        "ausgefüllt angegeben inscrit indiqué écrit champ case rempli introducido escrito campo casilla pone inserito scritto indicato ingevuld veld"
    ).split()
    for word in stems(text)
)
"""Words that ask for what stands beside a label in quotation marks, and say no more."""

SUITS: Mapping[Wanted, frozenset[str]] = {
    "date": frozenset({"date"}),
    "amount": frozenset({"money", "number"}),
    "number": frozenset({"money", "number", "identifier", "phone", "iban"}),
    "name": frozenset({"party", "words"}),
    "place": frozenset({"address"}),
    "called": frozenset({"party", "words"}),
    "measure": frozenset({"number"}),
}
"""Kinds of concepts that a question of each kind may mean."""

SPOKEN = (
    ("seller", r"\b(?:from whom|who (?:issued|sent|sells|sold|billed)|issued by whom|von wem|de qui|de quién|da chi|van wie)\b"
               r"|\bwhich (?:company|firm|shop|store) (?:issued|sent|sold|wrote|made)\b|\bwer hat .*ausgestellt"),
    ("buyer", r"\b(?:to whom|for whom|who (?:has to pay|is to pay|must pay|was billed|is billed)|an wen|für wen|à qui|a quién|a chi|aan wie)\b"),
    ("subtotal", r"\b(?:without|before|excluding|excl\.?) (?:the )?(?:tax|vat|gst)\b|\bohne (?:mehrwert)?steuer|\bhors taxes?\b|\bsin iva\b"
                 r"|\bsenza iva\b|\bsem iva\b|\b(?:zonder|exclusief|excl\.?) btw\b"),
    ("total", r"\b(?:in all|altogether|tax included|(?:including|incl\.?|with) (?:tax|vat|gst))\b|\btoutes taxes|\binkl(?:usive|\.)? (?:mehrwert)?steuer"),
    ("tax", r"\b(?:how much tax|amount of tax|what tax|wie ?viel (?:mehrwert)?steuer|combien de tva|cuánto iva|quanta iva)\b"),
    ("due_date", r"\b(?:when|by when|until when)\b.*\b(?:due|be paid|payable)\b|\bwann\b.*\bfällig|\bbis wann\b|\bquand\b.*\bpayer"),
)  # fmt: skip
"""Ways to ask for something without its name; the first that fits counts."""
TICKED = re.compile(
    r"\b(?:ticked|checked|crossed|selected|marked|switched on|angekreuzt|ausgewählt|coch[ée]e?|marcad[oa]|selezionat[oa]|spuntat[oa]|aangevinkt)\b",
    re.IGNORECASE,
)
