"""What every request came to, told once when its last byte is out: to be counted, and to be logged."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sensorium.surfaces.server import failures

NO_ROUTE = "none"  # of addresses that lead nowhere: what is asked for may be anything
CLIENT_GONE = "gone"  # status where nothing was answered any more
WEBSOCKET = "WEBSOCKET"  # method of what is no request and answer; its status is what the server closed it with, or
ACCEPTED = "101"  # where the client left
HEADER = "x-request-id"


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A request that has ended. route: its template, so that nothing in it is a caller's word."""

    id: str
    method: str
    route: str
    status: str
    seconds: float


class Watched:
    """ASGI middleware: gives each request an id, which its answer carries, and tells how it ended. What fails without a
    handler is answered here, so that it is told and counted like everything else.

    begun: called when a request comes; ended: when its last byte is out.
    """

    def __init__(self, app: ASGIApp, begun: Callable[[], None], ended: Callable[[Answered], None]) -> None:
        self._app, self._begun, self._ended = app, begun, ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        known, began, status = f"req_{secrets.token_hex(12)}", time.monotonic(), CLIENT_GONE

        async def seen(message: Message) -> None:
            nonlocal status
            match message["type"]:
                case "http.response.start" | "websocket.http.response.start":
                    status = str(message["status"])
                    MutableHeaders(scope=message)[HEADER] = known
                case "websocket.accept":
                    status = ACCEPTED
                    MutableHeaders(scope=message)[HEADER] = known
                case "websocket.close":
                    status = str(message.get("code", 1000))
            await send(message)

        self._begun()
        try:
            await self._app(scope, receive, seen)
        except Exception as error:
            if status != CLIENT_GONE:
                raise
            await failures.answer(error)(scope, receive, seen)
        finally:
            route = getattr(scope.get("route"), "path", NO_ROUTE)
            seconds = time.monotonic() - began
            method = scope.get("method", WEBSOCKET)
            self._ended(Answered(id=known, method=method, route=route, status=status, seconds=seconds))
