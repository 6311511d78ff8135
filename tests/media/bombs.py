"""Files that cost far more than they weigh, or say that they do: made here, one function for each, small and quick.

Nothing of a stranger's: every one is drawn, packed or patched by the code below.
"""

from __future__ import annotations

import functools
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import numpy as np
from film_samples import clip, encoded_film, encoded_sound, even_pts, sweep
from media_samples import encoded, gif_of_frames, pdf, png
from office_samples import archive as parts_of
from office_samples import epub_file, sheet, word
from PIL import Image

from sensorium.media import sound_writing

MEGA = 1_000_000


def webp_of_size(width: int, height: int) -> bytes:
    canvas = bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def resized(data: bytes, marker: bytes, offset: int, size: bytes) -> bytes:
    place = data.index(marker) + offset
    return data[:place] + size + data[place + len(size) :]


def jpeg_of_size(width: int, height: int) -> bytes:
    return resized(encoded(Image.new("RGB", (8, 8)), "JPEG"), b"\xff\xc0", 5, struct.pack(">HH", height, width))


def avif_of_size(width: int, height: int) -> bytes:
    return resized(encoded(Image.new("RGB", (8, 8)), "AVIF"), b"ispe", 8, struct.pack(">II", width, height))


def tiff_of_size(width: int, height: int) -> bytes:
    data = bytearray(encoded(Image.new("L", (8, 8)), "TIFF"))
    (place,) = struct.unpack_from("<I", data, 4)
    for entry in range(struct.unpack_from("<H", data, place)[0]):
        at = place + 2 + 12 * entry
        tag = struct.unpack_from("<H", data, at)[0]
        if tag in (256, 257):
            struct.pack_into("<HII", data, at + 2, 4, 1, width if tag == 256 else height)
    return bytes(data)


def tiff_of_pages(num_pages: int) -> bytes:
    """A chain of directories without pictures."""
    file = bytearray(b"II*\0" + struct.pack("<I", 8))
    for page in range(num_pages):
        following = 0 if page + 1 == num_pages else len(file) + 2 + 12 * 6 + 4
        entries = [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (262, 3, 1, 1), (273, 4, 1, 8), (279, 4, 1, 1)]
        file += struct.pack("<H", 6) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
        file += struct.pack("<I", following)
    return bytes(file)


def apng_of_frames(num_frames: int) -> bytes:
    data = encoded(Image.new("RGB", (4, 4)), "PNG")
    body = b"acTL" + struct.pack(">II", num_frames, 0)
    chunk = struct.pack(">I", 8) + body + struct.pack(">I", zlib.crc32(body))
    return data[:33] + chunk + data[33:]


def png_of_chunks(num_chunks: int, kind: bytes) -> bytes:
    """A picture of four pixels among chunks that are empty."""
    data, empty = encoded(Image.new("RGB", (4, 4)), "PNG"), struct.pack(">I4sI", 0, kind, zlib.crc32(kind))
    return data[:33] + empty * num_chunks + data[33:]


def jpeg_of_scans(num_scans: int) -> bytes:
    """A progressive picture of twelve megapixels in one colour, its last scan again and again: some bytes each."""
    data = encoded(Image.new("RGB", (4_000, 3_000), "red"), "JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * num_scans + data[-2:]


def jpeg_of_segments(num_segments: int) -> bytes:
    data = encoded(Image.new("RGB", (8, 8)), "JPEG")
    return data[:2] + b"\xff\xfe\0\2" * num_segments + data[2:]


def gif_of_blocks(num_blocks: int) -> bytes:
    """A picture whose data comes byte by byte."""
    data = encoded(Image.new("L", (4, 4)), "GIF")
    place = data.rindex(b"\x2c") + 11
    return data[:place] + b"\1\0" * num_blocks + data[place:]


def gif_of_comments(num_comments: int) -> bytes:
    data = gif_of_frames(1)
    place = data.index(b"\x2c")
    return data[:place] + b"\x21\xfe\1a\0" * num_comments + data[place:]


def tiff_of_tags(num_tags: int) -> bytes:
    """A directory of tags that nobody knows."""
    tags = b"".join(struct.pack("<HHII", 40_000 + tag % 20_000, 3, 1, 1) for tag in range(num_tags))
    sizes = struct.pack("<HHII", 256, 3, 1, 8) + struct.pack("<HHII", 257, 3, 1, 8)
    return b"II*\0" + struct.pack("<IH", 8, num_tags + 2) + sizes + tags + bytes(4)


def tiff_of_strips(num_strips: int) -> bytes:
    """A picture that says in how many strips it is."""
    data = bytearray(encoded(Image.new("L", (8, 8)), "TIFF"))
    (place,) = struct.unpack_from("<I", data, 4)
    for entry in range(struct.unpack_from("<H", data, place)[0]):
        at = place + 2 + 12 * entry
        if struct.unpack_from("<H", data, at)[0] in (273, 279):
            struct.pack_into("<HII", data, at + 2, 4, num_strips, 8)
    return bytes(data)


PART_BOMBS: dict[str, Callable[[], bytes]] = {
    "png of 100,000 pieces of data": lambda: png_of_chunks(100_000, b"IDAT"),
    "png of 100,000 words": lambda: png_of_chunks(100_000, b"tEXt"),
    "jpeg of 2,000 scans": lambda: jpeg_of_scans(2_000),
    "jpeg of 100,000 segments": lambda: jpeg_of_segments(100_000),
    "gif of 600,000 blocks": lambda: gif_of_blocks(600_000),
    "gif of 100,000 comments": lambda: gif_of_comments(100_000),
    "tiff of 60,000 tags": lambda: tiff_of_tags(60_000),
    "tiff of a million strips": lambda: tiff_of_strips(1_000_000),
}
SIZE_BOMBS = {
    "png of 169 megapixels": lambda: png(13_000, 13_000, 1, 0),
    "png of 4 gigapixels": lambda: png(65_535, 65_535, 8, 2, b""),
    "jpeg": lambda: jpeg_of_size(65_000, 65_000),
    "webp": lambda: webp_of_size(16_383, 16_383),
    "webp, as large as its header can say": lambda: webp_of_size(1 << 24, 1 << 24),
    "gif": lambda: gif_of_frames(1, 65_535, 65_535),
    "gif with a frame larger than its screen": lambda: gif_of_frames(3, 1, 1, (65_535, 65_535)),
    "avif": lambda: avif_of_size(16_000, 16_000),
    "tiff": lambda: tiff_of_size(100_000, 100_000),
}
FRAME_BOMBS = {
    "gif of 2,000 frames": lambda: gif_of_frames(2000),
    "gif of 400,000 frames": lambda: gif_of_frames(400_000),
    "gif of large frames": lambda: gif_of_frames(100_000, 7000, 7000, (7000, 7000)),
    "tiff of 20,000 pages": lambda: tiff_of_pages(20_000),
    "png of 2 billion frames": lambda: apng_of_frames(2**31 - 1),
}


@functools.cache
def flac_of_hours(hours: int) -> bytes:
    """Silence, a thousand samples a second."""
    return sound_writing.write(np.zeros((1, 1_000 * 3_600 * hours), np.float32), 1_000, "flac")


def flac_that_understates(seconds: int) -> bytes:
    """Two hours whose header says that there are so many seconds."""
    data = bytearray(flac_of_hours(2))
    data[21] &= 0xF0
    data[22:26] = (1_000 * seconds).to_bytes(4, "big")
    return bytes(data)


def wav(
    samples: bytes, *, kind: int = 1, channels: int = 1, rate_hz: int = 8_000, bits: int = 16, length: int = -1
) -> bytes:
    """A WAV that may say anything of itself. kind: 1 whole numbers, 3 floating point."""
    block = channels * bits // 8
    size = len(samples) if length < 0 else length
    head = struct.pack("<HHIIHH", kind, channels, rate_hz, rate_hz * block & 0xFFFFFFFF, block & 0xFFFF, bits)
    body = b"fmt " + struct.pack("<I", len(head)) + head + b"data" + struct.pack("<I", size) + samples
    return b"RIFF" + struct.pack("<I", (4 + len(body)) & 0xFFFFFFFF) + b"WAVE" + body


def wav_of_floats(value: float) -> bytes:
    return wav(np.full(800, value, "<f4").tobytes(), kind=3, bits=32)


def ogg_that_lasts() -> bytes:
    """Half a second of Opus whose last page says that a year has passed."""
    data = bytearray(encoded_sound(sweep(48_000), 48_000, "ogg", "libopus", "flt", "mono"))
    page = data.rindex(b"OggS")
    struct.pack_into("<q", data, page + 6, 48_000 * 3_600 * 24 * 365)
    data[page + 22 : page + 26] = bytes(4)
    struct.pack_into("<I", data, page + 22, _ogg_checksum(bytes(data[page:])))
    return bytes(data)


def _ogg_checksum(page: bytes) -> int:
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value


def film(num_frames: int = 12, container: str = "mp4", codec: str = "libx264") -> bytes:
    frames = np.resize(clip(12), (num_frames, 48, 64, 3))
    return encoded_film(frames, even_pts(num_frames), container, codec, options={"preset": "ultrafast"})


def film_of_size(width: int, height: int) -> bytes:
    """A film whose boxes say how large its pictures are."""
    data = film()
    place = data.index(b"avc1") + 28
    data = data[:place] + struct.pack(">HH", width, height) + data[place + 4 :]
    place = data.index(b"tkhd") + 80
    return data[:place] + struct.pack(">II", width << 16, height << 16) + data[place + 8 :]


def film_of_samples(count: int) -> bytes:
    """A film whose table of times says that it has so many pictures."""
    data = film()
    place = data.index(b"stts") + 12
    return data[:place] + struct.pack(">I", count) + data[place + 4 :]


def nested_boxes(depth: int) -> bytes:
    """Boxes of MP4 in each other."""
    inner = b""
    for _ in range(depth):
        inner = struct.pack(">I", len(inner) + 8) + b"moov" + inner
    return struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0) + inner


def archive(names: tuple[str, ...], size: int) -> bytes:
    """A ZIP of zeros under some names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name in names:
            packed.writestr(name, bytes(size))
    return file.getvalue()


def pdf_of_zeros(size: int) -> bytes:
    """A page whose content unpacks to so many bytes."""
    packed = zlib.compress(b"q " * (size // 2), 1)
    whole = pdf([b"@"])
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    return whole.replace(b"<< /Length 1 >>\nstream\n@\nendstream", stream)


def pdf_of_itself() -> bytes:
    """Pages whose tree holds itself."""
    return pdf([b"q"]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")


def pdf_with_script() -> bytes:
    """A document that wants to run, launch and fetch something when it is opened."""
    script = b"<< /S /JavaScript /JS (app.launchURL('http://127.0.0.1:9')) >>"
    wants = b"/Type /Catalog /OpenAction << /S /Launch /F (/bin/sh) /Next " + script + b" >>"
    return pdf([b"q"]).replace(b"/Type /Catalog", wants)


def tune_of_repeats(depth: int) -> bytes:
    """A tune in ABC whose repeats stand in each other."""
    return b"X:1\nT:a\nM:4/4\nL:1/8\nK:C\n" + b"|:" * depth + b"CDEF GABc" + b":|" * depth + b"\n"


def aac_of_hours(hours: int) -> bytes:
    """Silence, again and again, which nothing says the length of."""
    return encoded_sound(np.zeros((1, 80_000), np.float32), 8_000, "adts", "aac", "fltp", "mono") * (360 * hours)


SOUND_BOMBS: dict[str, Callable[[], bytes]] = {
    "aac of two hours": lambda: aac_of_hours(2),
    "flac of two hours": lambda: flac_of_hours(2),
    "flac of two hours that says one second": lambda: flac_that_understates(1),
    "ogg that lasts a year": ogg_that_lasts,
    "wav of 4 GB that ends at once": lambda: wav(bytes(800), length=0xFFFFFFF0),
    "wav of 65,535 channels": lambda: wav(bytes(80_000), channels=65_535),
    "wav without channels": lambda: wav(bytes(800), channels=0),
    "wav at no rate": lambda: wav(bytes(800), rate_hz=0),
    "wav at 4 GHz": lambda: wav(bytes(800), rate_hz=0xFFFFFFFF),
    "wav of what is no number": lambda: wav_of_floats(float("nan")),
    "wav without end": lambda: wav_of_floats(float("inf")),
    "wav without samples": lambda: wav(b""),
}
FILM_BOMBS: dict[str, Callable[[], bytes]] = {
    "mp4 of 65,535 by 65,535": lambda: film_of_size(65_535, 65_535),
    "mp4 of 4 billion pictures": lambda: film_of_samples(0xFFFFFFFF),
    "mp4 of 1,500 pictures": lambda: film(1_500),
    "mp4 of boxes in boxes": lambda: nested_boxes(20_000),
}


def archive_that_understates(name: str, size: int) -> bytes:
    """A ZIP whose directory says that a part is one byte long; it unpacks to `size`."""
    data = bytearray(archive(("[Content_Types].xml", name), size))
    for start, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.rindex(start)
        data[place + offset : place + offset + 4] = (1).to_bytes(4, "little")
    return bytes(data)


def laughing(part: str) -> str:
    """XML that is a gigabyte when all its entities are put in their place."""
    entities = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "lol">{entities}]><{part}>&l9;</{part}>'


def mail_of_mails(depth: int) -> bytes:
    """Mails in each other."""
    parts = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(depth))
    return ("From: a\nTo: b\nSubject: c\n" + parts).encode()


OFFICE_BOMBS: dict[str, Callable[[], bytes]] = {
    "xlsx that unpacks to 300 MB": lambda: archive(("[Content_Types].xml", "xl/workbook.xml"), 150 * MEGA),
    "docx whose one part unpacks to 100 MB": lambda: word("<w:p/>" + " " * (100 * MEGA)),
    "docx of 30,000 parts": lambda: parts_of({f"word/{number}.xml": "" for number in range(30_000)}),
    "docx of paragraphs in each other": lambda: word("<w:sdt>" * 100_000),
    "docx of tables in each other": lambda: word("<w:tbl><w:tr><w:tc>" * 80 + "</w:tc></w:tr></w:tbl>" * 80),
    "docx of a million elements": lambda: word("<w:p/>" * MEGA),
    "docx that laughs": lambda: parts_of({"[Content_Types].xml": "", "word/document.xml": laughing("w")}),
    "docx of an address": lambda: parts_of(
        {"word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}
    ),
    "xlsx of 2 million cells": lambda: sheet(("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>") * 125),
    "xlsx of a million rows": lambda: sheet('<row><c t="str"><v>a</v></c></row>' * MEGA),
    "xlsx that merges everything": lambda: sheet(
        "<row><c><v>1</v></c></row>", extra='<mergeCell ref="A1:XFD1048576"/>' * 400_000
    ),
    "epub that laughs": lambda: epub_file(**{"META-INF/container.xml": laughing("container")}),
    "html of a million tags": lambda: b"<html>" + b"<b>" * MEGA,
    "html of tags in each other": lambda: b"<html>" + b"<div>" * 100_000 + b"x",
    "html of cells that span": lambda: b"<table><tr>" + b"<td rowspan=4000 colspan=500>a" * 900 + b"<tr>" * 4_000,
    "mail of mails": lambda: mail_of_mails(400),
    "csv of 300,000 cells": lambda: b"a,b,c\n" * 100_000,
}
"""Each is refused as `document_too_complex`."""
DOCUMENT_BOMBS: dict[str, Callable[[], bytes]] = {
    "docx that unpacks to 60 MB": lambda: archive(("[Content_Types].xml", "word/document.xml"), 30 * MEGA),
    "docx whose sizes lie": lambda: archive_that_understates("word/document.xml", 30 * MEGA),
    "zip that climbs": lambda: archive(("../../../../tmp/climbed", "/etc/climbed"), 10),
    "gzip of 60 MB": lambda: gzip.compress(bytes(60 * MEGA), 1),
    "pdf of 200,000 pages": lambda: pdf([b"q"], count=200_000),
    "pdf of a giant page": lambda: pdf([b"q"], box="0 0 1000000000 1000000000"),
    "pdf that unpacks to 100 MB": lambda: pdf_of_zeros(100 * MEGA),
    "pdf that holds itself": pdf_of_itself,
    "pdf that wants to run": pdf_with_script,
    "text of 2 million letters": lambda: b"x" * (2 * MEGA),
    "text of 100,000 lines": lambda: b"x\n" * 100_000,
    "tune of repeats in repeats": lambda: tune_of_repeats(3_000),
    "tune of 100,000 notes": lambda: b"X:1\nT:a\nM:4/4\nL:1/8\nK:C\n" + b"CDEF GABc|" * 12_500 + b"\n",
}
COSTLY = (
    "flac of two hours",
    "flac of two hours that says one second",
    "mp4 of 1,500 pictures",
    "pdf that unpacks to 100 MB",
    "docx whose one part unpacks to 100 MB",
    "docx of 30,000 parts",
    "xlsx that unpacks to 300 MB",
    "xlsx of 2 million cells",
    "xlsx that merges everything",
)
"""Those that take seconds to make, or to refuse."""
BOMBS = {**SIZE_BOMBS, **FRAME_BOMBS, **PART_BOMBS, **SOUND_BOMBS, **FILM_BOMBS, **DOCUMENT_BOMBS, **OFFICE_BOMBS}
