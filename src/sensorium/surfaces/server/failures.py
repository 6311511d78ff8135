"""Errors as the OpenAI API tells them: `{"error": {"message", "type", "param", "code"}}` with a status."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from starlette.responses import JSONResponse

from sensorium.errors import Overloaded, RateLimited, SensoriumError
from sensorium.surfaces.live.faults import type_of

LOG = logging.getLogger("sensorium.server")
BRANCH = re.compile(r"[a-z-]+\[.+\]|[A-Z]\w+")
"""How pydantic names the form that was tried, among the steps to a fault: 'list[union[…]]', 'MessageItem'."""
NO_HEADERS: Mapping[str, str] = MappingProxyType({})
INTERNAL = "Something went wrong here; it is not your request. It was logged: try again, or tell who runs the server."


def envelope(message: str, status: int, *, code: str, param: str | None = None) -> dict[str, Any]:
    """The body of an error. `status` decides its type."""
    message, param = _whole(message), None if param is None else _whole(param)
    return {"error": {"message": message, "type": type_of(status), "param": param, "code": code}}


def _whole(text: str) -> str:
    """A text that UTF-8 can write, whatever of a caller's stands in it."""
    return text.encode("utf-8", "replace").decode()


def place_of(steps: Iterable[int | str]) -> str:
    """Where a fault lies, as 'input.1.content': the steps to it without those that name which form was tried."""
    return ".".join(str(step) for step in steps if not BRANCH.fullmatch(str(step)))


def told(error: Exception) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Status, body and headers of an error. What nobody raised on purpose is logged, and not told."""
    if not isinstance(error, SensoriumError):
        LOG.error("unexpected failure", exc_info=error)
        return 500, envelope(INTERNAL, 500, code="internal_error"), {}
    status = error.http_status
    body = envelope(error.message, status, code=error.code, param=error.param)
    wait_s = error.retry_after_s if isinstance(error, Overloaded) else 1.0
    busy = isinstance(error, Overloaded | RateLimited) or status == 503
    return status, body, {"Retry-After": f"{max(1, round(wait_s))}"} if busy else {}


def answer(error: Exception, headers: Mapping[str, str] = NO_HEADERS) -> JSONResponse:
    """The answer that tells an error, with more headers before its own."""
    status, body, own = told(error)
    return JSONResponse(body, status, {**headers, **own})
