"""Bombs, damaged and crossed files: refused with a typed error, at once, in little memory."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from fuzz import ALLOWED_ERRORS, SEEDS, mutated, outcome
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from media_samples import encoded, gif_of_frames, peak_bytes_of_workers, png, scene
from PIL import Image

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import documents, pictures, worker

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


@pytest.mark.parametrize("name", SIZE_BOMBS)
def test_declared_sizes_are_refused_before_anything_is_unpacked(name: str) -> None:
    assert refused(SIZE_BOMBS[name]()) == "image_too_large"


@pytest.mark.parametrize("name", FRAME_BOMBS)
def test_declared_frames_are_refused_before_any_is_shown(name: str) -> None:
    assert refused(FRAME_BOMBS[name]()) == "too_many_frames"


def refused(data: bytes) -> str:
    worker.close()
    pictures.read(encoded(Image.new("RGB", (1, 1)), "PNG"))
    before = peak_bytes_of_workers()
    codes = set()
    for read in (pictures.read, pictures.frames):
        began = time.monotonic()
        with pytest.raises(InvalidInput) as caught:
            read(data)
        codes.add(caught.value.code)
        assert time.monotonic() - began < 1.0
    assert peak_bytes_of_workers() - before < len(data) * 2 + 64 * MEGA
    (code,) = codes
    return code


@pytest.mark.slow
def test_a_picture_at_the_limit_is_read_in_bounded_memory() -> None:
    worker.close()
    picture = pictures.read(png(10_000, 5_000, 8, 6))  # transparent: the costliest mode
    assert picture.pixels.shape == (5_000, 10_000, 3)
    assert (picture.pixels == 255).all()
    assert peak_bytes_of_workers() < DEFAULT.worker_bytes


def test_what_needs_more_memory_than_allowed_is_refused() -> None:
    with pytest.raises(InvalidInput) as caught:
        pictures.read(png(5_000, 5_000, 8, 6), Limits(worker_bytes=50 * MEGA))
    assert caught.value.code == "decode_memory"


def test_slow_pictures_are_left() -> None:
    pictures.read(encoded(Image.new("RGB", (1, 1)), "PNG"))
    with pytest.raises(TooLarge) as caught:
        pictures.read(png(6_000, 6_000, 1, 0), Limits(decode_seconds=0.05))
    assert caught.value.code == "decode_timeout"


def test_text_chunks_do_not_unpack_without_end() -> None:
    data = encoded(Image.new("RGB", (1, 1)), "PNG")
    body = b"zTXt" + b"a\0\0" + zlib.compress(bytes(200 * MEGA), 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    worker.close()
    pictures.read(data)
    assert outcome(pictures.read, data[:33] + chunk + data[33:]) in ("", "invalid_image")
    assert peak_bytes_of_workers() < 200 * MEGA


@pytest.mark.parametrize("name", [name for name in SEEDS if name != "text"])
def test_every_cut_is_a_picture_or_a_typed_error(name: str) -> None:
    read, data = SEEDS[name]
    for end in np.linspace(1, len(data) - 1, 25).astype(int).tolist():
        assert outcome(read, data[:end]) in ALLOWED_ERRORS


def test_polyglots_are_decoded_as_what_their_first_bytes_say() -> None:
    picture = encoded(Image.new("RGB", (3, 2), "red"), "GIF")
    _, document = SEEDS["pdf"]
    assert pictures.read(picture + document).pixels.shape == (2, 3, 3)
    assert outcome(documents.read, picture + document) == "unsupported_format"
    assert outcome(pictures.read, document + picture) == "unsupported_format"
    assert outcome(documents.read, document + picture) in ALLOWED_ERRORS


def test_a_wrong_decoder_is_never_tried() -> None:
    tiff = encoded(Image.fromarray(scene(8, 8)), "TIFF")
    assert outcome(pictures.read, b"\x89PNG\r\n\x1a\n" + tiff) == "invalid_image"
    postscript = b"\xff\xd8\xff" + b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n"
    assert outcome(pictures.read, postscript) == "invalid_image"


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(SEEDS)), st.integers(0, 2**32 - 1))
def test_damaged_files_give_arrays_or_typed_errors(name: str, seed: int) -> None:
    read, data = SEEDS[name]
    assert outcome(read, mutated(data, np.random.default_rng(seed))) in ALLOWED_ERRORS


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([pictures.read, pictures.frames, documents.read]), st.binary(min_size=1, max_size=2000))
def test_random_bytes_give_typed_errors(read: Callable[[bytes], object], data: bytes) -> None:
    assert outcome(read, data) in ALLOWED_ERRORS


def test_what_is_read_again_is_the_same() -> None:
    data = encoded(Image.fromarray(scene(50, 40)), "JPEG")
    first = pictures.read(data).pixels
    outcome(pictures.read, data[:100])
    np.testing.assert_array_equal(pictures.read(data).pixels, first)
    assert io.BytesIO(data).getvalue() == data
