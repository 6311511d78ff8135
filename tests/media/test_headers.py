"""What a picture says of itself is read quickly and rightly, and real pictures are let through."""

from __future__ import annotations

import io
import time

import numpy as np
import pytest
from bombs import FRAME_BOMBS, PART_BOMBS, SIZE_BOMBS, aac_of_hours, apng_of_frames, tiff_of_pages
from fuzz import mutated
from hypothesis import given, settings
from hypothesis import strategies as st
from media_samples import encoded, gif_of_frames, scene
from PIL import Image

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import formats, headers, pictures, sounds

WALKED = ("GIF", "JPEG", "PNG", "TIFF", "WEBP")
QUICK_S = 0.25  # seconds of a processor, for files of a megabyte
DECLARED = {**SIZE_BOMBS, **FRAME_BOMBS, **PART_BOMBS}
SCENES = [Image.fromarray(scene(40 + place, 30)) for place in range(3)]


def animated(name: str) -> bytes:
    """Three frames, where a format has several."""
    more = {} if name == "JPEG" else {"save_all": True, "append_images": [one.resize((40, 30)) for one in SCENES[1:]]}
    return encoded(SCENES[0], name, **more)


@pytest.mark.parametrize("name", [name for name in DECLARED if name not in ("avif", "png of 4 gigapixels")])
def test_a_bomb_is_known_by_its_header_at_once(name: str) -> None:
    data = DECLARED[name]()
    media_type = formats.detect(data)
    if name in ("tiff",):  # whose size is among the tags that Pillow reads, of which there are few
        assert headers.judge(data, media_type, DEFAULT) == 1
        return
    began_s = time.process_time()
    with pytest.raises(TooLarge):
        headers.judge(data, media_type, DEFAULT)
    assert time.process_time() - began_s < QUICK_S


@pytest.mark.parametrize("name", WALKED)
def test_pictures_that_are_well_are_let_through(name: str) -> None:
    data = animated(name)
    told = headers.judge(data, formats.detect(data), DEFAULT)
    assert told == {"GIF": 3, "TIFF": 3, "JPEG": 1}.get(name)
    assert pictures.read(data).num_frames == (1 if name == "JPEG" else 3)


def test_large_pictures_of_many_scans_and_chunks_are_let_through() -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (1_000, 1_400, 3), np.uint8))
    for data in (encoded(noise, "JPEG", progressive=True, quality=95), encoded(noise, "PNG")):
        assert pictures.read(data).pixels.shape == (1_000, 1_400, 3)


def test_the_sweeps_over_a_small_picture_may_be_many() -> None:
    data = encoded(SCENES[0], "JPEG", progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    assert headers.judge_jpeg(data[:-2] + scan * 300 + data[-2:], DEFAULT) == 1


def test_a_picture_with_further_ones_behind_it_is_one_picture() -> None:
    file = io.BytesIO()
    SCENES[0].save(file, "MPO", save_all=True, append_images=[SCENES[1]])
    picture = pictures.read(file.getvalue())
    assert (picture.num_frames, picture.notes, picture.pixels.shape) == (1, (), (30, 40, 3))


def test_frames_are_judged_up_to_the_limit() -> None:
    limits = Limits(image_frames=3)
    for make, judged in (
        (gif_of_frames, headers.judge_gif),
        (tiff_of_pages, headers.judge_tiff),
        (apng_of_frames, headers.judge_png),
    ):
        judged(make(3), limits)
        with pytest.raises(TooLarge) as caught:
            judged(make(4), limits)
        assert caught.value.code == "too_many_frames"


def test_directories_that_lead_back_end() -> None:
    data = bytearray(tiff_of_pages(2))
    data[-4:] = data[4:8]
    assert headers.judge_tiff(bytes(data), DEFAULT) == 2


def test_a_sound_is_refused_by_its_packets_before_any_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sounds, "decoded_frames", lambda *given: pytest.fail("it was decoded"))
    with pytest.raises(TooLarge, match="too long") as caught:
        sounds.decode_sound(aac_of_hours(1), DEFAULT)
    assert caught.value.code == "audio_too_long"


ANIMATED = {name: animated(name) for name in WALKED}


@settings(deadline=2_000, max_examples=300)
@given(st.sampled_from(WALKED), st.integers(0, 2**32 - 1))
def test_damaged_headers_are_judged_or_refused(name: str, seed: int) -> None:
    data = ANIMATED[name]
    hurt = data[:8] + mutated(data, np.random.default_rng(seed))[8:]
    judged(hurt, formats.detect(data))


@settings(deadline=2_000)
@given(st.sampled_from([f"image/{name.lower()}" for name in WALKED]), st.binary(max_size=300))
def test_any_bytes_are_judged_or_refused(media_type: str, data: bytes) -> None:
    judged(data, media_type)


def judged(data: bytes, media_type: str) -> None:
    try:
        told = headers.judge(data, media_type, DEFAULT)
    except InvalidInput as error:
        assert error.code in ("image_too_large", "too_many_frames", "image_too_complex", "invalid_image")  # noqa: PT017
    else:
        assert told is None or 0 <= told <= DEFAULT.image_frames
