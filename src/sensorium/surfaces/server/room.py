"""Room for what is being read: large bodies, and files that were kept, wait for one another, each among their own, so
that together they stay small.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sensorium.errors import Overloaded

SMALL_BYTES = 65_536  # of a body that waits for nobody
RETRY_AFTER_S = 5.0


class Room:
    """Bytes of bodies that came, or may come, and were not read yet.

    soft_bytes: over it a body waits until others are read, or is alone; patience_s: how long, then it comes in anyway;
    hard_bytes: over it nobody does.
    """

    def __init__(self, soft_bytes: int, hard_bytes: int, patience_s: float) -> None:
        self._soft_bytes, self._hard_bytes, self._patience_s = soft_bytes, hard_bytes, patience_s
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()
        self.bytes = 0

    async def enter(self, size: int) -> Callable[[], None]:
        """Take room in one's turn; what gives it back, once. Raises Overloaded when there is none."""
        if size <= SMALL_BYTES:
            return lambda: None
        if self._waiting or not self._fits(size):
            await self._wait(size)
        else:
            self.bytes += size
        left = iter((size,))
        return lambda: self._leave(next(left, 0))

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
                self._leave(size)
            raise

    def _squeeze_in(self, size: int) -> None:
        if self.bytes + size > self._hard_bytes:
            what = "requests bring more than can be read here at the same time"
            raise Overloaded(f"{what}: try again in {RETRY_AFTER_S:g} s", retry_after_s=RETRY_AFTER_S)
        self.bytes += size

    def _leave(self, size: int) -> None:
        """Give room back, and take it for those whose turn it is."""
        self.bytes -= size
        while self._waiting and self._fits(self._waiting[0][0]):
            size, turn = self._waiting.popleft()
            self.bytes += size
            if not turn.done():  # it was out of patience just now, and finds that it was let in
                turn.set_result(None)


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
