"""Who may ask: bearer keys. Without keys everybody may, which only a server for this machine alone allows."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from sensorium.surfaces.server import failures

OPEN_PATHS = frozenset({"/health", "/ready", "/version"})
WANTED = "This server wants a key it knows: send the header Authorization: Bearer KEY"


class Keys:
    """ASGI middleware: answers 401 to whoever brings no known key. Keeps digests of keys, not the keys."""

    def __init__(self, app: ASGIApp, keys: Collection[str]) -> None:
        self._app = app
        self._digests = [_digest(key.encode()) for key in keys]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._digests or scope["type"] == "lifespan" or scope.get("path") in OPEN_PATHS or self._known(scope):
            await self._app(scope, receive, send)
            return
        body = failures.envelope(WANTED, 401, code="invalid_api_key")
        await JSONResponse(body, 401, {"WWW-Authenticate": "Bearer"})(scope, receive, send)

    def _known(self, scope: Scope) -> bool:
        brought = dict(scope["headers"]).get(b"authorization", b"")
        kind, _, key = brought.partition(b" ")
        digest = _digest(key.strip())
        # Every digest is compared, whichever matches, so that time tells nothing.
        return kind.lower() == b"bearer" and sum(hmac.compare_digest(digest, one) for one in self._digests) > 0


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()
