"""A picture of a page or dialog, with its words, → its elements."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.charts.ink import tightened
from sensorium.abilities.documents.charts.labels import Label, labels_of
from sensorium.abilities.documents.screens.controls import controls_of
from sensorium.abilities.documents.screens.elements import Colour, Element, Kind, Screen
from sensorium.abilities.documents.screens.grids import ruled_tables, tables_of
from sensorium.abilities.documents.screens.prints import lines_of, size_of, type_box, usual_size
from sensorium.abilities.documents.screens.regions import Region, ground_of, pictures_of, regions_of
from sensorium.abilities.documents.screens.ticks import is_misread, ticks_of
from sensorium.abilities.documents.tree import Word
from sensorium.errors import InvalidInput

_HEADING = 1.16  # times the usual size of type
_LINK_CHROMA = 90  # between the greatest and the least channel of the ink


def read_screen(words: Sequence[Word], pixels: NDArray[np.uint8]) -> Screen:
    """Elements of a screenshot.

    words: those that stand in it, boxes in its pixels; pixels: uint8, shape = (H, W, 3). Raises
    `InvalidInput(code="invalid_image")` for pixels of another form. How: rectangles of one colour become controls by
    their size, border and the place of the text in them; the rest of the words are text, headings by their size, links
    by their colour; aligned rows are tables; what has many colours is a picture.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise InvalidInput(
            f"A screen is read from uint8 pixels of shape (height, width, 3), not {pixels.dtype} {pixels.shape}; "
            "convert the picture to RGB first.",
            code="invalid_image",
            param="pixels",
        )
    print_ = labels_of(tightened(words, pixels))
    em = usual_size(print_)
    ticks = ticks_of(print_, pixels)
    labels = lines_of([label for label in print_ if not is_misread(label, ticks)], em)
    ticks = ticks_of(labels, pixels)
    regions = regions_of(pixels)
    pictures = pictures_of(pixels, [label.box for label in labels])
    ruled = ruled_tables(regions, labels, em)
    free = [
        region
        for region in regions
        if not any(box.grown(2).holds(region.box.center) for box in (*(table.box for table in ruled), *pictures))
    ]
    controls = [*controls_of(free, labels, pixels, em), *ticks]
    taken = [element.box for element in (*ruled, *controls)]
    loose = [label for label in labels if not any(box.holds(label.box.center) for box in taken)]
    tables = [*ruled, *tables_of(loose, em)]
    taken = [element.box for element in (*tables, *controls)]
    texts = [_text(label, pixels, em) for label in loose if not any(box.holds(label.box.center) for box in taken)]
    images = [Element(kind="image", box=box, ground=_mean(pixels, box)) for box in pictures]
    every = [_inked(one, pixels) for one in (*tables, *controls)] + images + texts
    return Screen(
        width=pixels.shape[1],
        height=pixels.shape[0],
        ground=ground_of(pixels),
        elements=tuple(sorted(every, key=lambda one: (one.box.top, one.box.left))),
        panels=tuple((region.box, region.colour) for region in regions if _is_panel(region, em)),
    )


def _is_panel(region: Region, em: float) -> bool:
    return region.box.height > 4.2 * em and region.box.width > 8 * em


def _text(label: Label, pixels: NDArray[np.uint8], em: float) -> Element:
    ground, ink = _colours(pixels, label.box)
    chroma = max(ink) - min(ink)
    kind: Kind = "heading" if size_of(label) > _HEADING * em else "link" if chroma > _LINK_CHROMA else "text"
    return Element(kind=kind, box=type_box(label), words=label.words, ground=ground, ink=ink, size_px=size_of(label))


def _inked(element: Element, pixels: NDArray[np.uint8]) -> Element:
    """With the colours of its text."""
    if not element.words:
        return element
    ground, ink = _colours(pixels, Box.around(word.box for word in element.words))
    return Element(
        kind=element.kind,
        box=element.box,
        words=element.words,
        on=element.on,
        rows=element.rows,
        ground=ground,
        ink=ink,
        size_px=element.size_px,
    )


def _colours(pixels: NDArray[np.uint8], box: Box) -> tuple[Colour, Colour]:
    """Ground and ink in a box: the most common colour, and that of the tenth of the pixels least like it."""
    crop = pixels[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1].reshape(-1, 3)
    if not len(crop):
        return (255, 255, 255), (0, 0, 0)
    ground = ground_of(crop[None])
    far = np.abs(crop.astype(int) - np.array(ground)).sum(1)
    return ground, _told(crop[far >= np.quantile(far, 0.9)].mean(0))


def _mean(pixels: NDArray[np.uint8], box: Box) -> Colour:
    return _told(pixels[int(box.top) : int(box.bottom), int(box.left) : int(box.right)].reshape(-1, 3).mean(0))


def _told(mean: NDArray[np.float64]) -> Colour:
    red, green, blue = (round(float(channel)) for channel in mean)
    return red, green, blue
