"""What type tells: the size of running text, heads and their levels, fixed pitch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sensorium.abilities.documents.layout.groups import Group
from sensorium.abilities.documents.layout.lines import Line, size_of
from sensorium.abilities.documents.tree import Block, Heading, Word

NUMBERED = re.compile(r"(?:§\s?)?(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\S|([A-Z]|[IVX]{1,5})\.\s+\S")
_LARGER, _GUESSED_LARGER = 1.12, 1.3  # than running text, by which a head is set
_MOST_LINES, _MOST_LETTERS = 4, 180  # of a head
_MOST_BOLD_LETTERS = 110  # of a head that is only bold
_SAME_LEVEL = 0.06  # sizes of one level differ by no larger part
_PITCH_SPREAD = 0.02  # of its mean, by which the pitch of type of one width varies
_LEAST_DIFFERENT = 4  # words, to tell type of one width by
_DEEPEST = 6


@dataclass(frozen=True, kw_only=True)
class Usage:
    """How a page sets its running text: size in points, bold or not, of one width, in capitals."""

    size_pt: float
    bold: bool
    fixed_pitch: bool
    capitals: bool


def usage_of(lines: Sequence[Line]) -> Usage:
    """What most letters of a page have."""
    letters: Counter[float] = Counter()
    bold = capitals = total = 0
    for line in lines:
        count = sum(len(word.text) for word in line.words)
        letters[round(line.size_pt * 2) / 2] += count * (2 if len(line.words) > 5 else 1)
        total += count
        bold += count * line.bold
        capitals += count * line.text.isupper()
    return Usage(
        size_pt=_middle(letters),
        bold=bold > 0.5 * total,
        fixed_pitch=has_fixed_pitch([word for line in lines for word in line.words]),
        capitals=capitals > 0.35 * total,
    )


def _middle(letters: Counter[float]) -> float:
    half = sum(letters.values()) / 2
    for size_pt, count in sorted(letters.items()):
        half -= count
        if half <= 0:
            return size_pt
    return 0.0


def has_fixed_pitch(words: Sequence[Word]) -> bool:
    """Whether all letters are equally wide: words of one size, as wide as they have letters.

    Figures tell nothing, as nearly every type has them of one width; nor does one word said again and again.
    """
    told = [word.box.width / len(word.text) / size_of(word) for word in words if len(word.text) > 1 and size_of(word)]
    lettered = {word.text for word in words if len(word.text) > 1 and any(map(str.isalpha, word.text))}
    if min(len(told), len(lettered)) < _LEAST_DIFFERENT:
        return False
    pitches = np.sort(np.array(told))
    kept = pitches[len(pitches) // 10 : len(pitches) - len(pitches) // 10]
    mean = float(kept.mean())
    return 0.4 < mean < 0.75 and float(kept.std()) < _PITCH_SPREAD * mean


def is_head(group: Group, usage: Usage) -> bool:
    """Whether a group is set as a head: larger, bold, numbered or in capitals, and short."""
    text = " ".join(line.text for line in group.lines)
    if len(group.lines) > _MOST_LINES or len(text) > _MOST_LETTERS or sum(map(str.isalpha, text)) < 2:
        return False
    first = group.lines[0]
    larger = first.size_pt / usage.size_pt if usage.size_pt else 1.0
    if larger >= (_LARGER if first.exact else _GUESSED_LARGER):
        return not text.endswith((";", ",")) and (larger > 1.3 or len(text) <= _MOST_BOLD_LETTERS)
    if larger < 0.93 or len(text) > _MOST_BOLD_LETTERS or text.endswith((".", ":", ";", ",")) or len(group.lines) > 2:
        return False
    if all(line.bold for line in group.lines) and not usage.bold:
        return True
    if text.isupper() and not usage.capitals:
        return len(text) > 4 and sum(map(str.isalpha, text)) > 0.7 * len(text)
    return False


def levelled(heads: Iterable[Heading]) -> list[Heading]:
    """Heads with levels that agree: by size, then weight; within one size by how deep their numbers go."""
    every = list(heads)
    looks = [_look(head.words) for head in every]
    ranks = _ranks(looks)
    depths = [_depth(head) for head in every]
    least: dict[int, int] = {}
    for rank, depth in zip(ranks, depths, strict=True):
        if depth:
            least[rank] = min(depth, least.get(rank, depth))
    levels = [rank + (depth - least[rank] if depth else 0) for rank, depth in zip(ranks, depths, strict=True)]
    return [replace(head, level=min(_DEEPEST, level)) for head, level in zip(every, levels, strict=True)]


def _look(words: Sequence[Word]) -> tuple[float, bool]:
    sizes = sorted(size_of(word) for word in words)
    return (sizes[len(sizes) // 2] if sizes else 0.0), all(word.bold for word in words)


def _ranks(looks: Sequence[tuple[float, bool]]) -> list[int]:
    """From 1: sizes that nearly agree are one; of equal sizes the bold one comes first."""
    sizes: list[float] = []
    for size_pt, _ in sorted(looks, reverse=True):
        if not sizes or size_pt < sizes[-1] * (1 - _SAME_LEVEL):
            sizes.append(size_pt)
    keys = [
        (next(i for i, s in enumerate(sizes) if size_pt >= s * (1 - _SAME_LEVEL)), not bold) for size_pt, bold in looks
    ]
    order = {key: rank for rank, key in enumerate(sorted(set(keys)), start=1)}
    return [order[key] for key in keys]


def _depth(head: Block) -> int:
    """How deep the number of a head goes: 2 for "3.1"; 0 without a number."""
    found = NUMBERED.match(head.text)
    if not found:
        return 0
    return found[1].count(".") + 1 if found[1] else 1
