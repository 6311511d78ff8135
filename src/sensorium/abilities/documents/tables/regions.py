"""Where tables may stand on a page: in frames of lines, between level lines, on shaded rows, or where print
stands in columns.

Lines are looked at before white space, as in Nurminen's and in Göbel's systems: what is drawn was meant.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tables.captions import is_named
from sensorium.abilities.documents.tables.print_lines import Line, print_height
from sensorium.abilities.documents.tables.ruling import (
    Ruling,
    Stroke,
    frames_of,
    together,
)
from sensorium.abilities.documents.tables.structure import Region
from sensorium.abilities.documents.tree import Word

_LEAST_SIDE_PT = 18.0  # a smaller frame is a box to tick
_SAME_SIDE_PT = 8.0
_FAR = 2.6  # of the height of print: a wider gap ends a table without lines
_LARGER = 1.35  # times the height of print in rows: the title of a letter
_LETTERHEAD_LINES = 3  # and more
_SINGLES = 3  # lines with one run that may stand between rows of a table without lines


def framed(words: Sequence[Word], ruling: Ruling, shaded: Ruling) -> list[Region]:
    """Regions in which level and upright lines cross; the sides of shaded cells (`shaded`) count as lines."""
    drawn = _frames(ruling, words, ruling)
    whole = together(ruling, shaded) if shaded.level else ruling
    filled_all = _frames(whole, words, whole) if shaded.level else []
    filled = [
        region for region in filled_all
        if not any(region.box.common(other.box) > 0.5 * other.box.area for other in drawn)
    ]  # fmt: skip
    kept = [
        region for region in drawn if not any(other is not region and _inside(region.box, other.box) for other in drawn)
    ]
    wider = [region for region in filled_all if _widens(region, kept)]
    return (
        wider
        + kept
        + [
            region
            for region in filled
            if not any(region.box.common(other.box) > 0.3 * region.box.area for other in drawn)
        ]
    )


def _widens(region: Region, drawn: Sequence[Region]) -> bool:
    """Whether shading shows that one table reaches further than the lines drawn in it."""
    inside = [other for other in drawn if _inside(other.box, region.box)]
    return len(inside) == 1 and 1.1 * inside[0].box.area < region.box.area < 2.5 * inside[0].box.area


def _frames(lines: Ruling, words: Sequence[Word], ruling: Ruling) -> list[Region]:
    found = []
    for frame in frames_of(lines):
        if len(frame.level) < 2 or not frame.upright or len(frame.level) + len(frame.upright) < 5:
            continue
        box = frame.box
        if box.width < _LEAST_SIDE_PT or box.height < _LEAST_SIDE_PT:
            continue
        inside = words_in(words, box)
        if len(inside) >= 4:
            found.append(Region(box=box, words=inside, ruling=ruling.within(box), framed=True))
    return found


def words_in(words: Iterable[Word], box: Box) -> tuple[Word, ...]:
    """Words whose middle lies in a box."""
    return tuple(word for word in words if box.grown(1.0).holds(word.box.center))


def _inside(inner: Box, outer: Box) -> bool:
    return inner.common(outer) >= 0.9 * inner.area and inner.area < outer.area


def between_lines(lines: Sequence[Line], prose: set[int], ruling: Ruling) -> list[Region]:
    """Regions between level lines of one width that follow each other, the print of prose between none of them."""
    words = [word for line in lines for word in line.words]
    found: list[Region] = []
    for stack in _of_one_width(ruling.level):
        for first, last in _unbroken(_without_letterhead(stack, lines), lines, prose):
            box = Box(first.start, first.at, first.end, last.at)
            inside = words_in(words, box.grown(2.0))
            if len(inside) >= 4:
                found.append(Region(box=box, words=inside, ruling=ruling.within(box)))
    return found


def _without_letterhead(stack: Sequence[Stroke], lines: Sequence[Line]) -> Sequence[Stroke]:
    """Level lines from the first on under which no letterhead stands: addresses, a title, dates and numbers, set
    loosely or in larger type, between the line under the sender and the first of a table.
    """
    start = 0
    while len(stack) - start > 2:
        first, second, last = stack[start], stack[start + 1], stack[-1]
        below = [line for line in lines if second.at < line.middle < last.at]
        if not _is_loose([line for line in lines if first.at < line.middle < second.at], below):
            break
        start += 1
    return stack[start:]


def _is_loose(band: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether lines stand further apart than those of a table's head do, or are larger than its rows, and none of them
    says something over every column.
    """
    columns = sorted(len(line.runs) for line in below)
    if len(band) < _LETTERHEAD_LINES or not below or max(len(line.runs) for line in band) >= columns[len(columns) // 2]:
        return False
    height = print_height([word for line in below for word in line.words])
    gaps = [under.box.top - line.box.bottom for line, under in itertools.pairwise(band)]
    larger = any(word.box.height > _LARGER * height for line in band for word in line.words)
    return max(gaps) > height or larger


def _of_one_width(level: Sequence[Stroke]) -> list[list[Stroke]]:
    """Level lines with the same ends, from the top."""
    stacks: list[list[Stroke]] = []
    for line in level:
        if line.length < 60:
            continue
        for stack in stacks:
            same = abs(stack[0].start - line.start) + abs(stack[0].end - line.end) <= _SAME_SIDE_PT
            if same:
                stack.append(line)
                break
        else:
            stacks.append([line])
    return [stack for stack in stacks if len(stack) >= 2]


def _unbroken(stack: Sequence[Stroke], lines: Sequence[Line], prose: set[int]) -> list[tuple[Stroke, Stroke]]:
    """Pairs of lines, first and last, between which there is print and none of it is prose."""
    pairs: list[tuple[Stroke, Stroke]] = []
    first = last = stack[0]
    for line in stack[1:]:
        between = [
            run
            for row in lines
            if last.at < row.middle < line.at
            for run in row.runs
            if last.start - 5 <= run.box.center[0] <= last.end + 5
        ]
        wide = any(id(run.words[0]) in prose for run in between)
        empty = not between and line.at - last.at > 30
        if wide or empty:
            pairs.append((first, last))
            first = line
        last = line
    pairs.append((first, last))
    return [(first, last) for first, last in pairs if last.at - first.at > 15]


def in_white_space(lines: Sequence[Line], prose: set[int], ruling: Ruling) -> list[Region]:
    """Regions in which lines of print stand in columns although nothing is drawn around them."""
    found: list[Region] = []
    for block in _blocks(_without(lines, prose)):
        inside = tuple(word for line in block for word in line.words)
        box = Box.around(word.box for word in inside)
        found.append(Region(box=box, words=inside, ruling=ruling.within(box, 4.0)))
    return found


def _without(lines: Sequence[Line], prose: set[int]) -> list[tuple[Line | None, Line]]:
    """Every line's runs that are no prose (None where none is left) beside the line itself."""
    found: list[tuple[Line | None, Line]] = []
    for line in lines:
        runs = tuple(run for run in line.runs if id(run.words[0]) not in prose)
        found.append((Line(runs=runs) if runs else None, line))
    return found


def _blocks(lines: Sequence[tuple[Line | None, Line]]) -> list[list[Line]]:
    """Lines that follow each other, most of them with two runs or more."""
    blocks: list[list[Line]] = []
    open_block: list[Line] = []
    singles = 0
    for line, whole in lines:
        if line is None:
            if open_block and _overlaps(open_block, whole):
                blocks.append(open_block)
                open_block, singles = [], 0
            continue
        apart = bool(open_block) and line.box.top - open_block[-1].box.bottom > _FAR * line.box.height
        singles = singles + 1 if len(line.runs) == 1 else 0
        if apart or singles > _SINGLES:
            blocks.append(open_block)
            open_block = []
        if open_block or len(line.runs) > 1:
            open_block.append(line)
    blocks.append(open_block)
    trimmed = [_trimmed(block) for block in blocks]
    return [block for block in trimmed if len(block) >= 2]


def _overlaps(block: Sequence[Line], line: Line) -> bool:
    left, right = min(one.box.left for one in block), max(one.box.right for one in block)
    return min(right, line.box.right) - max(left, line.box.left) > 0.3 * min(right - left, line.box.width)


def _trimmed(block: list[Line]) -> list[Line]:
    """Without a caption at its beginning, and without lines of one run at its end."""
    block = _without_caption(block)
    end = len(block)
    while end and len(block[end - 1].runs) == 1:
        end -= 1
    while 0 < end < len(block) and _wrapped(block[end - 1], block[end]):
        end += 1
    return block[:end]


def _without_caption(block: list[Line]) -> list[Line]:
    """Lines from the first row on, where they begin with a caption that wide spaces part: "Table 4.   Of rivers"; two
    captions beside each other tell two tables apart, and stay.
    """
    named = [run for line in block[:1] for run in line.runs if is_named(run.words)]
    if len(named) != 1 or named[0] is not block[0].runs[0]:
        return block
    return list(itertools.dropwhile(lambda line: len(line.runs) == 1, block[1:]))


def _wrapped(above: Line, line: Line) -> bool:
    """Whether a line right below another goes on one of its cells."""
    close = line.box.top - above.box.bottom < 0.4 * line.box.height
    run = line.runs[0]
    level = any(abs(run.box.left - other.box.left) < 0.6 * line.box.height for other in above.runs)
    return close and level and run.text[:1].islower()
