"""Chat completions, by the unmodified SDK of OpenAI."""

from __future__ import annotations

import base64
import io
import json
from typing import Any

import httpx2
import numpy as np
import openai
import pytest
from PIL import Image as Pillow

from sensorium.content import Audio, Image, Video
from sensorium.media.fetch import Fetched
from sensorium.models.native import NativeModel

PICTURE = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8))
PNG = base64.b64encode(PICTURE.encode("png")).decode()
QUESTION = "What is this?"


def seen(address: str | dict[str, str]) -> list[dict[str, Any]]:
    parts = [{"type": "text", "text": QUESTION}, {"type": "image_url", "image_url": address}]
    return [{"role": "user", "content": parts}]


def test_the_answer_is_what_the_model_says_in_process(client: openai.OpenAI, tiny: NativeModel) -> None:
    alone = tiny.generate(QUESTION, PICTURE, outputs=["text"], seed=5, max_tokens=6)
    assert alone.text
    answer = client.chat.completions.create(
        model="gpt-4o", messages=seen({"url": f"data:image/png;base64,{PNG}"}), seed=5, max_completion_tokens=6
    )  # type: ignore[call-overload]
    assert answer.choices[0].message.content == alone.text
    assert answer.model == "tiny"
    assert answer.choices[0].finish_reason == alone.finish_reason == "length"
    assert answer.usage.prompt_tokens == alone.usage.prompt_tokens
    assert answer.usage.completion_tokens == alone.usage.completion_tokens
    assert answer.usage.prompt_tokens_details.image_tokens == alone.usage.prompt["image"]


@pytest.mark.parametrize(
    "address",
    [
        f"data:image/jpg;base64,{PNG}",  # a type that does not exist, of a file that is another
        {"url": f"data:image/png;base64,{PNG}", "detail": "high"},
        "https://pictures.example/red.png",
    ],
)
def test_pictures_come_bare_wrongly_declared_and_from_the_web(
    client: openai.OpenAI, tiny: NativeModel, address: str | dict[str, str], web: dict[str, Fetched]
) -> None:
    web["https://pictures.example/red.png"] = Fetched(data=PICTURE.encode("png"), declared_type="image/png")
    answer = client.chat.completions.create(model="tiny", messages=seen(address), seed=1, max_tokens=4)  # type: ignore[call-overload]
    assert (
        answer.choices[0].message.content
        == tiny.generate(QUESTION, PICTURE, outputs=["text"], seed=1, max_tokens=4).text
    )


def test_streamed_is_whole(client: openai.OpenAI) -> None:
    asked: dict[str, Any] = {"model": "tiny", "messages": [{"role": "user", "content": QUESTION}], "seed": 2}
    whole = client.chat.completions.create(**asked, max_tokens=9)
    chunks = list(
        client.chat.completions.create(**asked, max_tokens=9, stream=True, stream_options={"include_usage": True})
    )
    assert chunks[0].choices[0].delta.role == "assistant"
    said = "".join(choice.delta.content or "" for chunk in chunks for choice in chunk.choices)
    assert said == whole.choices[0].message.content
    assert [c.choices[0].finish_reason for c in chunks if c.choices][-1] == "length"
    assert chunks[-1].choices == []
    assert chunks[-1].usage.total_tokens == whole.usage.total_tokens
    assert len({chunk.id for chunk in chunks}) == 1


@pytest.mark.parametrize("stream", [pytest.param(False, marks=pytest.mark.slow), True])
def test_every_modality_comes_out_of_one_request(client: openai.OpenAI, tiny: NativeModel, stream: bool) -> None:
    outputs = ["text", "image", "audio", "sound", "video", "music"]
    asked: dict[str, Any] = {
        "model": "tiny",
        "messages": [{"role": "user", "content": "Draw a small green tree"}],
        "seed": 3,
        "max_tokens": 4,
        "audio": {"voice": "alloy", "format": "pcm16" if stream else "wav"},
        "extra_body": {"modalities": outputs},
    }
    alone = tiny.generate(
        "Draw a small green tree",
        outputs=["text", "image", "speech", "sound", "video", "music"],
        seed=3,
        max_tokens=4,
    )
    if stream:
        message = gathered(client.chat.completions.create(**asked, stream=True))
    else:
        message = client.chat.completions.create(**asked).choices[0].message.model_dump()
    assert message["content"] == alone.text
    assert alone.image is not None
    assert alone.audio is not None
    assert alone.music is not None
    assert alone.video is not None
    shown = Image.open(message["images"][0]["image_url"]["url"])
    np.testing.assert_array_equal(shown.pixels, alone.image.pixels)
    clip = Video.open(message["videos"][0]["video_url"]["url"])
    assert len(clip.frames) == len(alone.video.frames)
    assert "".join(score["abc"] for score in message["scores"]) == alone.music.abc
    assert message["audio"]["transcript"] == alone.audio.transcript
    heard = base64.b64decode(message["audio"]["data"])
    seconds = len(heard) / 2 / 24_000 if stream else Audio.open(heard).duration_s
    assert seconds == pytest.approx(alone.audio.duration_s, abs=0.02)
    assert message["sounds"][0]["modality"] == "sound"


def gathered(chunks: Any) -> dict[str, Any]:
    """The message that streamed deltas come to."""
    message: dict[str, Any] = {"content": "", "audio": {"data": b""}}
    for chunk in chunks:
        delta = chunk.choices[0].delta.model_dump(exclude_none=True)
        message["content"] += delta.pop("content", "")
        audio = delta.pop("audio", {})
        message["audio"]["data"] += base64.b64decode(audio.pop("data", ""))
        message["audio"] |= audio
        for name in ("images", "videos", "scores", "sounds"):
            message.setdefault(name, []).extend(delta.get(name, []))
    message["audio"]["data"] = base64.b64encode(message["audio"]["data"]).decode()
    return message


def test_several_choices_differ_by_their_seeds_and_share_the_prompt(client: openai.OpenAI, tiny: NativeModel) -> None:
    asked: dict[str, Any] = {"model": "tiny", "messages": [{"role": "user", "content": QUESTION}]}
    answer = client.chat.completions.create(**asked, n=3, seed=4, temperature=1.0, max_tokens=5)
    alone = [
        tiny.generate(QUESTION, outputs=["text"], seed=4 + i, temperature=1.0, max_tokens=5).text for i in range(3)
    ]
    assert [choice.message.content for choice in answer.choices] == alone
    assert answer.usage.prompt_tokens == tiny.generate(QUESTION, outputs=["text"], max_tokens=1).usage.prompt_tokens
    chunks = client.chat.completions.create(**asked, n=3, seed=4, temperature=1.0, max_tokens=5, stream=True)
    said = ["", "", ""]
    for chunk in chunks:
        for choice in chunk.choices:
            said[choice.index] += choice.delta.content or ""
    assert said == alone


def test_stop_words_end_the_answer_and_are_not_in_it(client: openai.OpenAI) -> None:
    asked: dict[str, Any] = {"model": "tiny", "messages": [{"role": "user", "content": QUESTION}], "seed": 6}
    whole = client.chat.completions.create(**asked, max_tokens=24, temperature=1.0).choices[0].message.content
    assert len(whole) > 20
    stop = whole[len(whole) // 2 : len(whole) // 2 + 3]
    answer = client.chat.completions.create(**asked, max_tokens=24, temperature=1.0, stop=[stop])
    assert answer.choices[0].message.content == whole[: whole.index(stop)]
    assert answer.choices[0].finish_reason == "stop"
    chunks = client.chat.completions.create(**asked, max_tokens=24, temperature=1.0, stop=stop, stream=True)
    assert "".join(c.choices[0].delta.content or "" for c in chunks) == whole[: whole.index(stop)]


@pytest.mark.parametrize(
    ("change", "status", "code", "param"),
    [
        ({"model": "gpt-9"}, 404, "model_not_found", "model"),
        ({"messages": []}, 400, "invalid_request", "messages"),
        ({"temperature": 9}, 400, "invalid_request", "temperature"),
        ({"modalities": ["smell"]}, 400, "invalid_request", "modalities"),
        ({"colour": "red"}, 400, "invalid_request", "colour"),
        ({"n": 99}, 400, "invalid_request", "n"),
        ({"logit_bias": {"1": 2}}, 400, "unsupported_capability", "logit_bias"),
        ({"audio": {"voice": "my-neighbour", "format": "wav"}}, 400, "unsupported_capability", "voice"),
        ({"messages": seen("file:///etc/passwd")}, 400, "invalid_url", "messages[0].content[1].image_url"),
        ({"messages": seen("/etc/passwd")}, 400, "invalid_url", "messages[0].content[1].image_url"),
        ({"messages": seen("data:image/png;base64,iVBORw0KGgpub25l")}, 400, None, "messages[0].content[1].image_url"),
        ({"messages": [{"role": "user", "content": [{"type": "smell"}]}]}, 400, "invalid_request", None),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_is_wrong_is_told_in_the_envelope(
    base_url: str, change: dict[str, Any], status: int, code: str | None, param: str | None, stream: bool
) -> None:
    body = {"model": "tiny", "messages": [{"role": "user", "content": "x"}], "stream": stream} | change
    answer = httpx2.post(f"{base_url}/v1/chat/completions", json=body, timeout=60)
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error.keys() == {"message", "type", "param", "code"}
    assert code is None or error["code"] == code
    assert param is None or error["param"] == param


def test_the_seeds_second_example_runs_as_it_stands(client: openai.OpenAI) -> None:
    """A document as base64, declared as a picture of a type that is none."""
    sheet = io.BytesIO()
    Pillow.fromarray(PICTURE.pixels).save(sheet, "PDF")
    data = base64.b64encode(sheet.getvalue()).decode()
    answer = client.chat.completions.create(
        model="gpt-4o", messages=seen(f"data:image/jpg;base64,{data}"), max_tokens=4
    )  # type: ignore[call-overload]
    assert answer.choices[0].message.content is not None
    assert "declared as image/jpg" in json.dumps(answer.model_dump())
