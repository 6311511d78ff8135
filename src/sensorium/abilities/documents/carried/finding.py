"""The invoices that a file carries: its attachments looked through, what cannot be read told in a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sensorium.abilities.documents.carried import cii, ubl
from sensorium.abilities.documents.carried.invoice import Invoice
from sensorium.errors import InvalidInput
from sensorium.limits import DEFAULT, Limits
from sensorium.media import attachments, markup

ENDING: Final = ".xml"
USUAL: Final = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")
"""Names that the norms give the file, the newest first; other names come behind them, in the order of the PDF."""
LONGEST_NOTE: Final = 200


@dataclass(frozen=True, kw_only=True)
class Carried:
    """Invoices, the one that counts first; notes: what was left unread, and why."""

    invoices: tuple[Invoice, ...] = ()
    notes: tuple[str, ...] = ()


def carried_by(pdf: bytes, limits: Limits = DEFAULT, *, password: str | None = None) -> Carried:
    """The invoices among the attachments of a PDF. Attachments that are none of them stay unread without a note.

    Raises `ModelUnavailable` where no process can be started; a PDF that was read before raises nothing else.
    """
    try:
        files = attachments.read(pdf, limits, ending=ENDING, password=password)
    except InvalidInput as error:
        return Carried(notes=(_left_out("files that the PDF carries", error),))
    found = [_carried(file.data, file.name, limits) for file in sorted(files, key=lambda one: _place(one.name))]
    notes = tuple(note for one in found for note in one.notes)
    return Carried(invoices=tuple(invoice for one in found for invoice in one.invoices), notes=notes)


def carried_in(xml: bytes, limits: Limits = DEFAULT) -> Carried:
    """The invoice that a file in XML is, if it is one; a file that is none, or no XML, is left alone without a note."""
    return Carried(invoices=_carried(xml, "", limits).invoices)


def _carried(data: bytes, name: str, limits: Limits) -> Carried:
    try:
        root = markup.read(data, limits)
    except InvalidInput as error:
        return Carried(notes=(_left_out(f"data in {name!r}", error),))
    invoice = cii.invoice_of(root, name) or ubl.invoice_of(root, name)
    return Carried(invoices=() if invoice is None else (invoice,))


def _place(name: str) -> int:
    return USUAL.index(name.casefold()) if name.casefold() in USUAL else len(USUAL)


def _left_out(what: str, error: InvalidInput) -> str:
    return f"{what} were left unread: {error.message}"[:LONGEST_NOTE]
