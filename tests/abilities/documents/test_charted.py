"""A picture that is one chart is read as that chart; pictures of print are not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from sensorium.abilities.documents import understanding
from sensorium.abilities.documents.answering import ask
from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.reading import read, way_of
from sensorium.abilities.documents.tree import Chart, Word
from sensorium.abilities.evaluation.documents.questions import SHIPPED
from sensorium.content import Image

PICTURE = SHIPPED / "chart-matplotlib-bar-5000.png"
WORDS = """
Catch 215 10 260 35
by 267 10 284 35
species 287 10 344 35
70 37 32 50 52
60 33 74 49 97
50 36 118 51 141
40 37 162 51 184
30 34 205 50 229
20 33 248 49 273
10 31 293 54 316
0 38 340 52 357
Shrimp 84 346 131 372
Sole 179 347 210 370
Mackerel 254 347 311 370
Cod 351 347 380 370
Plaice 432 347 472 370
Species 255 365 309 390
"""


@dataclass(frozen=True)
class Knowing:
    """A reader that knows the words of the chart where it is shown as it is, and nothing of any other picture."""

    words: str = WORDS
    upended: str = ""  # in the picture turned a quarter to the right
    name: str = "knowing"
    languages: tuple[str, ...] = ("eng",)

    def read(self, picture: Image) -> tuple[Word, ...]:
        height, width = Image.open(PICTURE).pixels.shape[:2]
        told = {(height, width): self.words, (width, height): self.upended}.get(picture.pixels.shape[:2], "")
        lines = (line.split() for line in told.strip().splitlines())
        return tuple(Word(text=text, box=Box(*map(float, places)), source=self.name) for text, *places in lines)


def test_a_picture_of_a_chart_is_that_chart() -> None:
    (block,) = read(PICTURE, way_of(Knowing())).pages[0].blocks
    assert isinstance(block, Chart)
    assert (block.kind, block.title) == ("bar", "Catch by species")
    assert block.categories == ("Shrimp", "Sole", "Mackerel", "Cod", "Plaice")
    assert block.series[0].values == pytest.approx((60, 40, 56, 68, 52), rel=0.02)
    assert {word.text for word in block.words} >= {"Catch", "Plaice"}


def test_its_values_answer_questions() -> None:
    reading = read(PICTURE, way_of(Knowing()))
    assert float(ask(reading, "What is the value for Sole?").text) == pytest.approx(40, rel=0.02)


def test_labels_that_run_upwards_are_read_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understanding, "read_words", lambda picture, way, before: (way.reader.read(picture), ()))
    pixels = Image.open(PICTURE).pixels.copy()
    label = pixels[347:370, 179:210].copy()  # "Sole"
    pixels[347:370, 179:210] = 255
    pixels[347:378, 183:206] = np.rot90(label)
    path = tmp_path / "upended.png"
    Image(pixels).save(path)
    level = [line for line in WORDS.strip().splitlines() if not line.startswith("Sole")]
    below, right = len(pixels) - 378, len(pixels) - 347  # in the turned picture x is height − y, and y is x
    reader = Knowing(words="\n".join([*level, "Solc 183 347 206 378"]), upended=f"Sole {below} 183 {right} 206")
    (block,) = read(path, way_of(reader)).pages[0].blocks
    assert isinstance(block, Chart)
    assert block.categories[:2] == ("Shrimp", "Sole")
    assert "Solc" not in {word.text for word in block.words}


def test_without_figures_it_is_words_alone() -> None:
    blocks = read(PICTURE, way_of(Knowing(), figures=False)).pages[0].blocks
    assert not any(isinstance(block, Chart) for block in blocks)


def test_a_picture_of_print_is_no_chart(tmp_path: Path) -> None:
    paper = np.full((400, 520, 3), 255, np.uint8)
    for top in range(20, 360, 24):
        paper[top : top + 9, 30:470:7] = 20
    path = tmp_path / "print.png"
    Image(paper).save(path)
    blocks = read(path, way_of(Knowing())).pages[0].blocks
    assert not any(isinstance(block, Chart) for block in blocks)
