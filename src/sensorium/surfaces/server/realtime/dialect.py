"""How a session's events are spelled: as the API has them now, or as its beta had them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any, TypeAlias

from sensorium.surfaces.live.asks import Told

Json = dict[str, Any]
Dialect: TypeAlias = Callable[[Told], Json | None]
"""An event as JSON; None where there is no such event."""

BETA_EVENTS = {
    "conversation.item.added": "conversation.item.created",
    "response.output_text.delta": "response.text.delta",
    "response.output_text.done": "response.text.done",
    "response.output_audio.delta": "response.audio.delta",
    "response.output_audio.done": "response.audio.done",
    "response.output_audio_transcript.delta": "response.audio_transcript.delta",
    "response.output_audio_transcript.done": "response.audio_transcript.done",
}
BETA_UNKNOWN = frozenset({"conversation.item.done"})
BETA_CONTENT = {"output_text": "text", "output_audio": "audio"}
BETA_FORMATS = {"audio/pcm": "pcm16", "audio/pcmu": "g711_ulaw", "audio/pcma": "g711_alaw"}


def current(told: Told) -> Json:
    """As the API has it."""
    return {"type": told.kind, **{name: _plain(value) for name, value in told.body.items()}}


def beta(told: Told) -> Json | None:
    """As the beta had it."""
    if told.kind in BETA_UNKNOWN:
        return None
    body = {**current(told), "type": BETA_EVENTS.get(told.kind, told.kind)}
    if "session" in body:
        body["session"] = _beta_session(body["session"])
    if "item" in body:
        body["item"] = _beta_item(body["item"])
    if "response" in body:
        body["response"] = _beta_response(body["response"])
    return body


def _plain(value: object) -> object:
    """Bytes are base64 in JSON."""
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _beta_session(session: Json) -> Json:
    heard, spoken = session["audio"]["input"], session["audio"]["output"]
    moved = {"type", "audio", "output_modalities", "max_output_tokens", "truncation", "prompt", "include"}
    return {
        **{name: value for name, value in session.items() if name not in moved},
        "modalities": _beta_modalities(session["output_modalities"]),
        "voice": spoken["voice"],
        "speed": spoken["speed"],
        "input_audio_format": BETA_FORMATS[heard["format"]["type"]],
        "output_audio_format": BETA_FORMATS[spoken["format"]["type"]],
        "input_audio_transcription": heard["transcription"],
        "input_audio_noise_reduction": heard["noise_reduction"],
        "turn_detection": heard["turn_detection"],
        "max_response_output_tokens": session["max_output_tokens"],
    }


def _beta_response(response: Json) -> Json:
    moved = {"audio", "output_modalities"}
    spoken = response["audio"]["output"]
    return {
        **{name: value for name, value in response.items() if name not in moved},
        "output": [_beta_item(item) for item in response["output"]],
        "modalities": _beta_modalities(response["output_modalities"]),
        "voice": spoken["voice"],
        "output_audio_format": BETA_FORMATS[spoken["format"]["type"]],
    }


def _beta_modalities(named: list[str]) -> list[str]:
    """Speech brought its words with it."""
    return ["text", "audio"] if "audio" in named else named


def _beta_item(item: Json) -> Json:
    if "content" not in item:
        return item
    content = [{**part, "type": BETA_CONTENT.get(part["type"], part["type"])} for part in item["content"]]
    return {**item, "content": content}
