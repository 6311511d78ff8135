"""What is drawn on a page of a PDF: lines, areas, pictures and curves."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from sensorium.media.page_mark_decoding.page import MOST_OBJECTS, Edges, Found, Point, Sheet

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_RULE_PT = 2.5  # thicker is an area
_LEAST_RULE_PT = 3.0  # shorter is a dot
_MOST_SEGMENTS = 2_000  # of one path: more is a drawing
_DEEPEST_FORM = 6


class Drawings:
    """Lines, areas, pictures and curves of a page, those inside of forms (XObjects) included."""

    def __init__(self, sheet: Sheet, found: Found) -> None:
        self._sheet, self._found = sheet, found
        self._left = MOST_OBJECTS

    def look(self, page: pypdfium2.PdfPage) -> None:
        """Note all that is drawn on a page, up to `MOST_OBJECTS`."""
        count = pdfium.FPDFPage_CountObjects(page.raw)
        self._each(count, lambda index: pdfium.FPDFPage_GetObject(page.raw, index), _IDENTITY, 0)

    def _each(self, count: int, get: Callable[[int], Any], matrix: Matrix, depth: int) -> None:
        for index in range(count):
            self._left -= 1
            if self._left < 0:
                self._found.cut = True
                return
            self._object(get(index), matrix, depth)

    def _object(self, drawn: Any, matrix: Matrix, depth: int) -> None:  # noqa: ANN401 - a pointer of ctypes
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(drawn, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            if box := self._bounds(drawn, matrix):
                self._found.pictures.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING:
            if box := self._bounds(drawn, matrix):
                self._found.drawings.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth == _DEEPEST_FORM:
                self._found.cut = True
                return
            inner = _times(_matrix_of(drawn), matrix)
            count = max(0, pdfium.FPDFFormObj_CountObjects(drawn))
            self._each(count, lambda index: pdfium.FPDFFormObj_GetObject(drawn, index), inner, depth + 1)

    def _bounds(self, drawn: Any, matrix: Matrix) -> Edges | None:  # noqa: ANN401
        edges = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, edges)):
            return None
        left, bottom, right, top = (edge.value for edge in edges)
        corners = ((left, bottom), (right, bottom), (left, top), (right, top))
        return self._sheet.box([_moved(matrix, *corner) for corner in corners])

    def _path(self, drawn: Any, matrix: Matrix) -> None:  # noqa: ANN401
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(drawn, ctypes.byref(fill), ctypes.byref(stroke))
        box = self._bounds(drawn, matrix)
        if box is None or not (fill.value or stroke.value):
            return
        if stroke.value and self._stroked(drawn, _times(_matrix_of(drawn), matrix)):
            return
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _RULE_PT:
            self._rule(box)
        elif fill.value and self._level(drawn):
            self._found.fills.append((*box, _luminance(drawn)))
        else:
            self._found.drawings.append(box)

    def _rule(self, box: Edges) -> None:
        if max(box[2] - box[0], box[3] - box[1]) >= _LEAST_RULE_PT:
            self._found.rules.append(box)

    def _stroked(self, drawn: Any, matrix: Matrix) -> bool:  # noqa: ANN401
        """Note the sides of a path that is nothing but level and upright lines; False where it is something else."""
        sides = _sides(drawn, matrix)
        if sides is None:
            return False
        boxes = [self._sheet.box([start, end]) for start, end in sides]
        if any(box is not None and min(box[2] - box[0], box[3] - box[1]) > _RULE_PT for box in boxes):
            return False
        for box in boxes:
            if box is not None:
                self._rule(box)
        return True

    @staticmethod
    def _level(drawn: Any) -> bool:  # noqa: ANN401
        """Whether a path has straight sides alone."""
        count = pdfium.FPDFPath_CountSegments(drawn)
        kinds = (_segment_kind(drawn, index) for index in range(min(count, 6)))
        return count <= 6 and pdfium.FPDF_SEGMENT_BEZIERTO not in kinds


def _segment_kind(drawn: Any, index: int) -> int:  # noqa: ANN401
    return int(pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(drawn, index)))


def _sides(drawn: Any, matrix: Matrix) -> list[tuple[Point, Point]] | None:  # noqa: ANN401
    """The straight sides of a path; None where it has curves, or too many."""
    count = pdfium.FPDFPath_CountSegments(drawn)
    if count > _MOST_SEGMENTS:
        return None
    sides, begun, last = [], (0.0, 0.0), (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return None
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _moved(matrix, x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        else:
            sides.append((last, point))
        if pdfium.FPDFPathSegment_GetClose(segment):
            sides.append((point, begun))
        last = point
    return sides


def _luminance(drawn: Any) -> float:  # noqa: ANN401
    """Of the colour an area is filled with, 0 black to 1 white (ITU-R BT.709), on white paper."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(drawn, *map(ctypes.byref, parts)):
        return 0.5
    red, green, blue, alpha = (part.value / 255 for part in parts)
    return 1 - alpha * (1 - (0.2126 * red + 0.7152 * green + 0.0722 * blue))


def _matrix_of(drawn: Any) -> Matrix:  # noqa: ANN401
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix)):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
