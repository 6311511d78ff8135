"""No body larger, deeper or slower than allowed, whether it says so or not."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import TypeAlias

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sensorium.errors import Overloaded, SensoriumError, TooLarge
from sensorium.limits import Limits
from sensorium.surfaces.server import failures, lifting
from sensorium.surfaces.server.lifting import Files, Lifting
from sensorium.surfaces.server.memory import Returning
from sensorium.surfaces.server.room import IDLE_BYTES_PER_S, Place, Room
from sensorium.surfaces.server.structure import is_json, looks_at

Pass: TypeAlias = Callable[[bytes], bytes]

SLOWEST_BYTES_PER_S = 1_000
LINGER_S = 5.0  # that a caller who is refused in the middle of a body may go on sending, to hear why
RETURNED_BYTES = 1_000_000  # of a body, from which on its memory goes back to the system


class TooSlow(SensoriumError):
    """A body that does not come."""

    code = "request_timeout"
    http_status = 408


class BodyTooLarge(TooLarge):
    """A body of more bytes than may come."""

    code = "request_too_large"
    http_status = 413

    def __init__(self, limit_bytes: int, got: int) -> None:
        what = "The request is too large; send less, or upload the file first"
        super().__init__(what, limit=limit_bytes, got=got, unit="bytes")


class BoundedBodies:
    """ASGI middleware: refuses instead of reading on, and a body that is declared too large at its head. Files are
    taken out of JSON as it comes (`lifting`); large bodies wait for one another (`room`) until they are read.

    stalled_s: how long nothing may come of a body that is not whole.
    """

    def __init__(self, app: ASGIApp, limit_bytes: int, limits: Limits, stalled_s: float, room: Room) -> None:
        self._app, self._limit_bytes, self._limits, self._stalled_s = app, limit_bytes, limits, stalled_s
        self._room, self._returning = room, Returning()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        declared = headers.get(b"content-length", b"")
        chunked = b"transfer-encoding" in headers
        size = int(declared) if declared.isdigit() else self._limit_bytes * chunked
        if size > self._limit_bytes:
            await _refuse(BodyTooLarge(self._limit_bytes, size), scope, receive, send)
            return
        try:
            place = await self._room.enter(size)
        except Overloaded as error:
            await _refuse(error, scope, receive, send)
            return
        files = Files()
        look = self._look(headers.get(b"content-type", b"").decode("latin-1"), size, files)
        body = _Body(receive, send, look, self._limit_bytes, self._stalled_s, place)
        try:
            with lifting.found(files):
                await self._app(scope, body.receive, body.send)
        finally:
            place.leave()
            if size > RETURNED_BYTES:
                self._returning()
        if body.fault is not None:
            await _refuse(body.fault, scope, receive, send)

    def _look(self, content_type: str, size: int, files: Files) -> Pass:
        """What is shown each piece of a body, and gives what is passed on of it."""
        if size > lifting.SHORTEST and is_json(content_type):
            return Lifting(self._limits, files).lift
        look = looks_at(content_type, self._limits)

        def unchanged(piece: bytes) -> bytes:
            look(piece)
            return piece

        return unchanged


class _Body:
    """Judges a body as it comes. Over a limit the application is told that the caller left, and is not heard. Its room
    is given back when the answer begins: all of it was read by then.
    """

    def __init__(
        self, receive: Receive, send: Send, look: Pass, limit_bytes: int, stalled_s: float, place: Place
    ) -> None:
        self._receive, self._send, self._look, self._place = receive, send, look, place
        self._limit_bytes, self._stalled_s = limit_bytes, stalled_s
        self._began_s, self._got, self._whole = time.monotonic(), 0, False
        self.fault: SensoriumError | None = None

    async def receive(self) -> Message:
        if self.fault is None:
            try:
                return await self._next()
            except SensoriumError as error:
                self.fault = error
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self._place.leave()
        if self.fault is None:
            await self._send(message)

    async def _next(self) -> Message:
        try:
            async with asyncio.timeout(None if self._whole else self._patience_s()):
                message = await self._receive()
        except TimeoutError:
            what = f"the body came too slowly: within {self._stalled_s:g} s something has to come"
            raise TooSlow(f"{what}, and {SLOWEST_BYTES_PER_S} bytes a second on the whole") from None
        piece = message.get("body", b"")
        self._got += len(piece)
        self._whole = not message.get("more_body", False)
        if self._got > self._limit_bytes:
            raise BodyTooLarge(self._limit_bytes, self._got)
        self._place.arrived(len(piece))
        if self._place.in_the_way and not self._whole:
            what = (
                f"others wait for the room that this body takes, and it brings under {IDLE_BYTES_PER_S} bytes a second"
            )
            raise TooSlow(f"{what}: send it faster, or later")
        if piece:
            message["body"] = self._look(piece)
        return message

    def _patience_s(self) -> float:
        """How long the next piece may take."""
        late_s = time.monotonic() - self._began_s
        return min(self._stalled_s, max(0.0, self._stalled_s + self._got / SLOWEST_BYTES_PER_S - late_s))


async def _refuse(error: SensoriumError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer and close; what is still sent meanwhile is let fall. A connection that is closed with something unread
    is reset, and the answer is lost on its way with it.
    """

    async def lingering(message: Message) -> None:
        last = message["type"] == "http.response.body" and not message.get("more_body", False)
        await send({**message, "more_body": True} if last else message)
        if last:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LINGER_S):
                    while (await receive()).get("more_body", False):
                        pass
            await send({"type": "http.response.body"})

    await failures.answer(error, {"Connection": "close"})(scope, receive, lingering)
