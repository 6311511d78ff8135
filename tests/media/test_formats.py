"""Formats are judged by their bytes; what could name other files is never media."""

from __future__ import annotations

import io
import struct
import time
import wave

import numpy as np
import office_samples
import pytest
from hypothesis import given
from hypothesis import strategies as st
from media_samples import encoded, pdf
from PIL import Image

from sensorium.errors import InvalidInput
from sensorium.media import formats

ALL = (*formats.PICTURES, *formats.SOUNDS, *formats.VIDEOS, *formats.DOCUMENTS)


def wav() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(np.zeros(80, np.int16).tobytes())
    return file.getvalue()


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def ftyp(major: bytes, *compatible: bytes, tracks: tuple[bytes, ...] = ()) -> bytes:
    handlers = b"".join(box(b"hdlr", bytes(8) + track + bytes(13)) for track in tracks)
    return box(b"ftyp", major + bytes(4) + b"".join(compatible)) + box(b"moov", handlers)


def id3(num_bytes: int) -> bytes:
    size = bytes(num_bytes >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x04\0\0" + size + bytes(num_bytes)


IMAGE = Image.new("RGB", (9, 7), "teal")
KNOWN = {
    "png": (encoded(IMAGE, "PNG"), "image/png"),
    "jpeg": (encoded(IMAGE, "JPEG"), "image/jpeg"),
    "webp": (encoded(IMAGE, "WEBP"), "image/webp"),
    "gif": (encoded(IMAGE, "GIF"), "image/gif"),
    "avif": (encoded(IMAGE, "AVIF"), "image/avif"),
    "tiff, little end first": (encoded(IMAGE, "TIFF"), "image/tiff"),
    "tiff, big end first": (b"MM\0*" + bytes(20), "image/tiff"),
    "wav": (wav(), "audio/wav"),
    "wav over 4 GB": (b"RF64" + b"\xff" * 4 + b"WAVEds64", "audio/wav"),
    "flac": (b"fLaC\0\0\0\x22", "audio/flac"),
    "flac behind a tag": (id3(30) + b"fLaC", "audio/flac"),
    "ogg": (b"OggS\0\x02", "audio/ogg"),
    "mp3": (b"\xff\xfb\x90\x64" + bytes(100), "audio/mpeg"),
    "mp3 behind two tags": (id3(300) + id3(5) + b"\xff\xf3\x90\x64", "audio/mpeg"),
    "mp3 behind padding": (id3(30) + bytes(2000) + b"\xff\xfb\x90\x64", "audio/mpeg"),
    "aac": (b"\xff\xf1\x50\x80\x02\x1f\xfc", "audio/aac"),
    "aac behind a tag": (id3(3) + b"\xff\xf9\x50\x80", "audio/aac"),
    "m4a": (ftyp(b"M4A ", b"isom"), "audio/mp4"),
    "mp4 with sound only": (ftyp(b"isom", tracks=(b"soun",)), "audio/mp4"),
    "mp4": (ftyp(b"isom", b"mp42", tracks=(b"soun", b"vide")), "video/mp4"),
    "mp4, fragments": (ftyp(b"iso5", b"dash"), "video/mp4"),
    "mov": (ftyp(b"qt  ", b"qt  "), "video/quicktime"),
    "mov without a type": (box(b"wide", b"") + box(b"mdat", b"abc") + box(b"moov", b""), "video/quicktime"),
    "webm": (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", "video/webm"),
    "mkv": (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", "video/x-matroska"),
    "pdf": (pdf([b""]), "application/pdf"),
    "pdf behind a mark": (b"\xef\xbb\xbf\r\n" + pdf([b""]), "application/pdf"),
    "text": ("plain – grüße 漢字\n\tindented\f".encode(), "text/plain"),
    "text with a mark": ("\ufeffmark".encode(), "text/plain"),
    "utf-16": ("mark".encode("utf-16"), "text/plain"),
    "text with a character across the probe's end": (("a" + "é" * 40_000).encode(), "text/plain"),
    "html with a drawing in it": (b"<!DOCTYPE html><html><svg/></html>", formats.HTML),
    "html": (b"<html><body>svg</body></html>", formats.HTML),
    "html behind a mark, comments and a declaration": (
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><!DOCTYPE html PUBLIC 'a' 'b'>\n<HTML>",
        formats.HTML,
    ),
    "html in utf-16": ("<p>mark".encode("utf-16"), formats.HTML),
    "html in latin-1": ("<p>caf\xe9</p>".encode("latin-1"), formats.HTML),
    "a part of a page": (b"<table><tr><td>a", formats.HTML),
    "words about tags": (b"the <p> tag", "text/plain"),
    "xml": (b"<?xml version='1.0'?><note/>", "text/plain"),
    "mail": (b"Return-Path: <a@b.c>\r\nReceived: from x\r\n\tby y\r\nSubject: \xe9\r\n\r\nbody", formats.MAIL),
    "words that look like a head": (b"Note: this\nTo: do\n\nis no mail", "text/plain"),
    "markdown by its signs": (office_samples.MARKDOWN, formats.MARKDOWN),
    "a script with comments": (b"# comment\nx = [1](2)\n", "text/plain"),
    "csv by its rows": (office_samples.CSV, formats.CSV),
    "tsv by its rows": (b"a\tb\tc\n1\t2\t3\n4\t5\t6\n", formats.TSV),
    "prose with commas": (b"one, two, three\nfour, five, six\nseven, eight, nine\n", "text/plain"),
    "a tune": (b"X:1\nT:A\nM:4/4\nL:1/8\nK:D\nDEFG ABcd|dcBA GFED|\n", "text/plain"),
    "docx": (office_samples.docx_file(), formats.DOCX),
    "docx that was cut": (office_samples.docx_file()[:8000], formats.DOCX),
    "pptx": (office_samples.pptx_file(), formats.PPTX),
    "xlsx": (office_samples.xlsx_file(), formats.XLSX),
    "xlsx in a docx": (
        office_samples.word("", {"embeddings": office_samples.xlsx_file().decode("latin-1")}),
        formats.DOCX,
    ),
    "epub": (office_samples.epub_file(), formats.EPUB),
    "epub whose mark is not first": (
        office_samples.archive({"META-INF/container.xml": "", "mimetype": "application/epub+zip"}),
        formats.EPUB,
    ),
}
REFUSED = {
    "a playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    "a playlist after blanks": b"\n \n#EXTM3U\nhttp://127.0.0.1/\n",
    "a playlist with a mark": b"\xef\xbb\xbf#EXTM3U\n",
    "a playlist in UTF-16": "#EXTM3U\nhttp://127.0.0.1/".encode("utf-16"),
    "a concat script": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "a concat script without its name": b"file '/etc/passwd'\n",
    "a session description": b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n",
    "a playlist of another kind": b"[playlist]\nFile1=http://127.0.0.1/\n",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    "svg behind a declaration": b"<?xml version='1.0'?>\n<!-- x -->\n<svg/>",
    "svg with a doctype": b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://127.0.0.1/x.dtd'><svg/>",
    "svg behind comments": b"<!-- -->\n" * 3000 + b"<svg/>",
    "svg with a prefix": b"<s:svg xmlns:s='http://www.w3.org/2000/svg'/>",
    "an archive of other things": office_samples.archive({"a.txt": "word/ xl/ ppt/"}),
    "an archive that ends at once": b"PK\x05\x06" + bytes(18),
    "html with a NUL": b"<html>\0</html>",
    "zip": b"PK\x03\x04" + bytes(30),
    "gzip": b"\x1f\x8b\x08" + bytes(30),
    "bmp": b"BM" + bytes(50),
    "ico": b"\0\0\1\0\1\0" + bytes(20),
    "elf": b"\x7fELF" + bytes(30),
    "pickle": b"\x80\x04\x95" + bytes(30),
    "heic": ftyp(b"heic", b"mif1"),
    "avi": b"RIFF\0\0\0\0AVI LIST",
    "midi in riff": b"RIFF\0\0\0\0RMID",
    "ebml of another kind": b"\x1a\x45\xdf\xa3\x84\x42\x82\x81x",
    "mpeg transport stream": (b"\x47\x40\x11\x10" + bytes(184)) * 5,
    "flash": b"FLV\x01\x05" + bytes(10),
    "zeros": bytes(1000),
    "latin-1": "caf\xe9 au lait".encode("latin-1"),
    "text with a NUL": b"text\0text",
    "postscript behind a control character": b"\x04%!PS-Adobe",
    "a tag alone": id3(20),
    "a sync word of a reserved kind": b"\xff\xeb\x90\x00" + bytes(50),
    "half a character": b"\xe9",
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_formats(name: str) -> None:
    data, media_type = KNOWN[name]
    assert formats.detect(data) == media_type


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        formats.detect(REFUSED[name])
    assert caught.value.code == "unsupported_format"


def test_no_bytes() -> None:
    with pytest.raises(InvalidInput) as caught:
        formats.detect(b"")
    assert caught.value.code == "empty_file"


@pytest.mark.parametrize(
    ("data", "declared", "media_type"),
    [
        (b"a,b\n", "x.csv", formats.CSV), (b"a,b\n", "text/csv; charset=utf-8", formats.CSV), (b"a,b\n", "",
        "text/plain"),
        (b"a\tb\n", "X.TSV", formats.TSV), (b"words", "notes.md", formats.MARKDOWN), (b"words", "text/markdown",
        formats.MARKDOWN),
        (office_samples.MARKDOWN, "notes.txt", "text/plain"), (b"Subject: a\n\nb", "x.eml", formats.MAIL),
        (b"Subject: a\n\nb", "x.txt", "text/plain"), (b"<html>", "x.csv", formats.HTML), (pdf([b""]), "x.csv",
        "application/pdf"),
        (b"words", "x.docx", "text/plain"),
    ],
)  # fmt: skip
def test_names_and_types_only_tell_texts_apart(data: bytes, declared: str, media_type: str) -> None:
    assert formats.detect(data, declared) == media_type


def test_names_do_not_open_what_is_refused() -> None:
    for data in REFUSED.values():
        for declared in ("x.html", "x.md", "text/csv", "x.docx", "x.eml"):
            with pytest.raises(InvalidInput):
                formats.detect(data, declared)


@given(st.binary(min_size=1, max_size=200), st.sampled_from([b"", *(data[:12] for data, _ in KNOWN.values())]))
def test_any_bytes_are_a_known_type_or_refused(data: bytes, start: bytes) -> None:
    try:
        found = formats.detect(start + data)
    except InvalidInput:
        return
    assert found in ALL


def test_many_comments_are_judged_in_linear_time() -> None:
    began = time.monotonic()
    assert formats.detect(b"<!-- -->" * 8000) == "text/plain"
    assert time.monotonic() - began < 0.5


@given(st.text(min_size=1))
def test_text_survives_both_encodings(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        try:
            decoded = formats.decode_text(text.encode(encoding, "surrogatepass"))
        except InvalidInput:
            continue
        assert decoded == text.removeprefix("\ufeff") or encoding != "utf-8"
        assert "\0" not in decoded
