"""Whether what was cut into rows and columns is a table at all: figures, short cells, columns that are kept to."""

from __future__ import annotations

from collections.abc import Sequence

from sensorium.abilities.documents.tables.plots import is_plot
from sensorium.abilities.documents.tables.print_lines import Line, Run, has_digit, is_figure
from sensorium.abilities.documents.tables.rows import crossing, strip_of
from sensorium.abilities.documents.tables.structure import Grid, strokes_at
from sensorium.abilities.documents.tree import Word

_LONG_CELL = 9  # words of a cell without lines around it
_ALIGNED_PT = 2.5
_OUTSIDE_PT = 4.0  # by which a line of print may stand out of a table that it is of
_CENTRED_PT = 6.0  # by which a heading over several columns may be off their middle
_MOST_SPANNED = 6  # columns under one heading
_LEAST_BARE = 3  # headings of a table that says nothing else
_MANY_ROWS = 5  # of two columns without a heading
_ON_LINES = 0.1  # share of words on upright lines, more than which no table has
_SPARSE = 0.6  # share of places that say something, up to which lines may be those of a plot
_ON_LINES_SPARSE = 0.04  # as _ON_LINES, where so little is said


def is_table(grid: Grid) -> bool:
    """For a region with lines around or between its cells."""
    cells = [words for row in _texts(grid) for words in row if words]
    rows = [sum(bool(words) for words in row) for row in _texts(grid)]
    if grid.region.framed and _has_only_a_head(grid, rows):
        return True
    if sum(count >= 2 for count in rows) < 2 or len(cells) < 4 or is_plot(grid):
        return False
    if grid.region.framed:
        share = len(cells) / (grid.num_columns * len(grid.rows))
        return share >= 0.3 and not _diagram(grid, _ON_LINES if share > _SPARSE else _ON_LINES_SPARSE)
    full = sum(count >= 2 for count in rows)
    return full >= 0.5 * len(rows) and not _names_and_values(grid) and _long_enough(grid, _texts(grid))


def _has_only_a_head(grid: Grid, rows: Sequence[int]) -> bool:
    """Whether lines part some headings, each of one line, over a single text across all of them: "No results"."""
    if grid.num_columns < _LEAST_BARE or list(rows) != [grid.num_columns, 1] or len(grid.rows[0]) > 1:
        return False
    top, bottom = grid.top(0), grid.top(1)
    uprights = grid.region.ruling.upright
    return all(any(line.covers(top, bottom) for line in strokes_at(uprights, edge)) for edge in grid.edges)


def _diagram(grid: Grid, on_lines: float) -> bool:
    """Whether the lines are those of a diagram: they end beside few rows, or stand over the labels of an axis.

    on_lines: the share of words on lines up to which it may be a table.
    """
    return not _upright_run_through(grid) or _straddled(grid) > on_lines


def _straddled(grid: Grid) -> float:
    """Share of words through whose middle half an upright line runs, or would if it went on for a line of print."""
    words = grid.region.words
    on_lines = 0
    for word in words:
        box = word.box
        quarter, y = box.width / 4, box.center[1]
        on_lines += any(
            box.left + quarter < line.at < box.right - quarter and line.start < y < line.end + 1.5 * box.height
            for line in grid.region.ruling.upright
        )
    return on_lines / max(1, len(words))


def _upright_run_through(grid: Grid) -> bool:
    """Whether lines between columns run beside most of the rows, as those of a diagram's bars do not."""
    height = grid.region.box.height
    beside = [sum(line.length for line in strokes_at(grid.region.ruling.upright, edge)) / height for edge in grid.edges]
    drawn = [share for share in beside if share > 0]
    return not drawn or sum(min(1.0, share) for share in drawn) >= 0.45 * len(drawn)


def is_open_table(grid: Grid) -> bool:
    """For a region that white space alone cuts: more is asked of it."""
    texts = _texts(grid)
    counts = [sum(bool(words) for words in row) for row in texts]
    full = sum(count >= max(2, 0.5 * grid.num_columns) for count in counts)
    if full < 2 or full < 0.5 * len(counts) or (full == 2 and grid.num_columns < 3):
        return False
    if is_plot(grid) or _names_and_values(grid) or _list(texts) or not _long_enough(grid, texts):
        return False
    cells = [words for row in texts for words in row if words]
    long = sum(len(words) >= _LONG_CELL for words in cells) / len(cells)
    aligned = _aligned(grid)
    if grid.num_columns >= 4 and full >= 3 and aligned >= 0.8 and long <= 0.35:
        return True
    if grid.num_columns >= 3 and full == len(counts) >= 3 and aligned >= 0.9 and not long and _has_ruled_head(grid):
        return True
    return _figures(texts) >= 0.35 and aligned >= 0.6 and long <= 0.15


def _has_ruled_head(grid: Grid) -> bool:
    """Whether a line is drawn under the first row, over most of the columns."""
    box = grid.region.box
    return 1 in grid.drawn and any(
        line.covers(box.left, box.right) for line in strokes_at(grid.region.ruling.level, grid.drawn[1])
    )


def _long_enough(grid: Grid, texts: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Two columns are a table where they have a heading, or go on for a while: sums under a bill do neither."""
    usual = sorted(sum(bool(words) for words in row) for row in texts)[len(texts) // 2]
    if usual > 2:
        return True
    head = texts[0][-1]
    if head and texts[0][0] and not any(has_digit(word.text) for word in head):
        return _figures(texts) >= 0.35
    rights = [strip.cells[-1][-1].box.right for row in grid.rows for strip in row if strip.cells[-1]]
    return len(texts) >= _MANY_ROWS and _agree(rights) >= 0.8 * len(rights) and _figures(texts) >= 0.8


def keeps_to(grid: Grid, line: Line) -> bool:
    """Whether a line of print outside a grid has its cells in the grid's columns: figures below a stub, most
    of them filled.
    """
    if not _inside_columns(grid, line):
        return False
    strip = strip_of(line, grid.edges)
    body = [strip for row in grid.rows[grid.num_head :] for strip in row]
    telling = {column for column in strip.filled if any(column in other.figures for other in body)}
    return len(strip.filled) >= max(2, 0.6 * grid.num_columns) and strip.figures >= telling - {0} and len(telling) > 0


def _inside_columns(grid: Grid, line: Line) -> bool:
    """Whether a line is as wide as a grid at most, and nothing of it is printed across two columns."""
    box = grid.region.box
    inside = line.box.left >= box.left - _OUTSIDE_PT and line.box.right <= box.right + _OUTSIDE_PT
    return inside and not any(crossing(run, grid.edges) for run in line.runs)


def heads(grid: Grid, line: Line) -> bool:
    """Whether a line of print above a grid is its head: words over columns of figures where it has none, or over
    several columns each where it has.
    """
    first = grid.rows[0][0]
    if grid.num_head:
        return _spans_columns(grid, line)
    if not first.figures - {0} or not _inside_columns(grid, line):
        return False
    strip = strip_of(line, grid.edges)
    over = strip.filled & first.figures - {0}
    return len(strip.filled) >= max(2, 0.6 * grid.num_columns) and bool(over) and not strip.figures & over


def _spans_columns(grid: Grid, line: Line) -> bool:
    """Whether each run of a line stands over the middle of several columns to the right of the first."""
    box = grid.region.box
    inside = line.box.left >= box.left - _OUTSIDE_PT and line.box.right <= box.right + _OUTSIDE_PT
    if not inside or not 2 <= len(line.runs) <= grid.num_columns // 2:
        return False
    return all(_is_over_middle(grid, run) for run in line.runs)


def _is_over_middle(grid: Grid, run: Run) -> bool:
    """Whether a run stands over the middle of some columns, by their print or by their sides."""
    for first in range(1, grid.num_columns):
        for last in range(first + 1, min(first + _MOST_SPANNED, grid.num_columns)):
            left, right = grid.side(first), grid.side(last + 1)
            middles = (left + right) / 2, (grid.reaches[first][0] + grid.reaches[last][1]) / 2
            inside = left <= run.box.left and run.box.right <= right
            if inside and any(abs(middle - run.box.center[0]) <= _CENTRED_PT for middle in middles):
                return True
    return False


def num_sums(grid: Grid) -> int:
    """How many rows at the end are sums: no stub, a name in a column of figures, and little else."""
    texts = _texts(grid)
    count = 0
    for row in reversed(texts[grid.num_head + 1 :]):
        filled = [column for column, words in enumerate(row) if words]
        named = [c for c in filled if not is_figure(row[c][0].text) and _column_of_figures(texts[grid.num_head :], c)]
        if 0 in filled or len(filled) > 2 or not named:
            break
        count += 1
    return count if count < len(texts) - grid.num_head else 0


def _column_of_figures(texts: Sequence[Sequence[Sequence[Word]]], column: int) -> bool:
    """Whether rows with a stub have figures here."""
    cells = [row[column] for row in texts if row[0] and row[column]]
    return bool(cells) and sum(map(_figure_cell, cells)) >= 0.6 * len(cells)


def _figure_cell(words: Sequence[Word]) -> bool:
    return 2 * sum(is_figure(word.text) for word in words) >= len(words) > 0


def _texts(grid: Grid) -> list[list[list[Word]]]:
    """Words by row and column."""
    return [
        [[word for strip in row for word in strip.cells[column]] for column in range(grid.num_columns)]
        for row in grid.rows
    ]


def _figures(texts: Sequence[Sequence[Sequence[Word]]]) -> float:
    """Share of cells right of the first that are figures."""
    cells = [words for row in texts for words in row[1:] if words]
    return sum(sum(is_figure(w.text) for w in words) * 2 >= len(words) for words in cells) / max(1, len(cells))


def _names_and_values(grid: Grid) -> bool:
    """Whether it is a list of names with their values, not a table."""
    if grid.num_columns not in (2, 4):
        return False
    stubs = [row[0] for row in _texts(grid) if row[0]]
    return sum(words[-1].text.endswith(":") for words in stubs) >= 0.4 * len(stubs)


def _list(texts: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether the first column is nothing but signs or numbers of a list."""
    stubs = [row[0] for row in texts if row[0]]
    marks = sum(len(words) == 1 and len(words[0].text) <= 3 and not words[0].text.isdigit() for words in stubs)
    return len(texts[0]) == 2 and marks >= 0.7 * len(stubs)


def _aligned(grid: Grid) -> float:
    """Share of cells of the body whose left, right or middle is that of most of their column."""
    good = total = 0
    for column in range(grid.num_columns):
        boxes = [
            (strip.cells[column][0].box.left, strip.cells[column][-1].box.right)
            for row in grid.rows[grid.num_head :]
            for strip in row
            if strip.cells[column]
        ]
        if boxes:
            kinds = ([left for left, _ in boxes], [right for _, right in boxes], [(a + b) / 2 for a, b in boxes])
            good += max(_agree(values) for values in kinds)
            total += len(boxes)
    return good / max(1, total)


def _agree(values: list[float]) -> int:
    middle = sorted(values)[len(values) // 2]
    return sum(abs(value - middle) <= _ALIGNED_PT for value in values)
