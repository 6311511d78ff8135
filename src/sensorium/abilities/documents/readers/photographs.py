"""A sheet of paper in a photograph: its outline found, its picture flattened. Needs the extra `ocr` (OpenCV)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Image
from sensorium.errors import MissingDependency

WORK_SIDE = 800  # pixels
LEAST_SHARE = 0.25  # of the picture that a sheet covers
FULL_SHARE = 0.98  # a sheet that fills the picture needs no flattening
STRAIGHTNESS = 0.02  # of its outline's length: how far corners may lie off it
LIGHTER = 25  # grey levels that a sheet is lighter than what lies beside it,
STRIP_PX = 5  # so near to its rim
FEWEST_PX = 200  # outside of a side: with fewer it is the picture's own rim


def corners_of(picture: Image) -> NDArray[np.float64] | None:
    """The corners of the sheet, (4, 2): x, y in pixels, clockwise from its upper left; None where none is seen.

    Raises `MissingDependency` without OpenCV.
    """
    cv2 = _opencv()
    shrink = max(1.0, max(picture.width, picture.height) / WORK_SIDE)
    size = round(picture.width / shrink), round(picture.height / shrink)
    grey = cv2.resize(cv2.cvtColor(np.ascontiguousarray(picture.pixels), cv2.COLOR_RGB2GRAY), size)
    _, light = cv2.threshold(cv2.GaussianBlur(grey, (9, 9), 0), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    whole = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    outlines, _ = cv2.findContours(whole, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for outline in sorted(outlines, key=cv2.contourArea, reverse=True)[:3]:
        corners = cv2.approxPolyDP(outline, STRAIGHTNESS * cv2.arcLength(outline, True), True).reshape(-1, 2)
        share = cv2.contourArea(outline) / (size[0] * size[1])
        if len(corners) == 4 and LEAST_SHARE <= share <= FULL_SHARE and _stands_out(cv2, grey, corners):
            return _clockwise(corners.astype(np.float64)) * shrink
    return None


def _stands_out(cv2: Any, grey: NDArray[np.uint8], corners: NDArray[np.int32]) -> bool:  # noqa: ANN401
    """Whether every side of the sheet is an edge, not the soft rim of a shadow; the picture's own rim counts as one."""
    inside = np.zeros_like(grey)
    cv2.fillConvexPoly(inside, corners, 255)
    strip = np.ones((2 * STRIP_PX + 1,) * 2, np.uint8)
    within, beyond = inside - cv2.erode(inside, strip), cv2.dilate(inside, strip) - inside
    for one, other in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        side = cv2.line(np.zeros_like(grey), one.tolist(), other.tolist(), 255, 2 * STRIP_PX + 1)
        outside = grey[(beyond & side) > 0]
        if outside.size >= FEWEST_PX and np.median(grey[(within & side) > 0]) - np.median(outside) < LIGHTER:
            return False
    return True


def _clockwise(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """From the upper left one on."""
    middle = corners.mean(axis=0)
    order = np.argsort(np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0]))
    around = corners[order]
    return np.roll(around, -int(around.sum(axis=1).argmin()), axis=0)


def flattened(picture: Image, corners: NDArray[np.float64]) -> tuple[Image, NDArray[np.float64]]:
    """The sheet alone, as seen from straight above, and the map (3, 3) from its pixels to those of the photograph."""
    cv2 = _opencv()
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    width, height = max(1, round(max(sides[0], sides[2]))), max(1, round(max(sides[1], sides[3])))
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    there = cv2.getPerspectiveTransform(corners.astype(np.float32), flat)
    kept = np.ascontiguousarray(picture.pixels)
    pixels = cv2.warpPerspective(kept, there, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return Image(pixels), np.linalg.inv(there)


def _opencv() -> Any:  # noqa: ANN401 - its types are not for strict checking
    try:
        import cv2
    except ImportError as missing:
        raise MissingDependency("flattening photographs needs an extra: pip install 'sensorium[ocr]'") from missing
    return cv2
