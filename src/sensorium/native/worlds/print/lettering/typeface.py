"""What can set a line of text, and the kind that sets it from a font file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import ImageFont

OPTIONAL_CHARACTERS = "£€°–àáâäåèéêëìíîïñòóôöùúûü"
REQUIRED_CHARACTERS = "".join(map(chr, range(33, 127)))
EXAMINED_SIZE_PX = 24


@dataclass(frozen=True, eq=False)
class Lettering:
    """A set line, cut to its ink: `coverage` uint8 0 … 255, shape = (height, width).

    `top` rows lie above the baseline (negative: the ink starts below it), `left` columns right of the pen's start.
    `advance` is how far the pen moves, in pixels. `text` is what it says, where that is of use later.
    """

    coverage: NDArray[np.uint8]
    top: int
    left: int
    advance: float
    text: str = ""


class Typeface(Protocol):
    """Sets lines. `family` decides whether it is for training or for tests."""

    @property
    def family(self) -> str: ...

    def supports(self, text: str) -> bool:
        """Whether every character has a shape."""
        ...

    def set(self, text: str, size_px: float) -> Lettering:
        """The line at `size_px` pixels an em; one row and column of nothing when it has no ink."""
        ...


@dataclass(frozen=True)
class OutlineTypeface:
    """One face of a font file, through FreeType. `path` "" is the font that Pillow carries."""

    family: str
    path: str
    index: int = 0
    variation: bytes = b""

    def supports(self, text: str) -> bool:
        return self._characters.issuperset(text)

    def set(self, text: str, size_px: float) -> Lettering:
        font = _font(self.path, self.index, self.variation, round(size_px))
        mask, (left, top) = font.getmask2(text, mode="L", anchor="ls")
        width, height = mask.size
        advance = float(font.getlength(text))
        if width == 0 or height == 0:
            return Lettering(np.zeros((1, 1), np.uint8), top=0, left=0, advance=advance)
        coverage = np.frombuffer(bytes(mask), np.uint8).reshape(height, width)
        return Lettering(coverage, top=-top, left=left, advance=advance)

    @cached_property
    def _characters(self) -> frozenset[str]:
        """Characters that do not come out as the box of a missing one."""
        missing = self.set("\uffff", EXAMINED_SIZE_PX).coverage.tobytes()
        candidates = REQUIRED_CHARACTERS + OPTIONAL_CHARACTERS
        return frozenset(c for c in candidates if self.set(c, EXAMINED_SIZE_PX).coverage.tobytes() != missing) | {" "}


@lru_cache(maxsize=2048)
def _font(path: str, index: int, variation: bytes, size_px: int) -> ImageFont.FreeTypeFont:
    if not path:
        return _carried(size_px)
    font = ImageFont.truetype(path, size_px, index=index, layout_engine=ImageFont.Layout.BASIC)
    if variation:
        font.set_variation_by_name(variation)
    return font


def _carried(size_px: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size_px)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("this Pillow was built without FreeType; install the wheel from PyPI")
    return font


__all__ = ["OPTIONAL_CHARACTERS", "REQUIRED_CHARACTERS", "Lettering", "OutlineTypeface", "Typeface"]
