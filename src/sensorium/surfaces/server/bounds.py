"""No body larger than allowed, whether it says its size or not."""

from __future__ import annotations

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sensorium.surfaces.server import failures


class BoundedBodies:
    """ASGI middleware: answers 413 instead of reading on, and reads nothing of a body that is declared too large."""

    def __init__(self, app: ASGIApp, limit_bytes: int) -> None:
        self._app, self._limit_bytes = app, limit_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > self._limit_bytes:
            await self._refuse(scope, receive, send)
            return
        body = _Counted(receive, send, self._limit_bytes)
        await self._app(scope, body.receive, body.send)
        if body.over:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        what = f"The request is too large (limit {self._limit_bytes} bytes); send less, or upload the file first"
        await JSONResponse(failures.envelope(what, 413, code="request_too_large"), 413)(scope, receive, send)


class _Counted:
    """Counts a body as it comes. Over the limit the application is told that the caller left, and is not heard."""

    def __init__(self, receive: Receive, send: Send, limit_bytes: int) -> None:
        self._receive, self._send, self._left = receive, send, limit_bytes
        self.over = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        self.over = self.over or self._left < 0
        return {"type": "http.disconnect"} if self.over else message

    async def send(self, message: Message) -> None:
        if not self.over:
            await self._send(message)
