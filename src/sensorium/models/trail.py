"""The trace that requests to other servers go on (`traceparent` of W3C Trace Context), where whoever asks is traced.

Knows nothing of spans: who makes them says what is carried.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

HEADER = "traceparent"
_CARRIED: ContextVar[str | None] = ContextVar("carried", default=None)


@contextmanager
def carrying(traceparent: str | None) -> Iterator[None]:
    """Requests that are sent meanwhile, from here, go on this trace; on None they bring none."""
    before = _CARRIED.set(traceparent)
    try:
        yield
    finally:
        _CARRIED.reset(before)


def headers() -> dict[str, str]:
    """What a request to another server brings along."""
    traceparent = _CARRIED.get()
    return {} if traceparent is None else {HEADER: traceparent}
