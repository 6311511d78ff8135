"""A span for each request of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sensorium.surfaces.server.tracing import spans
from sensorium.surfaces.server.tracing.spans import Tracing
from sensorium.surfaces.server.watching import CLIENT_GONE, NO_ROUTE, WEBSOCKET

if TYPE_CHECKING:
    from opentelemetry.trace import Span

HEADER = "x-trace-id"
FROM_THE_CALLER = ("traceparent", "tracestate", "baggage")


class Traced:
    """ASGI middleware: goes on the trace that a request brings (W3C `traceparent`) or begins one; the answer carries
    its id. Outermost, so that whatever is logged belongs to it.
    """

    def __init__(self, app: ASGIApp, tracing: Tracing) -> None:
        self._app, self._tracing = app, tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        from opentelemetry.trace import SpanKind

        method, status = str(scope.get("method", WEBSOCKET)), CLIENT_GONE
        carrier = {name: value for name, value in Headers(scope=scope).items() if name in FROM_THE_CALLER}
        begun = {"http.request.method": method, "url.scheme": str(scope.get("scheme", "http"))}

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] in ("http.response.start", "websocket.http.response.start", "websocket.accept"):
                status = str(message.get("status", 101))
                MutableHeaders(scope=message)[HEADER] = known
            await send(message)

        with self._tracing.root(method, carrier, SpanKind.SERVER, begun) as one:
            known = f"{one.get_span_context().trace_id:032x}"
            try:
                await self._app(scope, receive, seen)
            finally:
                _end(one, method, getattr(scope.get("route"), "path", NO_ROUTE), status)


def _end(one: Span, method: str, route: str, status: str) -> None:
    """Name a span by its route, a template, so that nothing in it is a caller's word."""
    one.update_name(f"{method} {route}" if route != NO_ROUTE else method)
    if route != NO_ROUTE:
        one.set_attribute("http.route", route)
    if status == CLIENT_GONE:
        spans.failed(one, "client_gone")
        return
    one.set_attribute("http.response.status_code", int(status))
    if int(status) >= 500:
        spans.failed(one, status)
