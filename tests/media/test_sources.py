"""Paths, bytes, data URLs and web addresses become bytes of a judged type."""

from __future__ import annotations

import base64
import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from media_samples import encoded
from PIL import Image

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import sources
from sensorium.media.fetch import Fetched

PNG = encoded(Image.new("RGB", (2, 2), "red"), "PNG")
TEXT = base64.b64encode(PNG).decode()
SMALL = Limits(input_bytes=len(PNG))


def code_of(source: sources.Source, limits: Limits = DEFAULT) -> str:
    with pytest.raises(InvalidInput) as caught:
        sources.load(source, limits)
    assert "/" not in caught.value.message.replace("http or https", "")
    return caught.value.code


@pytest.mark.parametrize("make", [bytes, bytearray, memoryview])
def test_bytes(make: type) -> None:
    assert sources.load(make(PNG), SMALL) == sources.Loaded(data=PNG, media_type="image/png")
    assert code_of(make(PNG), Limits(input_bytes=len(PNG) - 1)) == "request_too_large"


def test_paths(tmp_path: Path) -> None:
    path = tmp_path / "wrong-name.jpg"
    path.write_bytes(PNG)
    for source in (path, str(path)):
        assert sources.load(source, SMALL) == sources.Loaded(data=PNG, media_type="image/png")
        assert code_of(source, Limits(input_bytes=len(PNG) - 1)) == "request_too_large"
    link = tmp_path / "link"
    link.symlink_to(path)
    assert sources.load(link).data == PNG  # the caller may read this machine's files


class Dripping(io.RawIOBase):
    """A stream that gives a byte at a time."""

    def __init__(self, data: bytes) -> None:
        self._rest = io.BytesIO(data)

    def read(self, size: int = -1, /) -> bytes:
        return self._rest.read(min(size, 1))


def test_open_files(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("# Notes")
    with path.open("rb") as file:
        loaded = sources.load(file)
        assert not file.closed
    assert loaded == sources.load(path), "the name of the file tells which kind of text it is"
    for stream in (io.BytesIO(PNG), Dripping(PNG)):
        assert sources.load(stream, SMALL) == sources.Loaded(data=PNG, media_type="image/png")
    assert code_of(io.BytesIO(PNG), Limits(input_bytes=len(PNG) - 1)) == "request_too_large"
    assert code_of(io.BytesIO(b"")) == "empty_file"


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    closed = io.BytesIO(PNG)
    closed.close()
    for wrong in (io.StringIO("text"), closed, 7, None, Image.new("RGB", (2, 2)), b"path".join):
        assert code_of(wrong) == "invalid_source"  # type: ignore[arg-type]


def test_names_that_are_no_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    began = time.monotonic()
    assert code_of("") == "invalid_filename"
    assert code_of("a\0b") == "invalid_filename"
    assert code_of(tmp_path) in ("invalid_filename", "file_not_found")
    assert code_of(pipe) == "invalid_filename"
    assert code_of("/dev/zero") == "invalid_filename"
    assert code_of(tmp_path / "absent") == "file_not_found"
    assert code_of("x" * 5000) == "file_not_found"
    assert code_of("\ud800") == "file_not_found"
    assert time.monotonic() - began < 1


def test_a_message_names_the_file_but_not_its_place(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"'absent\.png'") as caught:
        sources.load(tmp_path / "absent.png")
    assert str(tmp_path) not in caught.value.message


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert code_of(tmp_path / "empty") == "empty_file"


@pytest.mark.parametrize(
    ("declared", "noted"),
    [
        ("image/png", False), ("", False), ("application/octet-stream", False), ("IMAGE/PNG", False),
        ("image/jpg", True), ("audio/wav", True), ("image/png;name=a.png", False),
    ],
)  # fmt: skip
def test_data_urls_are_judged_by_their_bytes(declared: str, noted: bool) -> None:
    loaded = sources.load(f"data:{declared};base64,{TEXT}", SMALL)
    assert (loaded.data, loaded.media_type) == (PNG, "image/png")
    assert bool(loaded.notes) is noted
    if noted:
        assert loaded.notes == (f"declared as {declared}, is image/png",)


@pytest.mark.parametrize(
    "text", [TEXT.rstrip("="), TEXT.replace("+", "-").replace("/", "_"), "\n".join(TEXT), f" {TEXT} ", TEXT + "==="]
)
def test_loosely_written_base64_is_read(text: str) -> None:
    assert sources.load(f"DATA:image/png;BASE64,{text}").data == PNG


@pytest.mark.parametrize(
    "url",
    ["data:", "data:image/png", "data:image/png,x", "data:image/png;base64,%%%%", "data:;base64,a", "data:;base64,é"],
)
def test_broken_data_urls(url: str) -> None:
    assert code_of(url) == "invalid_base64"


def test_a_large_data_url_is_refused_before_it_is_decoded() -> None:
    url = "data:image/png;base64," + "A" * 40_000_000
    began = time.process_time()
    with pytest.raises(TooLarge) as caught:
        sources.load(url, Limits(input_bytes=1_000_000))
    assert caught.value.code == "request_too_large"
    assert time.process_time() - began < 0.2


def test_web_addresses_go_through_the_given_fetch() -> None:
    asked = []

    def fetch(address: str, limits: Limits) -> Fetched:
        asked.append((address, limits))
        return Fetched(data=PNG, declared_type="image/jpeg")

    loaded = sources.load("HTTPS://example.com/a.jpg", SMALL, fetch=fetch)
    assert loaded == sources.Loaded(data=PNG, media_type="image/png", notes=("declared as image/jpeg, is image/png",))
    assert asked == [("HTTPS://example.com/a.jpg", SMALL)]


def test_other_schemes_are_refused() -> None:
    for address in ("file:///etc/passwd", "ftp://example.com/", "concat://a|b", "s3://bucket/key"):
        assert code_of(address) == "invalid_url"


def test_a_stranger_names_no_files(tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(PNG)
    for address in (str(path), f"file://{path}", "secret.png", "-", "", "~/.netrc"):
        with pytest.raises(InvalidInput) as caught:
            sources.load_remote(address)
        assert caught.value.code == "invalid_url"
    assert sources.load_remote(f"data:;base64,{TEXT}").data == PNG


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_survive_a_data_url_or_are_refused(data: bytes) -> None:
    try:
        assert sources.load(data) == sources.load(f"data:;base64,{base64.b64encode(data).decode()}")
    except InvalidInput as error:
        with pytest.raises(InvalidInput) as caught:
            sources.load(f"data:;base64,{base64.b64encode(data).decode()}")
        assert caught.value.code == error.code  # noqa: PT017
