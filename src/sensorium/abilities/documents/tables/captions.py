"""What a table is called: the lines right above it, or below where they say "Table"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.reading_direction import as_read
from sensorium.abilities.documents.tables.print_lines import Line
from sensorium.abilities.documents.tree import Word, said

_NAMED = re.compile(
    r"(table|tab\.?|tabelle|tableau|tabla|quadro|tabella|tabel|tabela|tabell|taulukko|tabulka|exhibit|anlage|annex|表|таблица)"
    r"[\s\u00a0]*([0-9ivxIVX]+|[A-Z]?[.\-–]?[0-9]+|[A-Z])\b.*",
    re.IGNORECASE,
)
_LONGEST = 4  # lines
_FAR = 1.6  # of the height of print, from a table to its caption
_NEAR = 0.9  # between lines of a caption


def caption_of(box: Box, lines: Sequence[Line]) -> tuple[Word, ...]:
    """Words of the caption of the table in `box`, of lines that are in no table; () where none can be told.

    A caption above begins with a word for "table" and a number, in one of the languages that are known here, or is one
    line of bold or italic print. Below only the first kind is taken, so that notes under a table are none.
    """
    column = [part for line in lines if (part := _over(box, line)) is not None]
    above = _stack([line for line in reversed(column) if line.box.bottom <= box.top + 3], box.top, up=True)
    for count in range(1, len(above) + 1):
        if _NAMED.match(said(above[count - 1].words)):
            return tuple(word for line in reversed(above[:count]) for word in as_read(line.words))
    below = _stack([line for line in column if line.box.top >= box.bottom - 3], box.bottom, up=False)
    if below and _NAMED.match(said(below[0].words)):
        return tuple(word for line in below for word in as_read(line.words))
    if above and all(word.bold or word.italic for word in above[0].words):
        return tuple(as_read(above[0].words))
    return ()


def is_named(words: Sequence[Word]) -> bool:
    """Whether a line begins with a word for "table" and a number."""
    return bool(_NAMED.match(said(words)))


def _over(box: Box, line: Line) -> Line | None:
    """The runs of a line that stand over or under a table."""
    runs = tuple(run for run in line.runs if run.box.right > box.left and run.box.left < box.right)
    return Line(runs=runs) if runs else None


def _stack(lines: Sequence[Line], edge: float, *, up: bool) -> list[Line]:
    """Lines that follow each other closely, away from the table."""
    found: list[Line] = []
    for line in lines:
        gap = edge - line.box.bottom if up else line.box.top - edge
        if gap > (_NEAR if found else _FAR) * line.box.height or len(found) == _LONGEST:
            break
        found.append(line)
        edge = line.box.top if up else line.box.bottom
    return found
