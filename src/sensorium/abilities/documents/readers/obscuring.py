"""Words that cannot be read in full whatever a reader says: cut off by the edge of the picture, or covered.

What is left of such a word may look like a word of its own ("$81" of "$8,120.50"). Looks at the picture alone.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.content import Image

EDGE = 0.15  # heights of a word: nearer than that to the picture's edge letters may be lost
INK = 0.4  # of the strongest difference from the paper within a box
DARK = 0.45  # of the light of the paper: the tone of a bar that covers
SOLID = 0.95  # of the pixels of a column that are that dark
REACH = 1.0  # heights to either side in which a bar counts as over the word
BAR = 0.5  # heights: a bar is wider; strokes of letters are not
BAR_IN_THE_DARK = 1.0  # heights: in light print on a dark ground letters stand nearer than that
CUT_OFF, COVERED = "cut off", "covered"


def obscured(picture: Image, boxes: Sequence[Box]) -> list[str]:
    """For each box, in pixels: "cut off", "covered", or "" where the word is whole."""
    grey = picture.pixels.mean(axis=2)
    dark = grey < DARK * np.percentile(grey, 90)
    return [_cut(box, grey) or _covered(box, dark) for box in boxes]


def _cut(box: Box, grey: NDArray[np.floating]) -> str:
    """Whether a word ends at the picture's edge. Readers draw boxes wider than letters, so that ink counts."""
    height, width = grey.shape
    near = max(1.0, EDGE * box.height)
    if min(box.left, box.top, width - box.right, height - box.bottom) > near:
        return ""
    inked = _inked(box, grey)
    beyond = inked.right > width - near or inked.bottom > height - near
    return CUT_OFF if inked.left < near or inked.top < near or beyond else ""


def _inked(box: Box, grey: NDArray[np.floating]) -> Box:
    """What of a box is not paper, whichever is darker; the box itself where all is alike."""
    left, top = max(0, int(box.left)), max(0, int(box.top))
    part = grey[top : int(np.ceil(box.bottom)), left : int(np.ceil(box.right))]
    if not part.size:
        return box
    away = np.abs(part - np.median(part))
    ink = away > INK * away.max()
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return box
    return Box(left + float(columns[0]), top + float(rows[0]), left + columns[-1] + 1.0, top + rows[-1] + 1.0)


def _covered(box: Box, dark: NDArray[np.bool_]) -> str:
    """Whether a solid bar as high as the word's middle touches it, or is taken for a part of it."""
    inside = _columns(box, dark, 0.0)
    if inside.mean() > 0.5:
        bar, columns = BAR_IN_THE_DARK, inside
    else:
        bar, columns = BAR, _columns(box, dark, REACH * box.height)
    return COVERED if longest_run(columns >= SOLID) >= bar * box.height else ""


def _columns(box: Box, dark: NDArray[np.bool_], reach: float) -> NDArray[np.floating]:
    """The dark share of each column of pixels, between the upper and the lower fifth of a word."""
    top, bottom = round(box.top + 0.2 * box.height), round(box.bottom - 0.2 * box.height)
    left, right = max(0, round(box.left - reach)), round(box.right + reach)
    columns = dark[max(0, top) : bottom, left:right]
    return columns.mean(axis=0) if columns.size else np.zeros(1)


def longest_run(columns: NDArray[np.bool_]) -> int:
    """How many of a row of truths follow each other at most."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], columns, [False]]).astype(np.int8)))
    return int((edges[1::2] - edges[::2]).max(initial=0))
