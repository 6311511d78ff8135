"""Short-lived keys for pages and apps, each with the session that it may open."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sensorium.errors import Overloaded, TooLarge

PREFIX = "ek_"
MOST = 10_000  # that are good at the same time
MOST_OF_ONE = 1_000  # of a key
MOST_BYTES = 64_000  # of the session of one, as JSON
RETRY_AFTER_S = 60.0
USUAL_S, SHORTEST_S, LONGEST_S = 600, 10, 7_200


@dataclass(frozen=True, eq=False, kw_only=True)
class ClientSecret:
    """A key of limited life. owner: whose key it stands for; written: the session as JSON, a fraction of its values."""

    value: str
    owner: str
    written: bytes
    expires_at: float  # seconds since 1970

    @property
    def session(self) -> Mapping[str, Any]:
        """As it was written."""
        session: Mapping[str, Any] = json.loads(self.written)
        return session


class ClientSecrets:
    """Those that are good. most_of_one: of an owner."""

    def __init__(
        self, clock: Callable[[], float] = time.time, most: int = MOST, most_of_one: int = MOST_OF_ONE
    ) -> None:
        self._clock, self._most, self._most_of_one = clock, most, most_of_one
        self._known: dict[str, ClientSecret] = {}

    def issue(self, owner: str, session: Mapping[str, Any], seconds: float) -> ClientSecret:
        """A new one. Raises TooLarge (`session_too_large`), Overloaded when there are too many."""
        written = json.dumps(session, ensure_ascii=False, separators=(",", ":")).encode()
        if len(written) > MOST_BYTES:
            what = "The session of a client secret is too large; send the rest with session.update"
            code = "session_too_large"
            raise TooLarge(what, limit=MOST_BYTES, got=len(written), unit="bytes", code=code, param="session")
        self._forget()
        if len(self._known) >= self._most:
            raise Overloaded("too many client secrets are open: try again in a minute", retry_after_s=RETRY_AFTER_S)
        if sum(one.owner == owner for one in self._known.values()) >= self._most_of_one:
            what = f"this key has {self._most_of_one} client secrets that are good: try again when one has ended"
            raise Overloaded(what, retry_after_s=RETRY_AFTER_S)
        value = PREFIX + secrets.token_hex(24)
        known = ClientSecret(value=value, owner=owner, written=written, expires_at=self._clock() + seconds)
        self._known[value] = known
        return known

    def find(self, value: str) -> ClientSecret | None:
        """One that is still good."""
        found = self._known.get(value)
        return found if found is not None and found.expires_at > self._clock() else None

    def _forget(self) -> None:
        now = self._clock()
        self._known = {value: one for value, one in self._known.items() if one.expires_at > now}
