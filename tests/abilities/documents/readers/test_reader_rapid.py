"""RapidOCR as a reader: words out of lines, a page, nothing fetched."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sensorium.abilities.documents.readers import rapid
from sensorium.abilities.documents.readers.rapid import RapidOCR
from sensorium.content import Image
from sensorium.errors import InvalidInput, MissingDependency, TooLarge
from sensorium.media import worker

LINE = [[10, 20], [110, 20], [110, 40], [10, 40]]


def part(text: str, left: int, right: int, score: float = 0.9) -> tuple[str, float, list[list[int]]]:
    return text, score, [[left, 21], [right, 21], [right, 39], [left, 39]]


def test_a_line_is_parted_into_words_where_it_has_spaces() -> None:
    parts = [part("in", 10, 30), part("-", 30, 34, 0.7), part("voice", 34, 70), part("47", 80, 111)]
    words = list(rapid._words(LINE, "in-voice 47", 0.9, parts))
    assert [(word.text, word.confidence) for word in words] == [("in-voice", 0.7), ("47", 0.9)]
    assert words[0].box.told() == [10, 20, 70, 40]
    assert words[1].box.told() == [80, 20, 110, 40]


def test_a_word_that_spans_two_parts_takes_both() -> None:
    assert [word.text for word in rapid._words(LINE, "a b", 0.9, [part("a", 10, 20), part("b", 30, 40)])] == ["a", "b"]


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, print_page: Callable[..., Image]
) -> None:
    rapid._engine.cache_clear()
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(MissingDependency, match=r"sensorium\[ocr\]"):
        RapidOCR().read(print_page())


@pytest.fixture
def installed() -> RapidOCR:
    """The reader."""
    for package in rapid.PACKAGES:
        pytest.importorskip(package)
    return RapidOCR()


def test_apart_it_reads_the_same_as_here(installed: RapidOCR, print_page: Callable[..., Image]) -> None:
    page: Image = print_page()
    assert list(installed.read(page)) == rapid.words_here(page)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the sandbox is Linux's")
def test_its_process_is_locked_in(installed: RapidOCR, print_page: Callable[..., Image]) -> None:
    installed.read(print_page())
    assert all(process.level.complete for process in worker._idle if process.module == rapid.PROCESS)
    assert any(process.module == rapid.PROCESS for process in worker._idle)


def test_it_stops_in_time(installed: RapidOCR, print_page: Callable[..., Image]) -> None:
    page = enlarged(print_page(), 3)
    with pytest.raises(TooLarge, match="raise its limit_s") as late:
        RapidOCR(limit_s=0.01).read(page)
    assert late.value.code == "reader_timeout"
    assert installed.read(print_page())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited on Linux")
def test_it_stops_at_its_limit_of_memory(installed: RapidOCR) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (1200, 1200, 1), np.uint8).repeat(3, axis=2)
    with pytest.raises(InvalidInput, match="more memory") as full:
        RapidOCR(limit_bytes=30_000_000).read(Image(noise))
    assert full.value.code == "reader_memory"


@pytest.mark.parametrize("limits", [{"limit_s": 0.0}, {"limit_s": float("nan")}, {"limit_bytes": 0}])
def test_limits_are_over_nothing(limits: dict[str, float]) -> None:
    with pytest.raises(InvalidInput, match="over 0"):
        RapidOCR(**limits)  # type: ignore[arg-type]


def test_a_page_is_read_where_it_stands(
    installed: RapidOCR, print_page: Callable[..., Image], lines: tuple[str, ...]
) -> None:
    page: Image = print_page(lines[:3])
    words = installed.read(page)
    assert [word.text for word in words] == " ".join(lines[:3]).split()
    for word in words:
        assert 0 <= word.box.left < word.box.right <= page.width
        assert word.source == "rapidocr"
    rows = [word.box.center[1] for word in words]
    assert rows == sorted(rows) or max(np.diff(rows)) > 30


def enlarged(page: Image, times: int) -> Image:
    return Image(np.ascontiguousarray(page.pixels.repeat(times, axis=0).repeat(times, axis=1)))


def test_lines_of_large_print_are_looked_for_in_fewer_pixels(
    installed: RapidOCR, print_page: Callable[..., Image], monkeypatch: pytest.MonkeyPatch
) -> None:
    page: Image = print_page()
    engine, seen = rapid._engine(), []
    looking = engine.text_det.session
    monkeypatch.setattr(engine.text_det, "session", lambda pixels: seen.append(pixels.size) or looking(pixels))
    large = enlarged(page, 3)
    assert [word.text for word in rapid.words_here(large)] == [word.text for word in rapid.words_here(page)]
    assert seen[0] < 3 * seen[1]  # of nine times as many pixels
    assert seen[0] < large.pixels.size / 4


def test_small_pictures_of_small_print_are_looked_at_enlarged(print_page: Callable[..., Image]) -> None:
    page: Image = print_page()
    small = Image(np.ascontiguousarray(page.pixels[::4, ::4]))
    assert rapid.looked_at(small) > 1 > rapid.looked_at(page)
    assert rapid.looked_at(enlarged(page, 8)) >= rapid.LEAST_SHARE
    assert rapid.looked_at(Image(np.full((900, 900, 3), 255, np.uint8))) == 1  # nothing is known


def test_nothing_is_read_on_an_empty_page(installed: RapidOCR) -> None:
    assert list(installed.read(Image(np.full((200, 300, 3), 240, np.uint8)))) == []


def test_lines_read_by_several_threads_come_in_their_order() -> None:
    """Narrow lines end first; each keeps its place, its text and its words."""
    typings = pytest.importorskip("rapidocr.ch_ppocr_rec.typings")

    def reads(asked: Any) -> Any:
        (line,) = asked.img
        width = line.shape[1]
        time.sleep(width / 20_000)
        return typings.TextRecOutput(
            imgs=asked.img, txts=(f"{width}",), scores=(width / 1000,), word_results=((f"w{width}",),)
        )

    widths = [100, 900, 20, 400, 650, 20]
    lines = [np.zeros((48, width, 3), np.uint8) for width in widths]
    found = rapid.LinesAtOnce(reads, num_threads=3)(typings.TextRecInput(img=lines, return_word_box=True))
    assert found.txts == tuple(f"{width}" for width in widths)
    assert list(found.scores) == [width / 1000 for width in widths]
    assert found.word_results == tuple((f"w{width}",) for width in widths)
    assert found.imgs is lines
