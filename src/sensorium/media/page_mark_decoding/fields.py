"""Fields of forms on a page of a PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from sensorium.media.page_mark_decoding.page import MOST_OBJECTS, Sheet, too_much_text

_WIDGET = 20  # subtype of annotations that are form fields
_CHECK_BOX, _RADIO_BUTTON, _PUSH_BUTTON = 2, 3, 1


class _Telling:
    """Reads what fields say, up to so many letters in all."""

    def __init__(self, forms: pypdfium2.PdfFormEnv, num_characters_left: int) -> None:
        self.forms = forms
        self._most = self._left = num_characters_left

    def told(self, ask: Callable[..., int], annotation: Any) -> str:  # noqa: ANN401 - a pointer of ctypes
        """What a function of pdfium that fills a UTF-16 buffer says; it fills none that is too small."""
        size = ask(self.forms.raw, annotation, None, 0)
        self._left -= size // 2
        if self._left < 0:
            raise too_much_text(self._most, self._most - self._left)
        buffer = ctypes.create_string_buffer(size + 2)
        ask(self.forms.raw, annotation, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        return buffer.raw[:size].decode("utf-16-le", "replace").split("\x00")[0]


def fields_of(
    page: pypdfium2.PdfPage, forms: pypdfium2.PdfFormEnv, sheet: Sheet, num_characters_left: int
) -> Iterator[list[Any]]:
    """Name, label, value and box of every field of a form on this page. Raises TooLarge when they have more letters
    than are left.
    """
    telling = _Telling(forms, num_characters_left)
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), MOST_OBJECTS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) == _WIDGET:
                yield from _field(annotation, telling, sheet)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _field(annotation: Any, telling: _Telling, sheet: Sheet) -> Iterator[list[Any]]:  # noqa: ANN401
    kind = pdfium.FPDFAnnot_GetFormFieldType(telling.forms.raw, annotation)
    edges = pdfium.FS_RECTF()
    if kind == _PUSH_BUTTON or not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(edges)):
        return
    box = sheet.box([(edges.left, edges.bottom), (edges.right, edges.top)])
    if box is None:
        return
    name = telling.told(pdfium.FPDFAnnot_GetFormFieldName, annotation)
    label = telling.told(pdfium.FPDFAnnot_GetFormFieldAlternateName, annotation)
    if kind in (_CHECK_BOX, _RADIO_BUTTON):
        value = "on" if pdfium.FPDFAnnot_IsChecked(telling.forms.raw, annotation) else "off"
    else:
        value = telling.told(pdfium.FPDFAnnot_GetFormFieldValue, annotation)
    yield [name, label, value, list(box)]
