"""A server without keys answers this machine and its own pages: no page of a stranger, and under no borrowed name."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from sensorium.errors import InvalidInput
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.origins import Origins, is_loopback, name_in
from sensorium.surfaces.server.serving import Serving

APP = "https://app.example"
FORM = {"file": ("stolen.txt", b"stolen quota", "text/plain")}
Serve = Callable[[Serving], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def guarded(assistant: Assistant, serve: Serve) -> Iterator[str]:
    """A server with a key."""
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    with serve(Serving(desk=desk, keys=("sesame",))) as address:
        yield address


@pytest.fixture(scope="module")
def open_to_one(assistant: Assistant, serve: Serve) -> Iterator[str]:
    """A server that knows one page and one more name."""
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    with serve(Serving(desk=desk, hosts=("box.lan",), pages=(APP,))) as address:
        yield address


def told(answer: httpx2.Response) -> tuple[int, str | None]:
    return answer.status_code, answer.json().get("error", {}).get("code")


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:1", "http://127.0.0.1.evil.example"]
)
@pytest.mark.parametrize("path", ["files", "videos"])
def test_a_page_of_another_posts_no_form(base_url: str, origin: str, path: str) -> None:
    files = FORM if path == "files" else {"prompt": (None, "x")}
    answer = httpx2.post(f"{base_url}/v1/{path}", files=files, headers={"Origin": origin})
    assert told(answer) == (403, "origin_refused")
    error = answer.json()["error"]
    assert error["type"] == "permission_error"
    assert "--allow-origin" in error["message"]
    kept = httpx2.get(f"{base_url}/v1/{path}").json()["data"]
    assert all(one.get("filename") != "stolen.txt" for one in kept)


def test_our_own_page_asks_freely(base_url: str) -> None:
    answer = httpx2.post(f"{base_url}/v1/files", files={"file": ("own.txt", b"x")}, headers={"Origin": base_url})
    assert answer.status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8000", "localhost.", "10.0.0.1", "a@localhost"]
)
def test_a_name_made_to_lead_here_is_no_name_of_ours(base_url: str, method: str, host: str) -> None:
    answer = httpx2.request(method, f"{base_url}/v1/files", headers={"Host": host})
    assert told(answer) == (403, "host_refused")
    assert "--allow-host" in answer.json()["error"]["message"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:81", "127.0.0.1", "127.9.9.9:8000", "[::1]:8000"])
def test_every_name_of_loopback_is_ours(base_url: str, host: str) -> None:
    assert httpx2.get(f"{base_url}/health", headers={"Host": host}).status_code == 200


def test_two_names_are_one_too_many(base_url: str) -> None:
    port = int(base_url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        answer = line.makefile("rb").read()
    assert answer.startswith(b"HTTP/1.1 40")
    assert b'"ok"' not in answer


@pytest.mark.parametrize(
    ("headers", "code"),
    [({"Origin": "https://evil.example"}, "origin_refused"), ({"Host": "evil.example"}, "host_refused")],
)
def test_live_sessions_have_the_same_doors(base_url: str, headers: dict[str, str], code: str) -> None:
    async def knock() -> Any:
        url = f"{base_url.replace('http', 'ws')}/v1/realtime?model=tiny"
        if "Host" in headers:
            url = url.replace("127.0.0.1", headers["Host"])
        place = {"host": "127.0.0.1", "port": int(base_url.rpartition(":")[2])}
        with pytest.raises(InvalidStatus) as caught:
            await connect(url, origin=headers.get("Origin"), **place)  # type: ignore[arg-type]
        return caught.value.response

    answer = asyncio.run(knock())
    assert (answer.status_code, json.loads(answer.body)["error"]["code"]) == (403, code)


def test_a_key_says_more_than_a_name(guarded: str) -> None:
    headers = {"Host": "box.example", "Origin": "https://evil.example"}
    assert told(httpx2.get(f"{guarded}/v1/files", headers=headers)) == (401, "invalid_api_key")
    known = headers | {"Authorization": "Bearer sesame"}
    assert httpx2.get(f"{guarded}/v1/files", headers=known).status_code == 200


def test_a_page_that_was_named_may_ask_and_read(open_to_one: str) -> None:
    preflight = {
        "Origin": APP,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    allowed = httpx2.options(f"{open_to_one}/v1/chat/completions", headers=preflight)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == APP
    assert "POST" in allowed.headers["access-control-allow-methods"]
    answer = httpx2.get(f"{open_to_one}/v1/models", headers={"Origin": APP, "Host": "box.lan:8000"})
    assert answer.headers["access-control-allow-origin"] == APP
    assert "x-request-id" in answer.headers["access-control-expose-headers"]


def test_a_preflight_of_a_stranger_is_refused(open_to_one: str, base_url: str) -> None:
    preflight = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for address in (open_to_one, base_url):
        answer = httpx2.options(f"{address}/v1/chat/completions", headers=preflight)
        assert told(answer) == (403, "origin_refused")
        assert "access-control-allow-origin" not in answer.headers


def test_words_in_a_plain_body_are_no_json(base_url: str) -> None:
    """What a form of a stranger can send without being asked for leave is no request of the API."""
    body = json.dumps({"model": "tiny", "messages": [{"role": "user", "content": "x"}]})
    answer = httpx2.post(f"{base_url}/v1/chat/completions", content=body, headers={"Content-Type": "text/plain"})
    assert answer.status_code == 400


@pytest.mark.parametrize("wrong", [{"hosts": ("a/b",)}, {"hosts": ("a:80",)}, {"pages": ("app.example",)}])
def test_what_is_no_name_is_told(wrong: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(InvalidInput, match="--allow"):
        Origins(**wrong)  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_no_host_but_loopback_is_let_in(host: str) -> None:
    name = name_in(host)
    if name is None or not is_loopback(name):
        with pytest.raises(Exception, match="not reached as"):
            Origins().check({b"host": [host]})
