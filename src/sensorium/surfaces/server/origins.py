"""Which pages may ask, and under which names this server is reached.

A browser sends what any page wants to any address of this machine, and a name on the web can be made to lead here.
Where keys are asked for, such a page has none. Where they are not, its `Origin` and the name in `Host` give it away.
"""

from __future__ import annotations

import functools
import ipaddress
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from sensorium.errors import InvalidInput, Refused
from sensorium.surfaces.server import failures

LOCALHOST = "localhost"
SCHEMES = ("http", "https")
REMEMBERED = 64  # names, since most requests come under one


@dataclass(frozen=True, kw_only=True)
class Origins:
    """What is let in. hosts: names beside those of loopback; pages: origins (`https://app.example`) beside our own.

    strict: whether there are no keys, so that what is not named is refused. With keys an empty list refuses nobody.
    """

    hosts: Sequence[str] = ()
    pages: Sequence[str] = ()
    strict: bool = True

    def __post_init__(self) -> None:
        for host in self.hosts:
            if name_in(host) != host.lower():
                raise InvalidInput(f"--allow-host {host}: write a name or an address, without port and path")
        for page in self.pages:
            if not _is_origin(page):
                raise InvalidInput(f"--allow-origin {page}: write SCHEME://NAME or SCHEME://NAME:PORT")

    def check(self, headers: Mapping[bytes, Sequence[str]]) -> None:
        """Judge a request by its headers. Raises Refused, code `host_refused` or `origin_refused`."""
        named, asking = headers.get(b"host", ()), headers.get(b"origin", ())
        if (self.strict or self.hosts) and not (len(named) == 1 and self._is_ours(named[0])):
            shown = ", ".join(named)[:80] or "nothing"
            what = f"this server is not reached as {shown}: use a name of loopback, or start it with --allow-host NAME"
            raise Refused(what, code="host_refused")
        if not (self.strict or self.pages):
            return
        if any(origin not in self.pages and not _is_own(origin, named) for origin in asking):
            what = f"a page of {', '.join(asking)[:80]} may not ask here: start the server with --allow-origin ORIGIN"
            raise Refused(f"{what}, or with keys", code="origin_refused")

    def _is_ours(self, host: str) -> bool:
        name = name_in(host)
        return name is not None and (is_loopback(name) or name in {one.lower() for one in self.hosts})


class Doors:
    """ASGI middleware: answers 403 to pages of strangers, and to who comes under another's name."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self._app, self._origins = app, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            try:
                self._origins.check(_of_interest(scope))
            except Refused as error:
                await failures.answer(error)(scope, receive, send)
                return
        await self._app(scope, receive, send)


@functools.lru_cache(REMEMBERED)
def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == LOCALHOST


@functools.lru_cache(REMEMBERED)
def name_in(host: str) -> str | None:
    """The name of `NAME:PORT`, in small letters; None where it is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    bare = parts.netloc == host and "@" not in host and not (parts.path or parts.query or parts.fragment)
    return parts.hostname if bare else None


def _is_own(origin: str, named: Sequence[str]) -> bool:
    """Whether a page came from this server, under the name that it asks by now."""
    scheme, _, place = origin.partition("://")
    return scheme in SCHEMES and [place] == list(named)


def _is_origin(text: str) -> bool:
    scheme, _, place = text.partition("://")
    return scheme.isascii() and scheme.isalnum() and name_in(place) is not None


def _of_interest(scope: Scope) -> dict[bytes, list[str]]:
    """Every `Host` and `Origin` that a request brings: two of one are one too many."""
    found: dict[bytes, list[str]] = {}
    for name, value in scope["headers"]:
        if name in (b"host", b"origin"):
            found.setdefault(name, []).append(value.decode("latin-1"))
    return found
