"""Values ↔ the JSON of the OpenAI API. Knows no network."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio, Document, Image, Message, Music, Part, Text, Token, ToolCall, Usage, Video
from sensorium.models.model import Settings
from sensorium.models.openai_calls import call_json, items_json, offer_json, said_parts, turn_json
from sensorium.models.quoting import RULE, quoted

FRAMES_OF_A_CLIP = 8  # a clip is sent as this many pictures: few servers take video

Json = dict[str, Any]


def messages_json(messages: Sequence[Message]) -> list[Json]:
    """A conversation as chat messages; plain words stay plain strings."""
    return [turn_json(message, _content(said_parts(message))) for message in messages]


def conversation_json(messages: Sequence[Message]) -> list[Json]:
    """A conversation as items of the responses API."""
    return [item for message in messages for item in items_json(message, _content(said_parts(message)))]


def _content(parts: Sequence[Part]) -> str | list[Json]:
    if all(isinstance(part, Text) for part in parts):
        return "\n".join(part.text for part in parts if isinstance(part, Text))
    return [item for part in parts for item in part_json(part)]


def part_json(part: Part) -> list[Json]:  # noqa: PLR0911 - one return a kind
    """One value as content parts. Clips become pictures, pages quoted text and pictures, tunes quoted ABC text."""
    match part:
        case Text():
            return [_words_json(part.text)]
        case Image():
            return [picture_json(part)]
        case ToolCall():
            return [call_json(part)]
        case Audio():
            wav = base64.b64encode(part.mono().encode("wav")).decode()
            return [{"type": "input_audio", "input_audio": {"data": wav, "format": "wav"}}]
        case Video():
            return _clip_json(part)
        case Music():
            return [_words_json(RULE), _words_json(f"A tune in ABC notation:\n{quoted(part.abc)}")]
        case Document():
            return _pages_json(part)


def _words_json(text: str) -> Json:
    return {"type": "text", "text": text}


def picture_json(image: Image) -> Json:
    """A picture as a data URL."""
    data = base64.b64encode(image.encode("png")).decode()
    return {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{data}"}}


def _clip_json(video: Video) -> list[Json]:
    index = np.unique(np.linspace(0, len(video.frames) - 1, FRAMES_OF_A_CLIP).round().astype(int))
    times = ", ".join(f"{video.times_s[i]:.1f}" for i in index)
    items = [_words_json(f"Frames of a clip at {times} s:")]
    items += [picture_json(Image(video.frames[i])) for i in index]
    return items + (part_json(video.soundtrack) if video.soundtrack is not None else [])


def _pages_json(document: Document) -> list[Json]:
    """Pages one after the other; the rule about what is quoted stands before the first."""
    written = any(page.text.strip() for page in document.pages)
    rule = [_words_json(RULE)] if written else []
    return rule + [item for page in document.pages for item in _page_json(page.text, page.picture)]


def _page_json(text: str, picture: Image) -> list[Json]:
    words = [_words_json(f"A page reads:\n{quoted(text)}")] if text.strip() else []
    return [*words, picture_json(picture)]


def prompt_text(messages: Sequence[Message]) -> str:
    """The words of messages, whoever said them, for routes that take a plain prompt."""
    return "\n".join(part.text for m in messages for part in m.parts if isinstance(part, Text))


def usage_of(replies: Sequence[Json]) -> Usage:
    """Usage by modality, summed over several answers of a server; what it does not split counts as text."""
    prompt: Counter[str] = Counter()
    completion: Counter[str] = Counter()
    for usage in replies:
        _count(prompt, usage, ("prompt_tokens", "input_tokens"))
        _count(completion, usage, ("completion_tokens", "output_tokens"))
    return Usage(prompt=dict(prompt), completion=dict(completion))


def _count(total: Counter[str], usage: Mapping[str, Any], names: Sequence[str]) -> None:
    for name in names:
        whole = usage.get(name)
        if not isinstance(whole, int):
            continue
        details = usage.get(f"{name}_details") or {}
        split = {modality: details.get(f"{modality}_tokens") or 0 for modality in ("image", "audio", "video")}
        total.update({modality: count for modality, count in split.items() if count})
        total["text"] += whole - sum(split.values())
        return


def chat_settings(settings: Settings) -> Json:
    """Settings as fields of a chat completion."""
    names = {"seed": "seed", "temperature": "temperature", "top_p": "top_p", "max_tokens": "max_completion_tokens"}
    given = vars(settings)
    stop = {"stop": list(settings.stop)} if settings.stop else {}
    form: Json = {"response_format": form_json(settings.schema)} if settings.schema is not None else {}
    if settings.top_logprobs is not None:
        form |= {"logprobs": True, "top_logprobs": settings.top_logprobs}
    plain = {sent: given[name] for name, sent in names.items() if given[name] is not None}
    return plain | stop | form | offer_json(settings)


def form_json(schema: object) -> Json:
    """A schema as the form of a response."""
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema, "strict": True}}


def tokens_of(choice: Json) -> tuple[Token, ...]:
    """The tokens that a choice tells, none where it tells none."""
    told = (choice.get("logprobs") or {}).get("content") or ()
    return tuple(
        Token(
            data=_token_bytes(one),
            logprob=one["logprob"],
            likeliest=tuple((_token_bytes(other), other["logprob"]) for other in one.get("top_logprobs") or ()),
        )
        for one in told
    )


def _token_bytes(told: Json) -> bytes:
    return bytes(told["bytes"]) if told.get("bytes") is not None else str(told["token"]).encode()


def vector_of(embedding: str | Sequence[float]) -> NDArray[np.float32]:
    """Base64 of little-endian float32, or a list of numbers."""
    if isinstance(embedding, str):
        return np.frombuffer(base64.b64decode(embedding), "<f4").astype(np.float32)
    return np.asarray(embedding, np.float32)
