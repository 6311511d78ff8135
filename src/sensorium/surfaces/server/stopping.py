"""How a server ends when it is told to: nobody new comes in, live sessions are told, running answers are finished."""

from __future__ import annotations

import asyncio
import contextlib
import math
import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from types import FrameType
from typing import TypeAlias

import uvicorn

Farewell: TypeAlias = Callable[[float], Awaitable[None]]
"""Says goodbye to somebody, within so many seconds."""


class Server(uvicorn.Server):
    """Serves until SIGTERM or SIGINT, then ends within `stop_s` seconds; a second signal does not wait."""

    def __init__(self, config: uvicorn.Config, farewells: Sequence[Farewell], stop_s: float) -> None:
        super().__init__(config)
        self._farewells, self._stop_s = farewells, stop_s
        self._saying: asyncio.Task[None] | None = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        began = time.monotonic()
        for server in self.servers:
            server.close()
        self._saying = asyncio.create_task(self._say())
        with contextlib.suppress(asyncio.CancelledError):
            await self._saying
        left_s = self._stop_s - (time.monotonic() - began)
        self.config.timeout_graceful_shutdown = max(1, math.ceil(left_s))
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The signal is answered with the status 0, since what it asks for is done."""
        self.force_exit = self.should_exit
        self.should_exit = True
        if self.force_exit and self._saying is not None:
            self._saying.get_loop().call_soon_threadsafe(self._saying.cancel)

    async def _say(self) -> None:
        await asyncio.gather(*(farewell(self._stop_s) for farewell in self._farewells))
