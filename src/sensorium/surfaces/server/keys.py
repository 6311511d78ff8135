"""Who may ask: bearer keys. Without keys everybody may, which only a server for this machine alone allows."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from sensorium.surfaces.server import failures

OWNER = "sensorium.owner"  # of what a request leaves or finds here
OPEN_PATHS = frozenset({"/health", "/ready", "/version", "/docs", "/openapi.json"})
OPEN_BELOW = "/studio"  # a page that anybody may read; what it asks for needs a key like everything else
WANTED = "This server wants a key it knows: send the header Authorization: Bearer KEY"


class Keys:
    """ASGI middleware: answers 401 to whoever brings no known key. Keeps digests of keys, not the keys."""

    def __init__(self, app: ASGIApp, keys: Collection[str]) -> None:
        self._app = app
        self._digests = [_digest(key.encode()) for key in keys]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            scope[OWNER] = self._owner(scope)
        if not self._digests or scope["type"] == "lifespan" or _is_open(scope["path"]) or scope[OWNER]:
            await self._app(scope, receive, send)
            return
        body = failures.envelope(WANTED, 401, code="invalid_api_key")
        await JSONResponse(body, 401, {"WWW-Authenticate": "Bearer"})(scope, receive, send)

    def _owner(self, scope: Scope) -> str:
        """The digest of a known key; '' of none."""
        brought = dict(scope["headers"]).get(b"authorization", b"")
        kind, _, key = brought.partition(b" ")
        digest = _digest(key.strip())
        # Every digest is compared, whichever matches, so that time tells nothing.
        known = sum(hmac.compare_digest(digest, one) for one in self._digests) > 0
        return digest.hex() if known and kind.lower() == b"bearer" else ""


def owner_of(request: Request) -> str:
    """Whose request it is; '' where no keys are asked for."""
    owner: str = request.scope.get(OWNER, "")
    return owner


def _is_open(path: str) -> bool:
    return path in OPEN_PATHS or path == OPEN_BELOW or path.startswith(f"{OPEN_BELOW}/")


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()
