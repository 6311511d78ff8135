"""Which lines of print are one row of a table.

A cell may take several lines. They are told from rows by what wraps: a word begins a new line only where it
did not fit on
the last; by letters that go on in lower case; by columns that stay empty; and by how close lines follow each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.tables.print_lines import Line, Run, is_figure, is_leader
from sensorium.abilities.documents.tree import Word

_HALF_LINE = 0.72  # of the height of print: lines closer than this are cells set in the middle of taller ones
_CLOSE = 1.45  # of the height of print: lines further apart are no two lines of a cell


@dataclass(frozen=True, kw_only=True)
class Strip:
    """One line of print, by column: its words in each."""

    line: Line
    cells: tuple[tuple[Word, ...], ...]

    @property
    def filled(self) -> frozenset[int]:
        return frozenset(column for column, words in enumerate(self.cells) if words)

    @property
    def figures(self) -> frozenset[int]:
        """Columns that hold figures alone."""
        return frozenset(c for c in self.filled if all(is_figure(word.text) for word in self.cells[c]))

    def text(self, column: int) -> str:
        return " ".join(word.text for word in self.cells[column])


def strip_of(line: Line, edges: Sequence[float]) -> Strip:
    """A line cut at the edges between columns; a word belongs where its middle lies."""
    cells: list[list[Word]] = [[] for _ in range(len(edges) + 1)]
    for word in line.words:
        middle = (word.box.left + word.box.right) / 2
        cells[sum(edge < middle for edge in edges)].append(word)
    return Strip(line=line, cells=tuple(tuple(cell) for cell in cells))


def grouped(strips: Sequence[Strip], *, ruled: bool, limits: Sequence[float]) -> list[list[Strip]]:
    """Lines → rows. ruled: lines between these stand for rows themselves; limits: right edge of the print of
    each column.
    """
    rows: list[list[Strip]] = []
    for strip in strips:
        if rows and _goes_on(rows[-1], strip, ruled=ruled, limits=limits):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return rows


def _goes_on(row: Sequence[Strip], strip: Strip, *, ruled: bool, limits: Sequence[float]) -> bool:
    """Whether a line belongs to the row above it."""
    last = row[-1]
    taken = frozenset[int]().union(*(one.filled for one in row))
    figures = frozenset[int]().union(*(one.figures for one in row))
    height = min(strip.line.box.height, last.line.box.height)
    pitch = (strip.line.middle - last.line.middle) / max(height, 1e-6)
    clash = strip.figures & figures
    if pitch < _HALF_LINE and not clash:
        return True
    if ruled:
        return len(clash) < max(1, 0.5 * min(len(strip.filled), len(taken)))
    if pitch > _CLOSE or clash or strip.figures & taken:
        return False
    if strip.filled == {0}:
        return 0 in taken and _wraps(last if last.cells[0] else row[0], strip, 0, limits)
    if 0 not in strip.filled:
        return strip.filled <= taken and not strip.figures
    return _stub_goes_on(row, strip, taken, limits)


def _stub_goes_on(row: Sequence[Strip], strip: Strip, taken: frozenset[int], limits: Sequence[float]) -> bool:
    """Whether a line with a stub and more goes on what stands above."""
    if taken == {0}:
        return _wraps(row[-1], strip, 0, limits)
    shared = [column for column in strip.filled if column in taken]
    return strip.filled <= taken and any(_lower(strip.text(c)) for c in shared) and not strip.figures


def _wraps(above: Strip, below: Strip, column: int, limits: Sequence[float]) -> bool:
    """Whether what stands in a column goes on in the next line."""
    first, then = above.cells[column], below.cells[column]
    if not first or not then:
        return False
    if _lower(then[0].text) or first[-1].text.endswith(("-", ",", "/", "&")):
        return not is_leader(first[-1].text)
    fits = first[-1].box.right + 0.25 * then[0].box.height + then[0].box.width <= limits[column]
    indented = then[0].box.left > first[0].box.left + 0.15 * then[0].box.height
    told_apart = first[0].bold != then[0].bold or first[-1].text.endswith(":") or is_leader(first[-1].text)
    return not fits and indented and not told_apart


def _lower(text: str) -> bool:
    letter = next((sign for sign in text if sign.isalnum()), "")
    return letter.islower() and len(text.rstrip(".):")) > 1


def head_of(strips: Sequence[Strip]) -> int:
    """How many lines stand above the first that tells figures: those may be headings. 0 where figures begin at once."""
    for index, strip in enumerate(strips):
        if len(strip.line.runs) == 1 and len(strip.filled) > 1:
            continue  # a title, printed across columns
        others = strip.filled - {0}
        figures = strip.figures - {0}
        if figures and 2 * len(figures) >= len(others) and not _years(strip, figures):
            return index
    return 0


def _years(strip: Strip, figures: frozenset[int]) -> bool:
    """Whether all figures are years, as headings have."""
    return all(all(_is_year(word.text) for word in strip.cells[column]) for column in figures)


def _is_year(text: str) -> bool:
    digits = "".join(sign for sign in text if sign.isdigit())
    return len(digits) in (4, 5, 6, 8) and 1800 <= int(digits[:4]) <= 2100 and not set(text) & set(",%$€£")


def crossing(run: Run, edges: Sequence[float]) -> list[int]:
    """Indexes of the edges between columns that a run is printed across: by a word, or by two with a mere
    space between.
    """
    found = []
    for index, edge in enumerate(edges):
        if run.box.left + 1 < edge < run.box.right - 1:
            before = [word for word in run.words if word.box.left < edge]
            after = [word for word in run.words if word.box.left >= edge]
            if not after or not before or before[-1].box.right > edge + 1 or _a_space(run, before[-1], after[0]):
                found.append(index)
    return found


def _a_space(run: Run, before: Word, after: Word) -> bool:
    """Whether there is no more between two words of a run than between the others; figures side by side are
    two cells.
    """
    if is_figure(before.text) and is_figure(after.text):
        return False
    gap, height = after.box.left - before.box.right, min(before.box.height, after.box.height)
    others = [b.box.left - a.box.right for a, b in zip(run.words, run.words[1:], strict=False) if a is not before]
    usual = [other for other in others if 0 < other < 0.4 * height]
    return gap <= (1.25 * min(usual) + 0.2 if usual else 0.3 * height)
