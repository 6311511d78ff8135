"""Drawings turned, mirrored and faded: RGBA uint8, shape = (side, side, 4), before and after."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image


def turned(drawing: NDArray[np.uint8], angle_deg: float) -> NDArray[np.uint8]:
    """Clockwise about its centre, the same size."""
    if angle_deg % 90 == 0:
        return np.rot90(drawing, k=-round(angle_deg / 90))
    image = Image.fromarray(drawing, "RGBA").convert("RGBa")
    return np.asarray(image.rotate(-angle_deg, Image.Resampling.BILINEAR).convert("RGBA"))


def mirrored(drawing: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Left for right."""
    return drawing[:, ::-1]


def faded(drawing: NDArray[np.uint8], opacity: float) -> NDArray[np.uint8]:
    """More transparent."""
    paler = drawing.copy()
    paler[..., 3] = np.round(drawing[..., 3] * opacity).astype(np.uint8)
    return paler
