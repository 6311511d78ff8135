"""PDFs that are special in form: forms to fill in, turned and locked pages, a scan among pages of text."""

from __future__ import annotations

import io
import random
import re
from typing import Any

from benchmarks.documents import ageing, prose
from benchmarks.documents.blocks import Sheet
from benchmarks.documents.engines import printshop

NAME = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")  # pdfium names files at random
DATE = re.compile(rb"/CreationDate\(D:[^)]*\)")
QUESTIONS = "Surname,Given name,Date of birth,Place of birth,Street,Town,Telephone,Occupation,Reference number".split(
    ","
)
CHOICES = "I agree to the terms,Send me the newsletter,First application,Married,I own a car".split(",")


def form(rng: random.Random) -> tuple[bytes, dict[str, Any]]:
    """A form with AcroForm fields that are filled in: names and values, boxes ticked or not."""
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    target, names = io.BytesIO(), prose.Names(rng)
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    title = f"Application for {rng.choice(('a permit', 'a grant', 'a library card', 'housing support'))}"
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 770, title)
    fields = {
        name: rng.choice((names.place(), prose.person(rng), str(rng.randint(100, 99999))))
        for name in rng.sample(QUESTIONS, 6)
    }
    switches = {name: rng.random() < 0.5 for name in rng.sample(CHOICES, 3)}
    canvas.setFont("Helvetica", 11)
    for row, (name, value) in enumerate(fields.items()):
        canvas.drawString(60, 716 - 34 * row, name)
        place = {"x": 210, "y": 710 - 34 * row, "width": 280, "height": 20}
        canvas.acroForm.textfield(name=name, value=value, fontSize=11, borderWidth=1, **place)
    for row, (name, on) in enumerate(switches.items()):
        canvas.acroForm.checkbox(name=name, checked=on, x=60, y=470 - 28 * row, size=15)
        canvas.drawString(84, 473 - 28 * row, name)
    canvas.save()
    return target.getvalue(), {"kind": "form", "title": title, "fields": fields, "switches": switches}


def locked(sheet: Sheet, password: str) -> bytes:
    """A sheet that opens with a password only (128-bit RC4, as reportlab locks)."""
    return printshop.set_sheet(sheet, password)


def mixed(pages: list[bytes], scanned: int, seed: int) -> bytes:
    """One PDF of several: page number `scanned` (from 0) as a picture at 150 dpi, the others with their text."""
    import pypdfium2

    picture = ageing.jpeg(ageing.aged(ageing.rendered(pages[scanned], 150), ageing.SCAN_150, seed))
    parts = [ageing.scanned_pdf([picture], 150) if index == scanned else page for index, page in enumerate(pages)]
    with pypdfium2.PdfDocument.new() as joined:
        for part in parts:
            with pypdfium2.PdfDocument(part) as source:
                joined.import_pages(source)
        target = io.BytesIO()
        joined.save(target)
    dated = DATE.sub(b"/CreationDate(D:20250101000000+00'00')", target.getvalue())
    return NAME.sub(b"/ID[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]", dated)


def turned(pdf: bytes, degrees: int) -> bytes:
    """The same pages with a rotation (90, 180, 270 clockwise) that viewers apply; the words in them lie on the side."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            page.set_rotation(degrees)
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()
