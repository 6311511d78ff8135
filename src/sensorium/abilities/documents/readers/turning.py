"""How a page lies: askew by a few degrees, or on its side, or on its head. numpy and Pillow alone.

The angle is the one at which rows of pixels are the most unlike, text or gap (Postl, "Detection of Linear Oblique
Structures and Skew Scan in Digitized Documents", ICPR 1986). Which end is up: small letters reach above their middle
more often than below it (as Caprari, "Algorithm for Text Page Up/Down Orientation Determination", Pattern Recognition
Letters 21(4), 2000).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.documents.readers.ink import Ink

FURTHEST_DEG = 15.0
COARSE_DEG, FINE_DEG = 0.5, 0.05
FEWEST_POINTS = 300  # of ink: with less nothing can be told
PEAKED = 2.0  # the best angle's sharpness over the mean of all: below it nothing stands in lines
BODY = 0.4  # of the fullest row of a line: rows of small letters' bodies
GAP = 0.05  # of the page's fullest rows: rows with less part lines
FEWEST_LINES = 2


def skew_deg(ink: Ink) -> float:
    """By how many degrees the page must be turned clockwise to be straight, −15 to 15; 0 where nothing tells."""
    if len(ink) < FEWEST_POINTS:
        return 0.0
    coarse = np.arange(-FURTHEST_DEG, FURTHEST_DEG + COARSE_DEG / 2, COARSE_DEG)
    sharp = np.array([sharpness(ink, angle) for angle in coarse])
    if sharp.max() < PEAKED * sharp.mean():
        return 0.0
    middle = coarse[sharp.argmax()]
    fine = np.arange(middle - COARSE_DEG, middle + COARSE_DEG + FINE_DEG / 2, FINE_DEG)
    return float(fine[np.argmax([sharpness(ink, angle) for angle in fine])])


def sharpness(ink: Ink, turn_deg: float) -> float:
    """How unlike neighbouring rows of pixels are, once turned: the sum of their squared differences, by ink."""
    rows = ink.rows(turn_deg)
    return float((np.diff(rows.astype(np.float64)) ** 2).sum() / max(len(ink), 1))


def on_its_side(ink: Ink) -> bool:
    """Whether lines run from top to bottom. Askew by up to 15° it is told as well."""
    if len(ink) < FEWEST_POINTS:
        return False
    return _best(ink.turned(1)) > _best(ink)


def _best(ink: Ink) -> float:
    return max(sharpness(ink, angle) for angle in np.arange(-FURTHEST_DEG, FURTHEST_DEG + 0.5, COARSE_DEG))


def uprightness(ink: Ink, turn_deg: float) -> float:
    """Ink above the bodies of letters against ink below, −1 to 1: over 0 the page is upright, under 0 on its head.

    turn_deg: `skew_deg` of the page. 0 where there are too few lines to tell.
    """
    above = below = 0.0
    lines = list(_lines(ink.rows(turn_deg)))
    for line in lines:
        body = np.flatnonzero(line >= BODY * line.max())
        above, below = above + float(line[: body[0]].sum()), below + float(line[body[-1] + 1 :].sum())
    if len(lines) < FEWEST_LINES or above + below == 0:
        return 0.0
    return (above - below) / (above + below)


def _lines(rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Runs of rows with ink, those of a usual height."""
    full = rows > GAP * np.percentile(rows, 95)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], full, [False]]).astype(np.int8)))
    runs = list(zip(edges[::2], edges[1::2], strict=True))
    usual = np.median([end - begin for begin, end in runs]) if runs else 0
    return [rows[begin:end] for begin, end in runs if 0.5 * usual <= end - begin <= 2 * usual and end - begin >= 5]
