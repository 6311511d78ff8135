"""Whoever opens a connection and does not say what is wanted is let go; whoever asks is not hurried."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from sensorium.surfaces.server.timely import TimelyProtocol

HEAD_S = 0.5
ANSWER_S = 1.2  # longer than a head may take
ASK = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Hurried(TimelyProtocol):
    head_s = HEAD_S


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server whose answers take their time."""

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(ANSWER_S)  # the work that an answer is
        await PlainTextResponse("done")(scope, receive, send)

    server = uvicorn.Server(uvicorn.Config(slow, port=0, log_level="error", http=Hurried, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


@pytest.mark.parametrize("sent", [b"", b"GET / HT", ASK[:-2]])
def test_half_a_head_is_not_waited_for(port: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(sent)
        began = time.monotonic()
        assert line.recv(100) == b""
        assert time.monotonic() - began >= HEAD_S / 2


def test_a_head_that_trickles_is_not_waited_for(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        line.settimeout(0.05)
        until = time.monotonic() + 20
        for number in range(10_000):
            assert time.monotonic() < until
            try:
                line.sendall(f"X-{number}: x\r\n".encode())
                if line.recv(100) == b"":
                    return
            except TimeoutError:
                continue
            except ConnectionError:
                return


def test_an_answer_may_take_longer_than_a_head_and_the_next_is_heard_too(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for _ in range(2):
            line.sendall(ASK)
            answer = b""
            while not answer.endswith(b"done"):
                piece = line.recv(4096)
                assert piece, "the connection was closed"
                answer += piece


def test_who_is_half_way_into_the_next_request_still_gets_the_answer_before(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(ASK + ASK[:20])
        answer = b""
        while piece := line.recv(4096):
            answer += piece
    assert answer.count(b"done") == 1
