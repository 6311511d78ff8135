"""What one request may bring, and all of them may hold: judged before anything is built of it."""

from __future__ import annotations

import base64
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import httpx2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sensorium.content import Audio, Image, Text, Video
from sensorium.errors import InvalidInput, Overloaded, TooLarge
from sensorium.limits import Limits
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.holding import Budget, Held, size_of
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.structure import Json, looks_at

SMALL = Limits(
    request_messages=4, request_parts=6, request_files=3, request_media_bytes=100_000, json_depth=16, json_values=200,
    form_fields=4,
)  # fmt: skip
PICTURE = Image(np.full((100, 120, 3), 90, np.uint8))  # 36,000 bytes as an array
URL = f"data:image/png;base64,{base64.b64encode(PICTURE.encode('png')).decode()}"
Serve = Callable[[Serving], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def narrow(assistant: Assistant, serve: Serve) -> Iterator[str]:
    """A server with little room and little patience."""
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    with serve(Serving(desk=desk, limits=SMALL, held=Held(200_000), body_stalled_s=0.5)) as address:
        yield address


DOT = f"data:image/png;base64,{base64.b64encode(Image(PICTURE.pixels[:1, :1]).encode('png')).decode()}"


def shown(count: int, url: str = URL) -> dict[str, Any]:
    parts = [{"type": "image_url", "image_url": {"url": url}}] * count
    return {"model": "tiny", "messages": [{"role": "user", "content": parts}], "max_tokens": 1}


def said(count: int, parts: int) -> dict[str, Any]:
    content = [{"type": "text", "text": "x"}] * parts
    return {"model": "tiny", "messages": [{"role": "user", "content": content}] * count, "max_tokens": 1}


def nested(depth: int) -> str:
    return json.dumps(said(1, 1) | {"metadata": {"x": "y"}})[:-1] + ', "tools": ' + "[" * depth + "]" * depth + "}"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (said(5, 1), "too_many_messages"),
        (said(2, 4), "too_many_parts"),
        (shown(3), "request_media_too_large"),
        (shown(4, DOT), "too_many_files"),
    ],
)
def test_all_parts_of_a_request_have_one_budget(narrow: str, body: dict[str, Any], code: str) -> None:
    answer = httpx2.post(f"{narrow}/v1/chat/completions", json=body, timeout=60)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, code)
    assert "limit" in error["message"]


def test_what_is_within_the_budget_is_answered_again_and_again(narrow: str) -> None:
    for _ in range(8):  # what one request held is free for the next
        answer = httpx2.post(f"{narrow}/v1/chat/completions", json=shown(2), timeout=60)
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (nested(40), "json_too_deep"),
        ("[" * 100_000, "json_too_deep"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "json_too_deep"),
        (json.dumps({"messages": [0] * 300}), "json_too_large"),
        (json.dumps(said(1, 1)).encode("utf-16"), "invalid_json"),
    ],
)
def test_structure_is_bounded_before_it_is_built(narrow: str, body: str | bytes, code: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = httpx2.post(f"{narrow}/v1/chat/completions", content=body, headers=headers, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


@pytest.mark.parametrize("multipart", [True, False])
def test_fields_of_a_form_are_counted(narrow: str, multipart: bool) -> None:
    fields = {f"field{number}": "x" for number in range(9)}
    sent: dict[str, Any] = {"files": {name: (None, value) for name, value in fields.items()}}
    answer = httpx2.post(f"{narrow}/v1/videos", **(sent if multipart else {"data": fields}))
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "too_many_fields")


@pytest.mark.parametrize("trickle", [False, True])
def test_a_body_that_does_not_come_is_not_waited_for(narrow: str, trickle: bool) -> None:
    port = int(narrow.rpartition(":")[2])
    told = ("Host: localhost", "Content-Type: application/json", "Content-Length: 5000")
    head = "\r\n".join(("POST /v1/embeddings HTTP/1.1", *told, "", "")).encode()
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(head + b'{"input": "')
        line.settimeout(0.1)
        answer = b""
        while b"request_timeout" not in answer:
            assert time.monotonic() - began < 10
            try:
                answer += (piece := line.recv(4096))
                assert piece, answer
            except TimeoutError:
                if trickle and not answer:
                    line.sendall(b"x")
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"request_timeout" in answer


@pytest.mark.parametrize(
    ("size", "status", "code"),
    [
        (16_000_000, b"400", b"json_too_deep"),
        (200_000_000, b"413", b"request_too_large"),
    ],
)
def test_who_is_refused_in_the_middle_of_a_body_hears_why(narrow: str, size: int, status: bytes, code: bytes) -> None:
    port = int(narrow.rpartition(":")[2])
    told = ("Host: localhost", "Content-Type: application/json", f"Content-Length: {size}")
    head = "\r\n".join(("POST /v1/embeddings HTTP/1.1", *told, "", "")).encode()
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(head)
        for _ in range(100):  # a client that listens when it has spoken
            line.sendall(b"[" * (size // 100))
        answer = b"".join(iter(lambda: line.recv(4096), b""))
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert code in answer


def test_all_requests_together_hold_no_more_than_there_is_room_for() -> None:
    held = Held(PICTURE.pixels.nbytes * 2)
    pictures = [Image(PICTURE.pixels.copy()) for _ in range(3)]
    held.take(pictures[0])
    held.take(pictures[1])
    with pytest.raises(Overloaded, match="try again"):
        held.take(pictures[2])
    del pictures[0]
    assert held.bytes == PICTURE.pixels.nbytes
    held.take(pictures[1])


def test_a_budget_counts_arrays_of_every_kind() -> None:
    sound = Audio(np.zeros((2, 1000), np.float32), 16_000)
    film = Video(np.zeros((4, 8, 8, 3), np.uint8), np.arange(4) / 10, 0.4, sound)
    assert [size_of(one) for one in (PICTURE, sound, film, Text("x" * 99))] == [36_000, 8_000, 8_768, 0]
    budget = Budget(Held(10**9), 40_000)
    budget.take(PICTURE)
    with pytest.raises(TooLarge) as caught:
        budget.take(sound)
    assert caught.value.code == "request_media_too_large"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.text('\\"[]{},', max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=30,
)


def depth_of(value: object) -> int:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(depth_of, inner), default=0)


def count_of(value: object) -> int:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return 1 + sum(map(count_of, inner))


@settings(deadline=None)
@given(VALUES, st.booleans(), st.integers(1, 7))
def test_json_is_counted_as_it_is_nested_however_it_is_cut(value: object, ascii_only: bool, size: int) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only).encode()
    depth, pieces = depth_of(value), [body[at : at + size] for at in range(0, len(body), size)]

    def push_all(limits: Limits) -> None:
        for look in (Json(limits).push, looks_at("application/json", limits)):
            for piece in pieces:
                look(piece)

    push_all(Limits(json_depth=max(1, depth), json_values=2 * count_of(value)))
    if depth > 1:
        with pytest.raises(TooLarge):
            push_all(Limits(json_depth=depth - 1))


@given(st.lists(st.binary(max_size=80), max_size=9))
def test_nothing_surprises_the_scanner(pieces: list[bytes]) -> None:
    look = looks_at("application/json", Limits())
    try:
        for piece in pieces:
            look(piece)
    except InvalidInput as error:
        assert error.code in ("invalid_json", "json_too_deep")  # noqa: PT017


def test_long_words_cost_the_scanner_little() -> None:
    body = b'{"image": "' + b"QUJD" * 4_000_000 + b'", "text": "' + b"\\n" * 4_000_000 + b'"}'
    look, began = looks_at("application/json", Limits()), time.process_time()
    for at in range(0, len(body), 65_536):
        look(body[at : at + 65_536])
    assert time.process_time() - began < 2.0
