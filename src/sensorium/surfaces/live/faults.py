"""Errors as the API tells them: of which type, and as the fault of one answer or item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sensorium.errors import SensoriumError

TYPES: Mapping[int, str] = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
}


def type_of(status: int) -> str:
    """The type of an error that HTTP would tell with a status."""
    return TYPES.get(status, "invalid_request_error" if status < 500 else "server_error")


def told(error: SensoriumError) -> dict[str, Any]:
    """What went wrong with one thing, where the session goes on."""
    kind = type_of(error.http_status)
    return {"type": kind, "code": error.code, "message": error.message, "param": error.param}
