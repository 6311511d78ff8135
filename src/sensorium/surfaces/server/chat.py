"""`POST /v1/chat/completions`: any mix of words and media in; words, pictures, speech and more out, whole or streamed.

`modalities` names the outputs in order, as elsewhere in the API `["text"]` if not given. Beyond text and audio:
pictures come as `message.images` (as OpenRouter has them), sounds as `sounds`, clips as `videos`, tunes as `scores`.
`video_format: "strip"` and the audio format `wav32` tell clips and sounds without loss: our own client asks for them.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any, cast

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from sensorium.content import Audio, Image, Modality, Music, Part, Reply, Text, Token, ToolCall, Usage, Video
from sensorium.events import AudioChunk, CallDelta, Event, PartDone, PartialImage, ReplyDone, ScoreDelta, TextDelta
from sensorium.models import lossless
from sensorium.models.openai_calls import call_json
from sensorium.models.running import Order, Runner, reply_of
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.chat_request import AudioOut, ChatRequest
from sensorium.surfaces.server.inputs import Conversation, read
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import DONE, sent, started, written

Json = dict[str, Any]
PATH = "/v1/chat/completions"


def routes(serving: Serving) -> APIRouter:
    """`/v1/chat/completions`."""
    router = APIRouter(tags=["chat"])

    @router.post(PATH, response_model=None)
    async def chat(request: Request, asked: ChatRequest) -> Response:
        """Answer a conversation."""
        return await answered(serving, owner_of(request), asked)

    return router


async def answered(serving: Serving, owner: str, asked: ChatRequest) -> Response:
    """The answer to a request, whole or as a stream. Raises what refuses it."""
    asked.check()
    runner = await serving.desk.runner(asked.model)
    conversation = await read(serving.reader(owner), asked.messages)
    completion = Completion(asked, runner, conversation)
    if not asked.stream:
        return JSONResponse(await completion.whole())
    return await started(completion.chunks())


@dataclass(frozen=True, eq=False)
class Completion:
    """The answer to one request, in as many choices as were asked for."""

    request: ChatRequest
    runner: Runner
    conversation: Conversation
    id: str = field(default_factory=lambda: outputs.new_id("chatcmpl"))
    created: int = field(default_factory=outputs.now)

    async def whole(self) -> Json:
        """The answer once all of it is there."""
        replies = await gathered([reply_of(self.runner, self._order(number)) for number in range(self.request.n)])
        choices = await asyncio.to_thread(lambda: [self._told(number, reply) for number, reply in enumerate(replies)])
        return {**self._head("chat.completion"), "choices": choices, **self._account(replies)}

    async def chunks(self) -> AsyncIterator[bytes]:
        """The answer as server-sent events, several in one piece where several are ready."""
        writers = [_ChunkWriter(self, number) for number in range(self.request.n)]
        replies: list[Reply] = []
        greeting = b"".join(writer.delta({"role": "assistant", "content": ""}) for writer in writers)
        async for number, events in _merged([self.runner.events(self._order(one)) for one in range(len(writers))]):
            yield greeting + await written(writers[number].all_of, events)
            greeting = b""
            if events and isinstance(events[-1], ReplyDone):
                replies.append(events[-1].reply)
        if self.request.stream_options and self.request.stream_options.include_usage:
            yield self.sent({"choices": [], **await asyncio.to_thread(self._account, replies)})
        yield DONE

    def _account(self, replies: Sequence[Reply]) -> Json:
        """Tokens of all choices, and what the API has no field for: effective settings, confidence, what was odd."""
        first = replies[0]
        told: Json = {
            "settings": [dict(reply.settings) for reply in replies],
            "confidence": [reply.confidence for reply in replies],
            "notes": [*self.conversation.notes, *first.notes],
        }
        if self.request.stream and self.request.video_format == "strip":
            told["soundtracks"] = _soundtracks(first)
        return {"usage": outputs.usage_json(usage_of_all([reply.usage for reply in replies])), "sensorium": told}

    def sent(self, body: Json) -> bytes:
        """A chunk as an event."""
        return sent({**self._head("chat.completion.chunk"), **body})

    def _told(self, number: int, reply: Reply) -> Json:
        message = message_of(reply, self.request.audio or AudioOut(), self.request.video_format)
        tokens = [token for part in reply.parts if isinstance(part, Text) for token in part.tokens]
        told = self.logprobs(tokens)
        return {"index": number, "message": message, "finish_reason": reply.finish_reason, "logprobs": told}

    def logprobs(self, tokens: Sequence[Token]) -> Json | None:
        """Tokens as they are told, if they were asked for."""
        return {"content": outputs.tokens(tokens), "refusal": None} if self.request.logprobs else None

    def _order(self, number: int) -> Order:
        request = self.request
        return Order(asked=self.conversation.messages, outputs=request.outputs, settings=request.settings(number))

    def _head(self, kind: str) -> Json:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.runner.model.name}


class _ChunkWriter:
    """The events of one choice as chunks. What surrounds words is made once."""

    def __init__(self, completion: Completion, number: int) -> None:
        self._completion, self._number = completion, number
        self._stream = outputs.PcmStream()
        self._called: list[str] = []  # ids of the calls that have begun
        self._wanted = completion.request.audio or AudioOut()
        self._ends_told = completion.request.modalities is not None  # whoever names outputs can tell them apart
        before, _, after = self.delta({"content": "\0"}).partition(b'"\\u0000"')
        self._before, self._after = before, after

    @cached_property
    def _audio_id(self) -> str:
        return outputs.new_id("audio")

    def all_of(self, events: Sequence[Event]) -> bytes:
        """Events that are ready together: words that follow one another are one delta."""
        told: list[bytes] = []
        for kind, alike in groupby(events, type):
            if kind is TextDelta:
                told.append(self._words(cast("list[TextDelta]", list(alike))))
            else:
                told += map(self._event, alike)
        return b"".join(told)

    def _words(self, deltas: Sequence[TextDelta]) -> bytes:
        text = "".join([delta.text for delta in deltas])
        if self._completion.request.logprobs:
            return self.delta({"content": text}, tokens=[token for delta in deltas for token in delta.tokens])
        return self._before + json.dumps(text, ensure_ascii=False).encode() + self._after

    def _event(self, event: Event) -> bytes:
        """One event; nothing for what a chunk cannot tell."""
        if isinstance(event, ReplyDone):
            return self.delta({}, event.reply.finish_reason)
        told = self._told(event)
        return self.delta(told) if told else b""

    def _told(self, event: Event) -> Json:
        """What is not words. Music was told note by note, and a text delta by delta."""
        told: Json = {}
        match event:
            case CallDelta():
                told = {"tool_calls": [self._call(event)]}
            case AudioChunk(modality="speech", audio=audio):
                piece = self._piece(audio)
                told = {"audio": {"id": self._audio_id, "data": outputs.base64_of(piece)}}
            case AudioChunk(modality=modality, audio=audio) if self._wanted.format == "wav32":
                data = outputs.base64_of(outputs.sound_bytes(audio, "wav32"))
                told = {"sound_pieces": [{"modality": modality, "data": data}]}
            case PartialImage(modality=modality, image=image, done=done, total=total):
                shown = {**outputs.picture(image), "modality": modality, "done": done, "total": total}
                told = {"partial_images": [shown]}
            case ScoreDelta(abc=abc):
                told = {"scores": [{"type": "score", "abc": abc}]}
            case PartDone():
                told = self._ended(event)
        return told

    def _ended(self, event: PartDone) -> Json:
        """A part that is whole; nothing where its pieces have told it and nobody asks where it ends."""
        match event.part:
            case Audio(transcript=words) if event.modality == "speech":
                return self._speech_end(words or "")
            case Audio() if self._wanted.format == "wav32":
                return {"part_done": event.modality}
            case Image() | Audio() | Video() as part:
                return part_as_extension(part, event.modality, self._wanted, self._completion.request.video_format)
            case Text(confidence=confidence) if self._ends_told and confidence is not None:
                return {"part_done": event.modality, "confidence": confidence}
        return {"part_done": event.modality} if self._ends_told else {}

    def _piece(self, audio: Audio) -> bytes:
        """A piece of speech: a file of its own, or raw samples that follow those before."""
        form = self._wanted.format
        return self._stream.push(audio) if form == "pcm16" else outputs.sound_bytes(audio, form)

    def _call(self, delta: CallDelta) -> Json:
        """A piece of a call; the first says what is called."""
        if delta.id in self._called:
            return {"index": self._called.index(delta.id), "function": {"arguments": delta.arguments}}
        self._called.append(delta.id)
        return {"index": len(self._called) - 1, **call_json(ToolCall(delta.name, delta.arguments, delta.id))}

    def _speech_end(self, words: str) -> Json:
        rest, self._stream = self._stream.finish(), outputs.PcmStream()
        told = {"id": self._audio_id, "transcript": words, "expires_at": outputs.now() + outputs.KEPT_S}
        return {"audio": {**told, "data": outputs.base64_of(rest)} if rest else told}

    def delta(self, delta: Json, finish_reason: str | None = None, tokens: Sequence[Token] = ()) -> bytes:
        """One chunk."""
        logprobs = self._completion.logprobs(tokens) if tokens else None
        choice = {"index": self._number, "delta": delta, "finish_reason": finish_reason, "logprobs": logprobs}
        return self._completion.sent({"choices": [choice]})


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
        "expires_at": outputs.now() + outputs.KEPT_S,
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


def _soundtracks(reply: Reply) -> dict[str, str]:
    """The sound of clips, by the number of the part: a clip that was told already may have got the music after it."""
    films = {str(number): part for number, part in enumerate(reply.parts) if isinstance(part, Video)}
    return {at: lossless.sound_url(part.soundtrack) for at, part in films.items() if part.soundtrack is not None}


def usage_of_all(usages: Sequence[Usage]) -> Usage:
    """Of several answers to one prompt: the prompt counts once, as it does in the API."""
    written: Counter[str] = Counter()
    for usage in usages:
        written.update(usage.completion)
    given: Mapping[str, int] = usages[0].prompt
    return Usage(prompt=given, completion=dict(written))


async def gathered(awaited: Sequence[Coroutine[Any, Any, Reply]]) -> list[Reply]:
    """All replies; the first that fails ends the others."""
    tasks = [asyncio.create_task(one) for one in awaited]
    try:
        return await asyncio.gather(*tasks)
    finally:
        await _ended(tasks)


async def _merged(streams: Sequence[AsyncIterator[list[Event]]]) -> AsyncIterator[tuple[int, list[Event]]]:
    """Several streams as one, each with its number, as they come. The first error ends all."""
    if len(streams) == 1:
        async with aclosing(streams[0]) as only:  # type: ignore[type-var]
            async for events in only:
                yield 0, events
        return
    queue: asyncio.Queue[tuple[int, list[Event]] | Exception | None] = asyncio.Queue()

    async def follow(number: int) -> None:
        try:
            async with aclosing(streams[number]) as one:  # type: ignore[type-var]
                async for events in one:
                    queue.put_nowait((number, events))
        except Exception as error:  # noqa: BLE001 - raised where the events are read
            queue.put_nowait(error)
        queue.put_nowait(None)

    tasks = [asyncio.create_task(follow(number)) for number in range(len(streams))]
    try:
        running = len(tasks)
        while running:
            told = await queue.get()
            if told is None:
                running -= 1
            elif isinstance(told, Exception):
                raise told
            else:
                yield told
    finally:
        await _ended(tasks)


async def _ended(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Stop what still runs."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
