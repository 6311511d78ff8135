"""Bombs, damaged and crossed files: refused with a typed error, at once, in little memory."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from bombs import FRAME_BOMBS, PART_BOMBS, SIZE_BOMBS
from fuzz import ALLOWED_ERRORS, SEEDS, mutated, outcome
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from media_samples import encoded, peak_bytes_of_workers, png, scene
from PIL import Image

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import documents, page_marks, pictures, worker

MEGA = 1_000_000


@pytest.mark.parametrize("name", SIZE_BOMBS)
def test_declared_sizes_are_refused_before_anything_is_unpacked(name: str) -> None:
    assert refused(SIZE_BOMBS[name]()) == "image_too_large"


@pytest.mark.parametrize("name", FRAME_BOMBS)
def test_declared_frames_are_refused_before_any_is_shown(name: str) -> None:
    assert refused(FRAME_BOMBS[name]()) == "too_many_frames"


@pytest.mark.parametrize("name", PART_BOMBS)
def test_files_of_countless_parts_are_refused_before_any_is_read(name: str) -> None:
    assert refused(PART_BOMBS[name]()) == "image_too_complex"


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
@given(
    st.sampled_from([pictures.read, pictures.frames, documents.read, page_marks.read]),
    st.binary(min_size=1, max_size=2000),
)
def test_random_bytes_give_typed_errors(read: Callable[[bytes], object], data: bytes) -> None:
    assert outcome(read, data) in ALLOWED_ERRORS


def test_what_is_read_again_is_the_same() -> None:
    data = encoded(Image.fromarray(scene(50, 40)), "JPEG")
    first = pictures.read(data).pixels
    outcome(pictures.read, data[:100])
    np.testing.assert_array_equal(pictures.read(data).pixels, first)
    assert io.BytesIO(data).getvalue() == data
