"""From a scan or photograph to the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image as Pillow

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers.preparing import Prepared, paper_of, prepare
from sensorium.abilities.documents.tree import Word
from sensorium.content import Image


def dark_box(picture: Image) -> Box:
    """Around all ink."""
    y, x = np.nonzero(picture.pixels.mean(axis=2) < 100)
    return Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))


def unlike(one: Image, other: Image) -> float:
    """Mean difference of two pictures of about one size."""
    size = other.width, other.height
    same = Pillow.fromarray(one.pixels).resize(size)
    return float(np.abs(np.asarray(same, float) - other.pixels).mean())


def test_a_page_that_lies_well_is_left_alone(print_page: Callable[..., Image]) -> None:
    page: Image = print_page()
    ready = prepare(page, photograph=False)
    assert (ready.steps, ready.turned_deg) == ((), 0.0)
    assert ready.picture is page
    assert ready.at_home(Box(1, 2, 3, 4)) == Box(1, 2, 3, 4)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_quarter_turns_are_undone_without_loss(print_page: Callable[..., Image], quarters: int) -> None:
    page: Image = print_page()
    ready = prepare(Image(np.ascontiguousarray(np.rot90(page.pixels, -quarters))), photograph=False)
    assert np.array_equal(ready.picture.pixels, page.pixels)
    assert ready.turned_deg % 360 == 360 - 90 * quarters


@pytest.mark.parametrize("turned_deg", [-7.0, 4.0, 95.0, 180.0])
def test_places_are_found_again_in_the_original(print_page: Callable[..., Image], turned_deg: float) -> None:
    page: Image = print_page(turned_deg=turned_deg)
    ready = prepare(page, photograph=False)
    assert (ready.turned_deg + turned_deg) % 360 == pytest.approx(0, abs=0.2) or (
        ready.turned_deg + turned_deg
    ) % 360 == pytest.approx(360, abs=0.2)
    height, width = ready.picture.pixels.shape[:2]
    assert ready.at_home(Box(width / 2, height / 2, width / 2, height / 2)).center == pytest.approx(
        (page.width / 2, page.height / 2), abs=1
    )
    home, true = ready.at_home(dark_box(ready.picture)), dark_box(page)
    assert home.left - 2 <= true.left
    assert home.top - 2 <= true.top
    assert home.right + 2 >= true.right
    assert home.bottom + 2 >= true.bottom


class Marked:
    """Reads what has a mark, red and blue side by side: from left to right where red comes first, on its side where one
    is above the other, as RapidOCR and Tesseract do, and badly where blue comes first.
    """

    name = "marked"
    languages = ("eng",)

    def __init__(self) -> None:
        self.asked = 0

    def read(self, picture: Image) -> Sequence[Word]:
        self.asked += 1
        pixels = picture.pixels.astype(int)
        red, blue = (pixels[:, :, one] > pixels[:, :, other] + 90 for one, other in ((0, 2), (2, 0)))
        if not (red.any() and blue.any()):
            return []
        down, right = (float(np.mean(b) - np.mean(r)) for b, r in zip(np.nonzero(blue), np.nonzero(red), strict=True))
        box = Box(10, 10, 90, 20) if abs(right) > abs(down) else Box(10, 10, 20, 90)
        sure = 0.4 if right < -abs(down) else 0.95
        return [Word(text="legible words" * 4, box=box, source=self.name, confidence=sure)]


def figures(above: int) -> Image:
    """Rows of blocks, all as high, whose print does not tell which end is up; `above` rows more in the upper half."""
    pixels, random = np.full((500, 500, 3), 255, np.uint8), np.random.default_rng(0)
    for y in [*range(100, 100 + 22 * above, 22), *range(280, 400, 44)]:
        pixels[y : y + 14, 150:350][:, random.random(200) < 0.5] = 0
    pixels[180:210, 220:250], pixels[180:210, 250:280] = (200, 0, 0), (0, 0, 200)
    return Image(pixels)


def turned(picture: Image, quarters: int) -> Image:
    return Image(np.ascontiguousarray(np.rot90(picture.pixels, -quarters)))


@pytest.mark.parametrize("quarters", range(4))
def test_a_reader_says_which_side_is_up_whatever_the_print_looks_like(quarters: int) -> None:
    page = figures(6)
    ready = prepare(turned(page, quarters), Marked(), photograph=False)
    assert ready.words == tuple(Marked().read(page))
    assert (ready.turned_deg + 90 * quarters + 180) % 360 == pytest.approx(180, abs=0.3)
    home = ready.at_home(Box(220, 180, 250, 210)).center
    assert tuple(turned(page, quarters).pixels[int(home[1]), int(home[0])]) == (200, 0, 0)


def test_a_page_that_is_read_well_is_read_once() -> None:
    reader = Marked()
    assert prepare(figures(6), reader, photograph=False).turned_deg == pytest.approx(0, abs=0.3)
    assert reader.asked == 1


def test_of_an_empty_page_a_reader_is_asked_once() -> None:
    reader = Marked()
    assert prepare(Image(np.full((400, 300, 3), 240, np.uint8)), reader, photograph=False).words == ()
    assert reader.asked == 1


class Bordered:
    """Reads one word over all of a picture but its border."""

    name = "bordered"
    languages = ("eng",)

    def read(self, picture: Image) -> Sequence[Word]:
        box = Box(225, 225, picture.width - 225, picture.height - 225)
        return [Word(text="legible" * 6, box=box, source=self.name, confidence=0.9)]


@pytest.mark.parametrize("angle", [-7.0, 5.0])
def test_a_pattern_around_print_does_not_hide_how_it_runs(print_page: Callable[..., Image], angle: float) -> None:
    page: Image = print_page(turned_deg=angle)
    height, width = page.height + 400, page.width + 400
    y, x = np.mgrid[0:height, 0:width]
    table = np.where((x // 40 + y // 40) % 2, 250, 90).astype(np.uint8)[:, :, None].repeat(3, axis=2)
    table[200:-200, 200:-200] = page.pixels
    assert prepare(Image(table), photograph=False).turned_deg == 0.0
    assert prepare(Image(table), Bordered(), photograph=False).turned_deg == pytest.approx(-angle, abs=1)


class Lines:
    """Reads a word in every line that has blue in it."""

    name = "lines"
    languages = ("eng",)

    def read(self, picture: Image) -> Sequence[Word]:
        blue = (picture.pixels[:, :, 2] > picture.pixels[:, :, 0].astype(int) + 60).any(axis=1)
        begins = np.flatnonzero(np.diff(np.concatenate([[False], blue]).astype(int)) == 1)
        return [Word(text="legible" * 6, box=Box(0, float(y), 90, float(y) + 10), source=self.name) for y in begins]


def window(rows_outside: int) -> Image:
    """A white area with ten lines on grey ground, and lines beside it."""
    pixels = np.full((800, 900, 3), 90, np.uint8)
    pixels[200:700, 150:800] = 250
    lines = [(240 + 40 * row, 200) for row in range(10)] + [(40 + 40 * row, 30) for row in range(rows_outside)]
    for y, left in lines:
        for x in range(left, 700, 14):
            pixels[y : y + 12, x : x + 8] = (20, 20, 200)
    return Image(pixels)


def test_what_stands_around_a_light_area_is_not_lost() -> None:
    pytest.importorskip("cv2")
    assert "flattened" in prepare(window(0), Lines()).steps
    ready = prepare(window(3), Lines())
    assert "flattened" not in ready.steps
    assert len(ready.words or ()) == 13


def test_light_is_evened_in_a_shadow_alone(print_page: Callable[..., Image]) -> None:
    page: Image = print_page()
    light = np.linspace(1, 0.3, page.width)[None, :, None]
    dim = Image((page.pixels * light).astype(np.uint8))
    ready = prepare(dim, photograph=False)
    assert ready.steps == ("evened light",)
    assert unlike(ready.picture, page) < unlike(dim, page) / 3
    assert paper_of(ready.picture).min() > 200


def test_a_sheet_on_a_table_is_flattened(print_page: Callable[..., Image]) -> None:
    pytest.importorskip("cv2")
    page: Image = print_page()
    table = Pillow.new("RGB", (800, 600), (60, 50, 45))
    table.paste(Pillow.fromarray(page.pixels), (110, 90))
    ready = prepare(Image(np.asarray(table)), photograph=True)
    assert ready.steps == ("flattened",)
    assert unlike(ready.picture, page) < 12
    middle = ready.picture.width / 2, ready.picture.height / 2
    home = ready.at_home(Box(*middle, *middle)).center
    assert home == pytest.approx((110 + page.width / 2, 90 + page.height / 2), abs=4)


def test_a_shadow_is_no_sheet(print_page: Callable[..., Image]) -> None:
    pytest.importorskip("cv2")
    page: Image = print_page()
    light = (1 - 0.6 / (1 + np.exp(-np.linspace(-6, 6, page.width))))[None, :, None]
    assert "flattened" not in prepare(Image((page.pixels * light).astype(np.uint8))).steps


def test_without_opencv_photographs_are_refused_only_where_asked_for(
    monkeypatch: pytest.MonkeyPatch, print_page: Callable[..., Image]
) -> None:
    import sys

    from sensorium.errors import MissingDependency

    monkeypatch.setitem(sys.modules, "cv2", None)
    with pytest.raises(MissingDependency, match=r"sensorium\[ocr\]"):
        prepare(print_page(), photograph=True)
    assert isinstance(prepare(print_page(), photograph=False), Prepared)


class Obliging(Marked):
    """Reads print on its head too, not as well."""

    def read(self, picture: Image) -> Sequence[Word]:
        return [replace(word, confidence=max(word.confidence, 0.85)) for word in super().read(picture)]


def test_print_that_looks_as_if_on_its_head_is_read_as_it_came_too(print_page: Callable[..., Image]) -> None:
    pixels = turned(print_page(), 2).pixels.copy()
    pixels[10:40, 10:40], pixels[10:40, 40:70] = (200, 0, 0), (0, 0, 200)
    assert prepare(Image(pixels), photograph=False).turned_deg == pytest.approx(180, abs=0.3)
    assert prepare(Image(pixels), Obliging(), photograph=False).turned_deg == pytest.approx(0, abs=0.3)
