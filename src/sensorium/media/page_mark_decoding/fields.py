"""Fields of forms on a page of a PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from sensorium.media.page_mark_decoding.page import MOST_OBJECTS, Sheet

_WIDGET = 20  # subtype of annotations that are form fields
_CHECK_BOX, _RADIO_BUTTON, _PUSH_BUTTON = 2, 3, 1


def fields_of(page: pypdfium2.PdfPage, forms: pypdfium2.PdfFormEnv, sheet: Sheet) -> Iterator[list[Any]]:
    """Name, label, value and box of every field of a form on this page."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), MOST_OBJECTS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        try:
            if pdfium.FPDFAnnot_GetSubtype(annotation) == _WIDGET:
                yield from _field(annotation, forms, sheet)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _field(annotation: Any, forms: pypdfium2.PdfFormEnv, sheet: Sheet) -> Iterator[list[Any]]:  # noqa: ANN401
    kind = pdfium.FPDFAnnot_GetFormFieldType(forms.raw, annotation)
    edges = pdfium.FS_RECTF()
    if kind == _PUSH_BUTTON or not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(edges)):
        return
    box = sheet.box([(edges.left, edges.bottom), (edges.right, edges.top)])
    if box is None:
        return
    name = _told(pdfium.FPDFAnnot_GetFormFieldName, forms, annotation)
    label = _told(pdfium.FPDFAnnot_GetFormFieldAlternateName, forms, annotation)
    if kind in (_CHECK_BOX, _RADIO_BUTTON):
        value = "on" if pdfium.FPDFAnnot_IsChecked(forms.raw, annotation) else "off"
    else:
        value = _told(pdfium.FPDFAnnot_GetFormFieldValue, forms, annotation)
    yield [name, label, value, list(box)]


def _told(ask: Callable[..., int], forms: pypdfium2.PdfFormEnv, annotation: Any) -> str:  # noqa: ANN401
    """What a function of pdfium that fills a UTF-16 buffer says."""
    size = min(ask(forms.raw, annotation, None, 0), 20_000)
    buffer = ctypes.create_string_buffer(size + 2)
    ask(forms.raw, annotation, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[:size].decode("utf-16-le", "replace").split("\x00")[0]
