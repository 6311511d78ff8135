"""Letters of a PDF's text layer → words with their places."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from sensorium.media.page_mark_decoding.lettering import Type, type_of
from sensorium.media.page_mark_decoding.page import Edges, Point, Sheet
from sensorium.media.page_mark_decoding.scripts import is_spaceless
from sensorium.media.page_marks import UNMAPPED

_SPACE_OF_TYPE = 0.25  # of the size of type: a wider gap parts two words
_TOUCHING = 0.1  # of the size of type, by which letters that are placed one by one may miss each other
_LEAST_SPACE = 0.14  # of the size of type: a narrower gap that pdfium calls a space is one that letters were given
_AROUND_SPACELESS = 0.3  # of the size of type, by which figures and Latin words stand apart among Han and kana
_LEAST_INK_PT = 0.05  # of a letter, across and down: pdfium gives spaces a height of 0.01
_SECOND_HALF = 0xDC00  # of a letter that UTF-16 writes in two: from here on; from 0xD800 on the first
# Letters of Symbol and Wingdings as Word writes them: codes of private use.
_SIGNS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0FE: "☑", 0xF06F: "☐", 0xF0A8: "☐", 0xF076: "❖"}


class Fragment(NamedTuple):
    """Letters that the file gives one after the other: their numbers in the text layer, two corners of the box of each
    in the page's own coordinates, how the first is set.
    """

    letters: list[str]
    numbers: list[int]
    points: list[Point]
    kind: Type


class Word(NamedTuple):
    """Letters in their box (points of the page as shown); how they are set, as in `Type`."""

    text: str
    box: Edges
    size: float
    angle: float
    style: int


class Words:
    """Letters of a text layer → words. A letter costs four calls into pdfium, its type is asked for once a run."""

    def __init__(self, text: pypdfium2.PdfTextPage, sheet: Sheet, rules: list[Edges]) -> None:
        self._uprights = np.array([rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]]).reshape(-1, 4)
        self._raw = text.raw
        self._count = text.count_chars()
        self._sheet = sheet
        self._run: int | None = None
        self._type = Type(0.0, 0.0, 0)
        self._rectangle = pdfium.FS_RECTF()

    def fragments(self) -> Iterator[Fragment]:
        """Letters of words in the order of the file; words of some scripts are in pieces, or turned, see `rows`."""
        letters: list[str] = []
        numbers: list[int] = []
        points: list[Point] = []
        kind = self._type
        reach: Point | None = None  # where the last letter ended, as shown
        broken = False  # pdfium saw a space or line end that is not in the file: it sees many that are none
        for index in range(self._count):
            letter = self._letter(index)
            if letter is None:
                broken = True
                if not pdfium.FPDFText_IsGenerated(self._raw, index):
                    yield Fragment(letters, numbers, points, kind)
                    letters, numbers, points, reach = [], [], [], None
                continue
            run = self._run
            here = self._type_at(index)
            rectangle = self._rectangle
            if not pdfium.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(rectangle)):
                continue
            corners = (rectangle.left, rectangle.bottom), (rectangle.right, rectangle.top)
            start, end = self._feet(*corners)
            torn = broken and not _touches(reach, start, here, _LEAST_SPACE)
            if torn and run == self._run and letters and _is_beside_spaceless(letters[-1], letter):
                torn = not _touches(reach, start, here, _AROUND_SPACELESS)
            other = here != kind and here.size != kind.size
            parted = self._run != run and self.parted(reach, start, here)
            if letters and (torn or other or parted or _apart(reach, start, here)):
                yield Fragment(letters, numbers, points, kind)
                letters, numbers, points = [], [], []
            broken = False
            if not letters:
                kind = here
            letters.append(letter)
            numbers.append(index)
            points += corners
            reach = end
        yield Fragment(letters, numbers, points, kind)

    def box_of(self, index: int) -> Edges | None:
        """The box of one letter as shown."""
        rectangle = self._rectangle
        if not pdfium.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(rectangle)):
            return None
        return self._sheet.box([(rectangle.left, rectangle.bottom), (rectangle.right, rectangle.top)])

    def word(self, fragment: Fragment) -> Word | None:
        """The word that a fragment is; None where it is not on the page, or has no letters."""
        letters, _, points, kind = fragment
        box = self._sheet.box(points) if letters else None
        return word_of("".join(letters), box, kind) if box is not None else None

    def _letter(self, index: int) -> str | None:
        """A letter that can be seen; None between two words."""
        code = pdfium.FPDFText_GetUnicode(self._raw, index)
        if 0xD800 <= code <= 0xDFFF:
            return self._half(index)
        if code > 0x10FFFF:
            return "\ufffd"
        letter = _SIGNS.get(code, chr(code))
        if code == 0 and self._is_drawn(index):
            return "\ufffd"
        if code in (0, 0xFFFE, 0xFFFF) or code == 2:  # 2: pdfium's sign for a hyphen at the end of a line
            return "-" if code == 2 else None
        return None if letter.isspace() or code < 32 else letter

    def _is_drawn(self, index: int) -> bool:
        """Whether there is ink where a letter is."""
        left, right, bottom, top = edges = [ctypes.c_double() for _ in range(4)]
        told = pdfium.FPDFText_GetCharBox(self._raw, index, *map(ctypes.byref, edges))
        return bool(told) and min(right.value - left.value, top.value - bottom.value) > _LEAST_INK_PT

    def _half(self, index: int) -> str:
        """A letter that UTF-16 writes in two, where its first half stands; nothing more where its second does."""
        around = (pdfium.FPDFText_GetUnicode(self._raw, at) for at in (index - 1, index, index + 1))
        before, half, after = (code if 0xD800 <= code <= 0xDFFF else 0 for code in around)
        if half < _SECOND_HALF <= after:
            return chr(0x10000 + (half - 0xD800 << 10) + after - _SECOND_HALF)
        return "" if 0 < before < _SECOND_HALF <= half else "\ufffd"

    def _feet(self, first: Point, second: Point) -> tuple[Point, Point]:
        """The lower corners of a box as shown, left and right."""
        (x, y), (other_x, other_y) = self._sheet.point(*first), self._sheet.point(*second)
        low = max(y, other_y)
        return (min(x, other_x), low), (max(x, other_x), low)

    def parted(self, reach: Point | None, start: Point, kind: Type) -> bool:
        """Whether an upright line is drawn where one run of level letters ends and the next begins: those of two cells
        of a table may touch.
        """
        if reach is None or abs(kind.angle) > 1 or not len(self._uprights):
            return False
        (ended, _), (begun, base) = reach, start
        slack, middle = _TOUCHING * kind.size, base - 0.3 * kind.size
        left, top, right, bottom = self._uprights.T
        between = (right >= min(ended, begun) - slack) & (left <= max(ended, begun) + slack)
        return bool((between & (top <= middle) & (bottom >= middle)).any())

    def _type_at(self, index: int) -> Type:
        run = pdfium.FPDFText_GetTextObject(self._raw, index)
        address = ctypes.addressof(run.contents) if run else 0
        if address != self._run:
            self._run, self._type = address, type_of(self._raw, index, run, self._sheet.turned_deg)
        return self._type


def word_of(text: str, box: Edges, kind: Type) -> Word:
    """A word, marked where the file does not tell a letter of it."""
    unmapped = UNMAPPED if not text.isascii() and any(map(_is_unmapped, text)) else 0
    return Word(text, box, kind.size, kind.angle, kind.style | unmapped)


def _apart(reach: Point | None, start: Point, kind: Type) -> bool:
    """Whether a level letter begins further from the last one than letters of a word do."""
    if reach is None or abs(kind.angle) > 1:
        return False
    gap, drop = start[0] - reach[0], abs(start[1] - reach[1])
    return gap > _SPACE_OF_TYPE * kind.size * 2 or gap < -2 * kind.size or drop > 0.7 * kind.size


def _touches(reach: Point | None, start: Point, kind: Type, slack: float) -> bool:
    """Whether a level letter begins where the last one ended, on its line."""
    if reach is None or abs(kind.angle) > 1:
        return False
    across, down = abs(start[0] - reach[0]), abs(start[1] - reach[1])
    return across <= slack * kind.size and down <= _TOUCHING * kind.size


def _is_beside_spaceless(last: str, letter: str) -> bool:
    return not (last.isascii() and letter.isascii()) and (is_spaceless(last) or is_spaceless(letter))


def _is_unmapped(letter: str) -> bool:
    """Whether this stands for a letter that the file does not tell: a replacement, or a code of private use."""
    return letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff"
