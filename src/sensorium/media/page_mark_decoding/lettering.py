"""How the letters of a PDF are set: their size, which way they run, whether they are bold, slanted or hidden."""

from __future__ import annotations

import ctypes
import math
import re
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from sensorium.media.page_marks import BOLD, HIDDEN, ITALIC, MONOSPACED

_BOLD_WEIGHT = 600
_LIGHT = re.compile(rb"regular|light|thin|roman$")  # names of fonts, which say more than pdfium's guess at a weight
_FLAG_MONOSPACED, _FLAG_ITALIC, _FLAG_BOLD = 1, 1 << 6, 1 << 18  # ISO 32000-1, table 123
_INVISIBLE = 3  # text rendering mode


class Type(NamedTuple):
    """How a run of letters is set: size in points, degrees counter-clockwise as shown, style bits."""

    size: float
    angle: float
    style: int


def type_of(text: Any, index: int, run: Any, turned_deg: int) -> Type:  # noqa: ANN401 - pointers of ctypes
    """How the letter `index` of a text layer is set, in its run of letters; turned_deg: of the page as shown."""
    matrix = pdfium.FS_MATRIX()
    scale, angle = 1.0, 0.0
    if pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) - turned_deg
    size = float(pdfium.FPDFText_GetFontSize(text, index)) * scale
    if not math.isfinite(size):
        size = 0.0
    return Type(size, round((angle + 180) % 360 - 180, 1), _style(text, index, run))


def _style(text: Any, index: int, run: Any) -> int:  # noqa: ANN401
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFText_GetFontInfo(text, index, name, 256, ctypes.byref(flags))
    lower = name.value.lower()
    heavy = pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD_WEIGHT and not _LIGHT.search(lower)
    style = BOLD if heavy or flags.value & _FLAG_BOLD or b"bold" in lower or b"black" in lower else 0
    if flags.value & _FLAG_ITALIC or b"italic" in lower or b"oblique" in lower:
        style |= ITALIC
    if flags.value & _FLAG_MONOSPACED or b"mono" in lower or b"courier" in lower:
        style |= MONOSPACED
    if run and pdfium.FPDFTextObj_GetTextRenderMode(run) == _INVISIBLE:
        style |= HIDDEN
    return style
