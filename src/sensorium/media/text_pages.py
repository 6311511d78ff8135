"""Plain text on pages: A4, set in a fixed pitch, so that columns stay columns, with the place of every word."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sensorium.media.flow import BlockMark, PageFlow
from sensorium.media.typesetting.printing import ENCODING, Sheet, pdf_of

PAGE_PT = (595.0, 842.0)
_MARGIN_PT = 48.0
_SIZE_PT = 10.0
_WIDTH_PT = 0.6 * _SIZE_PT  # of each letter of Courier
_LINE_PT = 14.0
_ASCENT, _DESCENT = 0.8, 0.2  # of the size of type
_COLUMNS = int((PAGE_PT[0] - 2 * _MARGIN_PT) / _WIDTH_PT)
_ROWS = int((PAGE_PT[1] - 2 * _MARGIN_PT) / _LINE_PT)
_FONT = "/F4"  # Courier


@dataclass(frozen=True, kw_only=True)
class TextPage:
    """text: as it was; rows: the same, wrapped into the lines of a page."""

    text: str
    rows: tuple[str, ...]

    def flow(self) -> PageFlow:
        """Words with their places, and paragraphs: rows that no empty one parts."""
        words: list[str] = []
        boxes: list[tuple[float, float, float, float]] = []
        blocks, begun = [], 0
        for number, row in enumerate((*self.rows, "")):
            found = list(re.finditer(r"\S+", row))
            if not found and len(words) > begun:
                edges = np.array(boxes[begun:])
                box = (*edges[:, :2].min(axis=0).tolist(), *edges[:, 2:].max(axis=0).tolist())
                blocks.append(BlockMark(kind="paragraph", words=(begun, len(words)), box=box))
                begun = len(words)
            words += [one.group() for one in found]
            boxes += [_box(number, one) for one in found]
        plain = np.zeros(len(words), bool)
        return PageFlow(
            words=tuple(words),
            boxes=np.array(boxes, np.float32).reshape(-1, 4),
            sizes_pt=np.full(len(words), _SIZE_PT, np.float32),
            bold=plain,
            italic=plain,
            blocks=tuple(blocks),
        )


def pages_of(text: str) -> list[TextPage]:
    """Text on pages; a form feed begins a new one."""
    return [page for part in text.split("\f") for page in _pages(part)]


def printed(pages: list[TextPage]) -> bytes:
    """A PDF that shows them; letters that the standard fonts of PDF have not are question marks."""
    start = f"BT {_FONT} {_SIZE_PT} Tf {_LINE_PT} TL {_MARGIN_PT} {PAGE_PT[1] - _MARGIN_PT - _SIZE_PT} Td"
    sheets = []
    for page in pages:
        shown = " ".join(f"<{row.encode(ENCODING, 'replace').hex()}> Tj T*" for row in page.rows)
        sheets.append(Sheet(PAGE_PT, f"{start} {shown} ET".encode()))
    return pdf_of(sheets)


def _box(row: int, word: re.Match[str]) -> tuple[float, float, float, float]:
    base = _MARGIN_PT + _SIZE_PT + row * _LINE_PT
    left, right = (_MARGIN_PT + place * _WIDTH_PT for place in word.span())
    return left, base - _ASCENT * _SIZE_PT, right, base + _DESCENT * _SIZE_PT


def _pages(text: str) -> Iterator[TextPage]:
    kept: list[str] = []
    shown: list[str] = []
    for line in text.splitlines() or [""]:
        wrapped = textwrap.wrap(line.expandtabs(4), _COLUMNS, drop_whitespace=False) or [""]
        if shown and len(shown) + len(wrapped) > _ROWS:
            yield TextPage(text="\n".join(kept), rows=tuple(shown))
            kept, shown = [], []
        while len(wrapped) > _ROWS:  # one line longer than a page
            yield TextPage(text="".join(wrapped[:_ROWS]), rows=tuple(wrapped[:_ROWS]))
            line, wrapped = "".join(wrapped[_ROWS:]), wrapped[_ROWS:]
        kept.append(line)
        shown += [wrapped[0], *(row.lstrip() for row in wrapped[1:])]
    yield TextPage(text="\n".join(kept), rows=tuple(shown))
