"""One connection of a session: reads what comes, in order, and writes what is told, as fast as it is read."""

from __future__ import annotations

import asyncio
import contextlib
import json

from fastapi import WebSocket
from starlette.websockets import WebSocketDisconnect, WebSocketState

from sensorium.surfaces.live.asks import Told
from sensorium.surfaces.server.rates import Bucket
from sensorium.surfaces.server.realtime.running import Running
from sensorium.surfaces.server.serving import LiveBounds

GOODBYE = 1000
FLOOD, TOO_LARGE, TOO_SLOW, STOPS = 1008, 1009, 1013, 1012
TAKEN_OVER = 1008


class Line:
    """Joins a socket that was accepted with a session, from the event with number `begin` on."""

    def __init__(self, socket: WebSocket, running: Running, bounds: LiveBounds, begin: int) -> None:
        self._socket, self._running, self._bounds, self._begin = socket, running, bounds, begin
        self._messages = Bucket(bounds.messages_per_minute)
        self._taken_over = asyncio.Event()

    def hang_up(self) -> None:
        """Another connection takes the session."""
        self._taken_over.set()

    async def hold(self) -> bool:
        """Until the connection ends. Whether the session ends with it: the client said goodbye, or broke the rules."""
        tasks = [asyncio.create_task(way) for way in (self._read(), self._write(), self._give_up())]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        code, reason = next(task for task in tasks if task in done).result()  # how the client left comes first
        if reason and self._socket.application_state is WebSocketState.CONNECTED:
            await self._socket.close(code, reason)
        return not self._taken_over.is_set() and (code == GOODBYE or bool(reason))

    async def greet(self) -> None:
        """Tell who takes up a session which of the messages arrived, before all that was missed is told again."""
        body = {"session": self._running.session.as_told(), "received": await self._running.received()}
        told = self._running.spelled(Told("session.resumed", body))
        await self._socket.send_text(json.dumps({"event_id": f"resumed_{self._begin}", **(told or {})}))

    async def _read(self) -> tuple[int, str]:
        """The code with which the client left, or should."""
        while (ended := await self._read_one()) is None:
            pass
        return ended

    async def _read_one(self) -> tuple[int, str] | None:
        """Take one message, which is forgotten before the next is waited for."""
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            return int(message.get("code") or 1005), ""
        text = message.get("text")
        text = message.get("bytes", b"").decode(errors="replace") if text is None else text
        if len(text) > self._bounds.message_bytes:
            return TOO_LARGE, f"a message has at most {self._bounds.message_bytes} bytes"
        if self._messages.wait_s(1.0) > 0:
            return FLOOD, f"more than {self._bounds.messages_per_minute:g} messages a minute"
        self._messages.take(1.0)
        await asyncio.shield(self._running.take(text))  # a message is taken whole
        return None

    async def _write(self) -> tuple[int, str]:
        """Send what is told. Ends when nothing more will be, or when it is read so slowly that it is kept no more."""
        number = self._begin
        with contextlib.suppress(TimeoutError):
            while (text := await self._running.outbox.at(number)) is not None:
                async with asyncio.timeout(self._bounds.stalled_s):
                    await self._send(text)
                number += 1
            if self._running.outbox.is_over(number):
                return STOPS, "the server stops: open a new session in a moment"
        return TOO_SLOW, "what was told is read too slowly"

    async def _send(self, text: str) -> None:
        """Send; to a client that left, never: reading tells how it left."""
        try:
            await self._socket.send_text(text)
        except WebSocketDisconnect:
            await asyncio.Event().wait()

    async def _give_up(self) -> tuple[int, str]:
        await self._taken_over.wait()
        return TAKEN_OVER, "the session was taken up elsewhere"
