"""Letters of pdfium → glyphs: what is drawn as one, with all that it says in the order in which it is read."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from sensorium.media.page_mark_decoding import scripts
from sensorium.media.page_mark_decoding.lettering import Type
from sensorium.media.page_mark_decoding.page import Edges, Point, Sheet
from sensorium.media.page_mark_decoding.spans import Span
from sensorium.media.page_mark_decoding.words import Fragment

_BEFORE = 4  # glyphs that another may lie on
_LIGATURE = 3  # letters; more are a word that is drawn as one
_ASCENT, _DESCENT = 0.8, 0.2  # of the size of type, over and under the base line


@dataclass(eq=False, slots=True)
class Glyph:
    """Some letters in their box as shown. base: height of their base line from the top; number: of the first in the
    text layer; run: the address of the run of letters that it is drawn with; signs: what stands on it.
    """

    text: str
    box: Edges
    base: float
    number: int
    run: int
    kind: Type
    span: Span | None
    known: bool  # the file says which letter it is
    lefts: list[float]  # of the share of each letter
    signs: list[Glyph] = field(default_factory=list)

    @property
    def center(self) -> float:
        """Between its left and its right edge."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.box[2] - self.box[0]

    def said(self) -> str:
        """Its letters and the signs on it."""
        signs = sorted(self.signs, key=lambda sign: (scripts.place_among_signs(sign.text), sign.number))
        return self.text + "".join(sign.text for sign in signs)


class Glyphs:
    """Glyphs of fragments, each once."""

    def __init__(self, text: pypdfium2.PdfTextPage, sheet: Sheet, spans: dict[int, Span]) -> None:
        self._raw, self._sheet, self._spans = text.raw, sheet, spans
        self._found: dict[object, Glyph] = {}

    def of(self, fragment: Fragment) -> list[Glyph]:
        """Those that begin in this fragment."""
        new: list[Glyph] = []
        corners = zip(fragment.points[::2], fragment.points[1::2], strict=True)
        for letter, number, (first, second) in zip(fragment.letters, fragment.numbers, corners, strict=True):
            run = self.run_of(number)
            span = self._spans.get(run)
            key = span or (run, first, second)
            glyph = self._found.get(key)
            if glyph is None:
                glyph = self._glyph(letter, number, (first, second), run, fragment.kind)
                self._found[key] = glyph
                new.append(glyph)
            elif glyph.run == run:
                glyph.text += letter
                glyph.lefts.append(self._sheet.point(*first)[0])
        return new

    def run_of(self, number: int) -> int:
        """The address of the run of letters that a letter is drawn with; 0 where pdfium made it up."""
        run = pdfium.FPDFText_GetTextObject(self._raw, number)
        return ctypes.addressof(run.contents) if run else 0

    def origin_of(self, number: int) -> Point:
        """Where a letter stands on its base line, as shown."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._raw, number, ctypes.byref(x), ctypes.byref(y))
        return self._sheet.point(x.value, y.value)

    def _glyph(self, letter: str, number: int, corners: tuple[Point, Point], run: int, kind: Type) -> Glyph:
        span = self._spans.get(run)
        x, base = self.origin_of(number)
        points = [self._sheet.point(*corner) for corner in (span.points if span and span.points else corners)]
        if span:  # pdfium tells how far its ink goes
            points += [(x, base - _ASCENT * kind.size), (x, base + _DESCENT * kind.size)]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        known = pdfium.FPDFText_HasUnicodeMapError(self._raw, number) != 1
        return Glyph(letter, box, base, number, run, kind, span, known, [self._sheet.point(*corners[0])[0]])


def put_in_order(glyphs: list[Glyph]) -> None:
    """Put the letters of each glyph in the order in which they are read. glyphs: neighbours, as pdfium gives them.

    pdfium takes letters that are read from the right for drawn from left to right, and turns a whole line of them.
    """
    for place, glyph in enumerate(glyphs):
        right = scripts.is_from_right(glyph.text)
        if glyph.span and _letters(glyph.span.text) == _letters(glyph.text):
            glyph.text = glyph.span.text
        elif len(glyph.text) == 1:
            continue
        elif glyph.span and right:
            shares = sorted(zip(glyph.lefts, glyph.text, strict=True), key=lambda share: -share[0])
            text = "".join(letter for _, letter in shares)
            glyph.text = text[::-1] if scripts.goes_on(text) else text
        elif right and _is_turned(glyph, glyphs[max(0, place - 1) : place + 2]):
            glyph.text = glyph.text[::-1]


def _letters(text: str) -> list[str]:
    return sorted(scripts.opened(text))


def _is_turned(glyph: Glyph, around: list[Glyph]) -> bool:
    """Whether pdfium turned what one glyph says."""
    if scripts.goes_on(glyph.text):
        return True
    if all(scripts.is_sign(letter) for letter in glyph.text[1:]) or (
        len(glyph.text) <= _LIGATURE and scripts.ends_a_ligature(glyph.text[-1])
    ):
        return False
    if scripts.ends_a_ligature(glyph.text[0]):
        return True
    rising = any(first.run != second.run and first.center < second.center for first, second in pairwise(around))
    return not rising


def told_once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Glyphs from left to right, without those that say what one that they lie on says, and without parts of one that
    says all.
    """
    kept: list[Glyph] = []
    for glyph in glyphs:
        near = [other for other in kept[-_BEFORE:] if _shared(glyph, other) > 0.3 * min(glyph.width, other.width)]
        if any(_says_all(other, glyph) for other in near):
            continue
        for other in near:
            if _says_all(glyph, other):
                kept[-_BEFORE:] = [one for one in kept[-_BEFORE:] if one is not other]
        kept.append(glyph)
    return kept


def _shared(first: Glyph, second: Glyph) -> float:
    return min(first.box[2], second.box[2]) - max(first.box[0], second.box[0])


def _says_all(glyph: Glyph, other: Glyph) -> bool:
    """Whether a glyph of several letters says what another on the same place says, or means."""
    if len(glyph.text) == 1:
        return False
    return not other.known or (len(other.text) > 1 and sorted(glyph.text) == sorted(other.text))
