"""Print is found: whole words, one line a box, columns apart, in reading order; pictures without print give nothing."""

from __future__ import annotations

import tracemalloc
from itertools import islice

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from sensorium.content import Image
from sensorium.native.encoders.lines import LineBox, find_lines
from sensorium.native.worlds.example import Shown
from sensorium.native.worlds.pages import Pages
from sensorium.native.worlds.print.fonts import Fonts
from sensorium.native.worlds.scenes import Scenes

FONTS = Fonts({}, tuple(f"drawn-{number:03d}" for number in range(20)))  # few: each family has to draw its glyphs first
TEXTS = ("Quick brown fox", "jumps over the", "lazy sleeping dog")


def printed(*places: tuple[str, int, int], scale: int = 1) -> NDArray[np.uint8]:
    """Black on white, 256 × 256 pixels: (text, left, top) each; everything `scale` times as large."""
    image = Pillow.new("RGB", (256 * scale, 256 * scale), "white")
    font = ImageFont.load_default(20 * scale)
    for text, left, top in places:
        ImageDraw.Draw(image).text((left * scale, top * scale), text, "black", font)
    return np.asarray(image)


def ink_box(text: str, left: int, top: int, scale: int = 1) -> LineBox:
    """Where `printed` puts the ink."""
    ink = np.argwhere(printed((text, left, top), scale=scale).min(axis=2) < 128)
    (upper, first), (lower, last) = ink.min(axis=0), ink.max(axis=0) + 1
    return LineBox(int(first), int(upper), int(last), int(lower))


def holds(outer: LineBox, inner: LineBox) -> bool:
    """Whether nothing of `inner` is cut off, and little else is inside."""
    around = outer.left <= inner.left and outer.top <= inner.top
    around = around and outer.right >= inner.right and outer.bottom >= inner.bottom
    return around and outer.bottom - outer.top <= 1.6 * (inner.bottom - inner.top)


def is_found(word: Shown, pixels: NDArray[np.uint8], boxes: list[LineBox]) -> bool:
    """Whether nearly all of a word lies in one box that is not much higher."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = word.left * width, word.top * height, word.right * width, word.bottom * height

    def share(box: LineBox) -> float:
        across = min(right, box.right) - max(left, box.left)
        down = min(bottom, box.bottom) - max(top, box.top)
        return max(across, 0.0) * max(down, 0.0) / ((right - left) * (bottom - top))

    return any(share(box) >= 0.85 and box.bottom - box.top <= 2.2 * (bottom - top) for box in boxes)


@pytest.mark.parametrize("inverted", [False, True])
def test_words_of_made_pages_are_found_whole(inverted: bool) -> None:
    world, rng = Pages(fonts=FONTS), np.random.default_rng(3)
    found = []
    for _ in range(40):
        page = world.page(rng, "test")
        pixels = 255 - page.image.pixels if inverted else page.image.pixels
        boxes = find_lines(pixels)
        found += [is_found(word, pixels, boxes) for word in page.shown]
    assert np.mean(found) > 0.9


@pytest.mark.parametrize("scale", [1, 3, 9])
def test_each_line_has_a_box_in_the_pixels_of_the_picture(scale: int) -> None:
    places = [(text, 20, 40 + 50 * row) for row, text in enumerate(TEXTS)]
    boxes = find_lines(printed(*places, scale=scale))
    assert len(boxes) == len(TEXTS)
    assert all(holds(box, ink_box(*place, scale=scale)) for box, place in zip(boxes, places, strict=True))


def test_columns_part_and_are_read_row_by_row() -> None:
    cells = [("Name", 20, 40), ("Price", 150, 42), ("Basket", 20, 90), ("21.50", 150, 88), ("Pencil", 20, 140)]
    boxes = find_lines(printed(*cells))
    assert len(boxes) == len(cells)
    assert all(holds(box, ink_box(*cell)) for box, cell in zip(boxes, cells, strict=True))


def test_dots_and_accents_are_inside() -> None:
    place = ("Être à l'île.", 20, 100)
    (box,) = find_lines(printed(place))
    assert holds(box, ink_box(*place))


def test_rules_and_bars_are_not_print() -> None:
    image = Pillow.fromarray(printed((TEXTS[0], 40, 100)))
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 90, 230, 132), outline="black")
    for left in (40, 100, 160):
        draw.rectangle((left, 150 + left // 3, left + 35, 250), "teal")
    (box,) = find_lines(np.asarray(image))
    assert holds(box, ink_box(TEXTS[0], 40, 100))


@pytest.mark.parametrize("shape", [(256, 256), (1, 1), (3, 900), (700, 6), (64, 40)])
def test_blank_and_noise_hold_nothing(shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (*shape, 3)).astype(np.uint8)
    assert find_lines(np.full((*shape, 3), 230, np.uint8)) == []
    assert find_lines(noise) == []


def test_scenes_hold_next_to_nothing() -> None:
    examples = islice(Scenes().examples(np.random.default_rng(0), "train"), 40)
    pictures = [part.pixels for example in examples for part in example.prompt if isinstance(part, Image)]
    counts = [len(find_lines(pixels)) for pixels in pictures]
    assert np.mean(counts) < 0.5


def test_no_more_than_asked_for_and_the_longest_of_them() -> None:
    places = [("A long line of print" if row % 2 else "One", 20, 20 + 28 * row) for row in range(8)]
    boxes = find_lines(printed(*places), most=4)
    assert len(boxes) == 4
    assert all(holds(box, ink_box(*place)) for box, place in zip(boxes, places[1::2], strict=True))


def test_thousands_of_small_marks_cost_little() -> None:
    """Combs of 7 × 5 pixels, each by itself: what is weighed against each other is bounded."""
    tile = np.full((7, 12), 255, np.uint8)
    tile[1:6, 1:8:2] = tile[5, 1:8] = 0
    combs = np.repeat(np.tile(tile, (110, 64))[:, :, None], 3, axis=2)
    tracemalloc.start()
    boxes = find_lines(combs)
    _, most_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(boxes) == 24
    assert most_bytes < 200e6


def test_marks_beside_print_take_no_line_of_it() -> None:
    """Rows of print, and more specks than are weighed."""
    page = np.concatenate([printed(*((text, 20, 40 + 50 * row) for row, text in enumerate(TEXTS)))] * 3)
    marks = np.full((768, 512, 3), 255, np.uint8)
    for top in range(2, 760, 12):
        for left in range(2, 500, 12):
            marks[top : top + 6, left : left + 2] = 0
    boxes = find_lines(np.concatenate([page, marks], axis=1))
    lines = [box for box in boxes if box.right <= 256]
    assert lines == find_lines(page)
