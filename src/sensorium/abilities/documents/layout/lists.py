"""Marks of lists: which words are one, and how deep the items lie."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sensorium.abilities.documents.layout.lines import Line, size_of
from sensorium.abilities.documents.tree import Block, ListItem

BULLETS = frozenset("•‣▪▫■□●○◦◆◇►▶➢➤✓✔✗☐☑☒⁃∙·*–—-\uf0b7\uf0a7\uf0d8\uf0fc\u2022\u25cf\u25aa")
_DASHES = frozenset("–—-*·o")
_COUNTED = re.compile(r"\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\[\d{1,3}\]|\d{1,3}(\.\d{1,2}){1,3}[.)]")
_SAME_DEPTH = 0.7  # of the size of type, by which marks of one depth may differ


def mark_of(line: Line) -> str:
    """The mark that a line begins with; "" where it begins with none, or is nothing else."""
    if len(line.words) < 2:
        return ""
    first = line.words[0].text
    if first in BULLETS or first == "o":
        return first
    return first if _COUNTED.fullmatch(first) else ""


def is_list(lines: Sequence[Line]) -> bool:
    """Whether the marks that lines begin with are those of a list.

    A round mark is one wherever it stands; dashes, letters and numbers where several lines have them, or the lines
    below them are set in.
    """
    marked = [(line, mark) for line in lines if (mark := mark_of(line))]
    if not marked or not any(any(map(str.isalnum, line.text[len(mark) :])) for line, mark in marked):
        return False
    if any(mark in BULLETS - _DASHES for _, mark in marked):
        return True
    return len(marked) > 1 or _hangs(lines)


def may_be_item(line: Line) -> bool:
    """Whether a line alone could be an item, if others beside it are."""
    return bool(mark_of(line))


def _hangs(lines: Sequence[Line]) -> bool:
    """Whether the first line has a mark and those below begin where its words do."""
    if len(lines) < 2 or not mark_of(lines[0]):
        return False
    start = lines[0].words[1].box.left
    return all(abs(line.box.left - start) < 0.6 * line.size_pt for line in lines[1:])


def counts_on(mark: str, before: str) -> bool:
    """Whether one counted mark follows another: "3." after "2."; signs that are no numbers follow their like."""
    if mark in BULLETS or before in BULLETS:
        return mark == before
    first, second = (re.sub(r"\W", "", one) for one in (before, mark))
    if first.isdigit() and second.isdigit():
        return 0 < int(second) - int(first) <= 2
    return len(first) == len(second) == 1 and 0 < ord(second) - ord(first) <= 2


def deepened(blocks: Sequence[Block]) -> list[Block]:
    """Items that follow each other get their depth from where their marks stand."""
    found = list(blocks)
    lefts: list[float] = []
    for place, block in enumerate(found):
        if not isinstance(block, ListItem):
            lefts = lefts if _continues(found, place) else []
            continue
        slack = _SAME_DEPTH * (size_of(block.words[0]) if block.words else 10.0)
        while lefts and block.box.left < lefts[-1] - slack:
            lefts.pop()
        if not lefts or block.box.left > lefts[-1] + slack:
            lefts.append(block.box.left)
        found[place] = replace(block, level=len(lefts))
    return found


def _continues(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block inside a list belongs to it: it is set in at least as far as the items around it."""
    around = [*blocks[max(0, place - 1) : place], *blocks[place + 1 : place + 2]]
    if len(around) < 2 or not all(isinstance(block, ListItem) for block in around):
        return False
    return blocks[place].box.left > min(block.box.left for block in around)
