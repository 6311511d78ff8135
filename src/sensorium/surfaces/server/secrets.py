"""Short-lived keys for pages and apps, each with the session that it may open."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sensorium.errors import Overloaded

PREFIX = "ek_"
MOST = 10_000  # that are good at the same time
USUAL_S, SHORTEST_S, LONGEST_S = 600, 10, 7_200


@dataclass(frozen=True, eq=False, kw_only=True)
class ClientSecret:
    """A key of limited life. owner: whose key it stands for; session: as it was written."""

    value: str
    owner: str
    session: Mapping[str, Any]
    expires_at: float  # seconds since 1970


class ClientSecrets:
    """Those that are good."""

    def __init__(self, clock: Callable[[], float] = time.time, most: int = MOST) -> None:
        self._clock, self._most = clock, most
        self._known: dict[str, ClientSecret] = {}

    def issue(self, owner: str, session: Mapping[str, Any], seconds: float) -> ClientSecret:
        """A new one. Raises Overloaded when there are too many."""
        self._forget()
        if len(self._known) >= self._most:
            raise Overloaded("too many client secrets are open: try again in a minute", retry_after_s=60)
        value = PREFIX + secrets.token_hex(24)
        known = ClientSecret(value=value, owner=owner, session=session, expires_at=self._clock() + seconds)
        self._known[value] = known
        return known

    def find(self, value: str) -> ClientSecret | None:
        """One that is still good."""
        found = self._known.get(value)
        return found if found is not None and found.expires_at > self._clock() else None

    def _forget(self) -> None:
        now = self._clock()
        self._known = {value: one for value, one in self._known.items() if one.expires_at > now}
