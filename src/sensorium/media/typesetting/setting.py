"""A flow → pages: blocks one below the other, cut where a page ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from sensorium.errors import TooLarge
from sensorium.media.flow import NO_WORDS, BlockMark, Box, Range
from sensorium.media.office.bounds import judge
from sensorium.media.office.flow import (
    A4_PT,
    Block,
    Flow,
    Heading,
    Item,
    Pair,
    Paragraph,
    Picture,
    Run,
    Runs,
    Section,
    Table,
)
from sensorium.media.typesetting import columns as table_columns
from sensorium.media.typesetting.canvas import Canvas
from sensorium.media.typesetting.lines import LEADING, Line, SetWord, lines_of, said, words_of
from sensorium.media.typesetting.tables import TablePart, groups_of
from sensorium.media.typesetting.typefaces import ASCENT, DESCENT, Face

Measure: TypeAlias = Callable[[bytes], tuple[int, int] | None]  # width and height of a picture's file in pixels

_MARGIN_PT = 48.0
_BODY_PT, _SMALL_PT, _CODE_PT = 10.5, 9.0, 9.0
_HEADING_PT: Final = {1: 18.0, 2: 15.0, 3: 13.0, 4: 12.0}
_LOWEST_HEADING_PT = 11.0
_INDENT_PT = 16.0
_SLACK_PT = 0.01  # what sums of heights may be off by
_GAP_PT = 7.0  # between blocks
_CODE_GREY = 0.96
_POINTS_PER_PIXEL = 0.75
_HIGHEST_PICTURE = 0.55  # of a page
_NO_PICTURE_PT = (160.0, 60.0)
_SLIDE_HEIGHT_PT = 540.0
_SLIDE_SCALES: Final = (1.6, 1.3, 1.0, 0.8)  # the largest at which a slide is one page


@dataclass(frozen=True, slots=True)
class _Look:
    """How text is set: its face, its indent, the room that must be left below its first line, what comes before."""

    face: Face
    indent: float = 0.0
    follows: float = 0.0
    above: float = 0.0
    marker: str = ""
    is_code: bool = False


_Mark: TypeAlias = Callable[[Range, Box, bool], BlockMark]  # words, their box, whether it is the block's first part


def pages_of(flow: Flow, measure: Measure, limit_pages: int) -> list[Canvas]:
    """A flow on pages, one at least. Raises `TooLarge(code="document_too_complex")` for more than `limit_pages`."""
    pages: list[Canvas] = []
    for section in flow.sections:
        pages += _section(section, measure, limit_pages - len(pages), limit_pages)
    return pages or [Canvas(A4_PT)]


def _section(section: Section, measure: Measure, num_left: int, limit_pages: int) -> list[Canvas]:
    size = _turned(section)
    if section.size_pt == A4_PT:
        return _Setter(size, measure, 1.0, num_left, limit_pages).pages(section.blocks)
    for scale in _SLIDE_SCALES[:-1] if num_left else ():
        try:
            return _Setter(size, measure, scale * size[1] / _SLIDE_HEIGHT_PT, 1, 1).pages(section.blocks)
        except TooLarge:  # more than one page at this size
            continue
    scale = _SLIDE_SCALES[-1] * size[1] / _SLIDE_HEIGHT_PT
    return _Setter(size, measure, scale, num_left, limit_pages).pages(section.blocks)


def _turned(section: Section) -> tuple[float, float]:
    """The size of its pages: on the side where a table asks for it."""
    width, height = section.size_pt
    tables = [block for block in section.blocks if isinstance(block, Table)]
    if section.turns and not all(table_columns.fits(table, width - 2 * _MARGIN_PT) for table in tables):
        return height, width
    return width, height


class _Setter:
    """Sets one section."""

    def __init__(
        self, size: tuple[float, float], measure: Measure, scale: float, num_left: int, limit_pages: int
    ) -> None:
        self._size, self._measure, self._scale = size, measure, scale
        self._num_left, self._limit_pages = num_left, limit_pages
        self._pages: list[Canvas] = []
        self._new_page()

    def pages(self, blocks: Sequence[Block]) -> list[Canvas]:
        before: Block | None = None
        for block in blocks:
            if before is not None:
                close = isinstance(block, Item | Pair) and type(block) is type(before)
                self._y += _GAP_PT * self._scale * (0.3 if close else 1.0)
            self._block(block)
            before = block
        return self._pages

    @property
    def _page(self) -> Canvas:
        return self._pages[-1]

    @property
    def _width(self) -> float:
        return self._size[0] - 2 * _MARGIN_PT

    @property
    def _bottom(self) -> float:
        return self._size[1] - _MARGIN_PT

    def _new_page(self) -> None:
        got = self._limit_pages - self._num_left + len(self._pages) + 1
        judge("The document has too many pages; split it", got, self._limit_pages, "pages")
        self._pages.append(Canvas(self._size))
        self._y = _MARGIN_PT

    def _block(self, block: Block) -> None:
        match block:
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case Pair():
                self._pair(block)
            case Heading():
                size = _HEADING_PT.get(block.level, _LOWEST_HEADING_PT)
                look = _Look(self._face(size, bold=True), follows=30 * self._scale, above=4 * self._scale)
                self._text(block.runs, look, lambda words, box, first: BlockMark(
                    kind="heading", words=words, box=box, anchor=block.anchor, level=block.level))  # fmt: skip
            case Item():
                look = _Look(
                    self._face(_BODY_PT), indent=_INDENT_PT * self._scale * min(block.level, 12), marker=block.marker
                )
                self._text(block.runs, look, lambda words, box, first: BlockMark(
                    kind="item", words=words, box=box, anchor=block.anchor, level=block.level, marker=block.marker,
                ))  # fmt: skip
            case Paragraph():
                self._text(block.runs, self._look_of(block), lambda words, box, first: BlockMark(
                    kind="paragraph", words=words, box=box, anchor=block.anchor, role=block.role))  # fmt: skip

    def _face(self, size: float, *, bold: bool = False, italic: bool = False, even: bool = False) -> Face:
        return Face(round(size * self._scale, 2), bold, italic, even)

    def _look_of(self, block: Paragraph) -> _Look:
        if block.role == "code":
            return _Look(self._face(_CODE_PT, even=True), is_code=True)
        if block.role == "body":
            return _Look(self._face(_BODY_PT))
        return _Look(self._face(_SMALL_PT, italic=block.role == "caption"))

    def _text(self, runs: Runs, look: _Look, mark: _Mark) -> None:
        """Text as lines on this page and those behind it."""
        words = words_of(runs, look.face)
        lines = lines_of(words, self._width - look.indent, look.face, keeps_blanks=look.is_code)
        seen: set[int] = set()
        if self._y > _MARGIN_PT:
            self._y += look.above
        while lines:
            fitting = self._fitting(lines, look.follows)
            if not fitting and self._y > _MARGIN_PT:
                self._new_page()
                continue
            part, lines = lines[: max(fitting, 1)], lines[max(fitting, 1) :]
            self._part(words, part, look, mark, seen)

    def _fitting(self, lines: Sequence[Line], follows: float) -> int:
        """How many lines fit on this page, with what has to follow them."""
        room, count = self._bottom - self._y - (follows if self._y > _MARGIN_PT else 0.0), 0
        for line in lines:
            room -= line.height
            if room < 0:
                break
            count += 1
        return count

    def _part(self, words: Sequence[SetWord], lines: Sequence[Line], look: _Look, mark: _Mark, seen: set[int]) -> None:
        page, start, first = self._page, self._page.num_words, len(seen)
        left = _MARGIN_PT + look.indent
        height = sum(line.height for line in lines)
        if look.is_code:
            page.fill((left - 4, self._y - 2, left + self._width + 4, self._y + height + 2), _CODE_GREY)
        if look.marker and not first:
            self._draw_marker(look, left, lines[0])
        self._y = page.put(words, lines, left, self._y, seen)
        told = start, page.num_words
        if told[0] < told[1]:
            text = said(words[first : len(seen)])
            block = mark(told, page.box_of(told), not first)
            page.mark(block, _read(block, text, words, first))

    def _draw_marker(self, look: _Look, left: float, line: Line) -> None:
        face = look.face
        baseline = self._y + (line.height + face.size_pt * (ASCENT - DESCENT)) / 2
        self._page.draw_mark(look.marker, face, left - face.width(look.marker) - 0.45 * face.size_pt, baseline)

    def _pair(self, block: Pair) -> None:
        face = self._face(_BODY_PT)
        key = tuple(replace(run, bold=True) for run in block.key)
        num_key = len(words_of(key, face))
        self._text((*key, Run("\t"), *block.value), _Look(face), lambda words, box, first: BlockMark(
            kind="pair", words=words, box=box, anchor=block.anchor,
            key=(words[0], min(words[0] + num_key, words[1])) if first else (words[0], words[0]),
        ))  # fmt: skip

    def _picture(self, block: Picture) -> None:
        size = self._measure(block.data) if block.data else None
        width, height = _NO_PICTURE_PT if size is None else (side * _POINTS_PER_PIXEL for side in size)
        caption_room = _SMALL_PT * LEADING * self._scale if block.caption else 0.0
        most = self._width, min(_HIGHEST_PICTURE * self._size[1], self._bottom - _MARGIN_PT - caption_room)
        shrunk = min(1.0, most[0] / width, most[1] / height)
        width, height = max(width * shrunk, 2.0), max(height * shrunk, 2.0)
        if self._y + height + caption_room > self._bottom and self._y > _MARGIN_PT:
            self._new_page()
        box = _MARGIN_PT, self._y, _MARGIN_PT + width, self._y + height
        self._page.picture(block.data if size is not None else b"", box)
        self._y += height
        caption = self._caption(block.caption)
        here = self._page.num_words
        self._page.mark(BlockMark(kind="picture", words=(here, here), box=box, anchor=block.anchor, alt=block.alt,
                                  caption=caption), block.alt)  # fmt: skip

    def _caption(self, runs: Runs) -> Range:
        """Text that belongs to the block beside it; its words are on this page."""
        face = self._face(_SMALL_PT, italic=True)
        words = words_of(runs, face)
        lines = lines_of(words, self._width, face)
        start = self._page.num_words
        self._y = self._page.put(words, lines, _MARGIN_PT, self._y, set())
        return start, self._page.num_words

    def _table(self, block: Table) -> None:
        for index, columns in enumerate(table_columns.fitted(block, self._width, min(self._scale, 1.4))):
            if index:
                self._y += _GAP_PT
            self._columns(columns)

    def _columns(self, columns: table_columns.Columns) -> None:
        most = self._bottom - _MARGIN_PT
        caption_text = " ".join(said(words_of(columns.table.caption, columns.face)).split())
        groups = list(groups_of(columns, most))
        caption_room = 2 * _SMALL_PT * LEADING * self._scale if caption_text else 0.0
        first = sum(row.height for row in groups[0]) if groups else 0.0
        if self._y + caption_room + first > self._bottom and self._y > _MARGIN_PT and first + caption_room <= most:
            self._new_page()
        caption = self._caption(columns.table.caption) if caption_text else NO_WORDS
        part = TablePart(columns, self._page, _MARGIN_PT)
        for group in groups:
            rest = group
            while rest:
                height = sum(row.height for row in rest)
                if self._y + height <= self._bottom + _SLACK_PT:
                    self._y, rest = part.put(rest, self._y), []
                    continue
                if height > most and (part.is_empty or self._bottom - self._y > most / 2):
                    head, tail = rest[0].split(self._bottom - self._y)
                    self._y = part.put([head], self._y)
                    rest = [tail] if tail.cells else []
                if rest:
                    if not part.is_empty:
                        part.end(caption, caption_text)
                    caption, caption_text = NO_WORDS, ""
                    self._new_page()
                    part = TablePart(columns, self._page, _MARGIN_PT)
        if not part.is_empty:
            part.end(caption, caption_text)


def _read(block: BlockMark, text: str, words: Sequence[SetWord], first: int) -> str:
    """The text of a block as it is read on its page."""
    if block.kind == "item":
        marker = f"{block.marker} " if block.marker and not first else ""
        return "  " * (block.level - 1) + marker + text
    if block.kind == "pair" and not first:
        num_key = block.key[1] - block.key[0]
        return f"{said(words[:num_key])}: {said(words[num_key : len(words)])}" if num_key else text
    return text
