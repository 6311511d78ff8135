"""`/v1/embeddings`: words, pictures, sounds, clips and documents as vectors of one space, in every common shape."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from fastapi import APIRouter, Request
from numpy.typing import NDArray

from sensorium.content import Part
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.models.model import Model
from sensorium.surfaces.server import outputs, rates
from sensorium.surfaces.server.inputs import Reader
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.tracing import answers, spans
from sensorium.surfaces.server.wire import ChatMessage, ContentPart, Wire

MOST_ITEMS = 256
Json = dict[str, Any]


class Item(Wire):
    """One thing to embed: content parts (OpenRouter), or one medium by name (Jina)."""

    content: list[ContentPart] | None = None
    text: str | None = None
    image: str | None = None
    audio: str | None = None
    video: str | None = None

    def part(self, reader: Reader, param: str) -> Part:
        """Its value. Raises `InvalidInput`."""
        named = [name for name in ("text", "image", "audio", "video") if getattr(self, name) is not None]
        if len(named) + (self.content is not None) != 1:
            raise InvalidInput("give content, or one of text, image, audio, video", param=param)
        if self.content is not None:
            (part,) = reader.parts(self.content, param) if len(self.content) == 1 else (None,)
            if part is None:
                raise InvalidInput("an item to embed has one content part", param=param)
            return part
        value = str(getattr(self, named[0]))
        return reader.text(value, param) if named[0] == "text" else reader.file(value, f"{param}.{named[0]}")


class EmbeddingRequest(Wire):
    """What to embed: `input`, or one message of one part (vLLM)."""

    model: str | None = None
    input: str | list[str | Item] | Item | None = None
    messages: list[ChatMessage] | None = None
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = None
    user: str | None = None

    def parts(self, reader: Reader) -> list[Part]:
        """The values. Raises `InvalidInput`."""
        if self.messages is not None:
            return [self._message_part(reader, self.messages)]
        given = self.input if isinstance(self.input, list) else [] if self.input is None else [self.input]
        if not 0 < len(given) <= MOST_ITEMS:
            raise InvalidInput(f"input must hold 1 to {MOST_ITEMS} items, got {len(given)}", param="input")
        return [
            reader.text(one, f"input[{number}]") if isinstance(one, str) else one.part(reader, f"input[{number}]")
            for number, one in enumerate(given)
        ]

    def _message_part(self, reader: Reader, messages: Sequence[ChatMessage]) -> Part:
        if self.input is not None:
            raise InvalidInput("give input or messages, not both", param="messages")
        parts = reader.parts(messages[0].content or "", "messages[0].content") if len(messages) == 1 else ()
        if len(parts) != 1:
            what = "one message with one part is embedded at a time: put several things into input, one an item"
            raise InvalidInput(what, param="messages")
        return parts[0]


def routes(serving: Serving) -> APIRouter:
    """`/v1/embeddings`."""
    router = APIRouter(tags=["embeddings"])

    @router.post("/v1/embeddings")
    async def embeddings(request: Request, asked: EmbeddingRequest) -> Json:
        """Embed."""
        runner = await serving.desk.runner(asked.model)
        return await asyncio.to_thread(_embedded, runner.model, asked, serving.reader(owner_of(request)))

    return router


def _embedded(model: Model, asked: EmbeddingRequest, reader: Reader) -> Json:
    parts = asked.parts(reader)
    with answers.embedding(model):
        vectors = model.embed(*parts)
    if asked.dimensions not in (None, vectors.shape[1]):
        width = f"{model.name} gives vectors of {vectors.shape[1]} numbers, not {asked.dimensions}"
        what = f"{width}; elsewhere text-embedding-3-small can"
        raise UnsupportedCapability(what, param="dimensions")
    tokens = sum(sum(model.count(part).values()) for part in parts)
    rates.charge(tokens)
    spans.tell({"gen_ai.usage.input_tokens": tokens})
    return {
        "object": "list",
        "model": model.name,
        "data": [
            {"object": "embedding", "index": index, "embedding": _written(vector, asked.encoding_format)}
            for index, vector in enumerate(vectors)
        ],
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
    }


def _written(vector: NDArray[np.float32], form: str) -> str | list[float]:
    """Little-endian float32 as base64, or numbers."""
    return outputs.base64_of(vector.astype("<f4").tobytes()) if form == "base64" else vector.tolist()
