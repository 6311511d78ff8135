"""Bytes of the wire ↔ samples."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.content import Audio
from sensorium.errors import InvalidInput
from sensorium.surfaces.live.formats import ALAW, FORMATS, PCM, ULAW, AudioFormat, SoundWriter

CODES = bytes(range(256))


@pytest.mark.parametrize(("form", "name"), [(ULAW, "ulaw2lin"), (ALAW, "alaw2lin")])
def test_every_code_of_g711_means_what_the_standard_library_says(form: AudioFormat, name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        audioop = pytest.importorskip("audioop", reason="gone since Python 3.13")
    levels = np.frombuffer(getattr(audioop, name)(CODES, 2), "<i2")
    np.testing.assert_array_equal(form.samples(CODES) * 32_768, levels)


@pytest.mark.parametrize("form", [ULAW, ALAW])
def test_a_code_that_is_read_is_written_again(form: AudioFormat) -> None:
    levels = form.samples(CODES)
    np.testing.assert_array_equal(form.samples(form.write(levels)), levels)


@given(st.lists(st.integers(-32_768, 32_767), max_size=50))
def test_pcm_comes_back_within_a_step(values: list[int]) -> None:
    data = np.array(values, "<i2").tobytes()
    back = np.frombuffer(PCM.write(PCM.samples(data)), "<i2").astype(int)
    assert np.abs(back - np.array(values, int)).max(initial=0) <= 1


def test_half_a_sample_is_refused() -> None:
    with pytest.raises(InvalidInput, match="end in the middle") as caught:
        PCM.samples(b"\0\0\0")
    assert caught.value.code == "invalid_audio"
    assert len(ULAW.samples(b"\0\0\0")) == 3


@pytest.mark.parametrize("form", FORMATS.values(), ids=lambda form: form.name)
def test_sound_in_pieces_is_the_sound_in_one(form: AudioFormat) -> None:
    tone = (0.5 * np.sin(np.arange(16_000) / 20)).astype(np.float32)[None]
    whole, pieces = SoundWriter(form), SoundWriter(form)
    at_once = whole.push(Audio(tone, 16_000)) + whole.finish()
    told = b"".join(pieces.push(Audio(part, 16_000)) for part in np.split(tone, 10, axis=1)) + pieces.finish()
    assert told == at_once
    assert form.seconds(told) == pytest.approx(1.0, abs=0.001)


def test_nothing_to_say_is_no_sound() -> None:
    assert SoundWriter(PCM).finish() == b""
