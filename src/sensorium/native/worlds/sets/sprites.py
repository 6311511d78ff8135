"""Emoji and icons as sprites with transparent ground, for the scenes to draw from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sensorium.native.worlds.sets.folder import image, present, rows

SIDE_PX = 128
WHITE_FROM = 245  # of 255: a channel this bright belongs to the page when the page reaches it
RIM_PX = 2  # how far antialiasing mixes the page into the drawing
ICON_COLOURS = ((52, 52, 58), (44, 102, 222), (222, 42, 42), (46, 160, 66), (138, 66, 190))


def extra_sprites(folder: Path | None, *, icons: bool = False) -> dict[str, NDArray[np.uint8]]:
    """Name → RGBA uint8, shape = (128, 128, 4), not premultiplied, ground transparent. Empty where no set is present.

    Emoji, without flags (pictures of cloth tell nothing apart at this size) and without names that need a keyboard;
    with `icons` the line icons too, whose strokes take one dark colour each, fixed by their name.
    """
    if folder is None:
        return {}
    here = present(folder)
    sprites: dict[str, NDArray[np.uint8]] = {}
    if "noto_emoji" in here:
        for row in rows(folder, "noto_emoji"):
            if "flag" not in row["text"] and row["text"].isascii():
                sprites.setdefault(row["text"].lower(), _square(cut_out(image(folder, "noto_emoji", row).pixels)))
    if icons and "lucide_icons" in here:
        for row in rows(folder, "lucide_icons"):
            colour = ICON_COLOURS[sum(row["text"].encode()) % len(ICON_COLOURS)]
            sprites.setdefault(row["text"].lower(), _square(ink(image(folder, "lucide_icons", row).pixels, colour)))
    return sprites


def cut_out(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """RGB on a white page → RGBA. The page is what is near white and reaches the border; its rim is unmixed.

    Where the page mixes into the drawing, the drawing's own colour is taken to be the darkest close by.
    """
    from PIL import Image, ImageFilter

    page = _page(pixels)
    rim = _grown(page, RIM_PX) & ~page
    darkest = np.asarray(Image.fromarray(pixels).filter(ImageFilter.MinFilter(2 * RIM_PX + 1)))
    colour = np.where(rim[..., None], darkest, pixels)
    towards_white = (255.0 - pixels).sum(-1) / np.maximum((255.0 - colour).sum(-1), 1.0)
    alpha = np.where(page, 0.0, np.where(rim, np.clip(towards_white, 0, 1), 1.0))
    return np.dstack([colour, alpha * 255 + 0.5]).astype(np.uint8)


def ink(pixels: NDArray[np.uint8], colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    """Dark strokes on white → RGBA strokes of one colour, as opaque as they were dark."""
    darkness = 255 - pixels.min(axis=-1, keepdims=True)
    return np.concatenate([np.broadcast_to(np.array(colour, np.uint8), pixels.shape), darkness], axis=-1)


def _page(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Near-white pixels that reach the border by rows and columns of near white, however winding.

    Looked for at half size, then let into the last corners.
    """
    white: NDArray[np.bool_] = np.pad(pixels.min(axis=-1) >= WHITE_FROM, 2, constant_values=True)
    white = white[: white.shape[0] // 2 * 2, : white.shape[1] // 2 * 2]
    coarse = white[0::2, 0::2] & white[1::2, 0::2] & white[0::2, 1::2] & white[1::2, 1::2]
    page = np.zeros_like(coarse)
    page[0] = True  # the margin just added
    count = 0
    while page.sum() > count:
        count = int(page.sum())
        for view, open_ in ((page, coarse), (page.T, coarse.T)):
            for way in (range(1, len(view)), range(len(view) - 2, -1, -1)):
                _sweep(view, open_, way)
    fine = page.repeat(2, axis=0).repeat(2, axis=1)
    for _ in range(2):
        fine = _grown(fine, 1) & white
    inner = np.zeros(pixels.shape[:2], dtype=np.bool_)
    found = fine[2 : 2 + pixels.shape[0], 2 : 2 + pixels.shape[1]]
    inner[: found.shape[0], : found.shape[1]] = found
    return inner


def _sweep(page: NDArray[np.bool_], open_: NDArray[np.bool_], way: range) -> None:
    """Carry the page from row to row, in place."""
    for row in way:
        page[row] |= page[row - way.step] & open_[row]


def _grown(mask: NDArray[np.bool_], distance: int) -> NDArray[np.bool_]:
    """`mask` and its neighbours up to `distance` steps along rows and columns."""
    grown: NDArray[np.bool_] = mask.copy()
    for _ in range(distance):
        padded = np.pad(grown, 1)
        for neighbour in (padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]):
            grown |= neighbour
    return grown


def _square(rgba: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Centred on a transparent square of `SIDE_PX`, longest side filling it."""
    from PIL import Image

    height, width = rgba.shape[:2]
    if height == width == SIDE_PX:
        return rgba
    scale = SIDE_PX / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    canvas = Image.new("RGBA", (SIDE_PX, SIDE_PX), (255, 255, 255, 0))
    drawing = Image.fromarray(rgba, "RGBA").convert("RGBa").resize(size, Image.Resampling.LANCZOS).convert("RGBA")
    canvas.paste(drawing, ((SIDE_PX - size[0]) // 2, (SIDE_PX - size[1]) // 2))
    return np.asarray(canvas)
