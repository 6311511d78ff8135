"""Which reader is asked."""

from __future__ import annotations

import pytest

from sensorium.abilities.documents.readers.choosing import available, known, reader_of
from sensorium.abilities.documents.readers.rapid import RapidOCR
from sensorium.abilities.documents.readers.tesseract import Tesseract
from sensorium.errors import InvalidInput, MissingDependency


def here(monkeypatch: pytest.MonkeyPatch, *, rapid: bool, program: bool) -> None:
    monkeypatch.setattr(RapidOCR, "available", staticmethod(lambda: rapid))
    monkeypatch.setattr(Tesseract, "available", staticmethod(lambda: program))


def test_the_best_that_is_here_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, rapid=True, program=True)
    best = [reader.name for reader in available()]
    assert sorted(best) == ["rapidocr", "tesseract"]
    assert reader_of().name == best[0]
    here(monkeypatch, rapid=False, program=True)
    assert [reader.name for reader in available()] == ["tesseract"]
    assert reader_of().name == "tesseract"


def test_a_reader_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, rapid=True, program=True)
    assert reader_of("tesseract").name == "tesseract"
    with pytest.raises(InvalidInput, match="rapidocr, tesseract"):
        reader_of("abbyy")


def test_without_readers_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, rapid=False, program=False)
    assert available() == ()
    with pytest.raises(MissingDependency, match=r"sensorium\[ocr\]"):
        reader_of()
    here(monkeypatch, rapid=True, program=False)
    with pytest.raises(MissingDependency, match="tesseract is not installed"):
        reader_of("tesseract")


def test_all_are_told_with_how_to_bring_them(monkeypatch: pytest.MonkeyPatch) -> None:
    here(monkeypatch, rapid=False, program=True)
    told = {one.name: one for one in known()}
    assert {name: one.installed for name, one in told.items()} == {"rapidocr": False, "tesseract": True}
    assert "sensorium[ocr]" in told["rapidocr"].install
    assert "tesseract-ocr" in told["tesseract"].install
