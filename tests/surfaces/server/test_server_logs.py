"""The log of a server: what happened, as lines of JSON, and nothing that was said."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import httpx2
import pytest

from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server import logs
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

CHAT = "/v1/chat/completions"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Where the log goes while a test lasts."""
    before = (logs.LOG.handlers[:], logs.LOG.level, logs.LOG.propagate)
    stream = io.StringIO()
    logs.begin(stream)
    yield stream
    logs.LOG.handlers[:], logs.LOG.level, logs.LOG.propagate = before


def lines(stream: io.StringIO, count: int) -> list[dict[str, Any]]:
    """What was written; the last line may follow its answer by a moment."""
    deadline = time.monotonic() + 5
    while stream.getvalue().count("\n") < count and time.monotonic() < deadline:
        time.sleep(0.01)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_each_request_is_a_line_that_its_answer_names(
    assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]], written: io.StringIO
) -> None:
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    body = {"model": "tiny", "messages": [{"role": "user", "content": "a striped zebra"}], "max_tokens": 2}
    with serve(Serving(desk=desk, keys=("sesame",))) as address:
        headers = {"Authorization": "Bearer sesame"}
        told = [
            httpx2.post(f"{address}{CHAT}", json=body, headers=headers, timeout=60),
            httpx2.post(f"{address}{CHAT}", json=body, headers={"Authorization": "Bearer guessed"}),
            httpx2.get(f"{address}/v1/zebra", headers=headers),
        ]
        found = lines(written, 3)
    assert [(one["method"], one["route"], one["status"]) for one in found] == [
        ("POST", CHAT, "200"),
        ("POST", "none", "401"),
        ("GET", "none", "404"),
    ]
    assert [one["id"] for one in found] == [answer.headers["x-request-id"] for answer in told]
    assert len({one["id"] for one in found}) == 3
    for one in found:
        assert (one["event"], one["level"]) == ("request", "info")
        assert one["time"].endswith("+00:00")
        assert 0 <= one["seconds"] < 60
    for secret in ("zebra", "sesame", "guessed"):
        assert secret not in written.getvalue()


def test_a_failure_nobody_foresaw_is_logged_and_not_told(
    assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]], written: io.StringIO
) -> None:
    def broken(name: str) -> NativeModel:
        raise RuntimeError("a wire came loose")

    body = {"model": "tiny", "messages": [{"role": "user", "content": "hello"}]}
    with serve(Serving(desk=Desk(("tiny",), load=broken))) as address:
        answer = httpx2.post(f"{address}{CHAT}", json=body, timeout=60)
        found = lines(written, 2)
    assert answer.status_code == 500
    assert "wire" not in answer.text
    failed = next(one for one in found if one["level"] == "error")
    assert failed["event"] == "unexpected failure"
    assert "RuntimeError: a wire came loose" in failed["trace"]
    request = next(one for one in found if one["event"] == "request")
    assert (request["status"], request["id"]) == ("500", answer.headers["x-request-id"])
