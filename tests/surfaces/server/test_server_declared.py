"""What a file is said to be: raw samples are what they are called, all else is what its bytes say, with a note."""

from __future__ import annotations

import base64
import io
import wave
from typing import Any

import httpx2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sensorium.content import Audio, Image
from sensorium.errors import InvalidInput
from sensorium.surfaces.server import declared
from sensorium.surfaces.server.outputs import pcm16

SOUND = Audio(np.sin(np.arange(24_000, dtype=np.float32) / 8)[None] / 2, 24_000)
RAW, WAV, FLAC = pcm16(SOUND), SOUND.encode("wav"), SOUND.encode("flac")
LONG = Audio(np.tile(SOUND.samples, 3), 24_000)  # long enough to be taken out of its body as it comes


@given(st.lists(st.integers(-32_768, 32_767), min_size=1, max_size=200))
def test_raw_samples_become_a_file_of_the_same_samples(samples: list[int]) -> None:
    raw = np.array(samples, "<i2").tobytes()
    with wave.open(io.BytesIO(declared.as_wav(raw))) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (24_000, 1, 2)
        assert file.readframes(len(samples)) == raw


@given(st.binary(max_size=40))
def test_any_bytes_are_raw_or_are_not_and_become_samples_or_are_refused(data: bytes) -> None:
    if declared.is_raw("pcm16", data):
        try:
            assert declared.as_wav(data).endswith(data)
        except InvalidInput as error:
            assert error.code == ("invalid_audio" if data else "empty_file")  # noqa: PT017
    assert not declared.is_raw("wav", data)
    assert not declared.is_raw(None, data)


def test_a_file_with_a_head_is_not_raw_whatever_it_is_called() -> None:
    assert not any(declared.is_raw("pcm16", data) for data in (WAV, FLAC, SOUND.encode("mp3"), SOUND.encode("m4a")))
    assert declared.is_raw("PCM16", RAW)
    assert declared.is_raw("pcm", b"\xff\xf1" * 9)  # loud samples may look like a frame of AAC


@pytest.mark.parametrize(
    ("said", "media_type", "is_right"),
    [
        ("wav", "audio/wav", True),
        ("WAV", "audio/wav", True),
        ("audio/wav", "audio/wav", True),
        ("mp3", "audio/mpeg", True),
        ("mpeg", "audio/mpeg", True),
        ("opus", "audio/ogg", True),
        ("m4a", "audio/mp4", True),
        ("jpg", "image/jpeg", True),
        ("", "audio/wav", True),
        (None, "audio/wav", True),
        ("mp3", "audio/wav", False),
        ("pcm16", "audio/wav", False),
        ("opus", "audio/mpeg", False),
        ("nonsense", "audio/wav", False),
    ],
)
def test_what_a_file_is_not_is_told(said: str | None, media_type: str, is_right: bool) -> None:
    assert declared.notes(said, media_type) == (() if is_right else (f"declared as {said}, is {media_type}",))


def asked(base_url: str, *parts: dict[str, Any]) -> dict[str, Any]:
    content = [{"type": "text", "text": "What is this?"}, *parts]
    body = {"model": "tiny", "max_tokens": 4, "seed": 3, "messages": [{"role": "user", "content": content}]}
    told: dict[str, Any] = httpx2.post(f"{base_url}/v1/chat/completions", json=body, timeout=60).json()
    return told


def heard(data: bytes, form: str | None) -> dict[str, Any]:
    sound = {"data": base64.b64encode(data).decode(), **({} if form is None else {"format": form})}
    return {"type": "input_audio", "input_audio": sound}


@pytest.mark.parametrize("sound", [SOUND, LONG], ids=["in the body", "taken out of it"])
def test_raw_samples_are_heard_as_the_same_sound_in_a_file(base_url: str, sound: Audio) -> None:
    whole = asked(base_url, heard(sound.encode("wav"), "wav"))
    raw = asked(base_url, heard(pcm16(sound), "pcm16"))
    for told in (whole, raw):
        assert told["sensorium"]["notes"] == []
    assert raw["choices"] == whole["choices"]
    assert raw["usage"] == whole["usage"]


def test_a_sound_that_is_called_something_else_is_taken_as_it_is(base_url: str) -> None:
    whole = asked(base_url, heard(WAV, None))
    for form, note in (
        ("mp3", ["messages[0].content[1].input_audio: declared as mp3, is audio/wav"]),
        ("pcm16", ["messages[0].content[1].input_audio: declared as pcm16, is audio/wav"]),
        ("wav", []),
    ):
        told = asked(base_url, heard(WAV, form))
        assert (told["choices"], told["sensorium"]["notes"]) == (whole["choices"], note)


def test_an_address_may_say_what_is_there(base_url: str) -> None:
    url = f"data:audio/wav;base64,{base64.b64encode(WAV).decode()}"
    told = asked(base_url, {"type": "audio_url", "audio_url": {"url": url, "format": "mp3", "detail": "low"}})
    assert [note.partition(":")[0] for note in told["sensorium"]["notes"]] == [
        "messages[0].content[1].detail changed nothing",
        "messages[0].content[1].audio_url",
    ]
    picture = Image(np.full((40, 50, 3), 90, np.uint8)).encode("png")
    url = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    told = asked(base_url, {"type": "image_url", "image_url": {"url": url, "format": "image/jpeg"}})
    assert told["sensorium"]["notes"] == ["messages[0].content[1].image_url: declared as image/jpeg, is image/png"]


@pytest.mark.parametrize(
    ("data", "form", "code"),
    [(RAW[:-1], "pcm16", "invalid_audio"), (RAW, "wav", "unsupported_format"), (b"", "pcm16", "empty_file")],
)
def test_what_is_no_sound_is_refused(base_url: str, data: bytes, form: str, code: str) -> None:
    error = asked(base_url, heard(data, form))["error"]
    assert (error["code"], error["param"]) == (code, "messages[0].content[1].input_audio")
