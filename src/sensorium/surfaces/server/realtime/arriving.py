"""Large messages of live sessions wait for one another while they arrive, and for bodies of other requests.

Knows frames of RFC 6455 through websockets' parser, and no session.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Generator
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from sensorium.errors import Overloaded
from sensorium.surfaces.server.room import SMALL_BYTES, Place, Room

LARGE_BYTES = 1 << 18  # of a message, from which on it needs room: what one reading of a socket may bring at once
MOST_FRAMES = 1_000  # of a message that comes in pieces
TOO_LARGE, TRY_LATER = 1009, 1013
_SHORT_FRAME = 125  # bytes whose length stands in the first two of a frame


class ArrivingMessages(WebSocketsSansIOProtocol):
    """A WebSocket that reads no more of a large message before there is room for it. The room is given back when the
    application waits for the next message: it is through with this one.
    """

    def __init__(self, *, room: Room, **given: Any) -> None:  # noqa: ANN401 - uvicorn's own
        super().__init__(**given)
        self._room = room
        self._coming = self._granted = 0  # bytes of the message that arrives: told of by its frames, let in
        self._places: list[Place] = []  # of the message that arrives,
        self._waiting: deque[list[Place]] = deque()  # of those that the application was not given yet,
        self._taken: list[Place] = []  # and of the one that it works on
        self._entering: asyncio.Task[None] | None = None
        self._read_exact = self.conn.reader.read_exact
        self.conn.reader.read_exact = self._announced  # type: ignore[method-assign]

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.disconnected or self.close_sent:
            return
        self._count(len(data))
        if len(self.frames) > MOST_FRAMES:
            self._refuse(TOO_LARGE, f"a message has at most {MOST_FRAMES} frames")
        elif self._coming > max(LARGE_BYTES, self._granted) and self._entering is None:
            self.transport.pause_reading()
            self._entering = self.loop.create_task(self._enter(max(self._coming, SMALL_BYTES + 1)))
            self._entering.add_done_callback(self._entered)

    async def receive(self) -> Any:  # noqa: ANN401 - an event of ASGI
        self._give(self._taken)
        message = await super().receive()
        if message["type"] == "websocket.receive":
            self._taken = self._waiting.popleft()
        if self._entering is not None:
            self.transport.pause_reading()  # which taking a message may have ended
        return message

    def send_receive_event_to_app(self) -> None:
        self._coming -= sum(len(frame) for frame in self.frames if len(frame) > _SHORT_FRAME)
        places, self._places, self._granted = self._places, [], 0
        before = self.queue.qsize()
        super().send_receive_event_to_app()
        if self.queue.qsize() > before:
            self._waiting.append(places)
        else:
            self._give(places)

    def keepalive_timeout(self) -> None:
        if self._entering is None:
            super().keepalive_timeout()
        else:  # the client may have answered, and is not heard
            self.pong_timer = self.loop.call_later(self.ping_timeout or 0.0, self.keepalive_timeout)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._entering is not None:
            self._entering.cancel()
        super().connection_lost(exc)
        for places in (self._places, self._taken, *self._waiting):
            self._give(places)

    def _announced(self, n: int) -> Generator[None, None, bytearray]:
        """So many bytes are read next: those of a frame, where there are more than a head has."""
        self._coming += n if n > _SHORT_FRAME else 0
        return self._read_exact(n)

    def _count(self, num_bytes: int) -> None:
        """Of a message that has room: so much more came. One that keeps others waiting, or fits in nowhere, ends."""
        if not self._places:
            return
        try:
            self._places[-1].arrived(num_bytes)
        except Overloaded as full:
            self._refuse(TRY_LATER, full.message[:100])
        else:
            if self._places[-1].in_the_way:
                self._refuse(TRY_LATER, "others wait for the room that this message takes: send it faster, or later")

    async def _enter(self, size: int) -> None:
        """Wait for room, as much again as there is where a message comes in frames."""
        place = await self._room.enter(size)
        if not self._places:
            place.arrived(LARGE_BYTES)  # which came before room was asked for
        self._places.append(place)
        self._granted += size

    def _entered(self, entering: asyncio.Task[None]) -> None:
        self._entering = None
        if entering.cancelled() or self.transport.is_closing():
            return
        if isinstance(fault := entering.exception(), Overloaded):
            self._refuse(TRY_LATER, fault.message[:100])
        elif not self.read_paused:
            self.transport.resume_reading()

    def _refuse(self, code: int, reason: str) -> None:
        """Close the connection."""
        self.conn.fail(code, reason)
        self.handle_parser_exception()

    @staticmethod
    def _give(places: list[Place]) -> None:
        while places:
            places.pop().leave()
