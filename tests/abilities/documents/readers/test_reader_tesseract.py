"""Tesseract as a reader: its table, its limits, a page."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.abilities.documents.readers import tesseract
from sensorium.abilities.documents.readers.tesseract import Tesseract, words_of
from sensorium.content import Image
from sensorium.errors import InvalidInput, MissingDependency, ModelUnavailable, TooLarge

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"


def row(text: str, conf: object = 90, left: object = 5, level: int = 5) -> str:
    return f"{level}\t1\t1\t1\t1\t1\t{left}\t6\t70\t8\t{conf}\t{text}\n"


def test_rows_of_words_become_words() -> None:
    (word,) = words_of(HEAD + row("", -1, level=4) + row("Bench", 87.5) + row(" "))
    assert (word.text, word.source, word.confidence) == ("Bench", "tesseract", 0.875)
    assert word.box.told() == [5, 6, 75, 14]


def test_quotes_are_text() -> None:
    assert [word.text for word in words_of(HEAD + row('"so') + row('said"'))] == ['"so', 'said"']


@pytest.mark.parametrize("broken", [row("x", "?"), row("x", 101), row("x", left="left"), row("x", "nan"), "5\t1\n"])
def test_rows_that_it_cannot_have_written_are_passed_over(broken: str) -> None:
    assert [word.text for word in words_of(HEAD + broken + row("kept"))] == ["kept"]


@given(st.text())
def test_any_table_is_read_without_failure(table: str) -> None:
    for word in words_of(HEAD + table):
        assert word.text.strip() == word.text != ""
        assert 0 <= word.confidence <= 1


@pytest.mark.parametrize("languages", [(), ("eng; rm",), ("--psm",), ("",)])
def test_a_language_is_a_name(languages: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput, match="languages"):
        Tesseract(languages=languages)


def test_a_limit_of_memory_is_over_nothing() -> None:
    with pytest.raises(InvalidInput, match="limit_bytes"):
        Tesseract(limit_bytes=0)


@pytest.mark.parametrize("limit_s", [0.0, -1.0, float("nan")])
def test_a_limit_is_over_nothing(limit_s: float) -> None:
    with pytest.raises(InvalidInput, match="limit_s"):
        Tesseract(limit_s=limit_s)


def test_without_the_program_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, print_page: Callable[..., Image]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert not Tesseract.available()
    with pytest.raises(MissingDependency, match="apt install tesseract-ocr"):
        Tesseract().read(print_page())


def test_what_is_too_large_for_it_is_refused(monkeypatch: pytest.MonkeyPatch, print_page: Callable[..., Image]) -> None:
    monkeypatch.setattr(tesseract, "LONGEST_SIDE", 100)
    monkeypatch.setattr(shutil, "which", lambda name: "tesseract")
    with pytest.raises(InvalidInput, match="100 pixels"):
        Tesseract().read(print_page())


@pytest.mark.system("tesseract")
def test_a_page_is_read_where_it_stands(print_page: Callable[..., Image], lines: tuple[str, ...]) -> None:
    page: Image = print_page()
    words = Tesseract().read(page)
    assert [word.text for word in words] == " ".join(lines).split()
    first = words[0].box
    assert 40 <= first.left <= 60
    assert 35 <= first.top < first.bottom <= 80
    assert all(word.box.right <= page.width and word.confidence > 0.5 for word in words)


@pytest.mark.system("tesseract")
def test_it_stops_in_time(print_page: Callable[..., Image]) -> None:
    with pytest.raises(TooLarge, match="raise its limit_s") as late:
        Tesseract(limit_s=0.001).read(print_page())
    assert late.value.code == "reader_timeout"


@pytest.mark.system("tesseract")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits other processes")
def test_it_stops_at_its_limit_of_memory() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (2000, 2000, 1), np.uint8).repeat(3, axis=2)
    with pytest.raises(InvalidInput, match="more memory") as full:
        Tesseract(limit_bytes=60_000_000).read(Image(noise))
    assert full.value.code == "reader_memory"


@pytest.mark.system("tesseract")
def test_a_language_that_is_not_here_is_named(print_page: Callable[..., Image]) -> None:
    with pytest.raises(ModelUnavailable, match="xyz"):
        Tesseract(languages=("xyz",)).read(print_page())
