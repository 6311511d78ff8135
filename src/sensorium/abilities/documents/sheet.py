"""A page before it is understood: words, lines, areas and pictures with their places, whoever found them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.letter_spacing import joined
from sensorium.abilities.documents.tree import FORM, HIDDEN_LAYER, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sensorium.media.page_marks import PageMarks


@dataclass(frozen=True, kw_only=True)
class Fill:
    """A coloured area; luminance 0 (black) to 1 (white)."""

    box: Box
    luminance: float


@dataclass(frozen=True, kw_only=True)
class FormField:
    """A field of a form: its name, its label if it has one, what stands in it."""

    name: str
    label: str
    value: tuple[Word, ...]
    box: Box


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page: number from 1, size in points, what was found on it in no order that could be relied on.

    words: level words; turned: words that do not run from left to right (axes of charts, stamps); rules: thin level or
    upright lines; pictures, drawings: boxes of pictures and of curves.
    """

    number: int
    width_pt: float
    height_pt: float
    words: tuple[Word, ...] = ()
    turned: tuple[Word, ...] = ()
    rules: tuple[Box, ...] = ()
    fills: tuple[Fill, ...] = ()
    pictures: tuple[Box, ...] = ()
    drawings: tuple[Box, ...] = ()
    fields: tuple[FormField, ...] = field(default=())

    @property
    def box(self) -> Box:
        return Box(0.0, 0.0, self.width_pt, self.height_pt)


def sheet_of(marks: PageMarks) -> Sheet:
    """A page of a PDF: hidden words are left out, and so are those whose letters the file does not tell."""
    level: list[Word] = []
    turned: list[Word] = []
    for word, angle_deg in _visible_words(marks):
        (turned if abs(angle_deg) > _LEVEL_DEG else level).append(word)
    return Sheet(
        number=marks.number,
        width_pt=marks.width_pt,
        height_pt=marks.height_pt,
        words=tuple(joined(level)),
        turned=tuple(turned),
        rules=_boxes(marks.rules),
        fills=tuple(
            Fill(box=box, luminance=float(row[4]))
            for box, row in zip(_boxes(marks.fills), marks.fills, strict=True)
        ),
        pictures=_boxes(marks.pictures),
        drawings=_boxes(marks.drawings),
        fields=tuple(
            FormField(name=one.name, label=one.label, value=_typed(one.value, Box(*one.box)), box=Box(*one.box))
            for one in marks.fields
        ),
    )  # fmt: skip


_LEVEL_DEG = 5.0
UNKNOWN = 0.5  # the confidence of words that somebody read who says nothing of it


def hidden_words(marks: PageMarks) -> tuple[Word, ...]:
    """Words that are in the file and not to be seen: what a scanner's program read, mostly."""
    from sensorium.media.page_marks import HIDDEN

    return tuple(
        Word(text=text, box=Box(*edges), source=HIDDEN_LAYER, confidence=UNKNOWN, size_pt=float(size_pt))
        for text, edges, size_pt, style in zip(
            marks.words, marks.boxes.tolist(), marks.sizes_pt, marks.styles, strict=True
        )
        if style & HIDDEN
    )


def _visible_words(marks: PageMarks) -> Iterator[tuple[Word, float]]:
    from sensorium.media.page_marks import BOLD, HIDDEN, ITALIC, UNMAPPED

    columns = zip(marks.words, marks.boxes.tolist(), marks.sizes_pt, marks.angles_deg, marks.styles, strict=True)
    for text, edges, size_pt, angle_deg, style in columns:
        if style & (HIDDEN | UNMAPPED):
            continue
        yield (
            Word(
                text=text,
                box=Box(*edges),
                size_pt=float(size_pt),
                bold=bool(style & BOLD),
                italic=bool(style & ITALIC),
            ),
            float(angle_deg),
        )


def _typed(value: str, box: Box) -> tuple[Word, ...]:
    """What stands in a field, its words side by side over the field's width."""
    words = value.split()
    width = box.width / max(1, len(value))
    placed, start = [], 0
    for word in words:
        start = value.index(word, start)
        left = box.left + start * width
        placed.append(Word(text=word, box=Box(left, box.top, left + len(word) * width, box.bottom), source=FORM))
        start += len(word)
    return tuple(placed)


def _boxes(edges: NDArray[np.float32]) -> tuple[Box, ...]:
    return tuple(Box(*row[:4]) for row in edges.tolist())
