"""`POST /v1/chat/completions`: any mix of words and media in; words, pictures, speech and more out, whole or streamed.

`modalities` names the outputs in order, as elsewhere in the API `["text"]` if not given. Beyond text and audio:
pictures come as `message.images` (as OpenRouter has them), sounds as `sounds`, clips as `videos`, tunes as `scores`.
`video_format: "strip"` and the audio format `wav32` tell clips and sounds without loss: our own client asks for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.types import Receive

from sensorium.content import Reply, Text
from sensorium.events import ReplyDone
from sensorium.models.running import Order, Runner, reply_of
from sensorium.surfaces.server import outputs
from sensorium.surfaces.server.chat_chunks import ChunkWriter
from sensorium.surfaces.server.chat_message import logprobs_of, message_of, soundtracks
from sensorium.surfaces.server.chat_request import AudioOut, ChatRequest
from sensorium.surfaces.server.gathering import gathered, merged, usage_of_all
from sensorium.surfaces.server.inputs import Conversation, read
from sensorium.surfaces.server.keys import owner_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import DONE, attended, sent, started, written

Json = dict[str, Any]
PATH = "/v1/chat/completions"


def routes(serving: Serving) -> APIRouter:
    """`/v1/chat/completions`."""
    router = APIRouter(tags=["chat"])

    @router.post(PATH, response_model=None)
    async def chat(request: Request, asked: ChatRequest) -> Response:
        """Answer a conversation."""
        return await answered(serving, owner_of(request), request.receive, asked)

    return router


async def answered(serving: Serving, owner: str, receive: Receive, asked: ChatRequest) -> Response:
    """The answer to a request, whole or as a stream. receive: of it, once its body was read. Raises what refuses it,
    and `CallerLeft`.
    """
    asked.check()
    runner = await serving.desk.runner(asked.model)
    conversation = await read(serving.reader(owner), asked.messages)
    completion = Completion(asked, runner, conversation)
    async with attended(receive):
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
        writers = [ChunkWriter(self.request, number, self.sent) for number in range(self.request.n)]
        replies: list[Reply] = []
        greeting = b"".join(writer.delta({"role": "assistant", "content": ""}) for writer in writers)
        async for number, events in merged([self.runner.events(self._order(one)) for one in range(len(writers))]):
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
            "notes": [*self.request.notes, *self.conversation.notes, *first.notes],
        }
        if self.request.stream and self.request.video_format == "strip":
            told["soundtracks"] = soundtracks(first)
        return {"usage": outputs.usage_json(usage_of_all([reply.usage for reply in replies])), "sensorium": told}

    def sent(self, body: Json) -> bytes:
        """A chunk as an event."""
        return sent({**self._head("chat.completion.chunk"), **body})

    def _told(self, number: int, reply: Reply) -> Json:
        message = message_of(reply, self.request.audio or AudioOut(), self.request.video_format)
        tokens = [token for part in reply.parts if isinstance(part, Text) for token in part.tokens]
        told = logprobs_of(tokens) if self.request.logprobs else None
        return {"index": number, "message": message, "finish_reason": reply.finish_reason, "logprobs": told}

    def _order(self, number: int) -> Order:
        request = self.request
        return Order(asked=self.conversation.messages, outputs=request.outputs, settings=request.settings(number))

    def _head(self, kind: str) -> Json:
        return {"id": self.id, "object": kind, "created": self.created, "model": self.runner.model.name}
