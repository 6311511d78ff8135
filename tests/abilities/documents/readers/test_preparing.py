"""From a scan or photograph to the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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


class Overhead:
    """A reader that reads only what is on its head: darker below than above."""

    name = "overhead"
    languages = ("eng",)

    def __init__(self) -> None:
        self.asked = 0

    def read(self, picture: Image) -> Sequence[Word]:
        self.asked += 1
        half = picture.height // 2
        on_its_head = picture.pixels[:half].mean() > picture.pixels[half:].mean()
        return [Word(text="reads", box=Box(0, 0, 1, 1))] if on_its_head else []


def figures(above: int) -> Image:
    """Rows of blocks, all as high, whose print does not tell which end is up; `above` rows more in the upper half."""
    pixels, random = np.full((600, 500, 3), 255, np.uint8), np.random.default_rng(0)
    for y in [*range(150, 150 + 22 * above, 22), *range(330, 450, 44)]:
        pixels[y : y + 14, 40:460][:, random.random(420) < 0.5] = 0
    return Image(pixels)


def test_a_reader_says_which_end_is_up_where_print_does_not() -> None:
    reader = Overhead()
    ready = prepare(figures(8), reader, photograph=False)
    assert reader.asked == 2
    assert "turned by 180°" in ready.steps
    assert prepare(figures(8), photograph=False).steps == ()


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
