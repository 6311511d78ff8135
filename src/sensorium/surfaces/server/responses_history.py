"""Items of responses, kept and given, as the messages of a conversation."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from sensorium.surfaces.server.wire import CalledFunction, ChatMessage, ToolCallFields

Json = dict[str, Any]
USUAL: Mapping[str, Json] = {"input_image": {"detail": "auto"}, "output_text": {"annotations": []}}
"""What the API tells of a part, by its type, also where nobody asked for anything."""


def messages_of(items: Sequence[Json], instructions: str | None) -> list[ChatMessage]:
    """Kept and given items as the messages of a conversation."""
    told = [ChatMessage(role="system", content=instructions)] if instructions else []
    for item in items:
        if item.get("type") == "image_generation_call":
            if item.get("result"):
                address = f"data:image/png;base64,{item['result']}"
                told.append(_message("assistant", [{"type": "image_url", "image_url": address}]))
        elif item.get("type") == "function_call":
            _add_call(told, item)
        elif item.get("type") == "function_call_output":
            result = {"role": "tool", "tool_call_id": item["call_id"], "content": _readable(item["output"])}
            told.append(ChatMessage.model_validate(result))
        elif item.get("type") == "media":
            told.append(_message("assistant", _media(item)))
        elif item.get("type", "message") == "message":
            told.append(_message(item["role"], _readable(item["content"])))
    return told


def told_items(items: Sequence[Json]) -> list[Json]:
    """Kept items as the API lists them: each with an id, the words of a turn as a part."""
    return [_told(f"item-{number}", item) for number, item in enumerate(items)]


def _told(known: str, item: Json) -> Json:
    told = {"id": known, "status": "completed", **item}
    if isinstance(item.get("content"), str):
        kind = "output_text" if item["role"] == "assistant" else "input_text"
        told["content"] = [{"type": kind, "text": item["content"]}]
    elif "content" in item:
        told["content"] = [USUAL.get(part["type"], {}) | part for part in item["content"]]
    return told


def _media(item: Json) -> list[Json]:
    """A clip, a sound or a tune that was made in an earlier turn, as parts."""
    sounds = [{"type": "input_audio", "input_audio": {"data": one["data"]}} for one in item.get("sounds", ())]
    scores = [base64.b64encode(one["abc"].encode()).decode() for one in item.get("scores", ())]
    tunes = [{"type": "file", "file": {"file_data": data, "filename": "tune.abc"}} for data in scores]
    return [*item.get("videos", ()), *sounds, *tunes]


def _add_call(told: list[ChatMessage], item: Json) -> None:
    """Put a call into the assistant's turn that it belongs to."""
    called = CalledFunction(name=item["name"], arguments=item["arguments"])
    call = ToolCallFields(id=item["call_id"], function=called)
    if not told or told[-1].role != "assistant":
        told.append(ChatMessage(role="assistant"))
    told[-1] = told[-1].model_copy(update={"tool_calls": [*(told[-1].tool_calls or []), call]})


def _message(role: str, content: object) -> ChatMessage:
    return ChatMessage.model_validate({"role": role, "content": content})


def _readable(content: object) -> object:
    """Content without what an answer carries beside its words; of what was said aloud, the words."""
    if not isinstance(content, list):
        return content
    words = {"output_text": "text", "output_audio": "transcript"}
    return [
        {"type": "output_text", "text": part[words[part["type"]]]} if part.get("type") in words else part
        for part in content
    ]
