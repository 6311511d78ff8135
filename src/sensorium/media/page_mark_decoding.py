"""A page of a PDF → its words, lines, areas and fields, inside the decoding process. See `page_marks.py`."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from sensorium.errors import TooLarge
from sensorium.media.page_marks import BOLD, HIDDEN, ITALIC, MONOSPACED, UNMAPPED

Edges: TypeAlias = tuple[float, float, float, float]
Point: TypeAlias = tuple[float, float]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_RULE_PT = 2.5  # thicker is an area
_LEAST_RULE_PT = 3.0  # shorter is a dot
_MOST_OBJECTS = 20_000  # of a page: maps have millions; what comes after is left out
_MOST_SEGMENTS = 2_000  # of one path: more is a drawing
_DEEPEST_FORM = 6
_SPACE_OF_TYPE = 0.25  # of the size of type: a wider gap parts two words
_TOUCHING = 0.1  # of the size of type, by which letters that are placed one by one may miss each other
_LEAST_SPACE = 0.14  # of the size of type: a narrower gap that pdfium calls a space is one that letters were given
_BOLD_WEIGHT = 600
_LIGHT = re.compile(rb"regular|light|thin|roman$")  # names of fonts, which say more than pdfium's guess at a weight
_FLAG_MONOSPACED, _FLAG_ITALIC, _FLAG_BOLD = 1, 1 << 6, 1 << 18  # ISO 32000-1, table 123
_INVISIBLE = 3  # text rendering mode
_WIDGET = 20  # subtype of annotations that are form fields
# Letters of Symbol and Wingdings as Word writes them: codes of private use.
_SIGNS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0FE: "☑", 0xF06F: "☐", 0xF0A8: "☐", 0xF076: "❖"}
_CHECK_BOX, _RADIO_BUTTON, _PUSH_BUTTON = 2, 3, 1


@dataclass(eq=False)
class Found:
    """What was found on one page, growing."""

    words: list[str] = field(default_factory=list)
    boxes: list[Edges] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    angles: list[float] = field(default_factory=list)
    styles: list[int] = field(default_factory=list)
    rules: list[Edges] = field(default_factory=list)
    fills: list[tuple[float, ...]] = field(default_factory=list)
    pictures: list[Edges] = field(default_factory=list)
    drawings: list[Edges] = field(default_factory=list)
    fields: list[list[Any]] = field(default_factory=list)
    cut: bool = False  # objects were left out

    def arrays(self, index: int) -> dict[str, NDArray[Any]]:
        """By the names that `page_marks` reads."""
        return {
            f"boxes{index}": np.array(self.boxes, np.float32).reshape(-1, 4),
            f"sizes{index}": np.array(self.sizes, np.float32),
            f"angles{index}": np.array(self.angles, np.float32),
            f"styles{index}": np.array(self.styles, np.uint8),
            f"rules{index}": np.array(self.rules, np.float32).reshape(-1, 4),
            f"fills{index}": np.array(self.fills, np.float32).reshape(-1, 5),
            f"pictures{index}": np.array(self.pictures, np.float32).reshape(-1, 4),
            f"drawings{index}": np.array(self.drawings, np.float32).reshape(-1, 4),
        }


class Sheet:
    """The frame of one page: its own coordinates (y up, not turned) → points of the page as shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.left, self.bottom, self.right, self.top = (float(edge) for edge in page.get_bbox())
        self.turned_deg = int(page.get_rotation())
        self.width, self.height = self.right - self.left, self.top - self.bottom
        if self.turned_deg in (90, 270):
            self.width, self.height = self.height, self.width

    def point(self, x: float, y: float) -> Point:
        if self.turned_deg == 90:
            return y - self.bottom, x - self.left
        if self.turned_deg == 180:
            return self.right - x, y - self.bottom
        if self.turned_deg == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, points: list[Point]) -> Edges | None:
        """The box around `points` as shown; None where it lies off the page or is no number."""
        shown = [self.point(x, y) for x, y in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        inside = right > 0 and bottom > 0 and left < self.width and top < self.height
        return (left, top, right, bottom) if inside and math.isfinite(left + top + right + bottom) else None


def marks_of(page: pypdfium2.PdfPage, forms: pypdfium2.PdfFormEnv | None, num_characters_left: int) -> Found:
    """All marks of one page. Raises TooLarge when it has more letters than are left."""
    sheet, found = Sheet(page), Found()
    with closing(page.get_textpage()) as text:
        if text.count_chars() > num_characters_left:
            raise TooLarge(
                "The document holds too much text; read fewer pages at a time", limit=num_characters_left,
                got=text.count_chars(), unit="characters", code="document_too_complex",
            )  # fmt: skip
        _Drawn(sheet, found).look(page)
        for word in _Words(text, sheet, found.rules).all():
            found.words.append(word.text)
            found.boxes.append(word.box)
            found.sizes.append(word.size)
            found.angles.append(word.angle)
            found.styles.append(word.style)
    if forms is not None:
        found.fields.extend(_fields(page, forms, sheet))
    return found


class _Type(NamedTuple):
    """How a run of letters is set: size in points, degrees counter-clockwise as shown, style bits."""

    size: float
    angle: float
    style: int


class _Word(NamedTuple):
    text: str
    box: Edges
    size: float
    angle: float
    style: int


class _Words:
    """Letters of a text layer → words. A letter costs four calls into pdfium, its type is asked for once a run."""

    def __init__(self, text: pypdfium2.PdfTextPage, sheet: Sheet, rules: list[Edges]) -> None:
        self._uprights = np.array([rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]).reshape(-1, 4)
        self._raw = text.raw
        self._count = text.count_chars()
        self._sheet = sheet
        self._run: int | None = None
        self._type = _Type(0.0, 0.0, 0)
        self._rectangle = pdfium.FS_RECTF()

    def all(self) -> Iterator[_Word]:
        """Words in the order of the file."""
        letters: list[str] = []
        points: list[Point] = []
        kind = self._type
        reach: Point | None = None  # where the last letter ended, in the page's own coordinates
        broken = False  # pdfium saw a space or line end that is not in the file: it sees many that are none
        for index in range(self._count):
            letter = self._letter(index)
            if letter is None:
                broken = True
                if not pdfium.FPDFText_IsGenerated(self._raw, index):
                    yield from self._word(letters, points, kind)
                    letters, points, reach = [], [], None
                continue
            run = self._run
            here = self._type_at(index)
            rectangle = self._rectangle
            if not pdfium.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(rectangle)):
                continue
            left, bottom, right, top = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
            torn = broken and not _touches(reach, (left, bottom), here)
            other = here != kind and here.size != kind.size
            parted = self._run != run and self._parted(reach, (left, bottom), here)
            if letters and (torn or other or parted or self._apart(reach, (left, bottom), here)):
                yield from self._word(letters, points, kind)
                letters, points = [], []
            broken = False
            if not letters:
                kind = here
            letters.append(letter)
            points += [(left, bottom), (right, top)]
            reach = (right, bottom)
        yield from self._word(letters, points, kind)

    def _letter(self, index: int) -> str | None:
        """A letter that can be seen; None between two words."""
        code = pdfium.FPDFText_GetUnicode(self._raw, index)
        if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            return "\ufffd"
        letter = _SIGNS.get(code, chr(code))
        if code in (0, 0xFFFE, 0xFFFF) or code == 2:  # 2: pdfium's sign for a hyphen at the end of a line
            return "-" if code == 2 else None
        return None if letter.isspace() or code < 32 else letter

    def _apart(self, reach: Point | None, start: Point, kind: _Type) -> bool:
        """Whether a level letter begins further from the last one than letters of a word do."""
        if reach is None or abs(kind.angle) > 1 or self._sheet.turned_deg:
            return False
        gap, drop = start[0] - reach[0], abs(start[1] - reach[1])
        return gap > _SPACE_OF_TYPE * kind.size * 2 or gap < -2 * kind.size or drop > 0.7 * kind.size

    def _parted(self, reach: Point | None, start: Point, kind: _Type) -> bool:
        """Whether an upright line is drawn where one run of level letters ends and the next begins: those of two cells
        of a table may touch.
        """
        if reach is None or abs(kind.angle) > 1 or not len(self._uprights):
            return False
        (ended, _), (begun, base) = self._sheet.point(*reach), self._sheet.point(*start)
        slack, middle = _TOUCHING * kind.size, base - 0.3 * kind.size
        left, top, right, bottom = self._uprights.T
        between = (right >= min(ended, begun) - slack) & (left <= max(ended, begun) + slack)
        return bool((between & (top <= middle) & (bottom >= middle)).any())

    def _type_at(self, index: int) -> _Type:
        run = pdfium.FPDFText_GetTextObject(self._raw, index)
        address = ctypes.addressof(run.contents) if run else 0
        if address != self._run:
            self._run, self._type = address, self._read_type(index, run)
        return self._type

    def _read_type(self, index: int, run: object) -> _Type:
        matrix = pdfium.FS_MATRIX()
        scale, angle = 1.0, 0.0
        if pdfium.FPDFText_GetMatrix(self._raw, index, ctypes.byref(matrix)):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
            angle = math.degrees(math.atan2(matrix.b, matrix.a)) - self._sheet.turned_deg
        size = float(pdfium.FPDFText_GetFontSize(self._raw, index)) * scale
        if not math.isfinite(size):
            size = 0.0
        return _Type(size, round((angle + 180) % 360 - 180, 1), self._style(index, run))

    def _style(self, index: int, run: Any) -> int:  # noqa: ANN401 - a pointer of ctypes
        flags = ctypes.c_int()
        name = ctypes.create_string_buffer(256)
        pdfium.FPDFText_GetFontInfo(self._raw, index, name, 256, ctypes.byref(flags))
        lower = name.value.lower()
        heavy = pdfium.FPDFText_GetFontWeight(self._raw, index) >= _BOLD_WEIGHT and not _LIGHT.search(lower)
        style = BOLD if heavy or flags.value & _FLAG_BOLD or b"bold" in lower or b"black" in lower else 0
        if flags.value & _FLAG_ITALIC or b"italic" in lower or b"oblique" in lower:
            style |= ITALIC
        if flags.value & _FLAG_MONOSPACED or b"mono" in lower or b"courier" in lower:
            style |= MONOSPACED
        if run and pdfium.FPDFTextObj_GetTextRenderMode(run) == _INVISIBLE:
            style |= HIDDEN
        return style

    def _word(self, letters: list[str], points: list[Point], kind: _Type) -> Iterator[_Word]:
        box = self._sheet.box(points) if letters else None
        if box is not None:
            unmapped = UNMAPPED if any(map(_is_unmapped, letters)) else 0
            yield _Word("".join(letters), box, kind.size, kind.angle, kind.style | unmapped)


def _touches(reach: Point | None, start: Point, kind: _Type) -> bool:
    """Whether a level letter begins where the last one ended, on its line."""
    if reach is None or abs(kind.angle) > 1:
        return False
    across, down = abs(start[0] - reach[0]), abs(start[1] - reach[1])
    return across <= _LEAST_SPACE * kind.size and down <= _TOUCHING * kind.size


def _is_unmapped(letter: str) -> bool:
    """Whether this stands for a letter that the file does not tell: a replacement, or a code of private use."""
    return letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff"


class _Drawn:
    """Lines, areas, pictures and curves of a page, those inside of forms (XObjects) included."""

    def __init__(self, sheet: Sheet, found: Found) -> None:
        self._sheet, self._found = sheet, found
        self._left = _MOST_OBJECTS

    def look(self, page: pypdfium2.PdfPage) -> None:
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
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
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


def _fields(page: pypdfium2.PdfPage, forms: pypdfium2.PdfFormEnv, sheet: Sheet) -> Iterator[list[Any]]:
    """Name, label, value and box of every field of a form on this page."""
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page.raw), _MOST_OBJECTS)):
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
