"""How far a listener can have heard an answer, and when the next piece of it is due.

A listener plays what comes at the pace of sound, from the moment the first piece was sent. So nobody can have heard
more than the time that has passed, nor more than was sent; and nothing need be sent long before it can be heard.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

SLACK_S = 0.001  # by which a clock may be early


@dataclass(frozen=True, eq=False)
class Sound:
    """A piece of speech as bytes of a format. words: of the utterance that it is part of; last: it ends here."""

    data: bytes
    duration_s: float
    words: str = ""
    last: bool = False


class Playback:
    """Lets pieces go so that at most `lead_s` seconds lie unheard with the listener."""

    def __init__(self, lead_s: float) -> None:
        self._lead_s = lead_s
        self._waiting: deque[Sound] = deque()
        self._sent_s = self._played_s = 0.0
        self._seen: float | None = None  # when that was so

    @property
    def sent_s(self) -> float:
        return self._sent_s

    @property
    def empty(self) -> bool:
        """Whether all that was pushed has gone out."""
        return not self._waiting

    def push(self, sound: Sound) -> None:
        """One more piece, to be sent in its turn."""
        self._waiting.append(sound)

    def ready(self, now: float) -> list[Sound]:
        """The pieces that go out now."""
        ready: list[Sound] = []
        self._play(now)
        while self._waiting and self._sent_s - self._played_s < self._lead_s + SLACK_S:
            ready.append(self._waiting.popleft())
            self._sent_s += ready[-1].duration_s
        return ready

    def due(self, now: float) -> float | None:
        """When the next piece may go out; None where none waits."""
        if not self._waiting:
            return None
        self._play(now)
        return now + max(0.0, self._sent_s - self._played_s - self._lead_s)

    def played_s(self, now: float) -> float:
        """The most that can have been heard."""
        self._play(now)
        return self._played_s

    def over_at(self, now: float) -> float:
        """When all that was sent has been heard."""
        self._play(now)
        return now + self._sent_s - self._played_s

    def stop(self) -> None:
        """Send no more."""
        self._waiting.clear()

    def _play(self, now: float) -> None:
        passed = 0.0 if self._seen is None else now - self._seen
        self._played_s = min(self._sent_s, self._played_s + passed)
        self._seen = now
