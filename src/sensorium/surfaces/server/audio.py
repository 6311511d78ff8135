"""`/v1/audio/…`: words → speech, and speech → words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import Field

from sensorium.abilities.listening.listening import prepared
from sensorium.content import Audio, Reply, Usage
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import AudioChunk, ReplyDone, TextDelta
from sensorium.models.running import Order, Runner, reply_of
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.chat_request import VOICES, Voice, voice_asked
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import attended, sent, started
from sensorium.surfaces.server.tracing import spans
from sensorium.surfaces.server.wire import ENGLISH, Wire
from sensorium.surfaces.wording import SAY, TRANSCRIBE

MEDIA_TYPES = {
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/mp4",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "pcm": "audio/pcm",
}
Json = dict[str, Any]


class SpeechRequest(Wire):
    """Words to be said."""

    model: str | None = None
    input: str
    voice: str | Voice | None = None
    instructions: str | None = None
    response_format: Literal["mp3", "opus", "aac", "flac", "wav", "pcm"] = "mp3"
    speed: float = 1.0
    stream_format: Literal["audio", "sse"] = "audio"
    seed: int | None = None

    def order(self) -> Order:
        """What to ask a model. Raises `UnsupportedCapability`, `InvalidInput`."""
        if not self.input.strip():
            raise InvalidInput("input is empty: give the words to say", param="input")
        if self.speed != 1.0:
            what = "the speed of speech cannot be chosen here: leave it out; elsewhere tts-1 can"
            raise UnsupportedCapability(what, param="speed")
        if self.instructions:
            what = "speech takes no instructions here: leave them out; elsewhere gpt-4o-mini-tts can"
            raise UnsupportedCapability(what, param="instructions")
        voice = voice_asked(self.voice)
        settings: dict[str, object] = {} if voice is None else {"voice": voice}
        if self.seed is not None:
            settings["seed"] = self.seed
        return Order(asked=(SAY.format(words=self.input),), outputs=("speech",), settings=settings)


Words = Literal["json", "text", "srt", "verbose_json", "vtt", "diarized_json"]


class Transcription(Wire):
    """Speech, and how its words are to be told."""

    file: UploadFile
    model: str | None = None
    language: str | None = None
    prompt: str | None = None
    response_format: Words = "json"
    temperature: float | None = Field(default=None, ge=0, le=2)
    timestamp_granularities: list[Literal["segment", "word"]] = Field(
        default_factory=list, alias="timestamp_granularities[]"
    )
    chunking_strategy: Literal["auto"] | None = None
    stream: bool = False

    def check(self) -> None:
        """Raises `UnsupportedCapability` for what no model here does."""
        language = (self.language or "en").lower()
        unable = {
            "language": (language not in ENGLISH, "only English is understood here", "whisper-1"),
            "prompt": (bool(self.prompt), "a prompt does not help to hear here: leave it out", "whisper-1"),
            "timestamp_granularities": (
                "word" in self.timestamp_granularities,
                "when each word was said is not known here: ask for segments",
                "whisper-1",
            ),
            "response_format": (
                self.response_format == "diarized_json",
                "voices are not told apart here: ask for verbose_json",
                "gpt-4o-transcribe-diarize",
            ),
        }
        for param, (asked, what, able) in unable.items():
            if asked:
                raise UnsupportedCapability(f"{what}; elsewhere {able} can", param=param)
        if self.timestamp_granularities and self.response_format != "verbose_json":
            what = "segments stand in verbose_json alone: ask for it, or leave timestamp_granularities out"
            raise InvalidInput(what, param="timestamp_granularities")
        if self.stream and self.response_format not in ("json", "text"):
            what = f"a stream tells words as they come, not {self.response_format}: leave one of the two out"
            raise InvalidInput(what, param="response_format")


def routes(serving: Serving) -> APIRouter:
    """`/v1/audio/speech`, `/v1/audio/voices`, `/v1/audio/transcriptions`; nothing is translated, as the route says."""
    router = APIRouter(tags=["audio"])

    @router.post("/v1/audio/speech", response_model=None)
    async def speech(request: Request, asked: SpeechRequest) -> Response:
        """Say words. Raw samples (`pcm`) and events are sent as they are made, files when they are whole."""
        order = asked.order()
        runner = await serving.desk.runner(asked.model)
        media_type = MEDIA_TYPES[asked.response_format]
        async with attended(request.receive):
            if asked.stream_format == "sse":
                return await started(_spoken_events(runner, order, asked.response_format))
            if asked.response_format == "pcm":
                return await started(_samples(runner, order), media_type)
            said = _sound_of(await reply_of(runner, order))
        return Response(await asyncio.to_thread(outputs.sound_bytes, said, asked.response_format), 200, {}, media_type)

    @router.get("/v1/audio/voices")
    async def voices() -> Json:
        """The voices; any of OpenAI's names stands for a model's own."""
        return {"voices": [{"id": name} for name in sorted(VOICES)]}

    @router.post("/v1/audio/transcriptions", response_model=None)
    async def transcriptions(
        request: Request, asked: Annotated[Transcription, Form(media_type="multipart/form-data")]
    ) -> Response:
        """Tell the words that are said in a file."""
        asked.check()
        runner = await serving.desk.runner(asked.model)
        with spans.span("read media", {"sensorium.modality": "audio"}):
            data = await asked.file.read()
            sound = await asyncio.to_thread(Audio.open, data, limits=serving.limits)
        serving.budget().take(sound)
        given = await asyncio.to_thread(prepared, sound, runner.model.name)
        done = {"noise_reduced": given is not sound}
        settings = {} if asked.temperature is None else {"temperature": asked.temperature}
        order = Order(asked=(given, TRANSCRIBE), outputs=("text",), settings=settings)
        async with attended(request.receive):
            if asked.stream:
                return await started(_heard_events(runner, order, done))
            reply = await reply_of(runner, order)
        return _told(reply, sound.duration_s, asked.response_format, done)

    @router.post("/v1/audio/translations", response_model=None)
    async def translations() -> Response:
        """Refused."""
        raise UnsupportedCapability(
            "no model here understands other languages than English: POST /v1/audio/transcriptions tells what is said"
            " in English; elsewhere whisper-1 can translate"
        )

    return router


async def _samples(runner: Runner, order: Order) -> AsyncIterator[bytes]:
    """Raw samples as they are made; first nothing, when the request is taken."""
    stream = outputs.PcmStream()
    async with aclosing(runner.events(order)) as events:  # type: ignore[type-var]
        async for ready in events:
            yield b"".join(stream.push(event.audio) for event in ready if isinstance(event, AudioChunk))
    yield stream.finish()


async def _spoken_events(runner: Runner, order: Order, form: str) -> AsyncIterator[bytes]:
    """Speech as events: raw samples as they are made, other formats in one."""
    stream = outputs.PcmStream()
    async with aclosing(runner.events(order)) as events:  # type: ignore[type-var]
        async for ready in events:
            pieces = [stream.push(event.audio) for event in ready if isinstance(event, AudioChunk)]
            done = next((event.reply for event in ready if isinstance(event, ReplyDone)), None)
            if form != "pcm":
                pieces = []
            if done is not None:
                pieces.append(stream.finish() if form == "pcm" else outputs.sound_bytes(_sound_of(done), form))
            told = [_event("speech.audio.delta", audio=outputs.base64_of(piece)) for piece in pieces if piece]
            told += [_event("speech.audio.done", usage=_usage(done.usage))] if done else []
            yield b"".join(told)


async def _heard_events(runner: Runner, order: Order, prepared_by: Json) -> AsyncIterator[bytes]:
    async with aclosing(runner.events(order)) as events:  # type: ignore[type-var]
        async for ready in events:
            told = [
                _event("transcript.text.delta", delta=event.text) for event in ready if isinstance(event, TextDelta)
            ]
            done = next((event.reply for event in ready if isinstance(event, ReplyDone)), None)
            if done is not None:
                told.append(_event("transcript.text.done", text=done.text, usage=_tokens(done.usage), **prepared_by))
            yield b"".join(told)


def _told(reply: Reply, duration_s: float, form: str, prepared_by: Json) -> Response:
    """Words in the form wanted, where it is JSON with what was done to the sound. They are one segment: the model does
    not say when each word was.
    """
    match form:
        case "json":
            told = {"text": reply.text, "usage": _tokens(reply.usage), "confidence": reply.confidence}
            return JSONResponse({**told, **prepared_by})
        case "text":
            return PlainTextResponse(f"{reply.text}\n")
        case "srt":
            return PlainTextResponse(f"1\n{_clock(0.0, ',')} --> {_clock(duration_s, ',')}\n{reply.text}\n\n")
        case "vtt":
            return PlainTextResponse(f"WEBVTT\n\n{_clock(0.0, '.')} --> {_clock(duration_s, '.')}\n{reply.text}\n\n")
        case _:
            segment = {"id": 0, "start": 0.0, "end": duration_s, "text": reply.text, "seek": 0, "tokens": []}
            whole = {"task": "transcribe", "language": "english", "duration": duration_s, "text": reply.text}
            usage = {"type": "duration", "seconds": duration_s}
            return JSONResponse({**whole, "segments": [segment], "usage": usage, **prepared_by})


def _clock(seconds: float, point: str) -> str:
    """'00:00:01,250'."""
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"


def _sound_of(reply: Reply) -> Audio:
    assert reply.audio is not None
    return reply.audio


def _event(kind: str, **body: object) -> bytes:
    return sent({"type": kind, **body})


def _usage(usage: Usage) -> Json:
    return {
        "input_tokens": usage.prompt_tokens,
        "output_tokens": usage.completion_tokens,
        "total_tokens": usage.total_tokens,
    }


def _tokens(usage: Usage) -> Json:
    """Usage of a transcription, by modality."""
    details = {"text_tokens": usage.prompt.get("text", 0), "audio_tokens": usage.prompt.get("audio", 0)}
    return {"type": "tokens", **_usage(usage), "input_token_details": details}
