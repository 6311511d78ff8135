"""CSV and TSV → a flow of one table (RFC 4180, and whatever separates the columns)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Final

from sensorium.limits import Limits
from sensorium.media import formats
from sensorium.media.office import bounds
from sensorium.media.office.flow import Cell, Flow, Section, Table, plain

_SEPARATORS: Final = (";", "\t", "|", ",")  # a comma last: where it stands as often as another, it parts decimals
_SAID_SEPARATOR = re.compile(r"sep=([\t,;|:])\r?\n", re.IGNORECASE)
_PROBED_ROWS = 50
_END: Final = "end"  # a row behind all others
_VALUE = re.compile(
    r"[-+(]?[^\w\s]?\s?[\d.,]*\d[\d.,]*\s?[%)\w€$£¥]{0,3} | \d{1,4}[-/.:]\d{1,2}([-/.:]\d{1,4})?.* | true | false",
    re.IGNORECASE | re.VERBOSE,
)


def read(data: bytes, limits: Limits) -> Flow:
    """The rows of a file. The first is a heading where it holds nothing but words, each once.

    Raises `InvalidInput(code="invalid_text")`, `TooLarge(code="document_too_complex")`.
    """
    text = formats.decode_text(data)
    bounds.judge("The table is too long; split it", len(text), limits.text_characters, "characters")
    notes: list[str] = []
    rows = _rows(text, notes)
    num_cells = sum(len(row) for row in rows)
    bounds.judge("The table has too many cells; split it", num_cells, bounds.MOST_CELLS, "cells")
    headed = _is_headed(rows)
    cells = tuple(
        Cell(row=row, column=column, runs=plain(field.strip()), heading=headed and row == 0)
        for row, fields in enumerate(rows)
        for column, field in enumerate(fields)
    )
    blocks = (Table(cells=cells),) if cells else ()
    return Flow(sections=(Section(blocks=blocks, turns=True),), notes=tuple(notes))


def _rows(text: str, notes: list[str]) -> list[list[str]]:
    separator = separator_of(text)
    text = _SAID_SEPARATOR.sub("", text, count=1)
    reader = csv.reader(io.StringIO(f"{text}\n{_END}", newline=""), delimiter=separator, strict=False)
    try:
        *rows, last = reader
    except csv.Error:  # a field of over 131,072 characters
        last = []
    if last != [_END]:  # it stands within a quote that was never closed
        notes.append("quotes do not pair: they are read as letters")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE))
    return [row for row in rows if any(field.strip() for field in row)]


def separator_of(text: str) -> str:
    """What separates the columns: what most rows hold equally often."""
    lines = [line for line in text.split("\n", _PROBED_ROWS)[:_PROBED_ROWS] if line.strip()]
    if match := _SAID_SEPARATOR.match(text):
        return match[1]
    best, most = ",", 0.0
    for separator in _SEPARATORS:
        counts = Counter(_outside_quotes(line).count(separator) for line in lines)
        counts.pop(0, None)
        if counts:
            times = max(counts.values())
            if times > most:
                best, most = separator, times
    return best


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)


def _is_headed(rows: list[list[str]]) -> bool:
    if len(rows) < 2 or not all(field.strip() and not _VALUE.fullmatch(field.strip()) for field in rows[0]):
        return False
    return len(set(rows[0])) == len(rows[0]) and len(rows[0]) > 1
