"""A `Sheet` → a `ReadPage`: its tables, its blocks in reading order, its charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.layout import page_of
from sensorium.abilities.documents.layout.turning import upright
from sensorium.abilities.documents.pdf_pages import Seen, cut
from sensorium.abilities.documents.scans import read_words, scale_of, sized_in_points
from sensorium.abilities.documents.sheet import Sheet
from sensorium.abilities.documents.tables import find
from sensorium.abilities.documents.tree import Block, Chart, Figure, ReadPage, Table, Word
from sensorium.abilities.documents.way import Way
from sensorium.content import Image

LEAST_FIGURE_PT = 60.0  # smaller is a logo or a bullet
MOST_WORDS = 80  # on a page that may be a chart
TICKS = "-–—|_.'’·"  # what marks of an axis are read as at the end of a label
SURE_UPENDED = 0.6  # of a word that runs upwards, from which on it is believed

Look = Callable[[], tuple[Image, float]]
"""Gives the page's picture and points a pixel, when somebody wants to see it."""


def understood(seen: Seen, way: Way, look: Look | None = None) -> ReadPage:
    """What the page is made of. `look`: for figures that are pictures; None where the page is not to be looked at."""
    sheet = seen.sheet
    page = page_of(sheet, tables_of(sheet))
    if way.figures and any(isinstance(block, Figure) for block in page.blocks):
        view = _kept(seen.picture, seen.scale) if seen.picture is not None else look
        page = replace(page, blocks=tuple(_looked_into(block, sheet, way, view) for block in page.blocks))
    return replace(page, doubted=seen.doubted, turned_deg=seen.turned_deg, steps=seen.steps)


def tables_of(sheet: Sheet) -> list[Table]:
    """The tables of a page, those of one whose print runs up, down or head over heels included."""
    standing = upright(sheet)
    return [standing.table_back(table) for table in find(standing.sheet)]


def charted(page: ReadPage, picture: Image, way: Way) -> ReadPage:
    """A page that is a picture of one chart and nothing else, with that chart as its only block; others as they are.

    The picture is read once more as it came: what helps pages of print (larger, blacker, turned by the words on the
    side) spoils drawings. That is done only where few words were found. A chart is believed where it has values, most
    of them with a name.
    """
    if way.reader is None or len(page.words) > MOST_WORDS:
        return page
    from sensorium.abilities.documents.charts import read_chart

    read, doubted = read_words(picture, way, {})
    upended = list(_upended(picture, way))
    read = (*(word for word in read if not any(_covers(one.box, word.box) for one in upended)), *upended)
    chart = read_chart(read, picture.pixels)
    if chart is None or not _told(chart):
        return page
    scale = scale_of(picture, None)
    words, whole = sized_in_points(read, scale), Box(0.0, 0.0, picture.width * scale, picture.height * scale)
    return ReadPage(
        number=page.number,
        width_pt=whole.width,
        height_pt=whole.height,
        blocks=(replace(chart, box=whole, words=words),),
        words=words,
        doubted=sized_in_points(doubted, scale),
    )


def _upended(picture: Image, way: Way) -> Iterator[Word]:
    """Words that run upwards, as labels below bars often do: found in the picture turned a quarter to the right."""
    turned, _ = read_words(Image(np.ascontiguousarray(np.rot90(picture.pixels, -1))), way, {})
    height = picture.height
    for word in turned:
        box = Box(word.box.top, height - word.box.right, word.box.bottom, height - word.box.left)
        text = word.text.strip(TICKS)
        named = len(text) > 1 and not any(letter.isdigit() for letter in text)  # level figures look like anything
        if named and box.height > 1.2 * box.width and word.confidence > SURE_UPENDED:
            yield replace(word, text=text, box=box)


def _covers(first: Box, second: Box) -> bool:
    """Whether the middle of the second lies in the first."""
    across, down = second.center
    return first.left < across < first.right and first.top < down < first.bottom


def _told(chart: Chart) -> bool:
    named = sum(bool(name) for name in chart.categories)
    return any(sum(value is not None for value in one.values) >= 2 for one in chart.series) and (
        2 * named > len(chart.categories)
    )


def _kept(picture: Image, scale: float) -> Look:
    return lambda: (picture, scale)


def _looked_into(block: Block, sheet: Sheet, way: Way, look: Look | None) -> Block:
    """A figure with the words in it, or the chart that it is; other blocks as they are."""
    if not isinstance(block, Figure) or min(block.box.width, block.box.height) < LEAST_FIGURE_PT:
        return block
    from sensorium.abilities.documents.charts import chart_in

    drawn = chart_in(sheet, block.box)
    if drawn is not None:
        return replace(drawn, caption=block.caption, anchor=block.anchor)
    if look is None:
        return block
    picture, scale = look()
    part = cut(picture, block.box, scale)
    return block if part is None else _pictured(block, part, way, scale)


def _pictured(figure: Figure, part: Image, way: Way, scale: float) -> Block:
    words = _moved(figure.words, figure.box, scale)
    if not words and way.reader is not None:
        words, _ = read_words(part, way, {})
    from sensorium.abilities.documents.charts import read_chart

    chart = read_chart(words, part.pixels)
    placed = _placed(words, figure.box, scale)
    if isinstance(chart, Chart):
        return replace(chart, box=figure.box, words=placed, caption=figure.caption, anchor=figure.anchor)
    return replace(figure, words=placed)


def _moved(words: Sequence[Word], box: Box, scale: float) -> tuple[Word, ...]:
    """Words of a page with boxes in pixels of a part of its picture."""
    return tuple(replace(word, box=word.box.moved(-box.left, -box.top).scaled(1 / scale)) for word in words)


def _placed(words: Sequence[Word], box: Box, scale: float) -> tuple[Word, ...]:
    """And back."""
    return tuple(replace(word, box=word.box.moved(box.left, box.top)) for word in sized_in_points(words, scale))
