"""`/studio`: the files that `studio/` builds, as they are in the package. They may ask their own server and no other.

It knows files and headers; what the page does is written in `studio/source`.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from sensorium.errors import NotFound

ADDRESS = "/studio/"
INDEX = "index.html"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob: data:",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}
HEADERS: Mapping[str, str] = {
    "content-security-policy": "; ".join(f"{what} {allowed}" for what, allowed in POLICY.items()),
    "permissions-policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}


@dataclass(frozen=True)
class File:
    """One of the page's files."""

    data: bytes
    media_type: str
    tag: str


def routes() -> APIRouter:
    """The page and its files; they are no part of the API."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    @router.get("/studio")
    async def begin() -> Response:
        """To the page: its files are named relative to it."""
        return RedirectResponse(ADDRESS, 307)

    @router.get("/studio/{name}")
    @router.get("/studio/")
    async def file(request: Request, name: str = INDEX) -> Response:
        """A file, or 304 where whoever asks has it."""
        found = files().get(name)
        if found is None:
            raise NotFound(f"the studio has no file {name[:60]!r}")
        headers = {**HEADERS, "etag": found.tag}
        if request.headers.get("if-none-match") == found.tag:
            return Response(None, 304, headers)
        return Response(found.data, 200, headers, found.media_type)

    return router


@cache
def files() -> Mapping[str, File]:
    """Every file by its name, read once."""
    folder = resources.files(__package__) / "static"
    return {entry.name: _file(entry.name, entry.read_bytes()) for entry in folder.iterdir() if entry.is_file()}


def _file(name: str, data: bytes) -> File:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    kind = "text/javascript" if name.endswith(".js") else kind  # some systems map it to something else
    media_type = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return File(data, media_type, f'"{hashlib.sha256(data).hexdigest()[:24]}"')
