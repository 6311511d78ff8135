"""Pictures: PNG, JPEG, WebP, GIF, AVIF and TIFF bytes ↔ uint8 pixels, shape = (height, width, 3), sRGB.

`decode_*` run in the decoding process; `read`, `frames` and `write` are for the program.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sensorium.limits import DEFAULT, Limits
from sensorium.media import worker
from sensorium.media.messages import Decoded


def read(data: bytes, limits: Limits = DEFAULT) -> NDArray[np.uint8]:
    pixels: NDArray[np.uint8] = worker.decode("picture", data, limits).arrays["pixels"]
    return pixels


def decode_picture(data: bytes, limits: Limits) -> Decoded:
    import io

    from PIL import Image

    return Decoded({"pixels": np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))})


def prepare() -> None:
    from PIL import Image

    Image.init()
