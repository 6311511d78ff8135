"""A picture with what was found drawn over it, numbered as it is read."""

from __future__ import annotations

from collections.abc import Sequence
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
    across, down = page_picture.width / page.width_pt, page_picture.height / page.height_pt
    return framed(page_picture, [(_scaled(block.box, across, down), _colour(block)) for block in page.blocks])


def framed(picture: Image, frames: Sequence[tuple[Box, tuple[int, int, int]]]) -> Image:
    """The picture with numbered frames over it. frames: boxes in pixels, each with its colour (0 to 255)."""
    from PIL import Image as Pixels
    from PIL import ImageDraw

    shown = Pixels.fromarray(picture.pixels)
    pen = ImageDraw.Draw(shown)
    for number, (box, colour) in enumerate(frames, start=1):
        left, top, right, bottom = _within(box, picture)
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


def _scaled(box: Box, across: float, down: float) -> Box:
    return Box(box.left * across, box.top * down, box.right * across, box.bottom * down)


def _within(box: Box, picture: Image) -> tuple[int, int, int, int]:
    """Edges of a box in whole pixels, cut at the picture's edge."""
    left, right = (_clipped(edge, picture.width) for edge in (box.left, box.right))
    top, bottom = (_clipped(edge, picture.height) for edge in (box.top, box.bottom))
    return left, top, right, bottom


def _clipped(edge: float, most: int) -> int:
    return int(min(max(edge, 0), most - 1))
