"""How the rows ask: the SDK of OpenAI, media to send, and answers gathered from streams."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import httpx2
import numpy as np
import openai

from sensorium.content import Audio, Image, Video, saving

Json = dict[str, Any]
MODEL = "tiny"
PICTURE = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8))
TONE = Audio(0.3 * np.sin(np.arange(12_000, dtype=np.float32) / 9)[None], 16_000)
CLIP = Video(np.full((4, 64, 64, 3), 90, np.uint8), np.arange(4) / 4, 1.0)
PNG, WAV, MP4 = PICTURE.encode("png"), TONE.encode("wav"), CLIP.encode("mp4")
PNG_URL, WAV_URL, MP4_URL = (
    saving.data_url("image/png", PNG),
    saving.data_url("audio/wav", WAV),
    saving.data_url("video/mp4", MP4),
)


class Caller:
    """A client of a server."""

    def __init__(self, client: openai.OpenAI) -> None:
        self.client = client

    def chat(self, stream: bool, content: object = "What is this?", **more: Any) -> Json:
        """A chat completion, as the message it comes to with its `finish_reason`, and `usage`."""
        asked: Json = {"model": MODEL, "messages": [{"role": "user", "content": content}], "max_tokens": 3, "seed": 3}
        asked |= more
        if not stream:
            answer = self.client.chat.completions.create(**asked)
            choice = answer.choices[0]
            assert answer.usage is not None
            return {
                **choice.message.model_dump(exclude_none=True),
                "finish_reason": choice.finish_reason,
                "logprobs": choice.logprobs,
                "usage": answer.usage.model_dump(),
                "choices": [one.message.content for one in answer.choices],
            }
        options = {"include_usage": True}
        return gathered(self.client.chat.completions.create(**asked, stream=True, stream_options=options))

    def seen(self, stream: bool, modality: str, *parts: Json, **more: Any) -> None:
        """A question about media, whose tokens are told as those of `modality`."""
        told = self.chat(stream, [*parts, {"type": "text", "text": "What is this?"}], **more)
        assert told["content"]
        assert told["usage"]["prompt_tokens_details"][f"{modality}_tokens"] > 0

    def response(self, stream: bool, given: object = "What is this?", **more: Any) -> Any:
        """A response; of a stream its last event, after a check of the first ones."""
        asked: Json = {"model": MODEL, "input": given, "max_output_tokens": 3} | more
        if not stream:
            return self.client.responses.create(**asked)
        events = list(self.client.responses.create(**asked, stream=True))
        assert [event.type for event in events[:2]] == ["response.created", "response.in_progress"]
        assert [event.sequence_number for event in events] == list(range(len(events)))
        assert events[-1].type in ("response.completed", "response.incomplete")
        return events[-1].response

    def post(self, path: str, **body: Any) -> httpx2.Response:
        """A route that the SDK has no method for, by its general one; errors are the SDK's."""
        return self.client.post(path, body=body, cast_to=httpx2.Response)

    def get(self, path: str) -> httpx2.Response:
        return self.client.get(path, cast_to=httpx2.Response)

    def uploaded(self, data: bytes, name: str) -> str:
        """The id of a file that was brought."""
        return self.client.files.create(file=(name, data), purpose="user_data").id


def gathered(chunks: Iterator[Any]) -> Json:
    """The message that streamed deltas come to."""
    message: Json = {"content": "", "audio": {"data": ""}, "logprobs": None, "choices": {}}
    for chunk in chunks:
        if chunk.usage is not None:
            message["usage"] = chunk.usage.model_dump()
        for choice in chunk.choices:
            _add(message, choice)
    message["choices"] = list(message["choices"].values())
    return message


def _add(message: Json, choice: Any) -> None:
    delta = choice.delta.model_dump(exclude_none=True)
    said = delta.get("content", "")
    message["choices"][choice.index] = message["choices"].get(choice.index, "") + said
    message["content"] += said
    message["logprobs"] = choice.logprobs or message["logprobs"]
    message["finish_reason"] = choice.finish_reason or message.get("finish_reason")
    audio = delta.get("audio", {})
    message["audio"] |= audio | {"data": message["audio"]["data"] + audio.get("data", "")}
    for name in ("images", "videos", "scores", "sounds", "tool_calls", "partial_images"):
        message.setdefault(name, []).extend(delta.get(name, []))


def opened(told: str) -> bytes:
    """Base64, which stands for something."""
    data = base64.b64decode(told)
    assert data
    return data


def sent_events(text: str) -> list[Json]:
    """The JSON of server-sent events."""
    lines = [line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data: ")]
    return [json.loads(line) for line in lines if line != "[DONE]"]
