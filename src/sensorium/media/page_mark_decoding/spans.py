"""Drawn letters whose text the file tells beside them (ActualText, ISO 32000-1, 14.9.4), and spaces, which none are.

Some programs (Chromium) tell so of every syllable that takes several glyphs. pdfium puts the text where the first of
them is, tells it again where it meets the others later, and turns what is read from the right. Spaces it leaves out
where it has seen one itself, be it or not.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from sensorium.media.page_mark_decoding.page import MOST_OBJECTS, Point

_MOST_LETTERS = 12  # of a syllable: longer is a line, or a picture that is described


@dataclass(eq=False, slots=True)
class Span:
    """What is said of some drawn letters, as far as pdfium tells it, and the corners of their boxes in the page's own
    coordinates.
    """

    text: str
    points: list[Point]


@dataclass(eq=False, slots=True)
class Runs:
    """Runs of letters of a page. spans: by the address of each run in them; spaces: where runs without ink begin."""

    spans: dict[int, Span]
    spaces: list[Point]


def runs_of(page: pypdfium2.PdfPage) -> Runs:
    """The runs of a page; those that lie in forms are not looked at."""
    told: dict[int, Span | None] = {}  # by the address of the mark that begins it
    found = Runs({}, [])
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        corners = _corners(drawn)
        span = _span(drawn, told)
        if span:
            span.points += corners
            found.spans[ctypes.addressof(drawn.contents)] = span
        elif corners and corners[0][0] == corners[1][0] and corners[0][1] == corners[1][1]:
            found.spaces.append(corners[0])
    return found


def _span(drawn: Any, told: dict[int, Span | None]) -> Span | None:  # noqa: ANN401 - a pointer of ctypes
    """The innermost span that a run of letters lies in."""
    for place in reversed(range(pdfium.FPDFPageObj_CountMarks(drawn))):
        mark = pdfium.FPDFPageObj_GetMark(drawn, place)
        address = ctypes.addressof(mark.contents)
        if address not in told:
            told[address] = _begun(mark)
        if span := told[address]:
            return span
    return None


def _begun(mark: Any) -> Span | None:  # noqa: ANN401
    """A span without letters, where this mark tells the text of a syllable."""
    size = ctypes.c_ulong()
    buffer = (ctypes.c_ushort * (2 * _MOST_LETTERS + 1))()
    length = ctypes.sizeof(buffer)
    known = pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", buffer, length, ctypes.byref(size))
    if not known or not 2 < size.value <= length:
        return None
    text = _text(list(buffer)[: size.value // 2 - 1])
    return None if any(letter.isspace() for letter in text) else Span(text, [])


def _text(units: list[int]) -> str:
    """What units say; '' where nobody knows: of text in UTF-16 pdfium gives each byte as a unit, and of these only
    those that stand for a letter of ASCII.
    """
    if len(units) % 2 == 0 and all(unit < 32 for unit in units[::2]) and all(unit < 128 for unit in units):
        return bytes(units).decode("utf-16-be", "replace")
    return "" if any(unit < 32 for unit in units) else "".join(map(chr, units))


def _corners(drawn: Any) -> list[Point]:  # noqa: ANN401
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
        return []
    left, bottom, right, top = (edge.value for edge in edges)
    return [(left, bottom), (right, top)]
