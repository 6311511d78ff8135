"""How much decoded media requests hold: one request, and all of them together."""

from __future__ import annotations

import threading
import weakref

from sensorium.content import Audio, Document, Image, Part, Video
from sensorium.errors import Overloaded, TooLarge

RETRY_AFTER_S = 5.0


class Held:
    """Bytes of the values that are alive, of all requests."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._lock = threading.RLock()  # a value may be let go wherever Python collects it, here too
        self._bytes = 0

    @property
    def bytes(self) -> int:
        return self._bytes

    def take(self, part: Part) -> None:
        """Count a value for as long as anybody holds it. Raises Overloaded when there is no room."""
        size = size_of(part)
        with self._lock:
            if self._bytes + size > self._most_bytes:
                what = "requests hold as much media as fits here"
                raise Overloaded(f"{what}: try again in {RETRY_AFTER_S:g} s", retry_after_s=RETRY_AFTER_S)
            self._bytes += size
        weakref.finalize(part, self._give, size).atexit = False

    def _give(self, size: int) -> None:
        with self._lock:
            self._bytes -= size


class Budget:
    """What one request may hold, within what all may."""

    def __init__(self, held: Held, most_bytes: int) -> None:
        self._held, self._most_bytes = held, most_bytes
        self._bytes = 0

    def take(self, part: Part) -> None:
        """Count a value. Raises TooLarge (`request_media_too_large`), Overloaded."""
        self._bytes += size_of(part)
        if self._bytes > self._most_bytes:
            what = "The media of this request are too large together; send fewer or smaller ones"
            got, limit = self._bytes, self._most_bytes
            raise TooLarge(what, limit=limit, got=got, unit="bytes decoded", code="request_media_too_large")
        self._held.take(part)


def size_of(part: Part) -> int:
    """Bytes of a value's arrays; words and scores count nothing, other limits bound them."""
    match part:
        case Image():
            return part.pixels.nbytes
        case Audio():
            return part.samples.nbytes
        case Video():
            return part.frames.nbytes + (0 if part.soundtrack is None else part.soundtrack.samples.nbytes)
        case Document():
            return sum(page.picture.pixels.nbytes for page in part.pages)
        case _:
            return 0
