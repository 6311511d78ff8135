"""How much one key may ask for: requests a minute, and tokens a minute, of all modalities together.

Both are buckets that fill evenly and hold one minute's worth. Tokens are known when they are used: whoever used more
than there was waits until the bucket holds something again.
"""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sensorium.errors import Overloaded
from sensorium.surfaces.server import failures
from sensorium.surfaces.server.keys import OWNER

MINUTE_S = 60.0
CODE = "rate_limit_exceeded"
HEADERS = tuple(
    f"x-ratelimit-{what}-{name}" for what in ("limit", "remaining", "reset") for name in ("requests", "tokens")
)


class Bucket:
    """So much a minute. May hold less than nothing."""

    def __init__(self, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock, self._level, self._seen = clock, float(per_minute), clock()

    @property
    def level(self) -> float:
        """What it holds now."""
        now = self._clock()
        self._level = min(self.per_minute, self._level + (now - self._seen) * self.per_minute / MINUTE_S)
        self._seen = now
        return self._level

    def take(self, amount: float) -> None:
        """Take it out, whether it is there or not."""
        self._level = self.level - amount

    def wait_s(self, amount: float) -> float:
        """Seconds until it holds so much; 0 where it does."""
        return max(0.0, amount - self.level) / self.per_minute * MINUTE_S


@dataclass(frozen=True, eq=False)
class Account:
    """What is left to one key."""

    buckets: Mapping[str, Bucket]  # "requests", "tokens"; those that are limited

    def wait(self) -> tuple[str, float]:
        """What is used up, and the seconds until there is some again; 0 where a request may come now."""
        waits = {name: bucket.wait_s(1.0) for name, bucket in self.buckets.items()}
        name = max(waits, key=waits.__getitem__)
        return name, waits[name]

    def check(self) -> None:
        """Raises Overloaded, code `rate_limit_exceeded`, while something is used up."""
        name, wait_s = self.wait()
        if wait_s > 0:
            per_minute = self.buckets[name].per_minute
            what = f"{per_minute:g} {name} a minute are used up: try again in {math.ceil(wait_s)} s"
            error = Overloaded(what, retry_after_s=math.ceil(wait_s))
            error.code = CODE
            raise error

    def charge(self, name: str, amount: float) -> None:
        """Use some of what is limited, if it is."""
        if name in self.buckets:
            self.buckets[name].take(amount)

    def as_limits(self) -> list[dict[str, object]]:
        """What is left, as an event of a live session tells it."""
        return [
            {
                "name": name,
                "limit": round(bucket.per_minute),
                "remaining": max(0, math.floor(bucket.level + 1e-9)),
                "reset_seconds": round(bucket.wait_s(bucket.per_minute), 2),
            }
            for name, bucket in self.buckets.items()
        ]

    def headers(self) -> dict[str, str]:
        """What is left, as the API tells it."""
        told: dict[str, str] = {}
        for name, bucket in self.buckets.items():
            told[f"x-ratelimit-limit-{name}"] = f"{bucket.per_minute:g}"
            told[f"x-ratelimit-remaining-{name}"] = str(max(0, math.floor(bucket.level + 1e-9)))
            told[f"x-ratelimit-reset-{name}"] = f"{bucket.wait_s(bucket.per_minute):.2f}s"
        return told


ACCOUNT: ContextVar[Account | None] = ContextVar("account", default=None)
"""Whose request is being answered."""


def charge(tokens: int) -> None:
    """Tokens that the request being answered has used."""
    if account := ACCOUNT.get():
        account.charge("tokens", tokens)


@dataclass(eq=False)
class Rates:
    """The accounts of a server. None is no limit."""

    requests: float | None = None
    tokens: float | None = None
    clock: Callable[[], float] = time.monotonic
    _accounts: dict[str, Account] = field(default_factory=dict)

    def account(self, owner: str) -> Account | None:
        """Of a key; None where nothing is limited. There are as many as there are keys."""
        limits = {"requests": self.requests, "tokens": self.tokens}
        buckets = {name: limit for name, limit in limits.items() if limit is not None}
        if not buckets:
            return None
        if owner not in self._accounts:
            self._accounts[owner] = Account({name: Bucket(limit, self.clock) for name, limit in buckets.items()})
        return self._accounts[owner]

    @contextlib.contextmanager
    def charged(self, owner: str) -> Iterator[None]:
        """What is used meanwhile counts for this key."""
        before = ACCOUNT.set(self.account(owner))
        try:
            yield
        finally:
            ACCOUNT.reset(before)


class Rated:
    """ASGI middleware: lets a key ask as much as it may, and tells it what is left. Every POST asks for something,
    whatever its path. Stands inside of `Keys`.
    """

    def __init__(self, app: ASGIApp, rates: Rates) -> None:
        self._app, self._rates = app, rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asks = scope["type"] == "http" and scope["method"] == "POST"
        account = self._rates.account(scope[OWNER]) if asks else None
        if account is None:
            await self._app(scope, receive, send)
            return
        try:
            account.check()
        except Overloaded as error:
            await failures.answer(error, account.headers())(scope, receive, send)
            return
        account.charge("requests", 1)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(account.headers())
            await send(message)

        with self._rates.charged(scope[OWNER]):
            await self._app(scope, receive, told)
