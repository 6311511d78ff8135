"""Connections that say in time what they want: whoever opens one and sends no whole request head is let go."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_S = 10.0


class TimelyProtocol(HttpToolsProtocol):
    """HTTP with a deadline for the head of each request. Bodies have theirs in `bounds`."""

    head_s = HEAD_S
    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._wait()

    def on_headers_complete(self) -> None:
        self._rest()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._rest()
        self._due = self.loop.call_later(self.head_s, self._let_go)

    def _rest(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _let_go(self) -> None:
        """Close, unless an answer to the request before is still on its way."""
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
        else:
            self._wait()
