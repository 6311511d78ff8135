"""A table → CSV (RFC 4180)."""

from __future__ import annotations

import csv as standard
import io

from sensorium.abilities.documents.tree import Table


def csv(table: Table) -> str:
    """Rows of a table, lines ending in CRLF; a cell that spans several places stands in the first of them.

    What a spreadsheet would take for a formula stays as it is: figures with a sign are data. Who opens tables of
    strangers in a spreadsheet imports them as text.
    """
    held = io.StringIO(newline="")
    standard.writer(held, lineterminator="\r\n").writerows(table.rows)
    return held.getvalue()
