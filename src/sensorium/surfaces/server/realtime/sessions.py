"""The sessions of a server: how many there are, whose they are, and how long a broken connection is waited for."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sensorium.errors import NotFound, Overloaded
from sensorium.surfaces.server.realtime.running import Running, stopping
from sensorium.surfaces.server.serving import LiveBounds

RETRY_AFTER_S = 5.0


@dataclass(eq=False)
class _Kept:
    """A session, its owner, whom it counts for, and either its connection or the time when it is given up."""

    running: Running
    owner: str
    payer: str
    hang_up: Callable[[], None] | None = None
    ending: asyncio.TimerHandle | None = None


class Sessions:
    """Those that are open. `counted` is told of one more, and of one less."""

    def __init__(self, bounds: LiveBounds, counted: Callable[[int], None]) -> None:
        self.bounds = bounds
        self._counted = counted
        self._kept: dict[str, _Kept] = {}
        self._closing, self._emptied = False, asyncio.Event()

    def make_room(self, payer: str) -> None:
        """Raises Overloaded when there are as many as there may be, of all or of one. What waits for its client gives
        way first. Raises ModelUnavailable when the server stops.
        """
        if self._closing:
            raise stopping()
        own = [known for known, kept in self._kept.items() if kept.payer == payer]
        self._make_room(own, self.bounds.sessions_of_one, "sessions of yours")
        self._make_room(list(self._kept), self.bounds.sessions, "sessions")

    def _make_room(self, among: Sequence[str], most: int, what: str) -> None:
        if len(among) < most:
            return
        waiting = next((known for known in among if self._kept[known].hang_up is None), None)
        if waiting is None:
            told = f"{len(among)} {what} are open, as many as there may be: try again in {RETRY_AFTER_S:g} s"
            raise Overloaded(told, retry_after_s=RETRY_AFTER_S)
        self.end(waiting)

    def add(self, running: Running, owner: str, payer: str) -> None:
        """A new session."""
        self._kept[running.id] = _Kept(running, owner, payer)
        self._counted(1)

    def find(self, known: str, owner: str) -> Running:
        """A session of this owner. Raises NotFound; what belongs to another does not exist."""
        kept = self._kept.get(known)
        if kept is None or kept.owner != owner:
            raise NotFound(f"no session {known[:60]!r} waits here: open a new one", code="session_not_found")
        return kept.running

    def attach(self, known: str, hang_up: Callable[[], None]) -> None:
        """A session has a connection; one that it had before is hung up."""
        kept = self._kept[known]
        if kept.ending is not None:
            kept.ending.cancel()
            kept.ending = None
        if kept.hang_up is not None:
            kept.hang_up()
        kept.hang_up = hang_up

    def detach(self, known: str, hang_up: Callable[[], None]) -> None:
        """A connection broke: wait for another, for a while."""
        kept = self._kept.get(known)
        if kept is None or kept.hang_up != hang_up:
            return
        kept.hang_up = None
        kept.ending = asyncio.get_running_loop().call_later(self.bounds.resume_s, self.end, known)

    def end(self, known: str) -> None:
        """Close a session."""
        kept = self._kept.pop(known, None)
        if kept is None:
            return
        if kept.ending is not None:
            kept.ending.cancel()
        kept.running.close()
        self._counted(-1)
        if not self._kept:
            self._emptied.set()

    async def farewell(self, seconds: float) -> None:
        """Tell every session that the server stops, and let what is being answered end, within so many seconds."""
        self._closing = True
        for known, kept in list(self._kept.items()):
            if kept.hang_up is None:
                self.end(known)
            else:
                kept.running.leave()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._kept:
                    self._emptied.clear()
                    await self._emptied.wait()

    def close(self) -> None:
        """Close all of them."""
        for known in list(self._kept):
            self.end(known)
