"""Which web addresses may be fetched: public ones only, however they are written.

An address given by a stranger must never reach a machine, a port or a protocol that the stranger could not reach
without us (server-side request forgery). Names are judged by every address they resolve to (`fetch.py`).
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, TypeAlias

from sensorium.errors import InvalidInput

if TYPE_CHECKING:
    import httpx2

_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_MAX_CHARACTERS = 2048
_PORTS = {"http": (80, 8080), "https": (443, 8443)}
_WEB_ADDRESS = re.compile(r"https?://[^\s\\@/?#\x00-\x20\x7f]+([/?#][^\s\\\x00-\x20\x7f]*)?", re.IGNORECASE)
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*", re.IGNORECASE)
_PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "test", "onion")
# Global by registration, yet they lead elsewhere: IPv4 inside IPv6 (6to4, Teredo, NAT64, mapped, compatible), relays,
# and the address at which a cloud serves its machines' secrets.
_DETOURS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "2002::/16", "2001::/23", "64:ff9b::/96", "64:ff9b:1::/48", "::ffff:0:0/96", "::ffff:0:0:0/96", "::/96",
        "fec0::/10",
        "3fff::/20", "192.88.99.0/24", "168.63.129.16/32", "100.64.0.0/10",
    )
)  # fmt: skip
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")


def refused() -> InvalidInput:
    """The one error for every address that is not fetched: what is behind it stays untold."""
    return InvalidInput(
        "The address cannot be used: give a public http or https address that answers with the file itself.",
        code="invalid_url",
    )


def parse(address: str) -> httpx2.URL:
    """The address if its form allows fetching; raises `refused()`. Its name is not resolved here."""
    import httpx2

    if len(address) > _MAX_CHARACTERS or not _WEB_ADDRESS.fullmatch(address):
        raise refused()
    try:
        url = httpx2.URL(address)
    except (httpx2.InvalidURL, ValueError):
        raise refused() from None
    if url.scheme not in _PORTS or port_of(url) not in _PORTS[url.scheme] or url.userinfo:
        raise refused()
    if not _is_public_host(host_of(url)):
        raise refused()
    return url


def port_of(url: httpx2.URL) -> int:
    """The port, written or usual for the scheme."""
    return _PORTS[url.scheme][0] if url.port is None else url.port


def host_of(url: httpx2.URL) -> str:
    """The host in lower-case ASCII, without brackets and without the dot that ends a full name."""
    return url.raw_host.decode("ascii").strip("[]").rstrip(".").lower()


def is_public(text: str) -> bool:
    """Whether `text` is an IP address, in its one usual form, that anyone on the internet can reach."""
    try:
        address: _Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and (address.scope_id or address not in _GLOBAL_V6):
        return False
    outside = address.is_global and not address.is_multicast and not address.is_reserved
    return outside and not any(address.version == network.version and address in network for network in _DETOURS)


def _is_public_host(host: str) -> bool:
    if ":" in host or _NUMERIC_LABEL.fullmatch(host.rsplit(".", 1)[-1]):
        return is_public(host)  # what looks like a number in any notation must be a plain address
    return "." in host and not host.endswith(tuple(f".{name}" for name in _PRIVATE_NAMES))
