"""`/v1/images/…`: words → pictures, whole or sharpening as they are made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from sensorium.content import Image, Reply, Usage
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import PartialImage, ReplyDone
from sensorium.models.running import Order, Runner, reply_of
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.gathering import gathered, usage_of_all
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import attended, sent, started
from sensorium.surfaces.server.tracing import spans
from sensorium.surfaces.server.wire import Wire, without_none

MOST_PICTURES = 10
Json = dict[str, Any]


class ImageRequest(Wire):
    """A picture in words."""

    model: str | None = None
    prompt: str
    n: int = 1
    size: str | None = None
    seed: int | None = None
    guidance: float | None = None
    temperature: float | None = None
    quality: Literal["auto", "standard", "low", "medium", "high", "hd"] | None = None
    background: Literal["auto", "opaque", "transparent"] | None = None
    moderation: Literal["auto", "low"] | None = None
    output_format: Literal["png", "jpeg", "webp"] = "png"
    output_compression: int | None = None
    response_format: Literal["b64_json", "url"] = "b64_json"
    stream: bool = False
    partial_images: int = 0
    style: Literal["vivid", "natural"] | None = None
    user: str | None = None

    def order(self, number: int) -> Order:
        """What to ask a model for one of the pictures."""
        given = {
            "seed": None if self.seed is None else self.seed + number,
            "size": None if self.size == "auto" else self.size,
            "guidance": self.guidance,
            "temperature": self.temperature,
            "partial_images": self.partial_images or None,
        }
        settings = without_none(given)
        return Order(asked=(self.prompt,), outputs=("image",), settings=settings)

    def check(self) -> None:
        """Raises `InvalidInput`, `UnsupportedCapability`."""
        unable = {
            "quality": (self.quality not in (None, "auto", "standard"), "gpt-image-1"),
            "background": (self.background == "transparent", "gpt-image-1"),
            "style": (self.style is not None, "dall-e-3"),
        }
        for param, (asked, able) in unable.items():
            if asked:
                what = f"{param} cannot be chosen here: leave it out; elsewhere {able} can"
                raise UnsupportedCapability(what, param=param)
        if not self.prompt.strip():
            raise InvalidInput("prompt is empty: say what to draw", param="prompt")
        if not 1 <= self.n <= MOST_PICTURES:
            raise InvalidInput(f"n must be 1 to {MOST_PICTURES}, got {self.n}", param="n")
        if self.stream and self.n != 1:
            raise InvalidInput("a stream holds one picture: leave n out", param="n")
        if self.output_compression is not None and not 0 <= self.output_compression <= 100:
            raise InvalidInput("output_compression must be 0 to 100", param="output_compression")
        if self.output_compression not in (None, 100) and self.output_format == "png":
            what = "png loses nothing, however compressed: ask for jpeg or webp, or leave output_compression out"
            raise InvalidInput(what, param="output_compression")
        if self.partial_images and not self.stream:
            what = "only a stream shows partial_images: ask for stream: true, or leave them out"
            raise InvalidInput(what, param="partial_images")

    @spans.encoding()
    def written(self, image: Image) -> str:
        """Base64 of a file."""
        quality = None if self.output_format == "png" else self.output_compression
        return outputs.base64_of(image.encode(self.output_format, quality=quality))


def routes(serving: Serving) -> APIRouter:
    """`/v1/images/generations`; editing is not something a model here can do yet, and the routes say so."""
    router = APIRouter(tags=["images"])

    @router.post("/v1/images/generations", response_model=None)
    async def generations(request: Request, asked: ImageRequest) -> Response:
        """Draw."""
        asked.check()
        runner = await serving.desk.runner(asked.model)
        async with attended(request.receive):
            if asked.stream:
                return await started(_events(runner, asked))
            replies = await gathered([reply_of(runner, asked.order(number)) for number in range(asked.n)])
        return JSONResponse(await asyncio.to_thread(_whole, asked, replies))

    @router.post("/v1/images/edits", response_model=None)
    @router.post("/v1/images/variations", response_model=None)
    async def edits() -> Response:
        """Refused."""
        raise UnsupportedCapability(
            "no model here changes a given picture: POST /v1/images/generations draws from words;"
            " elsewhere gpt-image-1 can"
        )

    return router


def _whole(asked: ImageRequest, replies: list[Reply]) -> Json:
    form = asked.output_format
    files = [asked.written(_picture_of(reply)) for reply in replies]
    inline = asked.response_format == "b64_json"
    return {
        "created": outputs.now(),
        "data": [{"b64_json": data} if inline else {"url": f"data:image/{form};base64,{data}"} for data in files],
        "output_format": form,
        "size": _size(_picture_of(replies[0])),
        "usage": _usage(usage_of_all([reply.usage for reply in replies])),
        "sensorium": {"settings": [dict(reply.settings) for reply in replies]},
    }


async def _events(runner: Runner, asked: ImageRequest) -> AsyncIterator[bytes]:
    number = 0
    async with aclosing(runner.events(asked.order(0))) as events:  # type: ignore[type-var]
        async for ready in events:
            told = b""
            for event in ready:
                if isinstance(event, PartialImage):
                    told += _event("partial_image", asked, event.image, partial_image_index=number)
                    number += 1
                elif isinstance(event, ReplyDone):
                    usage = _usage(event.reply.usage)
                    told += _event("completed", asked, _picture_of(event.reply), usage=usage)
            yield told


def _event(kind: str, asked: ImageRequest, image: Image, **more: object) -> bytes:
    body = {
        "type": f"image_generation.{kind}",
        "b64_json": asked.written(image),
        "created_at": outputs.now(),
        "size": _size(image),
        "output_format": asked.output_format,
        "quality": "auto",
        "background": "opaque",
        **more,
    }
    return sent(body, str(body["type"]))


def _picture_of(reply: Reply) -> Image:
    assert reply.image is not None
    return reply.image


def _size(image: Image) -> str:
    return f"{image.width}x{image.height}"


def _usage(usage: Usage) -> Json:
    details = {"text_tokens": usage.prompt.get("text", 0), "image_tokens": usage.prompt.get("image", 0)}
    return {
        "input_tokens": usage.prompt_tokens,
        "output_tokens": usage.completion_tokens,
        "total_tokens": usage.total_tokens,
        "input_tokens_details": details,
    }
