"""Labels that stand on end or slant are found as they read; flat print and pictures have none."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from sensorium.content import Image
from sensorium.native.encoders.lines import find_print
from sensorium.native.encoders.turned import TurnedLine, find_turned
from sensorium.native.encoders.views import lines_of
from sensorium.native.worlds.pages import Pages
from sensorium.native.worlds.print.fonts import Fonts
from sensorium.native.worlds.scenes import Scenes

LABELS = ("January", "February", "March", "April")
FONTS = Fonts({}, tuple(f"drawn-{number:03d}" for number in range(20)))


def label(text: str, angle_deg: float) -> Pillow.Image:
    """Ink on nothing, turned counter-clockwise."""
    font = ImageFont.load_default(16)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text))
    flat = Pillow.new("L", (right - left + 2, bottom - top + 2))
    ImageDraw.Draw(flat).text((1 - left, 1 - top), text, 255, font)
    return flat.rotate(angle_deg, Pillow.Resampling.BICUBIC, expand=True)


def labelled(angle_deg: float) -> NDArray[np.uint8]:
    """A title over four labels side by side, 320 × 260 pixels, black on white."""
    picture = Pillow.new("RGB", (320, 260), "white")
    ImageDraw.Draw(picture).text((60, 10), "Rain in Lisbon", "black", ImageFont.load_default(20))
    for number, text in enumerate(LABELS):
        ink = label(text, angle_deg)
        picture.paste("black", (30 + 72 * number, 160), ink)
    return np.asarray(picture)


def found(pixels: NDArray[np.uint8]) -> list[TurnedLine]:
    return find_turned(pixels, find_print(pixels))[1]


@pytest.mark.parametrize("angle_deg", [90.0, 40.0, 45.0])
def test_labels_are_found_from_left_to_right(angle_deg: float) -> None:
    lines = found(labelled(angle_deg))
    assert len(lines) == len(LABELS)
    middles = [(line.box.left + line.box.right) / 2 for line in lines]
    assert middles == sorted(middles)
    for number, line in enumerate(lines):
        ink = label(LABELS[number], angle_deg)
        assert abs(middles[number] - (30 + 72 * number + ink.width / 2)) < 8
        assert line.box.top >= 155


@pytest.mark.parametrize("angle_deg", [90.0, 45.0])
def test_a_label_is_cut_out_as_it_reads(angle_deg: float) -> None:
    """The cut looks like the label printed flat, and not like another."""
    for number, line in enumerate(found(labelled(angle_deg))):
        cut = Pillow.fromarray(line.pixels).convert("L")
        likenesses = []
        for text in LABELS:
            flat = Pillow.eval(label(text, 0.0), lambda ink: 255 - ink).resize(cut.size, Pillow.Resampling.BILINEAR)
            likenesses.append(np.corrcoef(np.asarray(cut).ravel(), np.asarray(flat).ravel())[0, 1])
        assert int(np.argmax(likenesses)) == number


def test_turned_lines_are_a_row_below_the_flat_ones() -> None:
    lines = lines_of(labelled(90.0))
    assert [line.row for line in lines] == [0, 1, 1, 1, 1]


def test_flat_labels_are_not_turned() -> None:
    assert not found(labelled(0.0))


def test_pages_and_drawings_have_none() -> None:
    pages, rng = Pages(fonts=FONTS), np.random.default_rng(4)
    assert not any(found(pages.page(rng, "train").image.pixels) for _ in range(20))
    scenes = (one for one in Scenes().examples(rng, "train") if one.shown)
    pictures = [part for one in islice(scenes, 20) for part in one.prompt if isinstance(part, Image)]
    assert not any(found(np.repeat(np.repeat(part.pixels, 2, 0), 2, 1)) for part in pictures)


def test_nothing_is_turned_where_no_marks_are_left_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("the picture was turned")

    pixels = labelled(0.0)
    monkeypatch.setattr(Pillow.Image, "rotate", refuse)
    assert not found(pixels)
