"""Words drawn to their ink: readers give boxes with room around them, and share a line's width among its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.labels import Label, labels_of
from sensorium.abilities.documents.tree import Word

_RULE = 0.85  # of a row in ink
_INK = 70.0  # steps of 0 … 255, over three channels, from the ground around


def tightened(words: Sequence[Word], pixels: NDArray[np.uint8]) -> list[Word]:
    """The words with boxes that end where their ink does; words of one line parted at its widest gaps."""
    return [word for label in labels_of(words) for word in _tight(label, pixels)]


def _tight(label: Label, pixels: NDArray[np.uint8]) -> list[Word]:
    box = label.box
    top, left = max(0, int(box.top)), max(0, int(box.left))
    crop = pixels[top : int(np.ceil(box.bottom)), left : int(np.ceil(box.right))]
    if crop.size == 0 or label.turned:
        return list(label.words)
    inked = _ink(crop)
    columns = np.flatnonzero(inked.any(0))
    if len(columns) < 2:
        return list(label.words)
    spans = _spans(columns, len(label.words))
    return (
        [
            replace(word, box=_inner(inked[:, start:end], word.box, left + start, top))
            for word, (start, end) in zip(label.words, spans, strict=True)
        ]
        if len(spans) == len(label.words)
        else list(label.words)
    )


def _ink(crop: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Pixels unlike the most common colour of a crop."""
    flat = crop.reshape(-1, 3).astype(np.int64) >> 3
    codes = (flat[:, 0] << 10) | (flat[:, 1] << 5) | flat[:, 2]
    ground = crop.reshape(-1, 3)[codes == np.bincount(codes).argmax()].mean(0)
    return _without_rules(np.asarray(np.linalg.norm(crop - ground, axis=2) > _INK))


def _without_rules(inked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without rows that are inked from end to end in the outer quarters: borders of fields, underlines."""
    height, width = inked.shape
    if width < 2 * height:
        return inked
    outer = np.arange(height)
    outer = (outer < height / 4) | (outer >= 3 * height / 4)
    kept = inked.copy()
    kept[outer & (inked.mean(1) > _RULE)] = False
    return kept


def _spans(columns: NDArray[np.int64], count: int) -> list[tuple[int, int]]:
    """First column and end of each of `count` words: the ink between the widest gaps."""
    gaps = np.diff(columns)
    cuts = np.sort(np.argsort(-gaps, kind="stable")[: count - 1])
    starts = [int(columns[0]), *(int(columns[cut + 1]) for cut in cuts)]
    ends = [*(int(columns[cut]) + 1 for cut in cuts), int(columns[-1]) + 1]
    return list(zip(starts, ends, strict=True))


def _inner(inked: NDArray[np.bool_], box: Box, left: int, top: int) -> Box:
    rows = np.flatnonzero(inked.any(1))
    if len(rows) < 2:
        return box
    return Box(float(left), float(top + rows[0]), float(left + inked.shape[1]), float(top + rows[-1] + 1))
