"""A sheet of paper in a photograph: its outline found, its picture flattened. Needs the extra `ocr` (OpenCV).

What is light at one of several levels, and has four straight sides that are edges, may be a sheet: a shadow takes a
part of it away at one level and not at another. Sides that the picture cuts off are those of no sheet: from them
nothing can be told of how it lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Image
from sensorium.errors import MissingDependency

WORK_SIDE = 800  # pixels
LEAST_SHARE = 0.05  # of the picture that a sheet covers: long receipts are narrow
FULL_SHARE = 0.98  # a sheet that fills the picture needs no flattening
LEVELS = 12  # of light, from the 10th to the 95th percentile
BLUR_PX, GRAIN_PX = 9, 25  # print that is smoothed over, and the grain of a table
HOLES_PX, SPECKS_PX = 7, 15  # that are closed, and cut off
SMOOTHNESS = (0.02, 0.03, 0.05, 0.08)  # of its outline's length: how far corners may lie off it, the first that fits
FILLED = 0.92  # of the four corners' area, by the outline: fewer is something else
OFF_SQUARE_DEG = 35.0  # that its corners may be
NEAR_A_SIDE, OFF_CORNERS = 0.03, 0.1  # of its length: which points of the outline tell how a side runs
LIGHTER = 18  # grey levels that a sheet is lighter than what lies beside it,
ALIKE = 0.03  # of its side: how far apart corners of the same sheet are at most
SHARP = 0.95  # of what the one that stands out most does: as sharply outlined
STRIP_PX = 5  # so near to its rim
DARKER_PART = 60  # percentile of it: a table may have light places
RIM = 0.008  # of the picture's sides: what is nearer to its rim is cut off by it


def corners_of(picture: Image) -> NDArray[np.float64] | None:
    """The corners of the sheet, (4, 2): x, y in pixels, clockwise from its upper left; None where none is seen.

    Raises `MissingDependency` without OpenCV.
    """
    cv2 = _opencv()
    shrink = max(1.0, max(picture.width, picture.height) / WORK_SIDE)
    size = max(1, round(picture.width / shrink)), max(1, round(picture.height / shrink))
    small = cv2.resize(np.ascontiguousarray(picture.pixels), size, interpolation=cv2.INTER_AREA)
    white = np.ascontiguousarray(small.min(axis=2))  # paper is light in every colour, wood is not
    found = [_clockwise(corners) for corners in _outlined(cv2, white) if _lies_like_a_sheet(corners, white.shape)]
    if not found:
        return None
    lighter = [_standing_out(cv2, white, corners) for corners in found]
    best = max(range(len(found)), key=lambda place: lighter[place] * _side_of(cv2, found[place]))
    if lighter[best] < LIGHTER:
        return None
    near = ALIKE * _side_of(cv2, found[best])  # the same sheet, found at other levels: its rim lies in their middle
    same = [place for place, corners in enumerate(found) if np.abs(corners - found[best]).max() <= near]
    sharp = SHARP * max(lighter[place] for place in same)
    sharpest = sorted((_side_of(cv2, found[place]), place) for place in same if lighter[place] >= sharp)
    return found[sharpest[len(sharpest) // 2][1]] * shrink


def _side_of(cv2: Any, corners: NDArray[np.float64]) -> float:  # noqa: ANN401
    return float(np.sqrt(cv2.contourArea(corners.astype(np.float32))))


def _outlined(cv2: Any, white: NDArray[np.uint8]) -> Iterator[NDArray[np.float64]]:  # noqa: ANN401
    """Corners, (4, 2), of light areas with four sides, at all levels."""
    for light in _light_areas(cv2, white):
        outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        for outline in outlines:
            share = cv2.contourArea(outline) / white.size
            corners = _four_corners(cv2, outline) if LEAST_SHARE <= share <= FULL_SHARE else None
            if corners is not None:
                yield _straightened(cv2, outline.reshape(-1, 2), corners)


def _light_areas(cv2: Any, white: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:  # noqa: ANN401
    """What is lighter than each level, once print and the grain of tables are smoothed over."""
    closing, opening = (np.ones((side, side), np.uint8) for side in (HOLES_PX, SPECKS_PX))
    for smooth in (cv2.GaussianBlur(white, (BLUR_PX, BLUR_PX), 0), cv2.medianBlur(white, GRAIN_PX)):
        lowest, highest = np.percentile(smooth, (10, 95))
        for level in np.linspace(lowest, highest, LEVELS):
            light = cv2.morphologyEx((smooth > level).astype(np.uint8), cv2.MORPH_CLOSE, closing)
            yield cv2.morphologyEx(light, cv2.MORPH_OPEN, opening)


def _four_corners(cv2: Any, outline: NDArray[np.int32]) -> NDArray[np.float64] | None:  # noqa: ANN401
    """Of an area that has four and fills what lies between them."""
    hull = cv2.convexHull(outline)
    for smoothness in SMOOTHNESS:
        corners = cv2.approxPolyDP(hull, smoothness * cv2.arcLength(hull, True), True)
        if len(corners) == 4:
            filled = cv2.contourArea(outline) / max(1.0, cv2.contourArea(corners))
            return corners.reshape(4, 2).astype(np.float64) if FILLED <= filled <= 1 / FILLED else None
    return None


def _straightened(cv2: Any, outline: NDArray[np.int32], corners: NDArray[np.float64]) -> NDArray[np.float64]:  # noqa: ANN401
    """Corners where lines through the outline's sides meet: a sheet's own may be bent or torn off."""
    ends = np.roll(corners, -1, axis=0)
    sides = [_side(cv2, outline, begin, end) for begin, end in zip(corners, ends, strict=True)]
    met = [_meeting(sides[place - 1], side) for place, side in enumerate(sides)]
    near = NEAR_A_SIDE * np.linalg.norm(ends - corners, axis=1).max()
    return np.array(
        [
            corner if other is None or np.linalg.norm(other - corner) > near else other
            for corner, other in zip(corners, met, strict=True)
        ]
    )


def _side(
    cv2: Any,  # noqa: ANN401
    outline: NDArray[np.int32],
    begin: NDArray[np.float64],
    end: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A point of the line along a side, and its direction."""
    length = max(1.0, float(np.linalg.norm(end - begin)))
    along = (end - begin) / length
    across = np.array([-along[1], along[0]])
    near = np.abs((outline - begin) @ across) < max(2.0, NEAR_A_SIDE * length)
    place = (outline - begin) @ along / length
    points = outline[near & (place > OFF_CORNERS) & (place < 1 - OFF_CORNERS)]
    if len(points) < 2:
        return begin, along
    x_along, y_along, x, y = cv2.fitLine(points.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([x, y], np.float64), np.array([x_along, y_along], np.float64)


def _meeting(
    one: tuple[NDArray[np.float64], NDArray[np.float64]], other: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> NDArray[np.float64] | None:
    """Where two lines meet; None where they run alike."""
    (begin, along), (there, across) = one, other
    if abs(along[0] * across[1] - along[1] * across[0]) < 0.1:
        return None
    how_far = np.linalg.solve(np.column_stack([along, -across]), there - begin)
    return np.asarray(begin + how_far[0] * along)


def _lies_like_a_sheet(corners: NDArray[np.float64], shape: tuple[int, ...]) -> bool:
    """Whether it has the corners of one, and lies in the picture as a whole."""
    before, after = np.roll(corners, 1, axis=0) - corners, np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    cosines = (before * after).sum(axis=1) / np.maximum(lengths, 1e-9)
    if np.any(np.abs(np.rad2deg(np.arccos(np.clip(cosines, -1, 1))) - 90) > OFF_SQUARE_DEG):
        return False
    return not _cut_off(corners, shape)


def _cut_off(corners: NDArray[np.float64], shape: tuple[int, ...]) -> bool:
    """Whether a side runs along the picture's rim."""
    near = RIM * max(shape)
    far = np.array([shape[1], shape[0]]) - 1 - near
    at_rim = np.hstack([corners <= near, corners >= far])  # left, top, right, bottom
    return bool(np.any(at_rim & np.roll(at_rim, -1, axis=0)))


def _standing_out(cv2: Any, white: NDArray[np.uint8], corners: NDArray[np.float64]) -> float:  # noqa: ANN401
    """By how many grey levels it is lighter than what lies beside it, on the side where that is least.

    That of the soft rim of a shadow is small, and so is that of corners which are not quite a sheet's. The part of a
    sheet that lies in the light may stand out more than all of it: what is larger counts for more.
    """
    inside, around = np.zeros_like(white), np.rint(corners).astype(np.int32)
    cv2.fillConvexPoly(inside, around, 255)
    strip = np.ones((2 * STRIP_PX + 1,) * 2, np.uint8)
    within, beyond = inside - cv2.erode(inside, strip), cv2.dilate(inside, strip) - inside
    least = 255.0
    for one, other in zip(around, np.roll(around, -1, axis=0), strict=True):
        side = cv2.line(np.zeros_like(white), one.tolist(), other.tolist(), 255, 2 * STRIP_PX + 1)
        outside, paper = white[(beyond & side) > 0], white[(within & side) > 0]
        if not outside.size or not paper.size:
            return 0.0
        least = min(least, float(np.median(paper)) - float(np.percentile(outside, DARKER_PART)))
    return least


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
