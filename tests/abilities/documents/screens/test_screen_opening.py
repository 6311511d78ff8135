"""Files that are pictures of screens: their elements in pixels of the picture, told as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from screen_samples import DialogReader, dialog

from sensorium.abilities.documents.screen_reading import screen
from sensorium.abilities.documents.screens import told
from sensorium.abilities.documents.way import Way
from sensorium.content import Image
from sensorium.errors import InvalidInput, MissingDependency


@pytest.fixture
def shot(tmp_path: Path) -> Path:
    """300 pixels high: it is shown to readers twice as large."""
    path = tmp_path / "shot.png"
    Image(dialog()[1]).save(path)
    return path


def test_boxes_are_in_pixels_of_the_picture_however_it_was_read(shot: Path) -> None:
    seen = screen(shot, Way(reader=DialogReader()))
    assert (seen.width, seen.height) == (420, 300)
    places = {one.text: [round(edge) for edge in one.box.told()] for one in seen.elements if one.kind == "button"}
    assert places == {"SEND": [20, 160, 110, 188]}


def test_json_tells_kinds_texts_places_and_who_read_them(shot: Path) -> None:
    seen = screen(shot, Way(reader=DialogReader()))
    facts = json.loads(json.dumps(told(seen)))
    kinds = {one["text"]: one["kind"] for one in facts["elements"] if one["text"]}
    assert kinds == {"LOGIN": "heading", "NAME": "text", "KEEP": "text", "SEND": "button", "HELP": "link"}
    button = next(one for one in facts["elements"] if one["kind"] == "button")
    (known,) = (one for one in seen.elements if one.kind == "button")
    assert [int(button["ground"][at : at + 2], 16) for at in (1, 3, 5)] == list(known.ground)
    assert button["sources"] == ["dialog reader"]
    assert 0 < button["confidence"] < 1
    assert [one["on"] for one in facts["elements"] if one["kind"] == "check box"] == [False]


def test_what_is_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("# A page")
    with pytest.raises(InvalidInput, match="from a picture of it") as refused:
        screen(path, Way(reader=DialogReader()))
    assert refused.value.code == "unsupported_format"


def test_without_a_reader_the_extra_is_named(shot: Path) -> None:
    with pytest.raises(MissingDependency, match="pip install"):
        screen(shot, Way())


def test_a_way_or_settings(shot: Path) -> None:
    with pytest.raises(InvalidInput, match="not both"):
        screen(shot, Way(), reader="tesseract")
