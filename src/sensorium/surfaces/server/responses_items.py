"""A reply as the items of a response."""

from __future__ import annotations

from typing import Any

from sensorium.content import Audio, Image, Part, Reply, Text, ToolCall, Usage
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.chat_message import modalities_of, part_as_extension
from sensorium.surfaces.server.chat_request import AudioOut

Json = dict[str, Any]


def items_of(reply: Reply) -> list[Json]:
    """A reply as output items, in order."""
    items = [item_of(part, modality) for part, modality in zip(reply.parts, modalities_of(reply), strict=True)]
    if items and is_cut(reply.parts[-1], reply):
        items[-1]["status"] = "incomplete"
    return items


def is_cut(last: Part, reply: Reply) -> bool:
    """Whether the last part of a reply was broken off: of a call that was, nothing is to be run."""
    return reply.finish_reason == "length" and isinstance(last, Text | ToolCall)


def item_of(part: Part, modality: str) -> Json:
    """Words and speech as messages, a picture as a call that drew it; other media under the name of their kind."""
    match part:
        case Text():
            logprobs = outputs.tokens(part.tokens)
            return message_item({"type": "output_text", "text": part.text, "annotations": [], "logprobs": logprobs})
        case ToolCall():
            return call_item(part)
        case Image():
            return picture_item(part)
        case Audio() if modality == "speech":
            data = outputs.base64_of(outputs.sound_bytes(part, "wav"))
            return message_item({"type": "output_audio", "data": data, "transcript": part.transcript or ""})
        case _:
            told = part_as_extension(part, modality, AudioOut())
            return {"type": "media", "id": outputs.new_id("media"), "status": "completed", **told}


def message_item(content: Json) -> Json:
    """An assistant's message of one content part."""
    head = {"type": "message", "id": outputs.new_id("msg"), "status": "completed", "role": "assistant"}
    return {**head, "content": [content]}


def call_item(call: ToolCall) -> Json:
    """A function that is to be called."""
    head = {"type": "function_call", "id": outputs.new_id("fc"), "status": "completed"}
    return {**head, "call_id": call.id, "name": call.name, "arguments": call.arguments}


def picture_item(image: Image) -> Json:
    """A picture that was drawn."""
    result = outputs.base64_of(outputs.png(image))
    return {"type": "image_generation_call", "id": outputs.new_id("ig"), "status": "completed", "result": result}


def usage_json(usage: Usage) -> Json:
    """Tokens by modality, in the names of responses."""
    told = {f"{modality}_tokens": count for modality, count in usage.prompt.items()}
    wrote = {f"{modality}_tokens": count for modality, count in usage.completion.items()}
    return {
        "input_tokens": usage.prompt_tokens,
        "input_tokens_details": {"cached_tokens": 0, **told},
        "output_tokens": usage.completion_tokens,
        "output_tokens_details": {"reasoning_tokens": 0, **wrote},
        "total_tokens": usage.total_tokens,
    }
