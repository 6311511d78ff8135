"""Small documents whose words are known, made here: printed, ruled, pictured, locked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from media_samples import pdf
from packed_pdfs import encrypted_page
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from sensorium.content import Image

A4 = "0 0 595 842"
INVOICE = ("Invoice no.: 4711", "Date: 2026-03-05", "Total: 96.50 EUR")
ROWS = (("Fruit", "Crates"), ("Apples", "12"), ("Pears", "7"), ("Plums", "31"))


def printed(pages: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A PDF with lines of print on each page."""
    return pdf([_page(lines) for lines in pages], box=A4, title=title)


def _page(lines: Sequence[str]) -> bytes:
    drawn = [f"BT /F1 12 Tf 72 {760 - 24 * number} Td ({line}) Tj ET" for number, line in enumerate(lines)]
    return "\n".join(drawn).encode()


def ruled(title: str = "") -> bytes:
    """A PDF with `INVOICE`, and `ROWS` as a table with rules."""
    edges = [f"{72 + 120 * column} 500 m {72 + 120 * column} 600 l S" for column in range(3)]
    edges += [f"72 {500 + 25 * row} m 312 {500 + 25 * row} l S" for row in range(5)]
    cells = [
        f"BT /F1 11 Tf {80 + 120 * column} {582 - 25 * row} Td ({text}) Tj ET"
        for row, texts in enumerate(ROWS)
        for column, text in enumerate(texts)
    ]
    return pdf([_page(INVOICE) + "\n".join(["", *edges, *cells]).encode()], box=A4, title=title)


def locked(password: bytes) -> bytes:
    """A PDF that says "Total: 42" to whoever has the password."""
    return encrypted_page(b"BT /F1 24 Tf 20 40 Td (Total: 42) Tj ET", password)


def scanned(*lines: str) -> bytes:
    """A picture of a page with lines of print, as PNG."""
    page = Pillow.new("RGB", (1000, 400), "white")
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(44)
    for number, line in enumerate(lines):
        pen.text((60, 60 + 90 * number), line, fill="black", font=font)
    return Image(np.asarray(page)).encode("png")
