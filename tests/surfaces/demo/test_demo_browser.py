"""The page in a real browser: it asks no address, complains of nothing, and shows codes where it is clicked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from chromium import Browser

from sensorium.native.tokens.vocabulary import TEXT
from sensorium.surfaces.demo.steps import Outcome

pytestmark = [pytest.mark.system("chromium"), pytest.mark.slow]


@pytest.fixture(scope="module")
def browser(page_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        browser.open(page_path)
        browser.wait_for("[...document.querySelectorAll('audio, video')].every((m) => m.readyState > 0 || m.error)")
        yield browser


def readout(browser: Browser, step: int) -> tuple[str, list[int]]:
    """Where, and the codes there, as the page tells it."""
    place = browser.evaluate(f"document.querySelector('#step-{step} .readout .place').textContent")
    codes = browser.evaluate(
        f"[...document.querySelectorAll('#step-{step} .readout .patch span')].map((n) => Number(n.textContent))"
    )
    return place, codes


def test_it_asks_no_address_and_complains_of_nothing(browser: Browser) -> None:
    assert browser.complaints == []
    outside = [address for address in browser.requests if not address.startswith(("data:", "file:"))]
    assert outside == []
    assert sum(address.startswith("file:") for address in browser.requests) == 1


def test_every_picture_and_player_can_be_decoded(browser: Browser) -> None:
    assert browser.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")
    assert browser.evaluate("[...document.querySelectorAll('audio, video')].filter((media) => media.error).length") == 0
    assert browser.evaluate("document.querySelectorAll('audio').length") == 4  # given, speech, tune, sound
    assert browser.evaluate("[...document.querySelectorAll('video')].map((v) => v.duration > 1.9)") == [True]


def test_text_from_outside_stays_text(browser: Browser) -> None:
    assert browser.evaluate("document.querySelector('#step-1 .prompt').textContent").startswith("What <script>alert(1)")
    assert browser.evaluate("document.querySelectorAll('main script, main b b, main i:not([class])').length") == 0


def test_a_click_in_a_picture_shows_the_codes_of_its_cell(browser: Browser, outcomes: dict[str, Outcome]) -> None:
    trace = outcomes["drawing"].trace
    assert trace is not None
    segment = trace.segments()[0]
    browser.click("#step-2 .sight", 0.7, 0.45)  # column 5, row 3
    place, codes = readout(browser, 2)
    assert place == f"row 3, column 5: position {segment.first + 29} of the stream, four codes"
    assert codes == segment.cells[29].tolist()


def test_arrow_keys_move_the_choice(browser: Browser, outcomes: dict[str, Outcome]) -> None:
    trace = outcomes["drawing"].trace
    assert trace is not None
    browser.click("#step-2 .sight", 0.99, 0.01)
    browser.evaluate("document.querySelector('#step-2 .sight').focus()")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):  # there is nothing to the right
        browser.press(key)
    assert readout(browser, 2)[1] == trace.segments()[0].cells[14].tolist()


def test_a_click_in_a_key_frame_shows_its_codes(browser: Browser, outcomes: dict[str, Outcome]) -> None:
    trace = outcomes["omni"].trace
    assert trace is not None
    segment = trace.segments()[1]
    browser.click("#step-4 .keys .sight:nth-child(3)", 0.3, 0.9)
    place, codes = readout(browser, 4)
    assert place.startswith(f"key frame 2, row 7, column 2: position {segment.first + 2 * 64 + 58} ")
    assert codes == segment.cells[2 * 64 + 58].tolist()


def test_a_click_in_speech_shows_its_frame_and_seeks(browser: Browser, outcomes: dict[str, Outcome]) -> None:
    trace = outcomes["speech"].trace
    assert trace is not None
    segment = trace.segments()[0]
    frame = len(segment.frames) // 2
    browser.click("#step-3 .sight", (frame + 0.5) / len(segment.frames), 0.5)
    place, codes = readout(browser, 3)
    assert re.match(
        rf"frame {frame} at {frame * 0.08:.2f} s: position {segment.first_code + frame} of the stream; ", place
    )
    assert codes == segment.frames[frame].tolist()
    assert browser.evaluate("document.querySelector('#step-3 audio').currentTime") == pytest.approx(frame * 0.08)
    assert browser.evaluate("document.querySelectorAll('#step-3 .phones .now').length") == 1


def test_a_token_tells_its_number(browser: Browser, outcomes: dict[str, Outcome]) -> None:
    trace = outcomes["text"].trace
    assert trace is not None
    place = int(np.flatnonzero(trace.prompt.ids[:, 0] >= TEXT.start)[0])
    browser.evaluate("document.querySelectorAll('#step-1 details').forEach((details) => { details.open = true; })")
    browser.hover("#step-1 .stream .text")
    browser.wait_for("!document.getElementById('bubble').hidden")
    told = browser.evaluate("document.getElementById('bubble').textContent")
    assert told == f"token {trace.prompt.ids[place, 0]}, position {place}, text"


@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_is_wider_than_the_window(page_path: Path, tmp_path: Path, width: int) -> None:
    with Browser(tmp_path / "profile", width=width, dark=True) as browser:
        browser.open(page_path)
        wide = browser.evaluate("document.documentElement.scrollWidth")
        ground = browser.evaluate("getComputedStyle(document.body).backgroundColor")
    assert wide <= width
    assert max(json.loads(ground.replace("rgb(", "[").replace(")", "]"))) < 64  # dark where dark is wished for
