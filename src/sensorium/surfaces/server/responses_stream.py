"""The stream of one response: what is told while it is given, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Any, TypeAlias

from sensorium.errors import StorageFailed
from sensorium.surfaces.server.responses_answer import Answer
from sensorium.surfaces.server.responses_events import ResponseEvents
from sensorium.surfaces.server.streaming import written

Json = dict[str, Any]
Keep: TypeAlias = Callable[[Json], None]
"""Keeps what a response came to, which takes a moment. Raises `StorageFailed`."""


class ResponseStream:
    """What a response comes to is kept before its last event is sent."""

    def __init__(self, answer: Answer, keep: Keep) -> None:
        self._answer, self._keep = answer, keep
        self._writer = ResponseEvents()

    async def chunks(self) -> AsyncIterator[bytes]:
        """The events of a response that is given to its end. Raises what the model raises, and `StorageFailed`."""
        answer, writer = self._answer, self._writer
        begun = answer.begun()
        greeting = writer.told("response.created", response=begun) + writer.told("response.in_progress", response=begun)
        async with aclosing(answer.runner.events(answer.order)) as events:  # type: ignore[type-var]
            async for ready in events:
                yield greeting + await written(writer.all_of, ready)
                greeting = b""
        assert writer.reply is not None
        body = answer.ended(writer.reply, writer.items)
        await asyncio.to_thread(self._keep, body)
        kind = "response.incomplete" if body["status"] == "incomplete" else "response.completed"
        yield writer.told(kind, response=body)

    def failed(self, error: Exception) -> bytes:
        """The last event of one that is not. Its id was told, so it is kept as well; a note says where it cannot be."""
        body = self._answer.failed(error, self._writer.items)
        try:
            self._keep(body)
        except StorageFailed as full:
            body["sensorium"]["notes"].append(f"this response is not kept: {full.message}")
        return self._writer.told("response.failed", response=body)
