"""How high the print in a picture is: what a reader needs to know before it makes a picture smaller. Needs OpenCV.

Letters are the connected pieces of ink. Knows no letters, and no readers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

AROUND_PX, AROUND = 41, 1 / 30  # the square over which paper is averaged: its least side, and its share of the picture
DARKER, CLEARLY = 0.85, 15  # of that mean, and grey levels under it: ink
LIGHTER, NIGHT = 40, 170  # grey levels over it: ink, on a ground that is darker than this
LEAST_PX, MOST_PX = 3, 300  # high: what is smaller is noise, what is larger no letter
FEWEST = 20  # pieces: with fewer nothing is told
OF_USUAL = 0.4  # of the usual height: what is lower is a dot, a comma or a dash
SMALL = 5.0  # percentile: small print counts


def print_height_px(pixels: NDArray[np.uint8]) -> float | None:
    """The height of the smaller letters in pixels, of those without ascenders mostly; None where too few are seen.

    pixels: (height, width, 3). Light print on a dark ground counts as well. Raises `ImportError` without OpenCV.
    """
    heights = max(pieces_of(pixels), key=len)[:, 2]  # the other ones are what letters enclose
    if len(heights) < FEWEST:
        return None
    return float(np.percentile(heights[heights >= OF_USUAL * np.median(heights)], SMALL))


def pieces_of(pixels: NDArray[np.uint8]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Connected pieces that may be letters, dark on light and light on dark.

    Of each its middle (x, y) and its height in pixels, (K, 3).

    Raises `ImportError` without OpenCV.
    """
    import cv2

    grey = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2GRAY)
    side = max(AROUND_PX, round(AROUND * max(grey.shape)))
    paper = cv2.blur(grey, (side, side)).astype(np.float32)
    smooth = cv2.blur(grey, (3, 3)).astype(np.float32)
    dark = smooth < np.minimum(DARKER * paper, paper - CLEARLY)
    light = (smooth > paper + LIGHTER) & (paper < NIGHT)
    return _pieces(dark), _pieces(light)


def _pieces(ink: NDArray[np.bool_]) -> NDArray[np.float64]:
    import cv2

    _, _, found, middles = cv2.connectedComponentsWithStats(ink.astype(np.uint8))
    width, height = found[1:, cv2.CC_STAT_WIDTH], found[1:, cv2.CC_STAT_HEIGHT]
    may_be = (height >= LEAST_PX) & (height <= MOST_PX) & (width <= MOST_PX)
    return np.column_stack([middles[1:], height])[may_be].astype(np.float64)
