"""Elements of a dialog that is drawn with numpy, and its markup."""

from __future__ import annotations

from html.parser import HTMLParser

import numpy as np
import pytest
from screen_samples import dialog, word

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.screens import Element, Screen, html_of, read_screen
from sensorium.abilities.documents.tree import Word
from sensorium.errors import InvalidInput


def test_elements_of_a_dialog_are_seen() -> None:
    screen = read_screen(*dialog())
    told = [(one.kind, one.text) for one in screen.elements]
    assert ("heading", "LOGIN") in told
    assert ("text", "NAME") in told
    assert ("input", "") in told
    assert ("button", "SEND") in told
    assert ("link", "HELP") in told
    assert [one.kind for one in screen.elements].count("check box") == 1


def test_boxes_are_those_that_were_drawn() -> None:
    screen = read_screen(*dialog())
    button = next(one for one in screen.elements if one.kind == "button")
    assert button.box.overlap(Box(20, 160, 110, 188)) > 0.9
    assert max(abs(a - b) for a, b in zip(button.ground, (13, 110, 253), strict=True)) <= 4


def test_aligned_rows_are_a_table() -> None:
    pixels = np.full((200, 400, 3), 255, np.uint8)
    places = [(row, column) for row in range(4) for column in range(3)]
    words = [word(pixels, f"{'ABC'[column]}{row}X", 30 + 120 * column, 30 + 24 * row) for row, column in places]
    (table,) = read_screen(words, pixels).elements
    assert table.kind == "table"
    assert table.rows[1] == ("A1X", "B1X", "C1X")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.said = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


def test_markup_holds_every_element_and_no_markup_of_the_picture() -> None:
    text = Word(text="<script>'x'&", box=Box(0, 0, 90, 12))
    every = [
        Element(kind=kind, box=Box(5, 5, 95, 25), words=(text,), size_px=12)
        for kind in ("button", "input", "check box", "radio", "link", "image", "text", "heading", "tab")
    ]
    screen = Screen(width=100, height=50, ground=(255, 255, 255), elements=tuple(every))
    tags = Tags()
    tags.feed(html_of(screen, title="<b>"))
    assert "script" not in tags.names
    assert "b" not in tags.names
    assert [tags.names.count(name) for name in ("button", "input", "a", "h2", "span")] == [2, 3, 1, 1, 1]
    assert "<script>'x'&" in tags.said


def test_pixels_of_another_form_are_refused() -> None:
    with pytest.raises(InvalidInput, match="convert the picture to RGB"):
        read_screen([], np.zeros((50, 50, 4), np.uint8))
