"""RapidOCR inside a limited process (`media.worker`): pixels → words. What a caller sees is in `rapid`."""

from __future__ import annotations

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from sensorium.abilities.documents.readers import rapid
from sensorium.content import Image
from sensorium.limits import Limits
from sensorium.media.messages import Decoded

_NO_MEMORY = ("alloc", "memory")  # what libraries say that raise errors of their own for it


def prepare() -> None:
    """Read some print, as much as is measured, so that all is loaded that is loaded lazily."""
    sheet = Pillow.new("RGB", (420, 120), "white")
    for row, line in enumerate(("all that is read here", "loads what is needed")):
        ImageDraw.Draw(sheet).text((20, 15 + 45 * row), line, fill="black", font=ImageFont.load_default(28))
    if not rapid.words_here(Image(np.asarray(sheet))):
        raise RuntimeError("RapidOCR reads nothing")


def read_words(data: bytes, limits: Limits, width: int, height: int) -> Decoded:
    """In the process: see `RapidOCR.read`. data: uint8 pixels, (height, width, 3)."""
    picture = Image(np.frombuffer(data, np.uint8).reshape(height, width, 3))
    try:
        words = rapid.words_here(picture)
    except Exception as error:
        if any(sign in str(error).lower() for sign in _NO_MEMORY):
            raise MemoryError from error
        raise
    boxes = [[word.box.left, word.box.top, word.box.right, word.box.bottom, word.confidence] for word in words]
    return Decoded({"placed": np.array(boxes, np.float64).reshape(-1, 5)}, {"texts": [word.text for word in words]})
