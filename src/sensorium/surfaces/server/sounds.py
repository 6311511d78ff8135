"""Music and sounds of the world from words: one route of our own, and the names that other servers gave it."""

from __future__ import annotations

import asyncio
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import Field

from sensorium.content import Audio, Modality, Music, Reply
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.models.running import Order, reply_of
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.audio import MEDIA_TYPES
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import attended
from sensorium.surfaces.server.tracing import spans
from sensorium.surfaces.server.wire import Wire, without_none

SCORES = {"abc": "text/vnd.abc", "mid": "audio/midi", "svg": "image/svg+xml"}
"""Formats that only music has."""
MOST_ABC = 20_000  # characters of a tune that is sent
Form = Literal["mp3", "opus", "aac", "flac", "wav", "pcm", "abc", "mid", "svg"]


class SoundRequest(Wire):
    """Music or a sound, in words."""

    model: str | None = None
    prompt: str
    kind: Literal["music", "sound"] = "music"
    seconds: float | None = None
    seed: int | None = None
    temperature: float | None = None
    response_format: Form = "mp3"

    def order(self) -> Order:
        """What to ask a model. Raises `InvalidInput`, `UnsupportedCapability`."""
        if not self.prompt.strip():
            raise InvalidInput("prompt is empty: say what is to sound", param="prompt")
        if self.kind == "sound" and self.response_format in SCORES:
            raise UnsupportedCapability(f"a sound has no score: {self.response_format}", param="response_format")
        given = {"seconds": self.seconds, "seed": self.seed, "temperature": self.temperature}
        settings = without_none(given)
        wanted: tuple[Modality, ...] = (self.kind,)
        return Order(asked=(self.prompt,), outputs=wanted, settings=settings)


class GenerateRequest(Wire):
    """The same as vLLM-Omni names it."""

    model: str | None = None
    input: str
    audio_length: float | None = None
    response_format: Form = "wav"


class SoundGenerationRequest(Wire):
    """The same as ElevenLabs and LocalAI name it."""

    model: str | None = None
    model_id: str | None = None
    text: str
    duration_seconds: float | None = None
    lyrics: str | None = None
    bpm: float | None = None
    response_format: Form = "mp3"


class ScoreRequest(Wire):
    """A tune in ABC notation, to be shown or played."""

    abc: str = Field(max_length=MOST_ABC)
    response_format: Form = "svg"


def routes(serving: Serving) -> APIRouter:
    """`/v1/audio/generations`; `/v1/audio/generate` and `/v1/sound-generation` are other names of it.
    `/v1/audio/scores` shows and plays a tune that is there already.
    """
    router = APIRouter(tags=["music and sounds"])

    @router.post("/v1/audio/generations", response_model=None)
    async def generations(request: Request, asked: SoundRequest) -> Response:
        """Compose, or make a sound; the file, as audio or as a score."""
        order = asked.order()
        runner = await serving.desk.runner(asked.model)
        async with attended(request.receive):
            reply = await reply_of(runner, order)
        return await asyncio.to_thread(_file, reply, asked.response_format)

    @router.post("/v1/audio/scores", response_model=None)
    async def scores(asked: ScoreRequest) -> Response:
        """A given tune as notes on paper, as a synthesizer plays it, or in another notation."""
        return await asyncio.to_thread(_score, Music.open(asked.abc.encode()), asked.response_format)

    @router.post("/v1/audio/generate", response_model=None)
    async def generate(request: Request, asked: GenerateRequest) -> Response:
        """Compose."""
        wanted = SoundRequest(
            model=asked.model,
            prompt=asked.input,
            seconds=asked.audio_length,
            response_format=asked.response_format,
        )
        return await generations(request, wanted)

    @router.post("/v1/sound-generation", response_model=None)
    async def sound_generation(request: Request, asked: SoundGenerationRequest) -> Response:
        """Make a sound of the world."""
        for name in ("lyrics", "bpm"):
            if getattr(asked, name) is not None:
                raise UnsupportedCapability(
                    f"{name} cannot be chosen here: leave it out; elsewhere models behind LocalAI can", param=name
                )
        wanted = SoundRequest(
            model=asked.model_id if asked.model is None else asked.model,
            prompt=asked.text,
            kind="sound",
            seconds=asked.duration_seconds,
            response_format=asked.response_format,
        )
        return await generations(request, wanted)

    return router


def _file(reply: Reply, form: Form) -> Response:
    """The sound as a file; of music, what a synthesizer plays or the score itself."""
    if reply.music is not None:
        return _score(reply.music, form)
    assert reply.audio is not None
    return _sound(reply.audio, form)


def _score(music: Music, form: Form) -> Response:
    if form in SCORES:
        return Response(_notes(music, form), 200, {}, SCORES[form])
    return _sound(_played(music), form)


@spans.encoding()
def _notes(music: Music, form: Form) -> bytes:
    return music.encode(form)


@spans.encoding()
def _played(music: Music) -> Audio:
    return music.audio()


def _sound(audio: Audio, form: Form) -> Response:
    return Response(outputs.sound_bytes(audio, form), 200, {}, MEDIA_TYPES[form])
