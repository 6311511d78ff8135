"""A picture of a diagram before it is understood: its labels, its colours, the areas of each colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.colours import Layer, Palette, palette_of
from sensorium.abilities.documents.charts.components import Components, components_of, opened
from sensorium.abilities.documents.charts.ink import tightened
from sensorium.abilities.documents.charts.labels import Label, labels_of, type_height
from sensorium.abilities.documents.tree import Word

_LINE_PX = 3  # axes and grid lines are no thicker
_WIDEST_LETTER = 1.2  # times the height of type: wider is a line
_TALLEST_PRINT = 2.6  # times the usual height of type


@dataclass(frozen=True, eq=False, kw_only=True)
class Coat:
    """The areas of one colour that are not print."""

    colour: tuple[int, int, int]
    grey: bool
    mask: NDArray[np.bool_]
    loose: NDArray[np.bool_]  # with softened edges
    areas: Components
    solids: Components  # areas without thin lines


@dataclass(frozen=True, eq=False, kw_only=True)
class Figure:
    """em: height of type in pixels; coats: without that of the ground."""

    height: int
    width: int
    em: float
    labels: tuple[Label, ...]
    palette: Palette
    coats: tuple[Coat, ...] = field(default=())


def figure_of(words: Sequence[Word], pixels: NDArray[np.uint8]) -> Figure:
    """Words (boxes in pixels) and the picture, uint8, shape = (H, W, 3)."""
    height, width = int(pixels.shape[0]), int(pixels.shape[1])
    labels = tuple(labels_of(tightened(words, pixels)))
    palette = palette_of(pixels)
    em = type_height(labels)
    coats = tuple(_coat(layer, labels, em) for layer in palette.layers)
    return Figure(height=height, width=width, em=em, labels=labels, palette=palette, coats=coats)


def _coat(layer: Layer, labels: Sequence[Label], em: float) -> Coat:
    colour, grey, mask = layer.colour, layer.grey, layer.mask
    areas = components_of(mask)
    printed = _printed(areas, [word.box for label in labels for word in label.words], em)
    if printed.any():
        mask = areas.mask(~printed)
        areas = components_of(mask)
    return Coat(
        colour=colour,
        grey=grey,
        mask=mask,
        loose=layer.loose,
        areas=areas,
        solids=components_of(opened(mask, _LINE_PX + 1)),
    )


def _printed(areas: Components, boxes: Sequence[Box], em: float) -> NDArray[np.bool_]:
    """Which areas lie inside the box of a word and are no solid patches: its letters."""
    inside = np.zeros(len(areas), bool)
    left, top, right, bottom = areas.edges.T if len(areas) else np.zeros((4, 0))
    for box in boxes:
        inside |= (left >= box.left - 2) & (top >= box.top - 2) & (right <= box.right + 2) & (bottom <= box.bottom + 2)
    widths, heights = right - left, bottom - top
    solid = (areas.areas >= 0.93 * widths * heights) & (widths >= 0.5 * em) & (heights >= 0.4 * em)
    solid |= widths > _WIDEST_LETTER * em
    return np.asarray(inside & ~solid & (np.minimum(widths, heights) < _TALLEST_PRINT * em))
