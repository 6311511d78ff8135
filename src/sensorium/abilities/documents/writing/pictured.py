"""A picture of a page with its blocks drawn over it, numbered as they are read."""

from __future__ import annotations

from typing import Final

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Block, Paragraph, ReadPage
from sensorium.abilities.documents.writing.told import kind_of
from sensorium.content import Image

COLOURS: Final = {
    "paragraph": (31, 119, 180), "heading": (214, 39, 40), "list_item": (44, 160, 44), "table": (140, 86, 75),
    "figure": (148, 103, 189), "chart": (227, 119, 194), "pair": (255, 127, 14), "block": (90, 90, 90),
}  # fmt: skip
_QUIET: Final = (130, 130, 130)  # what stands at the edge of every page
_LINE_PX = 2


def pictured(page_picture: Image, page: ReadPage) -> Image:
    """The picture with a frame around every block, coloured by its kind, and its number in reading order.

    page_picture: the whole page, of any size; the picture that comes back has the same size.
    """
    from PIL import Image as Pixels
    from PIL import ImageDraw

    shown = Pixels.fromarray(page_picture.pixels)
    pen = ImageDraw.Draw(shown)
    across, down = page_picture.width / page.width_pt, page_picture.height / page.height_pt
    for number, block in enumerate(page.blocks, start=1):
        left, top, right, bottom = _within(block.box, across, down, page_picture)
        colour = _colour(block)
        pen.rectangle((left, top, right, bottom), outline=colour, width=_LINE_PX)
        label = str(number)
        ground = pen.textbbox((left, top), label)
        pen.rectangle(ground, fill=colour)
        pen.text((left, top), label, fill=(255, 255, 255))
    return Image.from_array(np.asarray(shown))


def _colour(block: Block) -> tuple[int, int, int]:
    if isinstance(block, Paragraph) and block.role in ("header", "footer"):
        return _QUIET
    return COLOURS[kind_of(block)]


def _within(box: Box, across: float, down: float, picture: Image) -> tuple[int, int, int, int]:
    """Edges of a box in pixels, cut at the picture's edge."""
    left, right = (_clipped(edge * across, picture.width) for edge in (box.left, box.right))
    top, bottom = (_clipped(edge * down, picture.height) for edge in (box.top, box.bottom))
    return left, top, right, bottom


def _clipped(edge: float, most: int) -> int:
    return int(min(max(edge, 0), most - 1))
