"""A reply as the message of a chat completion: what the API has fields for, and what goes beside them.

Pictures come as `message.images` (as OpenRouter has them), sounds as `sounds`, clips as `videos`, tunes as `scores`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sensorium.content import Audio, Image, Modality, Music, Part, Reply, Text, Token, Video
from sensorium.models import lossless
from sensorium.models.openai_calls import call_json
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.chat_request import AudioOut

Json = dict[str, Any]


def message_of(reply: Reply, wanted: AudioOut, video_format: str = "mp4") -> Json:
    """A reply as the message of a choice."""
    told = zip(reply.parts, modalities_of(reply), strict=True)
    words = reply.text if any(isinstance(part, Text) for part in reply.parts) else None
    message: Json = {"role": "assistant", "content": words, "refusal": None}
    if reply.calls:
        message["tool_calls"] = [call_json(call) for call in reply.calls]
    for part, modality in told:
        if isinstance(part, Audio) and modality == "speech":
            message["audio"] = speech_of(part, wanted)
        elif not isinstance(part, Text):
            for name, items in part_as_extension(part, modality, wanted, video_format).items():
                message.setdefault(name, []).extend(items)
    return message


def speech_of(audio: Audio, wanted: AudioOut) -> Json:
    """Speech as `message.audio`."""
    return {
        "id": outputs.new_id("audio"),
        "data": outputs.base64_of(outputs.sound_bytes(audio, wanted.format)),
        "transcript": audio.transcript or "",
        "expires_at": outputs.now(),  # it is not kept: a later turn cannot name it by its id
    }


def part_as_extension(part: Part, modality: str, wanted: AudioOut, video_format: str = "mp4") -> Json:
    """A part that the API has no field for, under the name of its kind."""
    match part:
        case Image():
            return {"images": [outputs.picture(part)]}
        case Video():
            return {"videos": [outputs.strip(part) if video_format == "strip" else outputs.film(part)]}
        case Music():
            return {"scores": [{"type": "score", "abc": part.abc}]}
        case Audio():
            data = outputs.base64_of(outputs.sound_bytes(part, wanted.format))
            return {"sounds": [{"type": "audio", "modality": modality, "data": data, "format": wanted.format}]}
        case _:
            return {}


def modalities_of(reply: Reply) -> Sequence[Modality]:
    """Of each part, what was asked for."""
    told: Sequence[Modality] = reply.settings["outputs"]
    return told


def soundtracks(reply: Reply) -> dict[str, str]:
    """The sound of clips, by the number of the part: a clip that was told already may have got the music after it."""
    films = {str(number): part for number, part in enumerate(reply.parts) if isinstance(part, Video)}
    return {at: lossless.sound_url(part.soundtrack) for at, part in films.items() if part.soundtrack is not None}


def logprobs_of(tokens: Sequence[Token]) -> Json:
    """Tokens with their chances."""
    return {"content": outputs.tokens(tokens), "refusal": None}
