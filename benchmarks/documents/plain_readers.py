"""Readers to beat: the text layer as pdfium gives it, tesseract's page, pdfplumber's tables; fields by plain rules."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from typing import Any, Literal

from benchmarks.documents import ageing
from benchmarks.documents.measures import cells_of
from benchmarks.documents.parsing import amount_of, date_of

Strategy = Literal["lines", "text"]
TIMEOUT_S = 120
SCAN_DPI = 150

_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\.? (?:de )?[^\W\d]{3,} (?:de )?\d{4}|[^\W\d]{3,} \d{1,2}, \d{4}"
)
_MONEY = re.compile(r"\d{1,3}(?:[.,'\s\u00a0]?\d{3})*[.,]\d{2}(?!\d)")
_NUMBER = re.compile(
    r"(?:invoice|rechnung|facture|factura|fattura|factu|faktur|fatura)\D{0,20}?([A-Z]{0,4}[-\d/]{3,})", re.IGNORECASE
)


def text_layer(pdf: bytes) -> str:
    """The words of all pages in the order in which pdfium gives them."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def tesseract(png: bytes) -> str:
    """A picture's words by tesseract with its English model, as it segments pages by itself."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    command = ["tesseract", "stdin", "stdout", "-l", "eng"]
    told = subprocess.run(command, input=png, capture_output=True, check=True, timeout=TIMEOUT_S, env=environment)
    return told.stdout.decode()


def scanned(pdf: bytes) -> str:
    """A PDF's first page, drawn clean at 150 dpi and read by tesseract."""
    return tesseract(ageing.png(ageing.rendered(pdf, SCAN_DPI), dpi=SCAN_DPI))


def plumbed(pdf: bytes, strategy: Strategy) -> list[list[dict[str, Any]]]:
    """Pdfplumber's tables as cells. strategy: "lines" is its default, "text" finds columns by where words stand."""
    import pdfplumber

    settings = {"vertical_strategy": strategy, "horizontal_strategy": strategy}
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [cells_of(rows) for page in document.pages for rows in page.extract_tables(settings)]


def guessed(text: str) -> Mapping[str, str | None]:
    """Fields by the plainest rules: first date, greatest amount, number behind the word for invoice, first line."""
    dates = [found[0] for found in _DATE.finditer(text) if date_of(found[0])]
    amounts = [found[0] for found in _MONEY.finditer(text)]
    number = _NUMBER.search(text)
    first = next((line.strip() for line in text.splitlines() if line.strip()), None)
    total = max(amounts, key=lambda each: amount_of(each) or 0, default=None)
    return {"date": next(iter(dates), None), "total": total, "number": number[1] if number else None, "company": first}


TABLES: dict[str, Callable[[bytes], list[list[dict[str, Any]]]]] = {
    "pdfplumber, lines": lambda pdf: plumbed(pdf, "lines"),
    "pdfplumber, text": lambda pdf: plumbed(pdf, "text"),
}
TEXTS: dict[str, Callable[[bytes], str]] = {"pdfium": text_layer, "tesseract at 150 dpi": scanned}
