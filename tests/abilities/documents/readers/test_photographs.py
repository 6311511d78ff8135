"""Sheets on tables: long ones, in shadow, on patterns; and what is none."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from sensorium.abilities.documents.readers.photographs import corners_of, flattened
from sensorium.content import Image

cv2 = pytest.importorskip("cv2")

SIZE = (900, 1200)  # of the photographs
PAGE = np.array([[150, 200], [700, 160], [760, 1000], [120, 1050]], float)
RECEIPT = np.array([[380, 80], [540, 70], [560, 1090], [350, 1100]], float)  # more than five times as long as wide
TABLES = ("dark", "wood", "checked")


def table(kind: str) -> NDArray[np.float32]:
    random = np.random.default_rng(3)
    grain = random.normal(0, 1, SIZE[::-1]).astype(np.float32)
    if kind == "wood":
        rings = cv2.GaussianBlur(grain, (0, 0), 30, sigmaY=2)
        return 95 + 22 * rings / rings.std()
    if kind == "checked":
        y, x = np.mgrid[0 : SIZE[1], 0 : SIZE[0]]
        return np.where((x // 70 + y // 70) % 2, 130, 60) + 4 * grain
    return 50 + 8 * grain


def photograph(corners: NDArray[np.float64], ground: NDArray[np.float32], light: NDArray[np.float64] | float) -> Image:
    """A sheet with rows of print, seen at `corners`."""
    sheet = np.full((800, 500), 240, np.uint8)
    for y in range(60, 740, 30):
        sheet[y : y + 10, 50:450:7] = 40
    flat = np.array([[0, 0], [500, 0], [500, 800], [0, 800]], np.float32)
    there = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    inside = cv2.warpPerspective(np.full_like(sheet, 255), there, SIZE)[:, :, None] / 255
    seen = cv2.warpPerspective(sheet, there, SIZE)[:, :, None]
    picture = (inside * seen + (1 - inside) * ground[:, :, None]) * light
    return Image(np.repeat(np.clip(picture, 0, 255).astype(np.uint8), 3, axis=2))


def farthest(found: NDArray[np.float64] | None, corners: NDArray[np.float64]) -> float:
    assert found is not None
    return float(np.linalg.norm(found - corners, axis=1).max())


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("corners", [PAGE, RECEIPT])
def test_a_sheet_is_found_on_any_table(kind: str, corners: NDArray[np.float64]) -> None:
    assert farthest(corners_of(photograph(corners, table(kind), 1.0)), corners) < 12


@pytest.mark.parametrize("corners", [PAGE, RECEIPT])
def test_a_shadow_across_a_sheet_takes_no_part_of_it(corners: NDArray[np.float64]) -> None:
    dark = np.where(np.arange(SIZE[1]) < 520, 0.55, 1.0)[:, None, None]
    assert farthest(corners_of(photograph(corners, table("dark"), dark)), corners) < 12


def test_a_sheet_in_colour_is_told_from_a_table_as_light() -> None:
    picture = photograph(PAGE, table("dark"), 1.0).pixels.astype(float)
    yellow = np.where(picture < 100, picture + np.array([185.0, 150.0, 20.0]), picture).clip(0, 255)
    assert farthest(corners_of(Image(yellow.astype(np.uint8))), PAGE) < 12


@pytest.mark.parametrize("moved", [(0, -300), (0, 300), (300, 0), (-300, 0)])
def test_what_the_rim_cuts_off_is_not_flattened(moved: tuple[int, int]) -> None:
    assert corners_of(photograph(PAGE + np.array(moved), table("dark"), 1.0)) is None


def test_an_empty_table_has_no_sheet() -> None:
    for kind in TABLES:
        shown = np.repeat(np.clip(table(kind), 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)
        assert corners_of(Image(shown)) is None


def test_a_flattened_receipt_keeps_its_proportions_and_its_places() -> None:
    picture = photograph(RECEIPT, table("dark"), 1.0)
    found = corners_of(picture)
    assert found is not None
    sheet, home = flattened(picture, found)
    assert 4.5 < sheet.height / sheet.width < 6.5
    back = home @ np.array([[0, 0, 1], [sheet.width, 0, 1], [sheet.width, sheet.height, 1], [0, sheet.height, 1.0]]).T
    assert np.allclose((back[:2] / back[2]).T, found, atol=0.5)
    assert np.median(sheet.pixels[:, : sheet.width // 20]) > 200  # paper to the rim
