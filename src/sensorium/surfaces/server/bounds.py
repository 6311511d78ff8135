"""No body larger, deeper or slower than allowed, whether it says so or not."""

from __future__ import annotations

import asyncio
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sensorium.errors import SensoriumError, TooLarge
from sensorium.limits import Limits
from sensorium.surfaces.server import failures
from sensorium.surfaces.server.structure import Look, looks_at

SLOWEST_BYTES_PER_S = 1_000


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
    """ASGI middleware: refuses instead of reading on, and reads nothing of a body that is declared too large.

    stalled_s: how long nothing may come of a body that is not whole.
    """

    def __init__(self, app: ASGIApp, limit_bytes: int, limits: Limits, stalled_s: float) -> None:
        self._app, self._limit_bytes, self._limits, self._stalled_s = app, limit_bytes, limits, stalled_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        declared = headers.get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > self._limit_bytes:
            await _refuse(BodyTooLarge(self._limit_bytes, int(declared)), scope, receive, send)
            return
        look = looks_at(headers.get(b"content-type", b"").decode("latin-1"), self._limits)
        body = _Body(receive, send, look, self._limit_bytes, self._stalled_s)
        await self._app(scope, body.receive, body.send)
        if body.fault is not None:
            await _refuse(body.fault, scope, receive, send)


class _Body:
    """Judges a body as it comes. Over a limit the application is told that the caller left, and is not heard."""

    def __init__(self, receive: Receive, send: Send, look: Look, limit_bytes: int, stalled_s: float) -> None:
        self._receive, self._send, self._look = receive, send, look
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
        self._look(piece)
        return message

    def _patience_s(self) -> float:
        """How long the next piece may take."""
        late_s = time.monotonic() - self._began_s
        return min(self._stalled_s, max(0.0, self._stalled_s + self._got / SLOWEST_BYTES_PER_S - late_s))


async def _refuse(error: SensoriumError, scope: Scope, receive: Receive, send: Send) -> None:
    await failures.answer(error, {"Connection": "close"})(scope, receive, send)
