"""Groups of lines → blocks: paragraphs, heads, items of lists, code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import lists
from sensorium.abilities.documents.layout.captions import NAMED
from sensorium.abilities.documents.layout.groups import Group
from sensorium.abilities.documents.layout.lines import Line
from sensorium.abilities.documents.layout.typography import Usage, has_fixed_pitch, is_head
from sensorium.abilities.documents.tree import Block, Heading, ListItem, Paragraph, Role, Word

_INDENT = (0.7, 6.0)  # sizes of type by which a first line is set in
_SHORT = 0.85  # of the width: a last line
_FULL = 0.93  # of the width: a full line
_ENDS = re.compile(r".*[.!?:…\"”»)]")


def blocks_in(group: Group, usage: Usage, *, in_list: bool = False) -> list[Block]:
    """What a group is. in_list: a list goes on around it, so that a mark at its beginning is one."""
    lines = group.lines
    if is_code(group, usage):
        return [_paragraph(lines, role="code")]
    head = is_head(group, usage) and not NAMED.match(lines[0].text)
    listed = lists.is_list(lines) or (in_list and lists.may_be_item(lines[0]))
    if listed and (lists.mark_of(lines[0]) in lists.BULLETS or not head):
        return _items(lines)
    if head:
        return [Heading(box=group.box, words=words_of(lines))]
    return [_paragraph(part) for part in _cut(lines, _begins_paragraph(lines))]


def words_of(lines: Iterable[Line]) -> tuple[Word, ...]:
    """All words of `lines` in their order."""
    return tuple(word for line in lines for word in line.words)


def _paragraph(lines: Sequence[Line], role: Role = "body") -> Paragraph:
    return Paragraph(box=Box.around(line.box for line in lines), words=words_of(lines), role=role)


def is_code(group: Group, usage: Usage) -> bool:
    """Whether a group is set in letters of one width, on a page that is not."""
    words = words_of(group.lines)
    return not usage.fixed_pitch and len("".join(word.text for word in words)) >= 18 and has_fixed_pitch(words)


def _cut(lines: Sequence[Line], begins: Callable[[int], bool]) -> list[Sequence[Line]]:
    starts = [0, *(place for place in range(1, len(lines)) if begins(place))]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _items(lines: Sequence[Line]) -> list[Block]:
    """Each mark begins an item; what stands before the first is a paragraph."""
    left = min(line.box.left for line in lines if lists.mark_of(line))
    blocks: list[Block] = []
    for part in _cut(lines, lambda place: bool(lists.mark_of(lines[place]))):
        mark = lists.mark_of(part[0])
        if mark and (part[0].box.left <= left + 40 * part[0].size_pt):
            words = words_of(part)
            blocks.append(ListItem(box=Box.around(line.box for line in part), words=words[1:], marker=mark))
        else:
            blocks.append(_paragraph(part))
    return blocks


def _begins_paragraph(lines: Sequence[Line]) -> Callable[[int], bool]:
    """How paragraphs of a group are told apart: first lines set in or hanging out, last lines that end early."""
    box = Box.around(line.box for line in lines)
    indents = [(line.box.left - box.left) / (line.size_pt or 1.0) for line in lines]
    set_in = [_INDENT[0] <= indent <= _INDENT[1] for indent in indents]
    if _is_ragged_left(indents):
        return lambda _: False
    hanging = not set_in[0] and sum(set_in) > 0.5 * len(lines) and _agree(indents, set_in)
    if hanging:
        return lambda place: not set_in[place]
    full = sum(line.box.right >= box.left + _FULL * box.width for line in lines[:-1]) >= 0.6 * (len(lines) - 1)

    def begins(place: int) -> bool:
        before = lines[place - 1]
        if set_in[place]:
            return not set_in[place - 1] or not set_in[min(place + 1, len(lines) - 1)]
        ended = before.box.right < box.left + _SHORT * box.width and bool(_ENDS.fullmatch(before.text))
        return full and ended and len(lines) > 2

    return begins


def _is_ragged_left(indents: Sequence[float]) -> bool:
    """Whether lines are centred or ranged right: hardly two begin at one place."""
    places = {round(indent) for indent in indents}
    return len(indents) > 2 and len(places) > 0.6 * len(indents)


def _agree(indents: Sequence[float], set_in: Sequence[bool]) -> bool:
    """Whether all lines that are set in begin at one place."""
    inner = [indent for indent, inside in zip(indents, set_in, strict=True) if inside]
    return max(inner) - min(inner) < _INDENT[0]
