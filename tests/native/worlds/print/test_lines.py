"""Pictures of single lines: the truth is in them, and nothing is cut off."""

import numpy as np
import pytest

from sensorium.native.worlds.example import Example, Split
from sensorium.native.worlds.judges.reading import corpus_error_rate
from sensorium.native.worlds.judges.tesseract import read_all
from sensorium.native.worlds.print.fonts import Fonts
from sensorium.native.worlds.print.lettering.drawn import plain_faces
from sensorium.native.worlds.print.lines import NOTHING, Lines, _bent, _intrude, _spaced, empty_picture, printed
from sensorium.native.worlds.print.paper import LUMINANCE, finished, inks, lay, worn

FONTS = Fonts({}, tuple(f"drawn-{number:03d}" for number in range(20)))  # few: each family has to draw its glyphs first
WORLD = Lines(fonts=FONTS)


def examples(count: int, split: Split = "train", seed: int = 0) -> list[Example]:
    rng = np.random.default_rng(seed)
    return [WORLD.example(rng, split) for _ in range(count)]


def test_examples_have_the_shape_of_lines() -> None:
    for example in examples(80):
        request, image = example.prompt
        assert isinstance(request, str)
        assert image.pixels.dtype == np.uint8
        height, width, channels = image.pixels.shape
        assert channels == 3
        assert 5 <= height <= 110
        assert 5 <= width <= 2500
        if example.task == "read":
            assert example.reply == (example.truth["text"],)
            assert 12 <= example.truth["size_px"] <= 40


def test_equal_seeds_give_equal_examples() -> None:
    for one, other in zip(examples(20, seed=3), examples(20, seed=3), strict=True):
        assert one.reply == other.reply
        assert np.array_equal(one.prompt[1].pixels, other.prompt[1].pixels)


def test_some_pictures_hold_nothing() -> None:
    nothing = [example for example in examples(300) if example.task == "read_nothing"]
    assert 10 <= len(nothing) <= 40
    assert all(example.reply == (NOTHING,) for example in nothing)


def test_families_of_the_splits_differ() -> None:
    train, test = ({e.truth.get("family") for e in made} - {None} for made in (examples(60), examples(60, "test")))
    assert train
    assert test
    assert not train & test


@pytest.mark.parametrize(
    ("lean", "tilt"), [(0.0, 0.0), (0.2, 0.0), (-0.2, 0.0), (0.0, 0.03), (0.0, -0.03), (-0.1, 0.02)]
)
def test_bending_keeps_all_the_ink(lean: float, tilt: float) -> None:
    line = plain_faces()[0].set("Bending (keeps) it", 30)
    assert _bent(line, lean, tilt).coverage.sum() == pytest.approx(line.coverage.sum(), rel=0.03)


def test_spacing_out_keeps_all_the_ink() -> None:
    face = plain_faces()[0]
    letters = sum(int(face.set(letter, 30).coverage.sum()) for letter in "Spaced")
    assert _spaced(face, "Spaced", 30, 0.2).coverage.sum() == pytest.approx(letters, rel=0.03)


def test_the_line_stands_inside_its_picture() -> None:
    """Ink on the ground changes as many pixels as the line covers."""
    line = plain_faces()[0].set("Inside", 24)
    for seed in range(20):
        picture = printed(np.random.default_rng(seed), line, 24)
        assert picture.shape[0] > line.coverage.shape[0]
        assert picture.shape[1] > line.coverage.shape[1]


def test_of_a_neighbour_only_a_sliver_is_seen() -> None:
    neighbour = plain_faces()[0].set("gHgHgHgH", 30)
    seen = []
    for seed in range(30):
        picture = np.full((44, 200, 3), 255, np.float32)
        _intrude(np.random.default_rng(seed), picture, neighbour, 28, 30, np.zeros(3, np.float32))
        seen.append(int((picture.min(axis=(1, 2)) < 200).sum()))
    assert max(seen) <= 0.12 * 30 + 1
    assert any(seen)


def test_ink_and_ground_can_be_told_apart() -> None:
    rng = np.random.default_rng(0)
    for _ in range(200):
        colours = inks(rng)
        assert abs((colours.ground - colours.ink) @ LUMINANCE) >= 90


def test_printing_beyond_the_edge_is_cut_off() -> None:
    picture = np.zeros((10, 10, 3), np.float32)
    white = np.full(3, 255, np.float32)
    lay(picture, np.full((6, 6), 255, np.uint8), -3, 7, white)
    lay(picture, np.full((6, 6), 255, np.uint8), 20, 20, white)
    assert picture[..., 0].sum() == 9 * 255


def test_wear_keeps_the_picture_recognisable() -> None:
    rng = np.random.default_rng(0)
    clean = printed(rng, plain_faces()[0].set("Worn but readable", 30), 30)
    for _ in range(40):
        result = worn(rng, clean.copy(), 21.0)
        assert result.shape == clean.shape
        assert np.corrcoef(result.ravel(), finished(clean).ravel())[0, 1] > 0.6


@pytest.mark.parametrize("kind", ["blank", "noise", "stripes", "blots", "blur"])
def test_empty_pictures_are_of_their_size(kind: str) -> None:
    picture = empty_picture(np.random.default_rng(0), kind, 40, 200, FONTS, "test")
    assert picture.shape == (40, 200, 3)
    assert picture.dtype == np.uint8


@pytest.mark.system("tesseract")
def test_an_outside_reader_reads_what_the_truth_says() -> None:
    rng = np.random.default_rng(0)
    lines = [WORLD.line(rng, "test") for _ in range(24)]
    found = read_all([line.image for line in lines])
    assert corpus_error_rate([(line.text, text) for line, text in zip(lines, found, strict=True)]) < 0.12
