"""Print on a screen: lines joined as they are read, the size of their type, the box that type of that size takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.labels import Label, below

_SPACE = 0.62  # of the size of type: a wider gap parts two texts
_ABOVE, _UNDER = 0.92, 0.24  # of the size of type: from the base line to the ends of its box
_TAIL = 0.21  # of the size of type, below the base line
_LOW = frozenset("acemnorsuvwxz.,:;-–_·… ")
_LOW_TAILED = frozenset("gpqy")
_TAILED = _LOW_TAILED | frozenset("jQ(),;[]{}|/§ç@")


def size_of(label: Label) -> float:
    """Size of type in pixels by the height of its ink and the letters that make it."""
    letters = set(label.text)
    high, tailed = bool(letters - _LOW - _LOW_TAILED), bool(letters & _TAILED)
    return label.box.height / ((0.73 if high else 0.53) + (_TAIL if tailed else 0.0))


def usual_size(labels: Sequence[Label]) -> float:
    """The median size of type; 14 where nothing is written."""
    return float(np.median([size_of(label) for label in labels])) if labels else 14.0


def type_box(label: Label) -> Box:
    """The box of type: as high for "on" as for "Ag"."""
    size = size_of(label)
    base = label.box.bottom - (_TAIL * size if set(label.text) & _TAILED else 0.0)
    return Box(label.box.left, base - _ABOVE * size, label.box.right, base + _UNDER * size)


def lines_of(labels: Sequence[Label], em: float) -> list[Label]:
    """Labels that belong to one line of text joined, whatever the heights of their letters."""
    lines: list[Label] = []
    for row in _rows(labels):
        parts: list[Label] = []
        for label in row:
            near = parts and label.box.left - parts[-1].box.right <= _SPACE * min(
                _reach(parts[-1], em), _reach(label, em)
            )
            if near:
                last = parts.pop()
                label = Label(words=last.words + label.words, box=Box.around((last.box, label.box)))
            parts.append(label)
        lines += parts
    return lines


def _reach(label: Label, em: float) -> float:
    """Its size of type, no less than usual: low letters tell little."""
    return max(size_of(label), em) if len(label.text) < 4 else size_of(label)


def _rows(labels: Sequence[Label]) -> list[list[Label]]:
    """Labels by base lines, from the top."""
    level = [label for label in labels if not label.turned]
    boxed = [Label(words=label.words, box=type_box(label)) for label in level]
    back = {id(one): label for one, label in zip(boxed, level, strict=True)}
    return [[back[id(one)] for one in row] for row in below(boxed)]
