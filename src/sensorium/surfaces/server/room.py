"""Room for what is being read: large bodies, and files that were kept, wait for one another, each among their own, so
that together they stay small. Who is slow holds no more room than came.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from sensorium.errors import Overloaded

SMALL_BYTES = 65_536  # of a body that waits for nobody
RETRY_AFTER_S = 5.0
LOOKED_AT_S = 1.0  # how often a body is looked at, whether it comes
BRISK_BYTES_PER_S = 250_000  # that a body has to bring to hold room for what has not come yet
IDLE_BYTES_PER_S = 16_000  # under which a body is in the way of those that wait,
IDLE_LOOKS = 5  # after so many looks on end


class Room:
    """Bytes of bodies that came, or may come, and were not read yet.

    soft_bytes: over it a body waits until others are read, or is alone; patience_s: how long, then it comes in anyway;
    hard_bytes: over it nobody does.
    """

    def __init__(self, soft_bytes: int, hard_bytes: int, patience_s: float) -> None:
        self._soft_bytes, self._hard_bytes, self._patience_s = soft_bytes, hard_bytes, patience_s
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()
        self.bytes = 0

    @property
    def crowded(self) -> bool:
        """Whether anybody waits."""
        return bool(self._waiting)

    async def enter(self, size: int) -> Place:
        """Take room in one's turn. Raises Overloaded when there is none."""
        if size <= SMALL_BYTES:
            return Place(self, 0)
        if self._waiting or not self._fits(size):
            await self._wait(size)
        else:
            self.bytes += size
        return Place(self, size)

    def grow(self, size: int, held: int) -> None:
        """Room for so much more of who holds some already, without waiting. Raises Overloaded when there is none."""
        if self.bytes > held and self.bytes + size > self._hard_bytes:
            raise _overloaded()
        self.bytes += size

    def shrink(self, size: int) -> None:
        """Give room back, and take it for those whose turn it is."""
        self.bytes -= size
        while self._waiting and self._fits(self._waiting[0][0]):
            size, turn = self._waiting.popleft()
            self.bytes += size
            if not turn.done():  # it was out of patience just now, and finds that it was let in
                turn.set_result(None)

    def _fits(self, size: int) -> bool:
        return not self.bytes or self.bytes + size <= self._soft_bytes

    async def _wait(self, size: int) -> None:
        """Until there is room, which whoever leaves takes for who waits."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((size, turn))
        try:
            async with asyncio.timeout(self._patience_s):
                await turn
        except TimeoutError:
            if (size, turn) in self._waiting:
                self._waiting.remove((size, turn))
                self._squeeze_in(size)
        except asyncio.CancelledError:
            if (size, turn) in self._waiting:
                self._waiting.remove((size, turn))
            else:
                self.shrink(size)
            raise

    def _squeeze_in(self, size: int) -> None:
        if self.bytes + size > self._hard_bytes:
            raise _overloaded()
        self.bytes += size


def _overloaded() -> Overloaded:
    what = "requests bring more than can be read here at the same time"
    return Overloaded(f"{what}: try again in {RETRY_AFTER_S:g} s", retry_after_s=RETRY_AFTER_S)


class Place:
    """The room of one body: at first for all that it may come to, so that it is read without waiting again. Once it
    comes slowly, for what came of it; the first `SMALL_BYTES` are free then, as they are for any body.
    """

    def __init__(self, room: Room, taken: int) -> None:
        """taken: bytes of the room that it has already."""
        self._room, self._taken = room, taken
        self._arrived = self._arrived_before = self._idle = 0
        self._slow = not taken
        self._look = asyncio.get_running_loop().call_later(LOOKED_AT_S, self._looked_at) if taken else None

    @property
    def in_the_way(self) -> bool:
        """Whether others wait while next to nothing comes of this one."""
        return self._idle >= IDLE_LOOKS and self._room.crowded

    def arrived(self, num_bytes: int) -> None:
        """So much more has come. Raises Overloaded for a slow body whose bytes fit in nowhere."""
        self._arrived += num_bytes
        if self._slow and (more := self._arrived - SMALL_BYTES - self._taken) > 0:
            self._room.grow(more, self._taken)
            self._taken += more

    def leave(self) -> None:
        """Give the room back; again is nothing."""
        if self._look is not None:
            self._look.cancel()
        taken, self._taken = self._taken, 0
        self._room.shrink(taken)

    def _looked_at(self) -> None:
        self._look = asyncio.get_running_loop().call_later(LOOKED_AT_S, self._looked_at)
        came, self._arrived_before = self._arrived - self._arrived_before, self._arrived
        self._idle = self._idle + 1 if came < IDLE_BYTES_PER_S * LOOKED_AT_S else 0
        if came < BRISK_BYTES_PER_S * LOOKED_AT_S and not self._slow:
            self._slow = True
            spare = self._taken - max(0, min(self._arrived - SMALL_BYTES, self._taken))
            self._taken -= spare
            self._room.shrink(spare)


class Shelf:
    """Bytes of kept files that threads hold while they are decoded: `most_bytes`, or one file."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._turn = threading.Lock()  # whoever is next: otherwise a large file would wait for all small ones
        self._changed = threading.Condition()
        self.bytes = 0

    @contextmanager
    def holding(self, size: int) -> Iterator[None]:
        """Room for so many bytes as long as the context lasts, in one's turn."""
        with self._turn, self._changed:
            self._changed.wait_for(lambda: not self.bytes or self.bytes + size <= self._most_bytes)
            self.bytes += size
        try:
            yield
        finally:
            with self._changed:
                self.bytes -= size
                self._changed.notify()
