"""A sheet → its blocks in reading order: the stages of `layout` joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import captions, fields, figures, lists, mirroring, pairs, turning
from sensorium.abilities.documents.layout.alleys import alleys_of
from sensorium.abilities.documents.layout.as_written import order_as_written
from sensorium.abilities.documents.layout.columns import frames_of, lines_of
from sensorium.abilities.documents.layout.groups import Group, groups_of
from sensorium.abilities.documents.layout.lines import Line, line_of, median, rows_of, size_of
from sensorium.abilities.documents.layout.order import Part, reading_order
from sensorium.abilities.documents.layout.paragraphs import blocks_in, is_code
from sensorium.abilities.documents.layout.typography import Usage, is_head, levelled, usage_of
from sensorium.abilities.documents.reading_direction import as_read
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tables.print_lines import is_leader
from sensorium.abilities.documents.tree import (
    TEXT_LAYER,
    Block,
    Figure,
    Heading,
    Paragraph,
    ReadPage,
    Table,
    Word,
)

_LABEL_REACH = 0.9  # of the size of type around a drawing, in which short words belong to it
_MOST_LABEL_WORDS = 4
_RUNNING_WORDS = 60  # of a page, that tell how it sets its running text


def page_of(sheet: Sheet, tables: Sequence[Table]) -> ReadPage:
    """A page with its blocks in reading order; boxes are those of the page as it is shown."""
    blocks = blocks_of(sheet, tables)
    words = tuple(word for block in blocks for word in block.words)
    return ReadPage(number=sheet.number, width_pt=sheet.width_pt, height_pt=sheet.height_pt, blocks=blocks, words=words)


def blocks_of(sheet: Sheet, tables: Sequence[Table]) -> tuple[Block, ...]:
    """Blocks of a sheet in reading order, `tables` among them.

    Every word of the sheet is in one block, or is the mark of an item, or dots between the columns of a table. A word
    that ends a line with a hyphen stays as it is, as does the rest of it on the next line, each with its box;
    `tree.said` joins them in text.
    """
    standing = turning.turned_by(_without(sheet, tables), turning.quarters_for(sheet))
    placed = [turning.turned_table(table, sheet, standing.quarters) for table in tables]
    facing = mirroring.facing(standing.sheet)
    found = _laid(facing.sheet, [facing.table(table) for table in placed], right=facing.mirrored)
    return tuple(standing.back(facing.back(block)) for block in found)


def _without(sheet: Sheet, tables: Sequence[Table]) -> Sheet:
    """A sheet without the words that stand in tables, and without the dots there that lead from one column to the next:
    no cell says them.
    """
    taken = Counter(word for table in tables for word in table.words)
    if not taken:
        return sheet
    left = [word for word in _left(sheet.words, taken) if not (is_leader(word.text) and _inside(word, tables))]
    return replace(sheet, words=tuple(left), turned=_left(sheet.turned, taken))


def _inside(word: Word, tables: Sequence[Table]) -> bool:
    return any(table.box.holds(word.box.center) for table in tables)


def _left(words: Sequence[Word], taken: Counter[Word]) -> tuple[Word, ...]:
    """Those of `words` that are not taken, each as often as it is there."""
    left = []
    for word in words:
        if taken[word] > 0:
            taken[word] -= 1
        else:
            left.append(word)
    return tuple(left)


@dataclass(slots=True, kw_only=True)
class _Part:
    """Something that is ordered as one: lines that are not yet understood, or blocks that are."""

    box: Box
    group: Group | None = None
    blocks: Sequence[Block] = ()

    @property
    def words(self) -> list[Word]:
        if self.group is not None:
            return [word for line in self.group.lines for word in line.words]
        return [word for block in self.blocks for word in block.words]


def _laid(sheet: Sheet, tables: Sequence[Table], *, right: bool) -> list[Block]:
    """Blocks of a sheet whose words are level, in reading order. right: it is one that was mirrored."""
    drawn = [box for box in figures.figures_of(sheet) if not _covered(box, tables)]
    pictured, plain = _held(sheet.words, drawn)
    rows = rows_of(plain)
    size_pt = median([size_of(word) for word in plain])
    frames = frames_of(sheet.fills, sheet.box)
    lines = lines_of(
        rows, alleys_of(rows, size_pt), sheet.rules, frames, fields=[one.box for one in sheet.fields], right=right
    )
    filled = fields.filled(sheet, lines)
    labels, lines = _labels(filled.lines, drawn, size_pt)
    sideways, margins = _held(sheet.turned, [box.grown(size_pt) for box in drawn])
    shown = [
        _figure(box, [*inner, *turned, *(word for line in near for word in line.words)], right=right)
        for box, inner, turned, near in zip(drawn, pictured, sideways, labels, strict=True)
    ]
    usage = usage_of([*lines, *_of_blocks(lines, [*shown, *tables])])
    whole: list[Block] = [*shown, *tables, *filled.pairs]
    groups = groups_of(lines, sheet.rules, frames, [block.box for block in whole])
    parts = [_Part(box=group.box, group=group) for group in groups]
    parts += [_Part(box=block.box, blocks=(block,)) for block in whole]
    blocks = _understood(_ordered(parts, sheet, usage), usage)
    blocks += [Paragraph(box=_around(run), words=tuple(run)) for run in turning.runs_of(margins)]
    return _finished(blocks, usage, sheet)


def _of_blocks(lines: Sequence[Line], blocks: Sequence[Block]) -> list[Line]:
    """The lines of print in tables and figures where a page says little else: its title is no running text."""
    if sum(len(line.words) for line in lines) >= _RUNNING_WORDS:
        return []
    return [line_of(row) for block in blocks for row in rows_of(block.words)]


def _covered(box: Box, tables: Sequence[Table]) -> bool:
    return any(box.common(table.box) > 0.5 * min(box.area, table.box.area) for table in tables)


def _held(words: Sequence[Word], boxes: Sequence[Box]) -> tuple[list[list[Word]], list[Word]]:
    """The words in each of `boxes`, and those in none."""
    inside: list[list[Word]] = [[] for _ in boxes]
    outside: list[Word] = []
    for word in words:
        center = word.box.center
        place = next((number for number, box in enumerate(boxes) if box.holds(center)), None)
        (outside if place is None else inside[place]).append(word)
    return inside, outside


def _labels(lines: Sequence[Line], drawn: Sequence[Box], size_pt: float) -> tuple[list[list[Line]], list[Line]]:
    """Short words close to a drawing, such as those at its axes; and all other lines."""
    near: list[list[Line]] = [[] for _ in drawn]
    other: list[Line] = []
    for line in lines:
        place = next((n for n, box in enumerate(drawn) if _is_label(line, box, size_pt)), None)
        (other if place is None else near[place]).append(line)
    return near, other


def _is_label(line: Line, box: Box, size_pt: float) -> bool:
    if len(line.words) > _MOST_LABEL_WORDS or line.size_pt >= 0.98 * size_pt or captions.NAMED.match(line.text):
        return False
    return box.grown(_LABEL_REACH * size_pt).holds(line.box.center) and line.box.width < 0.5 * box.width


def _figure(box: Box, words: Sequence[Word], *, right: bool) -> Figure:
    ordered = [word for row in rows_of(words) for word in as_read(row, right=right)]
    return Figure(box=Box.around([box, *(word.box for word in words)]), words=tuple(ordered))


def _around(words: Sequence[Word]) -> Box:
    return Box.around(word.box for word in words)


def _ordered(parts: Sequence[_Part], sheet: Sheet, usage: Usage) -> list[_Part]:
    placed = [
        Part(
            box=part.box,
            line_pt=part.group.lines[0].size_pt if part.group else 0.0,
            head=bool(part.group and is_head(part.group, usage)),
        )
        for part in parts
    ]
    geometric = reading_order(placed, sheet.rules)
    written = order_as_written(geometric, [part.box for part in parts], _places(parts, sheet), sheet.box)
    return [parts[index] for index in written or geometric]


def _places(parts: Sequence[_Part], sheet: Sheet) -> list[list[int]]:
    """Where the words of each part stand in the file; nowhere where a reader of pictures gave them."""
    numbers = {id(word): place for place, word in enumerate(sheet.words) if word.source == TEXT_LAYER}
    return [[numbers[id(word)] for word in part.words if id(word) in numbers] for part in parts]


def _understood(parts: Sequence[_Part], usage: Usage) -> list[Block]:
    blocks: list[Block] = []
    for place, part in enumerate(parts):
        if part.group is None:
            blocks += part.blocks
            continue
        told = None if is_code(part.group, usage) else pairs.pairs_in(part.group)
        in_list = _in_list(parts, place)
        blocks += told if told and not in_list else blocks_in(part.group, usage, in_list=in_list)
    return blocks


def _in_list(parts: Sequence[_Part], place: int) -> bool:
    """Whether the mark that a group begins with goes on in the group before or after."""
    mark = _marks(parts, place)[:1]
    before, after = _marks(parts, place - 1)[-1:], _marks(parts, place + 1)[:1]
    if not mark:
        return False
    return any(lists.counts_on(mark[0], one) for one in before) or any(lists.counts_on(one, mark[0]) for one in after)


def _marks(parts: Sequence[_Part], place: int) -> list[str]:
    group = parts[place].group if 0 <= place < len(parts) else None
    return [mark for line in group.lines if (mark := lists.mark_of(line))] if group else []


def _finished(blocks: Sequence[Block], usage: Usage, sheet: Sheet) -> list[Block]:
    """What needs the blocks around: captions, footnotes, labels, depths and levels."""
    found = captions.captioned(blocks, usage)
    found = captions.footnoted(found, usage, sheet.box)
    found = lists.deepened(pairs.labelled(found))
    heads = iter(levelled(block for block in found if isinstance(block, Heading)))
    return [next(heads) if isinstance(block, Heading) else block for block in found]
