"""Pictures in terminals: each protocol is read back by a small decoder; nothing is sent where nothing is shown."""

from __future__ import annotations

import base64
import io
import re

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as Pillow

from sensorium.content import Image
from sensorium.surfaces import terminal
from sensorium.surfaces.terminal import Progress, printable, protocol, show_picture

FLAG = Image(np.repeat(np.array([[[200, 20, 30], [10, 160, 60], [30, 40, 220]]], np.uint8), 8, 0).repeat(4, 1))
NOISE = Image(np.random.default_rng(0).integers(0, 256, (40, 50, 3), np.uint8))


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(image: Image, how: terminal.Protocol) -> str:
    stream = Screen()
    show_picture(image, stream, how)
    return stream.getvalue()


def unpacked(data: str) -> NDArray[np.uint8]:
    return np.asarray(Pillow.open(io.BytesIO(base64.b64decode(data))).convert("RGB"))


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm2"),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, "iterm2"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "iterm2"),
        ({"TERM": "foot-extra"}, "sixel"),
        ({"TERM": "xterm-sixel"}, "sixel"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "blocks"),
        ({"TERM": "xterm-256color"}, "blocks256"),
        ({"TERM": "screen-256color", "KITTY_WINDOW_ID": "1", "COLORTERM": "24bit"}, "blocks"),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, "blocks256"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, None),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "blocks256"),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, "kitty"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1", "SENSORIUM_PICTURES": "blocks"}, "blocks"),
        ({"TERM": "dumb"}, None),
        ({}, None),
        ({"TERM": "xterm-kitty", "SENSORIUM_PICTURES": "none"}, None),
        ({"TERM": "dumb", "SENSORIUM_PICTURES": "sixel"}, "sixel"),
    ],
)
def test_the_environment_tells_the_protocol(environment: dict[str, str], wanted: str | None) -> None:
    assert protocol(Screen(), environment) == wanted


def test_a_pipe_gets_no_picture() -> None:
    assert protocol(io.StringIO(), {"TERM": "xterm-kitty"}) is None


@pytest.mark.parametrize("how", terminal.BLOCKS)
def test_a_narrow_terminal_gets_a_narrow_picture(how: terminal.Protocol, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert {line.count("▀") for line in shown(NOISE, how).splitlines()} == {20}


def test_kitty_gets_the_very_picture_in_chunks() -> None:
    pieces = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", shown(NOISE, "kitty"))
    assert pieces[0][0] == "a=T,f=100,q=2,m=1"
    assert [head for head, _ in pieces[1:-1]] == ["m=1"] * (len(pieces) - 2)
    assert pieces[-1][0] == "m=0"
    assert max(len(data) for _, data in pieces) == terminal.CHUNK
    assert (unpacked("".join(data for _, data in pieces)) == NOISE.pixels).all()


def test_iterm2_gets_the_very_picture() -> None:
    found = re.fullmatch(r"\x1b]1337;File=inline=1;size=(\d+):([^\a]*)\a\n", shown(FLAG, "iterm2"))
    assert found is not None
    assert len(base64.b64decode(found[2])) == int(found[1])
    assert (unpacked(found[2]) == FLAG.pixels).all()


def test_a_large_picture_is_shrunk() -> None:
    large = Image(np.zeros((100, 2000, 3), np.uint8))
    found = shown(large, "iterm2").partition(":")[2].rstrip("\a\n")
    assert unpacked(found).shape == (26, terminal.MAX_SIDE_PX, 3)


def sixels(text: str) -> NDArray[np.uint8]:
    """Pixels of a sixel image, after the DEC manual."""
    found = re.fullmatch(r'\x1bPq"1;1;(\d+);(\d+)(.*)\x1b\\\n', text, re.DOTALL)
    assert found is not None
    width, height, body = int(found[1]), int(found[2]), found[3]
    palette = {int(n): [int(v) for v in rgb.split(";")] for n, rgb in re.findall(r"#(\d+);2;(\d+;\d+;\d+)", body)}
    pixels = np.zeros((height + 6, width, 3))
    for number, band in enumerate(re.sub(r"#\d+;2;\d+;\d+;\d+", "", body).split("-")):
        for run in band.split("$"):
            colour, rest = re.fullmatch(r"#(\d+)(.*)", run).groups()  # type: ignore[union-attr]
            columns = "".join(c * int(n or 1) for n, c in re.findall(r"(?:!(\d+))?([?-~])", rest))
            assert len(columns) == width
            for x, character in enumerate(columns):
                for bit in range(6):
                    if (ord(character) - 63) >> bit & 1:
                        pixels[number * 6 + bit, x] = palette[int(colour)]
    return (pixels[:height] * 255 / 100).round().astype(np.uint8)


@pytest.mark.parametrize(("image", "error"), [(FLAG, 3), (NOISE, 40)])
def test_sixels_show_the_picture(image: Image, error: int) -> None:
    found = sixels(shown(image, "sixel")).astype(int)
    assert np.abs(found - image.pixels).mean() <= error


def test_blocks_show_two_pixels_a_character() -> None:
    lines = shown(FLAG, "blocks").splitlines()
    assert len(lines) == FLAG.height // 2
    cell = "\x1b[38;2;200;20;30;48;2;200;20;30m▀"
    assert lines[0].startswith(cell * 4 + "\x1b[38;2;10;160;60;48;2;10;160;60m▀")
    assert all(line.count("▀") == FLAG.width and line.endswith("\x1b[0m") for line in lines)


def test_few_colours_are_the_nearest_of_the_cube() -> None:
    white = Image(np.full((2, 1, 3), 255, np.uint8))
    assert shown(white, "blocks256") == "\x1b[38;5;231;48;5;231m▀\x1b[0m\n"
    assert shown(Image(np.zeros((2, 1, 3), np.uint8)), "blocks256") == "\x1b[38;5;16;48;5;16m▀\x1b[0m\n"


@pytest.mark.parametrize("height", [1, 3])
def test_odd_heights_are_shown(height: int) -> None:
    assert shown(Image(np.zeros((height, 2, 3), np.uint8)), "blocks").count("▀") == 2


def test_words_from_outside_lose_their_control_characters() -> None:
    assert (
        printable("one\ttwo\nthree \x1b[31m\x07 \x9b2J \x7f é 語")
        == "one\ttwo\nthree \ufffd[31m\ufffd \ufffd2J \ufffd é 語"
    )


def test_progress_is_silent_where_nobody_looks() -> None:
    stream = io.StringIO()
    with Progress(stream) as progress:
        progress.say("loading")
        progress.say("drawing", 1, 2)
    assert stream.getvalue() == ""
    assert not progress.visible


def test_progress_shows_one_line_and_takes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Screen()
    with Progress(stream) as progress:
        progress.say("loading")
        progress.pause()
        progress.say("drawing", 1, 2)
        progress.say("drawing", 2, 2)
    text = stream.getvalue()
    assert "loading" in text
    assert "drawing" in text
    assert text.rstrip("\n").endswith("\x1b[2K")  # the line is erased last
