"""Words put back into lines: what stands beside what, and what below, with the place of every character.

Works from where words stand, so it needs no layout. Documents without places (office files, mail) are taken block by
block: a row of a table, a pair, a paragraph is then a line.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.extraction.paper.broken import GAP, Put, apart, kept_apart, mended, parted
from sensorium.abilities.documents.reading_direction import as_read, is_from_right
from sensorium.abilities.documents.tree import Block, Pair, ReadPage, Table, Word
from sensorium.abilities.verification.claims import TRUSTED

SAME_LINE = 0.5  # share of the lower word's height that two words of a line have in common
FAINT = 0.2  # confidence of a word under which it says nothing
OVER = 0.3  # share of the smaller word's sides
STEP_PT = 8.0  # of height, by which rows are found that may share a line
ROW_PT, WORD_PT, COLUMN_PT = 12.0, 10.0, 1600.0  # a grid for lines that have no place


@dataclass(frozen=True, kw_only=True)
class Span:
    """Some characters of a line: the words they are of, and where they stand (points; part of a word by its share)."""

    page: int
    text: str
    words: tuple[Word, ...]
    box: Box


@dataclass(frozen=True, kw_only=True)
class Line:
    """Words side by side. places: where each stands for the purpose of comparing; starts: of each word in `text`."""

    page: int
    index: int
    words: tuple[Word, ...]
    places: tuple[Box, ...]
    text: str
    starts: tuple[int, ...]

    @cached_property
    def box(self) -> Box:
        return Box.around(self.places)

    @cached_property
    def size_pt(self) -> float:
        """Height of its type: what the file says, or that of its boxes."""
        return self.size_within(0, len(self.text))

    def size_within(self, start: int, end: int) -> float:
        """The same of the words that characters start … end are of."""
        sizes = sorted(self.words[at].size_pt or self.places[at].height for at in self.within(start, end))
        return sizes[len(sizes) // 2]

    def within(self, start: int, end: int) -> range:
        """Indices of the words that characters start … end are of."""
        first = max(0, bisect.bisect_right(self.starts, start) - 1)
        last = bisect.bisect_left(self.starts, max(end, start + 1))
        return range(first, max(last, first + 1))

    def place(self, start: int, end: int) -> Box:
        """Where characters stand, for comparing."""
        return Box.around(self._cut(index, self.places[index], start, end) for index in self.within(start, end))

    def span(self, start: int, end: int) -> Span:
        """Characters start … end, spaces at either side left out."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        indices = self.within(start, start + len(text))
        return Span(
            page=self.page,
            text=" ".join(text.split()),
            words=tuple(self.words[index] for index in indices),
            box=Box.around(self._cut(index, self.words[index].box, start, start + len(text)) for index in indices),
        )

    def segment(self, at: int) -> tuple[int, int]:
        """Start and end of what stands together, without a wide gap, around a character."""
        start = self.text.rfind(GAP, 0, at) + 1
        end = self.text.find(GAP, at)
        return start, len(self.text) if end < 0 else end

    @property
    def segments(self) -> list[tuple[int, int]]:
        """Start and end of all that stands together."""
        found, start = [], 0
        for part in self.text.split(GAP):
            found.append((start, start + len(part)))
            start += len(part) + 1
        return found

    def _cut(self, index: int, box: Box, start: int, end: int) -> Box:
        """The part of a word's box that lies over characters start … end."""
        first, length = self.starts[index], max(1, len(self.words[index].text))
        left = min(1.0, max(0.0, (start - first) / length))
        right = min(1.0, max(left, (end - first) / length))
        return Box(box.left + left * box.width, box.top, box.left + right * box.width, box.bottom)


def joined(spans: Sequence[Span]) -> Span:
    """Several places as one; its box holds all of them."""
    return Span(
        page=spans[0].page,
        text=" ".join(span.text for span in spans),
        words=tuple(word for span in spans for word in span.words),
        box=Box.around(span.box for span in spans),
    )


def lines_of(pages: Iterable[ReadPage]) -> list[Line]:
    """All lines of some pages, from the top, numbered through."""
    found: list[Line] = []
    for page in pages:
        placed = _has_places(page)
        rows = mended(kept_apart(_placed(page))) if placed else _unplaced(page)
        for row in map(_as_read, rows) if placed else rows:
            found.append(_line(page.number, len(found), row))
    return found


def words_of(page: ReadPage) -> tuple[Word, ...]:
    """All words of a page, those of its blocks where it does not hold them itself."""
    return page.words or tuple(word for block in page.blocks for word in block.words)


def unsure(page: ReadPage) -> tuple[Word, ...]:
    """Words that their only reader was not sure of, and that nobody contradicts: of real scans half of them are right,
    and a name or a label with a hole in it is another one. A value of them is as unsure as they are.
    """
    return tuple(word for word in page.doubted if not word.votes and FAINT <= word.confidence < TRUSTED)


def _has_places(page: ReadPage) -> bool:
    words = words_of(page)
    return sum(word.box.area > 0 for word in words) * 2 > len(words)


def _placed(page: ReadPage) -> list[list[Put]]:
    """Rows of words: each joins the row whose last word lies at its height (skewed lines stay together)."""
    rows: list[list[tuple[Word, Box]]] = []
    ends: dict[int, set[int]] = defaultdict(set)  # rows by the heights that their last word reaches over
    words = [word for word in (*words_of(page), *unsure(page)) if word.text.strip() and word.box.height > 0]
    for word in sorted(words, key=lambda one: (one.box.left, one.box.top)):
        near = {number for height in _heights(word.box) for number in ends.get(height, ())}
        best, number = max(((_beside(rows[number][-1][1], word.box), number) for number in near), default=(0.0, 0))
        if best >= SAME_LINE:
            for height in _heights(rows[number][-1][1]):
                ends[height].discard(number)
            rows[number].append((word, word.box))
        else:
            number = len(rows)
            rows.append([(word, word.box)])
        for height in _heights(word.box):
            ends[height].add(number)
    ordered = sorted(rows, key=lambda row: (_middle(row), row[0][1].left))
    return [[Put(word=word, place=place) for word, place in row] for row in ordered]


def _as_read(row: list[Put]) -> list[Put]:
    """The words of a row as they are read: each cell by itself, all of them from the right where none has letters that
    are read from the left.
    """
    words = _words(row)
    if as_read(words) == words:
        return row
    cells = [_cell_as_read(cell) for cell in parted(row)]
    lettered = [cell for cell in map(_words, cells) if any(map(str.isalpha, "".join(word.text for word in cell)))]
    ordered = cells[::-1] if all(map(is_from_right, lettered)) else cells
    return [replace(put, joint=" " if at else GAP) for cell in ordered for at, put in enumerate(cell)]


def _cell_as_read(cell: Sequence[Put]) -> list[Put]:
    puts = {id(put.word): put for put in cell}
    return [puts[id(word)] for word in as_read(_words(cell))]


def _words(cell: Sequence[Put]) -> list[Word]:
    return [put.word for put in cell]


def _heights(box: Box) -> range:
    """Steps of height (from the top) that a box reaches over."""
    first, last = int(box.top // STEP_PT), int(box.bottom // STEP_PT)
    return range(first, last + 1)


def _beside(one: Box, other: Box) -> float:
    """The share of height that two words have in common, as words of one line."""
    if _one_over_another(one, other):
        return 0.0
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common / max(min(one.height, other.height), 1e-6)


def _one_over_another(one: Box, other: Box) -> bool:
    """Whether two words begin so near each other that they cannot stand on one line, however high their boxes are."""
    common = min(one.right, other.right) - max(one.left, other.left)
    return common > OVER * min(one.width, other.width) and abs(one.top - other.top) > OVER * min(
        one.height, other.height
    )


def _middle(row: Sequence[tuple[Word, Box]]) -> float:
    return sum(place.center[1] for _, place in row) / len(row)


def _unplaced(page: ReadPage) -> list[list[Put]]:
    rows = [row for block in page.blocks for row in _parts(block)]
    if not rows and page.words:
        rows = [[page.words]]
    placed: list[list[Put]] = []
    for row in rows:
        top = len(placed) * ROW_PT * 1.5
        words = [
            Put(word=word, place=_virtual(column, at, top))
            for column, cell in enumerate(row)
            for at, word in enumerate(cell)
            if word.text.strip()
        ]
        if words:
            placed.append(words)
    return placed


def _virtual(column: int, at: int, top: float) -> Box:
    """Where a word of a cell is said to stand."""
    left = column * COLUMN_PT + at * WORD_PT
    return Box(left, top, left + 0.8 * WORD_PT, top + ROW_PT)


def _parts(block: Block) -> list[list[Sequence[Word]]]:
    """The rows that a block is read as, each the words of its cells."""
    if isinstance(block, Table):
        num_columns = block.num_columns
        rows: list[list[Sequence[Word]]] = [[() for _ in range(num_columns)] for _ in range(block.num_rows)]
        for cell in block.cells:
            rows[cell.row][cell.column] = cell.words
        return rows
    if isinstance(block, Pair):
        return [[block.key, block.value]]
    return [[block.words]] if block.words else []


def _line(page: int, index: int, row: Sequence[Put]) -> Line:
    text, starts = "", []
    height = sorted(put.place.height for put in row)[len(row) // 2]
    for number, put in enumerate(row):
        if number:
            gap = GAP if apart(row[number - 1], put, height) else " "
            text += gap if put.joint is None else put.joint
        starts.append(len(text))
        text += " ".join(put.word.text.split())
    return Line(
        page=page,
        index=index,
        words=tuple(put.word for put in row),
        places=tuple(put.place for put in row),
        text=text,
        starts=tuple(starts),
    )
