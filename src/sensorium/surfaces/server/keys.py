"""Who may ask: bearer keys, and what stands for one. Without keys everybody may, which only a server for this machine
alone allows.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from sensorium.surfaces.server import failures
from sensorium.surfaces.server.secrets import ClientSecrets

IN_PROTOCOL = "openai-insecure-api-key."
OWNER = "sensorium.owner"  # of what a request leaves or finds here
OPEN_PATHS = frozenset({"/health", "/ready", "/version", "/docs", "/openapi.json"})
OPEN_BELOW = "/studio"  # a page that anybody may read; what it asks for needs a key like everything else
WANTED = "This server wants a key it knows: send the header Authorization: Bearer KEY"


class Keys:
    """ASGI middleware: answers 401 to whoever brings no known key. Keeps digests of keys, not the keys. A live session
    may be opened with a client secret as well.
    """

    def __init__(self, app: ASGIApp, keys: Collection[str], secrets: ClientSecrets) -> None:
        self._app, self._secrets = app, secrets
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
        key = key_of(scope)
        digest = _digest(key.encode())
        # Every digest is compared, whichever matches, so that time tells nothing.
        if sum(hmac.compare_digest(digest, one) for one in self._digests) > 0:
            return digest.hex()
        secret = self._secrets.find(key) if scope["type"] == "websocket" else None
        return secret.owner if secret else ""


def key_of(scope: Scope) -> str:
    """The key that a request brings: as a bearer, or, from a page that opens a WebSocket, among its subprotocols."""
    headers = dict(scope["headers"])
    kind, _, key = headers.get(b"authorization", b"").decode("latin-1").partition(" ")
    if kind.lower() == "bearer":
        return str(key.strip())
    offered = [one.strip() for one in scope.get("subprotocols", [])]
    return next((one.removeprefix(IN_PROTOCOL) for one in offered if one.startswith(IN_PROTOCOL)), "")


def owner_of(request: HTTPConnection) -> str:
    """Whose request it is; '' where no keys are asked for."""
    owner: str = request.scope.get(OWNER, "")
    return owner


def _is_open(path: str) -> bool:
    return path in OPEN_PATHS or path == OPEN_BELOW or path.startswith(f"{OPEN_BELOW}/")


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()
