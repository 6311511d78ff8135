"""Finding and dividing typefaces."""

from pathlib import Path

import numpy as np
import pytest
from PIL import ImageFont

from sensorium.native.worlds.example import Split
from sensorium.native.worlds.print import fonts
from sensorium.native.worlds.print.fonts import Fonts, carried_only, split_of
from sensorium.native.worlds.print.lettering.legibility import legible
from sensorium.native.worlds.print.lettering.typeface import OutlineTypeface


def test_a_designer_is_on_one_side_only() -> None:
    assert split_of("Lato") == split_of("Lato Black") == split_of("Carlito")
    assert split_of("DejaVu Sans") == split_of("DejaVu Serif") == split_of("Bitstream Vera Sans")
    assert {split_of("Linux Libertine O"), split_of("Liberation Serif")} == {"train", "test"}
    assert {split_of("JetBrains Mono"), split_of("Liberation Mono")} == {"train", "test"}


@pytest.mark.parametrize(
    ("names", "design"),
    [
        (("Verana Sans", "Veranda", "Aerial Mono", "sans", "Tymes", "Hack"), "DejaVu Sans"),
        (("GentiumAlt",), "Gentium Plus"),
        (("Rasa",), "Yrsa"),
        (("Campania", "Doulos SIL"), "Nimbus Roman"),
    ],
)
def test_a_design_under_another_name_trains_with_it(names: tuple[str, ...], design: str) -> None:
    assert {split_of(name) for name in (*names, design)} == {"train"}


def test_an_installation_without_font_files_has_families_for_both_splits() -> None:
    known = carried_only()
    train, test = set(known.families("train")), set(known.families("test"))
    assert not train & test
    assert len(test) >= 15
    assert len(train) >= 60


def test_only_families_of_the_split_are_chosen() -> None:
    known, rng = carried_only(), np.random.default_rng(0)
    splits: tuple[Split, Split] = ("train", "test")
    for split in splits:
        chosen = {known.choose(rng, split, "Text 123").family for _ in range(100)}
        assert chosen <= set(known.families(split))
        assert len(chosen) > 12


def test_the_same_generator_gives_the_same_face() -> None:
    first, second = (carried_only().choose(np.random.default_rng(4), "train").family for _ in range(2))
    assert first == second


def test_fonts_that_are_not_for_reading_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = OutlineTypeface("Liberation Odd", "")
    known = Fonts({"Liberation Odd": (odd,)}, ("drawn-000", "drawn-001", "drawn-002"))
    monkeypatch.setattr(fonts, "legible", lambda face: False)
    rng = np.random.default_rng(0)
    assert all(known.choose(rng, "train").family.startswith("drawn") for _ in range(20))


def test_what_was_found_illegible_does_not_change_later_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    faces = {name: (OutlineTypeface(name, ""),) for name in ("Liberation Odd", "Liberation One", "Liberation Two")}
    monkeypatch.setattr(fonts, "legible", lambda face: face.family != "Liberation Odd")
    known = Fonts(faces, ("drawn-000", "drawn-001", "drawn-002"))

    def chosen() -> list[str]:
        rng = np.random.default_rng(3)
        return [known.choose(rng, "train").family for _ in range(40)]

    first = chosen()
    assert first == chosen()
    assert {"Liberation One", "Liberation Two"} < set(first)


def test_characters_that_nobody_has_are_refused() -> None:
    with pytest.raises(ValueError, match="no typeface"):
        carried_only().choose(np.random.default_rng(0), "train", "漢字")


def test_folders_of_the_environment_are_searched_and_broken_files_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.ttf").write_bytes(ImageFont.load_default(20).font_bytes)
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    monkeypatch.setenv(fonts.ENVIRONMENT_VARIABLE, str(tmp_path))
    faces = [face for path in fonts._font_files() if path.parent == tmp_path for face, _ in fonts._faces(path)]
    assert [face.path for face in faces] == [str(tmp_path / "own.ttf")]
    assert legible(faces[0])
    assert faces[0].set("Test", 20).coverage.max() == 255
