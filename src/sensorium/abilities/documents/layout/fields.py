"""Fields of forms: each with the words that name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout.lines import Line
from sensorium.abilities.documents.sheet import FormField, Sheet
from sensorium.abilities.documents.tree import FORM, Pair, Word

_MOST_NAME_WORDS = 12
_REACH_LEFT, _REACH_UP = 14.0, 1.6  # sizes of type between a field and its name
_RATHER_RIGHT = 0.5  # sizes of type by which the name of a box to tick may stand further off at its right than its left
_TICKED = ("on", "off")


@dataclass(frozen=True, kw_only=True)
class Filled:
    """Pairs of the fields of a page, and the lines that name none."""

    pairs: tuple[Pair, ...]
    lines: tuple[Line, ...]


def filled(sheet: Sheet, lines: Sequence[Line]) -> Filled:
    """Every field with its name: the nearest short line left of it (of a box to tick on either side), or above it.

    Where none is near, the label that the file gives, else its own name, stands in the field's place.
    """
    left = list(lines)
    pairs = []
    for one in sorted(sheet.fields, key=lambda field: (field.box.top, field.box.left)):
        line = _name_of(one, left, sheet)
        if line is not None:
            left = [other for other in left if other is not line]
        key = line.words if line is not None else _told(one)
        words = key + one.value
        boxes = [one.box, *(word.box for word in key)]
        pairs.append(Pair(box=Box.around(boxes), words=words, key=key, value=one.value))
    return Filled(pairs=tuple(pairs), lines=tuple(left))


def _told(one: FormField) -> tuple[Word, ...]:
    text = one.label or one.name
    return tuple(Word(text=word, box=one.box, source=FORM) for word in text.split())


def _name_of(one: FormField, lines: Sequence[Line], sheet: Sheet) -> Line | None:
    near = [(far, index) for index, line in enumerate(lines) if (far := _far(one, line)) is not None]
    for _, index in sorted(near):
        if not _taken(one, lines[index], sheet):
            return lines[index]
    return None


def _far(one: FormField, line: Line) -> float | None:
    """How far a line is from a field that it may name, in sizes of type; None where it may not."""
    if len(line.words) > _MOST_NAME_WORDS or not any(map(str.isalpha, line.text)):
        return None
    size_pt, box = line.size_pt or 10.0, line.box
    level = min(box.bottom, one.box.bottom) - max(box.top, one.box.top) > 0.4 * min(box.height, one.box.height)
    ticked = bool(one.value) and one.value[0].text in _TICKED and one.box.width < 2.5 * size_pt
    left, right = (one.box.left - box.right) / size_pt, (box.left - one.box.right) / size_pt
    gap = max(left, right) + (_RATHER_RIGHT if left > right else 0.0) if ticked else left
    if level and -0.5 <= gap <= _REACH_LEFT:
        return gap
    above = (one.box.top - box.bottom) / size_pt
    within = box.left >= one.box.left - size_pt and box.left < one.box.right
    return above + 1.0 if within and -0.5 <= above <= _REACH_UP and not ticked else None


def _taken(one: FormField, line: Line, sheet: Sheet) -> bool:
    """Whether another field stands between a line and this one, or nearer to it on the same row."""
    between = Box(
        min(line.box.right, one.box.right), max(line.box.top, one.box.top),
        max(line.box.left, one.box.left), min(line.box.bottom, one.box.bottom),
    )  # fmt: skip
    if between.right <= between.left or between.bottom <= between.top:
        return False
    return any(other is not one and other.box.common(between) > 0 for other in sheet.fields)
