"""Diagrams that a PDF draws: bars that stand on one line are one figure, and what stands at its axes is of it.

A scale tells a diagram from other drawings: figures in a column beside it, or in a row below, at even distances.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tables.diagrams import on_one_foot
from sensorium.abilities.documents.tables.print_lines import is_figure
from sensorium.abilities.documents.tree import Word

_LEAST_BARS = 3
_LEAST_MARKS = 3  # figures of a scale
_ALIKE_PT = 1.5  # by which the feet of bars may differ
_OTHER_PT = 3.0  # by which the heads of some of them differ at least: fields of a form are as wide and high
_REACH = 3.5  # heights of print, from a diagram to the figures at its axis
_BEYOND = 0.4  # of a diagram's height, by which its scale may go on above
_EVEN = 0.2  # of their distance, by which marks of a scale may stand off
_ALIGNED_PT = 4.0


def bars_in(areas: Sequence[Box]) -> list[Box]:
    """Around each group of areas that stand on one level line, or begin at one upright line, and end elsewhere."""
    upright = _standing(areas, foot=lambda box: box.bottom, head=lambda box: box.top)
    level = _standing(areas, foot=lambda box: box.left, head=lambda box: box.right)
    return [Box.around(group) for group in (*upright, *level)]


def _standing(areas: Sequence[Box], foot: Callable[[Box], float], head: Callable[[Box], float]) -> list[list[Box]]:
    return [
        group
        for group in on_one_foot(areas, foot, _ALIKE_PT)
        if len(group) >= _LEAST_BARS and max(map(head, group)) - min(map(head, group)) > _OTHER_PT
    ]


def with_axes(box: Box, sheet: Sheet) -> Box | None:
    """A diagram's box with the figures and names at its axes; None where no scale stands beside or below it."""
    reach = _REACH * _print_height(sheet.words)
    beside = [word for word in sheet.words if _is_beside(word.box, box, reach)]
    below = _first_row([word for word in sheet.words if _is_below(word.box, box, reach)])
    upright = _scale(beside, lambda word: word.box.right, lambda word: word.box.center[1])
    level = _scale(below, lambda word: word.box.top, lambda word: word.box.center[0])
    if not upright and not level:
        return None
    around = Box.around([box, *(word.box for word in (*(upright or beside), *below))])
    named = [word.box for word in sheet.turned if _is_beside(word.box, around, reach)]
    return Box.around([around, *named])


def _print_height(words: Sequence[Word]) -> float:
    heights = sorted(word.box.height for word in words)
    return heights[len(heights) // 2] if heights else 0.0


def _is_beside(word: Box, box: Box, reach: float) -> bool:
    """Whether a word stands left of a diagram, close to it."""
    above = word.height + _BEYOND * box.height  # no bar need reach the end of the scale
    level = box.top - above <= word.center[1] <= box.bottom + word.height
    return level and word.right <= box.left + 2.0 and box.left - word.right <= reach


def _is_below(word: Box, box: Box, reach: float) -> bool:
    over = box.left - word.width <= word.center[0] <= box.right + word.width
    return over and word.top >= box.bottom - 2.0 and word.top - box.bottom <= reach


def _first_row(words: Sequence[Word]) -> list[Word]:
    first = min((word.box.top for word in words), default=0.0)
    return [word for word in words if word.box.top - first <= _ALIGNED_PT]


def _scale(words: Sequence[Word], edge: Callable[[Word], float], place: Callable[[Word], float]) -> list[Word]:
    """Those of the words that are figures at one edge, if they follow each other at even distances."""
    figures = [word for word in words if is_figure(word.text)]
    edges = sorted(map(edge, figures))
    usual = edges[len(edges) // 2] if edges else 0.0
    marks = sorted((word for word in figures if abs(edge(word) - usual) <= _ALIGNED_PT), key=place)
    steps = [place(after) - place(before) for before, after in pairwise(marks)]
    even = steps and max(steps) - min(steps) <= _EVEN * max(steps) and min(steps) > 0
    return marks if len(marks) >= _LEAST_MARKS and even else []
