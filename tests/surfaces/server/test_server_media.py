"""Speech, transcription, pictures and embeddings, by the unmodified SDK of OpenAI."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx2
import numpy as np
import openai
import pytest

from sensorium.content import Audio, Image, Text
from sensorium.models.native import NativeModel
from sensorium.surfaces.wording import SAY, TRANSCRIBE

WORDS = "a red car"
TONE = Audio(0.3 * np.sin(np.arange(12_000, dtype=np.float32) / 9)[None], 16_000)
PICTURE = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8))


def spoken(tiny: NativeModel, seed: int) -> Audio:
    audio = tiny.generate(SAY.format(words=WORDS), outputs=["speech"], seed=seed).audio
    assert audio is not None
    return audio


@pytest.mark.parametrize("form", ["mp3", "opus", "aac", "flac", "wav", "pcm"])
def test_words_are_said_in_every_format(client: openai.OpenAI, tiny: NativeModel, form: Any) -> None:
    answer = client.audio.speech.create(
        model="tts-1", voice="alloy", input=WORDS, response_format=form, extra_body={"seed": 3}
    )
    alone = spoken(tiny, 3)
    heard = len(answer.content) / 2 / 24_000 if form == "pcm" else Audio.open(answer.content).duration_s
    assert heard == pytest.approx(alone.duration_s, abs=0.12)
    if form == "flac":
        np.testing.assert_allclose(Audio.open(answer.content).samples, alone.samples, atol=1e-3)


def test_speech_comes_as_events_too(base_url: str, tiny: NativeModel) -> None:
    body = {"model": "tiny", "input": WORDS, "response_format": "pcm", "stream_format": "sse", "seed": 4}
    events = sent(httpx2.post(f"{base_url}/v1/audio/speech", json=body, timeout=60).text)
    assert {event["type"] for event in events} == {"speech.audio.delta", "speech.audio.done"}
    data = b"".join(base64.b64decode(event["audio"]) for event in events[:-1])
    heard = np.frombuffer(data, "<i2") / 32_767
    np.testing.assert_allclose(heard, spoken(tiny, 4).resampled(24_000).samples[0][: len(heard)], atol=2e-3)
    assert events[-1]["usage"]["output_tokens"] > 0


def sent(text: str) -> list[dict[str, Any]]:
    return [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line.startswith("data: ")]


def test_speech_is_heard(client: openai.OpenAI, tiny: NativeModel) -> None:
    wav = ("tone.wav", TONE.encode("wav"), "audio/wav")
    alone = tiny.generate(Audio.open(TONE.encode("wav")), TRANSCRIBE, outputs=["text"])
    whole = client.audio.transcriptions.create(model="tiny", file=wav)
    assert whole.text == alone.text
    assert whole.usage is not None
    assert whole.usage.total_tokens == alone.usage.total_tokens  # type: ignore[union-attr]
    pieces = list(client.audio.transcriptions.create(model="tiny", file=wav, stream=True))
    assert "".join(piece.delta for piece in pieces if piece.type == "transcript.text.delta") == alone.text
    assert pieces[-1].type == "transcript.text.done"
    text = client.audio.transcriptions.create(model="tiny", file=wav, response_format="text")
    assert str(text).strip() == alone.text.strip()
    srt = client.audio.transcriptions.create(model="tiny", file=wav, response_format="srt")
    assert "00:00:00,000 --> 00:00:00,750" in str(srt)
    verbose = client.audio.transcriptions.create(model="tiny", file=wav, response_format="verbose_json")
    assert verbose.duration == pytest.approx(0.75)
    assert [segment.text for segment in verbose.segments or []] == [alone.text]


def test_pictures_are_drawn_whole_and_while_they_sharpen(client: openai.OpenAI, tiny: NativeModel) -> None:
    asked: dict[str, Any] = {"model": "tiny", "prompt": "a small green tree"}
    alone = tiny.generate("a small green tree", outputs=["image"], seed=8).image
    assert alone is not None
    whole = client.images.generate(**asked, n=2, extra_body={"seed": 8})
    assert whole.data is not None
    shown = [Image.open(base64.b64decode(one.b64_json or "")) for one in whole.data]
    np.testing.assert_array_equal(shown[0].pixels, alone.pixels)
    assert (shown[1].pixels != alone.pixels).any()
    assert whole.usage is not None
    assert whole.usage.output_tokens > 128
    events = list(client.images.generate(**asked, stream=True, partial_images=2, extra_body={"seed": 8}))
    kinds = [event.type for event in events]
    assert kinds == ["image_generation.partial_image"] * 2 + ["image_generation.completed"]
    last = Image.open(base64.b64decode(events[-1].b64_json))
    np.testing.assert_array_equal(last.pixels, alone.pixels)
    jpeg = client.images.generate(**asked, output_format="jpeg", response_format="url")
    assert jpeg.data is not None
    assert Image.open(jpeg.data[0].url or "").width == alone.width


def test_everything_is_embedded_in_every_shape(client: openai.OpenAI, base_url: str, tiny: NativeModel) -> None:
    png = base64.b64encode(PICTURE.encode("png")).decode()
    words, picture = tiny.embed("red"), tiny.embed(PICTURE)
    told = client.embeddings.create(model="tiny", input=["red", "blue"])  # the SDK asks for base64
    np.testing.assert_allclose(told.data[0].embedding, words[0], atol=1e-6)
    assert told.usage.total_tokens == sum(sum(tiny.count(Text(one)).values()) for one in ("red", "blue"))
    address = f"data:image/png;base64,{png}"
    part = {"type": "image_url", "image_url": {"url": address}}
    for body in (
        {"input": [{"content": [part]}]},
        {"input": {"image": address}},
        {"input": [{"image": png}]},
        {"messages": [{"role": "user", "content": [part]}]},
    ):
        answer = httpx2.post(f"{base_url}/v1/embeddings", json=body, timeout=60)
        assert answer.status_code == 200, answer.text
        np.testing.assert_allclose(answer.json()["data"][0]["embedding"], picture[0], atol=1e-6)


def test_documents_of_any_kind_are_ranked_by_meaning(base_url: str, tiny: NativeModel) -> None:
    address = f"data:image/png;base64,{base64.b64encode(PICTURE.encode('png')).decode()}"
    documents: list[Any] = ["blue dog", {"content": [{"type": "image_url", "image_url": address}]}, "a red car"]
    vectors = tiny.embed("a red car", "blue dog", PICTURE, "a red car")
    scores = (1 + vectors[1:] @ vectors[0]) / 2
    for path in ("v1/rerank", "rerank", "v2/rerank"):
        body = {"query": "a red car", "documents": documents, "top_n": 2}
        results = httpx2.post(f"{base_url}/{path}", json=body, timeout=60).json()["results"]
        assert [one["index"] for one in results] == np.argsort(-scores, kind="stable")[:2].tolist()
        assert results[0]["index"] == 2
        assert results[0]["relevance_score"] == pytest.approx(1.0, abs=1e-5)
        assert results[0]["document"] == {"text": "a red car"}


@pytest.mark.parametrize(
    ("path", "body", "code", "param"),
    [
        ("audio/speech", {"input": " "}, "invalid_request", "input"),
        ("audio/speech", {"input": "x", "speed": 2}, "unsupported_capability", "speed"),
        ("audio/speech", {"input": "x", "voice": "my-neighbour"}, "unsupported_capability", "voice"),
        ("audio/speech", {"input": "x", "response_format": "midi"}, "invalid_request", "response_format"),
        ("images/generations", {"prompt": ""}, "invalid_request", "prompt"),
        ("images/generations", {"prompt": "x", "size": "1024x1024"}, "unsupported_capability", "size"),
        (
            "images/generations",
            {"prompt": "x", "partial_images": 7},
            "invalid_request",
            "partial_images",
        ),
        ("images/edits", {}, "unsupported_capability", None),
        ("embeddings", {"input": []}, "invalid_request", "input"),
        ("rerank", {"query": "x", "documents": []}, "invalid_request", "documents"),
        ("rerank", {"query": "x", "documents": ["y"], "top_n": 0}, "invalid_request", "top_n"),
        ("moderations", {"input": "x"}, "unsupported_capability", None),
        ("embeddings", {"input": "x", "dimensions": 7}, "unsupported_capability", "dimensions"),
        ("embeddings", {"input": [{"image": "x", "text": "y"}]}, "invalid_request", "input[0]"),
    ],
)
def test_what_is_wrong_is_told(base_url: str, path: str, body: dict[str, Any], code: str, param: str | None) -> None:
    answer = httpx2.post(f"{base_url}/v1/{path}", json=body, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code), answer.text
    assert answer.json()["error"]["param"] == param


def test_a_file_that_is_no_sound_is_refused(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError):
        client.audio.transcriptions.create(model="tiny", file=("a.wav", b"RIFFnone", "audio/wav"))
    with pytest.raises(openai.BadRequestError, match="only English"):
        client.audio.transcriptions.create(model="tiny", file=("a.wav", TONE.encode("wav")), language="de")
