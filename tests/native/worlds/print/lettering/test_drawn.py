"""Our own typefaces: every character, on its baseline, the same each time, told apart."""

import numpy as np
import pytest

from sensorium.native.worlds.print.lettering.alphabet import CHARACTERS, Proportions, has, skeleton
from sensorium.native.worlds.print.lettering.drawn import DrawnTypeface, plain_faces
from sensorium.native.worlds.print.lettering.legibility import legible
from sensorium.native.worlds.print.lettering.typeface import (
    OPTIONAL_CHARACTERS,
    REQUIRED_CHARACTERS,
    OutlineTypeface,
)

FAMILIES = [f"drawn-{number:03d}" for number in (0, 5, 11, 17, 40, 77)]


def test_the_alphabet_has_all_of_ascii_and_the_usual_accents() -> None:
    assert all(has(character) for character in REQUIRED_CHARACTERS + OPTIONAL_CHARACTERS + " ")
    assert not has("ж")
    assert not has("ł")


@pytest.mark.parametrize("character", sorted(CHARACTERS - {" "}))
def test_bones_stay_near_the_line(character: str) -> None:
    bones = skeleton(character, Proportions())
    points = np.array([point for stroke in bones.strokes for point in stroke])
    assert points[:, 0].min() >= -0.05
    assert points[:, 0].max() == pytest.approx(bones.width)
    assert points[:, 1].min() >= -0.35
    assert points[:, 1].max() <= 1.2


@pytest.mark.parametrize("family", FAMILIES)
def test_lines_are_the_same_each_time_and_stand_on_the_baseline(family: str) -> None:
    face = DrawnTypeface(family)
    line = face.set("Hamburg 1234", 40)
    assert np.array_equal(line.coverage, DrawnTypeface(family).set("Hamburg 1234", 40).coverage)
    below = face.set("nHx", 40).coverage.shape[0] - face.set("nHx", 40).top
    assert abs(below) <= 3  # nothing hangs down but the thickness of a serif
    assert face.set("gp", 40).coverage.shape[0] - face.set("gp", 40).top >= 5
    assert face.set("H", 40).top == pytest.approx(0.71 * 40, abs=5)


@pytest.mark.parametrize("family", FAMILIES)
def test_size_scales_the_line(family: str) -> None:
    face = DrawnTypeface(family)
    small, large = face.set("Sensorium", 16), face.set("Sensorium", 32)
    assert large.advance == pytest.approx(2 * small.advance)
    assert large.coverage.shape[1] == pytest.approx(2 * small.coverage.shape[1], abs=4)


def test_no_two_characters_look_the_same() -> None:
    face = plain_faces()[0]
    shapes = {face.set(character, 40).coverage.tobytes() for character in REQUIRED_CHARACTERS}
    assert len(shapes) == len(REQUIRED_CHARACTERS)


def test_families_differ() -> None:
    lines = {DrawnTypeface(family).set("Sample", 30).coverage.tobytes() for family in FAMILIES}
    assert len(lines) == len(FAMILIES)


def test_an_accent_stands_above_its_letter() -> None:
    face = plain_faces()[0]
    assert face.set("é", 40).top > face.set("e", 40).top + 3
    assert face.set("Ü", 40).top > face.set("U", 40).top + 3


def test_spaces_move_the_pen_without_ink() -> None:
    face = plain_faces()[0]
    assert face.set(" ", 40).coverage.max() == 0
    assert face.set("a b", 40).advance > face.set("ab", 40).advance


def test_drawn_letters_are_legible_to_the_same_judge_as_fonts() -> None:
    assert all(legible(DrawnTypeface(family)) for family in FAMILIES)


def test_the_font_in_pillow_is_legible_and_knows_what_it_lacks() -> None:
    face = OutlineTypeface("Aileron", "")
    assert legible(face)
    assert face.supports("Hello, World 42")
    assert not face.supports("привет")


def test_small_capitals_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    face = OutlineTypeface("Aileron", "")
    capitals = OutlineTypeface("Capitals", "")
    plain_set = OutlineTypeface.set
    monkeypatch.setattr(
        OutlineTypeface,
        "set",
        lambda self, text, size: plain_set(face, text.upper() if self is capitals else text, size),
    )
    assert not legible(capitals)
