"""How wide letters are in the fonts that pdfium brings along, measured by pdfium itself."""

from __future__ import annotations

import ctypes
import unicodedata
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from sensorium.media.typesetting.printing import ENCODING, FONTS

ASCENT, DESCENT = 0.76, 0.22  # of a word's box, as shares of its size
_ALIKE: Final = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u200b": "",
     "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\u00ad": "", "\u2028": " ", "\u2192": "\u203a",
     "\u25cf": "\u2022",
     "\u25aa": "\u2022", "\u2044": "/", "\u2215": "/", "\u2502": "|"}
)  # fmt: skip
"""Letters that the fonts do not have, and those that look the same."""


_NO_SYSTEM_FONTS = pdfium.FPDF_SYSFONTINFO()  # it names no font; pdfium keeps its address
_NO_SYSTEM_FONTS.version = 1


def prepare() -> None:
    """Let pdfium know its own fonts alone, so that a page looks the same on every machine; measure all letters.

    A system's font of a similar name would be chosen before, and be closed to a process that is locked in.
    """
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(_NO_SYSTEM_FONTS))
    _widths()


@dataclass(frozen=True, slots=True)
class Face:
    """A style of letters: every letter as wide as the others or not, bold, italic, their size in points."""

    size_pt: float
    bold: bool = False
    italic: bool = False
    even: bool = False

    @property
    def font(self) -> int:
        """Its number in `printing.FONTS`."""
        return 4 * self.even + self.bold + 2 * self.italic

    def width(self, text: str) -> float:
        """How wide a text is in points."""
        widths = _widths()[self.font]
        return sum(widths[byte] for byte in shown(text)) * self.size_pt


def shown(text: str) -> bytes:
    """A text as the fonts show it: "?" for each letter that they do not have."""
    try:
        return text.encode(ENCODING)
    except UnicodeEncodeError:
        return unicodedata.normalize("NFC", text).translate(_ALIKE).encode(ENCODING, "replace")


def can_show(text: str) -> bool:
    """Whether the fonts have all letters of a text, or some that look the same."""
    alike = unicodedata.normalize("NFC", text).translate(_ALIKE)
    return alike.encode(ENCODING, "ignore").decode(ENCODING) == alike


@cache
def _widths() -> tuple[tuple[float, ...], ...]:
    """For each font the width of each byte's letter, at a size of one."""
    with closing(pypdfium2.PdfDocument.new()) as document:
        return tuple(_measured(document, name) for name in FONTS)


def _measured(document: pypdfium2.PdfDocument, name: str) -> tuple[float, ...]:
    font = pdfium.FPDFText_LoadStandardFont(document.raw, name.encode())
    width, found = ctypes.c_float(), []
    for byte in range(256):
        letter = bytes([byte]).decode(ENCODING, "replace")
        pdfium.FPDFFont_GetGlyphWidth(font, ord(letter), 1000.0, width)
        found.append(width.value / 1000)
    pdfium.FPDFFont_Close(font)
    return tuple(found)
