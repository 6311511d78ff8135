"""Server-sent events written as they are ready, several in one write, and a caller that goes away noticed at once,
whether the answer is streamed or not.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from typing import Any, TypeAlias

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sensorium.content import Text, ToolCall
from sensorium.errors import ModelUnavailable, SensoriumError
from sensorium.events import CallDelta, Event, PartDone, ReplyDone, TextDelta
from sensorium.surfaces.server import failures

EVENTS = "text/event-stream; charset=utf-8"
_WORDS = frozenset({TextDelta, CallDelta})
STOPPING = "this server is stopping, and the answer is cut off here: ask again in a moment"
LAST_WORD_S = 1.0
DONE = b"data: [DONE]\n\n"
LastWord: TypeAlias = Callable[[Exception], bytes]
"""What is written of an error in the middle of a stream, which ends with it. It may take a moment."""


def sent(body: Mapping[str, Any], name: str | None = None) -> bytes:
    """A server-sent event that holds JSON; `name`: of the event, for listeners that go by it."""
    head = b"" if name is None else b"event: " + name.encode() + b"\n"
    return head + b"data: " + json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"


def as_envelope(error: Exception) -> bytes:
    """An error as an event that holds what the body of an answer would."""
    return sent(failures.told(error)[1])


class CallerLeft(SensoriumError):
    """Nobody waits for the answer any more."""

    code = "caller_left"
    http_status = 499  # as nginx tells it; nothing of it is sent

    def __init__(self) -> None:
        super().__init__("the caller went away before the answer was whole")


class Unsent(Response):
    """The answer to a caller that left: nothing."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send nothing."""


@asynccontextmanager
async def attended(receive: Receive) -> AsyncIterator[None]:
    """What is done within it is done for a caller: it is cancelled when the caller goes away. Raises `CallerLeft` then.

    receive: of a request whose body was read to its end; what else comes of it is lost.
    """
    work = asyncio.current_task()
    assert work is not None
    over = left = False

    def leave(_: asyncio.Task[None]) -> None:
        nonlocal left
        if not over:
            left = work.cancel()

    leaving = asyncio.create_task(_gone(receive))
    leaving.add_done_callback(leave)
    try:
        yield
    except asyncio.CancelledError:
        if not left:
            raise
        work.uncancel()
        raise CallerLeft from None
    finally:
        over = True
        leaving.cancel()


class EventStream(Response):
    """A response whose body is made while it is sent. An error in the middle becomes an event, and ends it."""

    def __init__(
        self,
        chunks: AsyncIterator[bytes],
        media_type: str = EVENTS,
        *,
        first: bytes | None = None,
        last_word: LastWord = as_envelope,
    ) -> None:
        """first: what came before the others, if anything was waited for."""
        super().__init__()
        self._chunks, self._first, self._last_word = chunks, first, last_word
        self._head = [(b"content-type", media_type.encode()), (b"cache-control", b"no-store")]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self._head})
        try:
            async with attended(receive):
                await self._write(send)
        except CallerLeft:
            return
        except asyncio.CancelledError:
            await self._tell_end(send)
            raise

    async def _write(self, send: Send) -> None:
        async with aclosing(self._chunks) as chunks:  # type: ignore[type-var]
            try:
                if self._first is not None:
                    await send({"type": "http.response.body", "body": self._first, "more_body": True})
                async for chunk in chunks:
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            except Exception as error:  # noqa: BLE001 - the status is sent, so the stream itself tells it
                body = await asyncio.to_thread(self._last_word, error)
                await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _tell_end(self, send: Send) -> None:
        """The server ends before the answer does: an event says so. Who reads nothing any more is not waited for."""
        body = self._last_word(ModelUnavailable(STOPPING, code="server_stopping"))  # there are no threads any more
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORD_S):
                await send({"type": "http.response.body", "body": body, "more_body": True})
                await send({"type": "http.response.body", "body": b"", "more_body": False})


async def started(
    chunks: AsyncIterator[bytes], media_type: str = EVENTS, last_word: LastWord = as_envelope
) -> EventStream:
    """A response of these chunks, once the first is there: what fails at the start fails as a status."""
    return EventStream(chunks, media_type, first=await anext(chunks), last_word=last_word)


async def written(write: Callable[[Sequence[Event]], bytes], events: Sequence[Event]) -> bytes:
    """Events as bytes. Media take long to write, so they are written beside the event loop: nobody else waits."""
    others = [event for event in events if type(event) not in _WORDS]  # mostly none
    if all(map(_is_words, others)):
        return write(events)
    return await asyncio.to_thread(write, events)


def _is_words(event: Event) -> bool:
    """Whether nothing but words and calls is told."""
    match event:
        case PartDone(part=part):
            return isinstance(part, Text | ToolCall)
        case ReplyDone(reply=reply):
            return all(isinstance(part, Text | ToolCall) for part in reply.parts)
    return False


async def _gone(receive: Receive) -> None:
    """Return when the caller has gone away."""
    while (await receive())["type"] != "http.disconnect":
        pass
