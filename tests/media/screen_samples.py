"""A dialog that is drawn with numpy, and a reader that knows its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.tree import Word
from sensorium.content import Image


def word(
    pixels: np.ndarray, text: str, left: int, top: int, ink: tuple[int, int, int] = (0, 0, 0), high: int = 10
) -> Word:
    """Print that looks like letters to the reader: strokes as high as capitals, `high` pixels."""
    wide = high * len(text) * 6 // 10
    pixels[top : top + high, left : left + wide : 3] = ink
    pixels[top : top + high, left + wide - 1] = ink
    return Word(text=text, box=Box(left - 1, top - 1, left + wide + 1, top + high + 1))


def framed(pixels: np.ndarray, left: int, top: int, right: int, bottom: int, fill: tuple[int, int, int]) -> None:
    pixels[top:bottom, left:right] = (120, 120, 120)
    pixels[top + 1 : bottom - 1, left + 1 : right - 1] = fill


def dialog() -> tuple[list[Word], np.ndarray]:
    pixels = np.full((300, 420, 3), 250, np.uint8)
    words = [word(pixels, "LOGIN", 20, 20, high=18), word(pixels, "NAME", 20, 70), word(pixels, "KEEP", 50, 115)]
    framed(pixels, 120, 62, 320, 88, (255, 255, 255))
    framed(pixels, 24, 112, 38, 126, (255, 255, 255))
    framed(pixels, 20, 160, 110, 188, (13, 110, 253))
    words.append(word(pixels, "SEND", 53, 169, ink=(255, 255, 255)))
    words.append(word(pixels, "HELP", 20, 230, ink=(10, 60, 220)))
    return words, pixels


@dataclass(frozen=True)
class DialogReader:
    """Reads what is written in the dialog, however large it is shown."""

    name: str = "dialog reader"
    languages: tuple[str, ...] = ("eng",)

    def read(self, picture: Image) -> Sequence[Word]:
        words, pixels = dialog()
        factor = picture.width / pixels.shape[1]
        return [replace(one, box=one.box.scaled(factor), source=self.name, confidence=0.9) for one in words]
