"""The responses API, by the unmodified SDK of OpenAI: kept, continued, streamed, counted."""

from __future__ import annotations

import base64
from typing import Any

import httpx2
import numpy as np
import openai
import pytest

from sensorium.content import Image, Message, Text
from sensorium.models.native import NativeModel

PICTURE = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8))
ADDRESS = f"data:image/png;base64,{base64.b64encode(PICTURE.encode('png')).decode()}"
SEEN = [
    {"type": "input_text", "text": "What is this?"},
    {"type": "input_image", "image_url": ADDRESS, "detail": "auto"},
]
ASKED: dict[str, Any] = {"model": "gpt-4o", "input": [{"role": "user", "content": SEEN}], "max_output_tokens": 6}


def test_a_response_is_what_the_model_says_and_is_kept(client: openai.OpenAI, tiny: NativeModel) -> None:
    alone = tiny.generate("What is this?", PICTURE, outputs=["text"], seed=5, max_tokens=6)
    answer = client.responses.create(**ASKED, extra_body={"seed": 5})
    assert answer.output_text == alone.text
    assert answer.status == "incomplete"
    assert answer.incomplete_details is not None
    assert answer.incomplete_details.reason == "max_output_tokens"
    assert answer.model == "tiny"
    assert answer.usage is not None
    assert answer.usage.total_tokens == alone.usage.total_tokens
    assert client.responses.retrieve(answer.id).output_text == alone.text
    items = client.responses.input_items.list(answer.id).data
    assert [item.type for item in items] == ["message"]
    client.responses.delete(answer.id)
    with pytest.raises(openai.NotFoundError):
        client.responses.retrieve(answer.id)


def test_the_next_turn_sees_those_before(client: openai.OpenAI, tiny: NativeModel) -> None:
    first = client.responses.create(**ASKED, extra_body={"seed": 5})
    second = client.responses.create(
        model="tiny",
        input="Draw a small green tree",
        previous_response_id=first.id,
        instructions="There are three apples.",
        max_output_tokens=5,
        extra_body={"seed": 6},
    )
    told = [
        Message("system", (Text("There are three apples."),)),
        Message("user", (Text("What is this?"), PICTURE)),
        Message("assistant", (Text(first.output_text),)),
        Message("user", (Text("Draw a small green tree"),)),
    ]
    assert second.output_text == tiny.generate(told, outputs=["text"], seed=6, max_tokens=5).text
    unkept = client.responses.create(model="tiny", input="What is this?", store=False, max_output_tokens=2)
    with pytest.raises(openai.NotFoundError, match="no response"):
        client.responses.create(model="tiny", input="x", previous_response_id=unkept.id)


def test_streamed_is_whole(client: openai.OpenAI) -> None:
    whole = client.responses.create(**ASKED, extra_body={"seed": 7})
    events = list(client.responses.create(**ASKED, stream=True, extra_body={"seed": 7}))
    kinds = [event.type for event in events]
    assert kinds[:4] == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.content_part.added",
    ]
    assert kinds[-4:] == [
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.incomplete",
    ]
    assert [event.sequence_number for event in events] == list(range(len(events)))
    said = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    last = events[-1]
    assert last.type == "response.incomplete"
    assert said == whole.output_text == last.response.output_text
    assert client.responses.retrieve(last.response.id).output_text == said


def test_a_picture_is_a_tool_that_draws(client: openai.OpenAI, tiny: NativeModel) -> None:
    alone = tiny.generate("Draw a small green tree", outputs=["image"], seed=8).image
    assert alone is not None
    asked: dict[str, Any] = {
        "model": "tiny",
        "input": "Draw a small green tree",
        "tools": [{"type": "image_generation", "partial_images": 2}],
        "tool_choice": {"type": "image_generation"},
        "extra_body": {"seed": 8},
    }
    answer = client.responses.create(**asked)
    (call,) = answer.output
    assert call.type == "image_generation_call"
    np.testing.assert_array_equal(Image.open(base64.b64decode(call.result or "")).pixels, alone.pixels)
    kinds = [event.type for event in client.responses.create(**asked, stream=True)]
    assert [kind for kind in kinds if "image_generation_call" in kind] == [
        "response.image_generation_call.in_progress",
        "response.image_generation_call.generating",
        "response.image_generation_call.partial_image",
        "response.image_generation_call.partial_image",
        "response.image_generation_call.completed",
    ]
    after = client.responses.create(model="tiny", input="What is this?", previous_response_id=answer.id)
    assert after.usage is not None
    assert after.usage.input_tokens_details.model_dump()["image_tokens"] > 32


@pytest.mark.parametrize("stream", [False, True])
def test_every_modality_is_an_item(base_url: str, stream: bool) -> None:
    outputs = ["text", "image", "audio", "sound", "video", "music"]
    body = {
        "input": "Draw a small green tree",
        "modalities": outputs,
        "seed": 3,
        "max_output_tokens": 4,
        "stream": stream,
    }
    answer = httpx2.post(f"{base_url}/v1/responses", json=body, timeout=120)
    assert answer.status_code == 200
    if stream:
        last = [line for line in answer.text.splitlines() if line.startswith("data: ")][-1]
        items = httpx2.Response(200, content=last.removeprefix("data: ")).json()["response"]["output"]
    else:
        items = answer.json()["output"]
    kinds = [item["type"] for item in items]
    assert kinds == ["message", "image_generation_call", "message", "media", "media", "media"]
    assert items[2]["content"][0]["type"] == "output_audio"
    assert [name for item in items[3:] for name in ("sounds", "videos", "scores") if name in item] == [
        "sounds",
        "videos",
        "scores",
    ]


def test_tokens_are_counted_before_they_are_charged(client: openai.OpenAI) -> None:
    counted = client.responses.input_tokens.count(model="tiny", input=ASKED["input"])
    answer = client.responses.create(**ASKED)
    assert answer.usage is not None
    assert counted.input_tokens == answer.usage.input_tokens


@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"input": ""}, "invalid_request", "input"),
        ({"tools": [{"type": "web_search"}]}, "unsupported_capability", "tools"),
        ({"text": {"format": {"type": "json_schema"}}}, "invalid_request", "text.format.schema"),
        ({"background": True}, "unsupported_capability", "background"),
        ({"tool_choice": "required"}, "invalid_request", "tool_choice"),
        ({"tool_choice": {"type": "function", "name": "lamp"}}, "invalid_request", "tool_choice"),
        ({"modalities": ["smell"]}, "invalid_request", "modalities"),
        ({"temperature": 9}, "invalid_request", "temperature"),
        ({"input": [{"role": "user", "content": [{"type": "input_image"}]}]}, "invalid_request", None),
    ],
)
def test_what_is_wrong_is_told(base_url: str, change: dict[str, Any], code: str, param: str | None) -> None:
    answer = httpx2.post(f"{base_url}/v1/responses", json={"model": "tiny", "input": "x"} | change, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code), answer.text
    assert param is None or answer.json()["error"]["param"] == param
