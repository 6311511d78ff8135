"""One guarded way to the web: a public http(s) address → its bytes, within limits of time, size and redirects.

Every hop is judged anew; the connection goes to the very address that was judged (no second look-up that could answer
differently), with the name kept for TLS and the Host header. No cookies, no proxies, no credentials, no compression.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import addresses

if TYPE_CHECKING:
    import httpx2

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]

_REDIRECTS = (301, 302, 303, 307, 308)
_SECONDS_OF_GRACE = 1.0
_NUM_ADDRESSES_TRIED = 2


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """The bytes at an address and the media type that its server declares ('' when none)."""

    data: bytes
    declared_type: str


def resolve(host: str, port: int) -> list[str]:
    """IP addresses of a name, by the system."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch(
    address: str,
    limits: Limits = DEFAULT,
    *,
    resolver: Resolver = resolve,
    transport: httpx2.AsyncBaseTransport | None = None,
) -> Fetched:
    """GET `address`. Callable from any thread, with or without a running event loop.

    Raises `TooLarge(code="request_too_large")` for a file over `limits.fetched_bytes`, and for everything else (a
    form or a place that is not public, no answer in time, a status other than 200…) the same `invalid_url`.
    """
    outcome: Future[Fetched] = Future()

    def run() -> None:
        try:
            outcome.set_result(asyncio.run(_fetch(address, limits, resolver, transport)))
        except BaseException as error:  # noqa: BLE001  # handed to the caller's thread
            outcome.set_exception(error)

    # Its own thread: a name server that hangs cannot be interrupted, only left behind.
    threading.Thread(target=run, daemon=True, name="fetch").start()
    try:
        return outcome.result(limits.fetch_seconds + _SECONDS_OF_GRACE)
    except InvalidInput:
        raise
    except Exception:  # noqa: BLE001  # whatever went wrong on the way tells something about the other side
        raise addresses.refused() from None


async def _fetch(
    address: str, limits: Limits, resolver: Resolver, transport: httpx2.AsyncBaseTransport | None
) -> Fetched:
    import httpx2

    async with asyncio.timeout(limits.fetch_seconds), transport or httpx2.AsyncHTTPTransport() as connections:
        url = addresses.parse(address)
        for _ in range(limits.fetch_redirects + 1):
            response = await _request(url, limits, resolver, connections)
            try:
                if response.status_code not in _REDIRECTS:
                    return await _body(response, limits)
                url = _next(url, response.headers.get("location", ""))
            finally:
                await response.aclose()
    raise addresses.refused()


def _next(url: httpx2.URL, location: str) -> httpx2.URL:
    """Where a redirect leads; never from https back to http."""
    target = addresses.parse(str(url.join(location)))
    if url.scheme == "https" and target.scheme != "https":
        raise addresses.refused()
    return target


async def _request(
    url: httpx2.URL, limits: Limits, resolver: Resolver, connections: httpx2.AsyncBaseTransport
) -> httpx2.Response:
    """Send one request to an address that has been judged."""
    import httpx2

    error: Exception = addresses.refused()
    for address in await _public_addresses(url, resolver):
        pinned = url.copy_with(host=address, fragment=None)
        request = httpx2.Request(
            "GET",
            pinned,
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": "sensorium",
                "Accept": "*/*",
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
            extensions={
                "sni_hostname": addresses.host_of(url),
                "timeout": httpx2.Timeout(limits.fetch_seconds).as_dict(),
            },
        )
        try:
            return await connections.handle_async_request(request)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as failure:
            error = failure
    raise error


async def _public_addresses(url: httpx2.URL, resolver: Resolver) -> list[str]:
    """Where the name leads now. One address that is not public condemns them all."""
    host, port = addresses.host_of(url), addresses.port_of(url)
    if addresses.is_public(host):
        return [host]
    found = await asyncio.get_running_loop().run_in_executor(None, resolver, host, port)
    if not found or not all(addresses.is_public(address) for address in found):
        raise addresses.refused()
    return list(found)[:_NUM_ADDRESSES_TRIED]


async def _body(response: httpx2.Response, limits: Limits) -> Fetched:
    """The bytes as sent; a compressed answer is refused, for nobody asked for one."""
    headers = response.headers
    if response.status_code != 200 or headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise addresses.refused()
    declared_bytes = headers.get("content-length", "")
    if declared_bytes.isascii() and declared_bytes.isdigit():
        _judge(int(declared_bytes[:18]), limits)
    data = bytearray()
    async for chunk in response.aiter_raw():
        _judge(len(data) + len(chunk), limits)
        data += chunk
    return Fetched(data=bytes(data), declared_type=headers.get("content-type", "").split(";")[0].strip().lower())


def _judge(num_bytes: int, limits: Limits) -> None:
    if num_bytes > limits.fetched_bytes:
        raise TooLarge(
            "The file at the address is too large", limit=limits.fetched_bytes, got=num_bytes, unit="bytes",
            code="request_too_large",
        )  # fmt: skip
