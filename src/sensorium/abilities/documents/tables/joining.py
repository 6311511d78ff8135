"""Parts of a table on several pages: whether one goes on another, and the table that they are together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from sensorium.abilities.documents.tables.cut_rows import goes_on_in_row, with_rest
from sensorium.abilities.documents.tables.print_lines import has_digit, is_figure
from sensorium.abilities.documents.tree import Cell, Table, Word

_SAME_COLUMN = 0.06  # of the width of a table: its columns may have moved so far from page to page
_SAME_PT = 2.0  # by which columns may move where nothing else tells that they are the same
_MISREAD = 0.8  # of the letters of a head that two readings of it share
CONTINUED = re.compile(
    r"\b(cont|cont['’]?d|contd|continued|continu[aá]|continuaci[oó]n|continuazione|continuaç[aã]o|forts|fortsetzung|suite"
    r"|segue|vervolg|jatkuu|fortsat|fortsatt|продолжение)\b|続",
    re.IGNORECASE,
)  # in a caption: the table began before
_CELLS_OF_SHEET = re.compile(r"(.*!)?([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def goes_on(first: Table, second: Table) -> bool:
    """Whether `second`, the first table of a page, goes on `first`, the last one of the page before.

    It has as many columns at like places; its caption says nothing else; and its head is that of the first, or it has
    none, or says that it is continued, or what was taken for its head is a row like those below it. Where the file
    itself says which cells of a sheet they are, that decides.
    """
    if first.num_columns != second.num_columns or first.num_columns < 2:
        return False
    if first.anchor != second.anchor:
        return _next_in_sheet(first.anchor, second.anchor)
    continued = bool(CONTINUED.search(second.caption))
    if second.caption and not continued and second.caption != first.caption:
        return False
    if not _same_places(first, second, _SAME_COLUMN * max(first.box.width, second.box.width)):
        return False
    if num_repeated(first, second) or not num_heads(second) or continued:
        return True
    return not _has_own_head(first, second) and _same_places(first, second, _SAME_PT)


def join(parts: Sequence[Table]) -> Table:
    """Parts of one table in their order → the table: a head that is repeated stands once, rows are counted on.

    Its box is that of the first part, on whose page it begins; cells keep their own page and box. A row that a page's
    end has parted is one again. Raises `ValueError` where there is no part.
    """
    if not parts:
        raise ValueError("There is no part to join; give one table at least.")
    if len(parts) == 1:
        return parts[0]
    cells, num_rows = list(parts[0].cells), parts[0].num_rows
    for part in parts[1:]:
        skipped = num_repeated(parts[0], part)
        if goes_on_in_row(cells, part, skipped):
            cells = with_rest(cells, part, skipped)
            skipped += 1
        cells += _moved(part, skipped, num_rows - skipped)
        num_rows += part.num_rows - skipped
    return replace(parts[0], cells=tuple(cells), words=_words(cells))


def _moved(part: Table, skipped: int, by: int) -> Iterator[Cell]:
    """Cells of all rows but the first ones, moved down; what was taken for a head there is none."""
    heads = num_heads(part)
    for cell in part.cells:
        if cell.row >= skipped:
            yield replace(cell, row=cell.row + by, heading=cell.heading and cell.row >= heads)


def num_heads(table: Table) -> int:
    """How many rows at the top are headings and nothing else."""
    plain = min((cell.row for cell in table.cells if cell.words and not cell.heading), default=table.num_rows)
    heads = {cell.row for cell in table.cells if cell.heading and cell.words and cell.row < plain}
    return max(heads) + 1 if heads else 0


def num_repeated(first: Table, second: Table) -> int:
    """How many rows at the top of `second` say what the head of `first` says; without a head, what its first row says
    where that has no figures.
    """
    most = num_heads(first) or int(bool(first.rows) and not any(has_digit(text) for text in first.rows[0]))
    count = 0
    for ours, theirs in zip(first.rows[:most], second.rows, strict=False):
        if not any(ours) or not all(_same_text(one, other) for one, other in zip(ours, theirs, strict=True)):
            break
        count += 1
    ends = [cell.row + cell.row_span for cell in second.cells if cell.row < count]
    return count if max(ends, default=0) <= count < second.num_rows else 0


def _same_text(first: str, second: str) -> bool:
    """Whether two texts are the same but for spaces, and letters that may be misread; figures must be the same."""
    one, other = _plain(first), _plain(second)
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _MISREAD


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _words(cells: Sequence[Cell]) -> tuple[Word, ...]:
    return tuple(word for cell in cells for word in cell.all_words)


def _next_in_sheet(first: str, second: str) -> bool:
    """Whether cells of a sheet, "Sales!A1:C40", go on in the next row, "Sales!A41:C80", or in a row that was cut."""
    ours, theirs = _CELLS_OF_SHEET.fullmatch(first), _CELLS_OF_SHEET.fullmatch(second)
    if ours is None or theirs is None or (ours[1], ours[2], ours[4]) != (theirs[1], theirs[2], theirs[4]):
        return False
    return 0 <= int(theirs[3]) - int(ours[5] or ours[3]) <= 1


def _has_own_head(first: Table, second: Table) -> bool:
    """Whether the head of `second` is set apart from its rows: by bold print, or by words over columns of figures.

    Lines around every row make a head of the first one, whatever it is; where nothing else does, it is none.
    """
    heads = num_heads(second)
    head = [cell for cell in second.cells if cell.row < heads and cell.words]
    body = [cell for cell in second.cells if cell.row >= heads and cell.words]
    bold = all(word.bold for cell in head for word in cell.words) and not all(w.bold for c in body for w in c.words)
    if bold or not num_heads(first):
        return True
    of_figures = {column for column in range(second.num_columns) if _are_figures(body, column)}
    over = [cell for cell in head if cell.column in of_figures]
    return any(not _is_figure(cell) for cell in over)


def _are_figures(cells: Sequence[Cell], column: int) -> bool:
    found = [_is_figure(cell) for cell in cells if cell.column == column]
    return bool(found) and 2 * sum(found) > len(found)


def _is_figure(cell: Cell) -> bool:
    return 2 * sum(is_figure(word.text) for word in cell.words) >= len(cell.words) > 0


def _same_places(first: Table, second: Table, slack_pt: float) -> bool:
    """Whether columns begin at like places, measured from the left side of each table."""
    ours, theirs = _lefts(first), _lefts(second)
    shared = ours.keys() & theirs.keys()
    return len(shared) >= 2 and all(abs(ours[column] - theirs[column]) <= slack_pt for column in shared)


def _lefts(table: Table) -> dict[int, float]:
    return {cell.column: cell.box.left - table.box.left for cell in table.cells if cell.column_span == 1}
