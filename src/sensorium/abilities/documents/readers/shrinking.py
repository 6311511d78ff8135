"""A picture of a page with more pixels than its print needs → one that has as many as are of use.

Offices scan at 600 dpi; readers see lines in less than a tenth of that, and need memory by the pixel.
"""

from __future__ import annotations

import math

import numpy as np
from PIL import Image as Pillow

from sensorium.content import Image

MOST_PX = 9_000_000  # an A4 page at 300 dpi has 8.7 million


def shrunk(picture: Image) -> Image:
    """The picture with at most `MOST_PX` pixels, its sides in the same proportion; smaller ones as they are."""
    share = math.sqrt(MOST_PX / (picture.width * picture.height))
    if share >= 1:
        return picture
    size = (max(1, int(picture.width * share)), max(1, int(picture.height * share)))
    return Image(np.asarray(Pillow.fromarray(picture.pixels).resize(size, Pillow.Resampling.BOX)))
