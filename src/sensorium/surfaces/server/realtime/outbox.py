"""What a session tells, numbered and kept for a while, so that a connection that broke can be taken up again."""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import Mapping
from typing import Any

from sensorium.errors import InvalidInput

EVENT = re.compile(r"event_(\d{1,18})")


class Outbox:
    """Events in the order they were told. The oldest go where there are too many."""

    def __init__(self, kept_bytes: int) -> None:
        self._kept_bytes = kept_bytes
        self._events: deque[str] = deque()
        self._size = 0
        self._first = 1  # number of the oldest that is kept
        self._told = asyncio.Event()
        self._ended = False

    @property
    def first(self) -> int:
        return self._first

    @property
    def next(self) -> int:
        """The number that the next event will have."""
        return self._first + len(self._events)

    def put(self, body: Mapping[str, Any]) -> None:
        """Tell an event; it is given its id."""
        text = json.dumps({"event_id": f"event_{self.next}", **body}, ensure_ascii=False, separators=(",", ":"))
        self._events.append(text)
        self._size += len(text)
        while self._size > self._kept_bytes and len(self._events) > 1:
            self._size -= len(self._events.popleft())
            self._first += 1
        self._told.set()

    def end(self) -> None:
        """Nothing more will be told."""
        self._ended = True
        self._told.set()

    def is_over(self, number: int) -> bool:
        """Whether all before an event was told, and nothing will be from there on."""
        return self._ended and number >= self.next

    async def at(self, number: int) -> str | None:
        """An event by its number, once it is told; None where it is kept no more, or will not be told."""
        while number >= self.next:
            if self._ended:
                return None
            self._told.clear()
            await self._told.wait()
        return None if number < self._first else self._events[number - self._first]

    def after(self, event_id: str) -> int:
        """The number of the event that follows another. Raises InvalidInput where it was never told, or is gone."""
        match = EVENT.fullmatch(event_id)
        number = int(match.group(1)) + 1 if match else 0
        if not self._first <= number <= self.next:
            what = f"what followed {event_id[:40]!r} is not kept here"
            raise InvalidInput(f"{what}: open a new session", code="resume_impossible", param="after")
        return number
