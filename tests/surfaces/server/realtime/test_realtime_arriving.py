"""Large messages of live sessions arrive one after another, whoever sends them and in whatever pieces."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State
from websockets.sync.client import ClientConnection, connect

from sensorium.surfaces.server.realtime.arriving import (
    LARGE_BYTES,
    MOST_FRAMES,
    TOO_LARGE,
    TRY_LATER,
    ArrivingMessages,
)
from sensorium.surfaces.server.room import Room

SOFT_BYTES, HARD_BYTES = 1_000_000, 3_000_000
LARGE, SMALL = "x" * 800_000, "x" * 20_000
QUIET_S = 0.3  # in which nothing may come


class Slow:
    """An application that is through with a message when it is told, and says how long it was."""

    def __init__(self) -> None:
        self.through = threading.Event()
        self.began = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] != "websocket.disconnect":
            self.began += 1
            await asyncio.to_thread(self.through.wait, 20)
            await send({"type": "websocket.send", "text": str(len(message["text"]))})


@contextmanager
def running(room: Room, app: Slow) -> Iterator[str]:
    config = uvicorn.Config(app, port=0, log_level="error", ws=partial(ArrivingMessages, room=room))  # type: ignore[arg-type]
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    app.through.set()
    server.should_exit = True
    thread.join(10)


def line(address: str) -> ClientConnection:
    return connect(address, compression=None, max_size=None)


def until(what: Callable[[], bool]) -> None:
    end_s = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end_s
        time.sleep(0.01)


def test_a_large_message_waits_until_another_is_read() -> None:
    room, app = Room(SOFT_BYTES, HARD_BYTES, 20.0), Slow()
    with running(room, app) as address, line(address) as first, line(address) as second, line(address) as third:
        with ThreadPoolExecutor(2) as sending:
            sending.submit(first.send, LARGE)
            until(lambda: app.began == 1)
            sending.submit(second.send, LARGE)
            third.send(SMALL)
            until(lambda: app.began == 2)  # the small one, which waits for nobody
            time.sleep(QUIET_S)
            assert (app.began, room.bytes) == (2, len(LARGE))
            app.through.set()
            assert [int(one.recv(20)) for one in (first, second, third)] == [len(LARGE), len(LARGE), len(SMALL)]
        until(lambda: room.bytes == 0)


@pytest.mark.parametrize("num_frames", [2, 7, 100])
def test_a_message_in_frames_takes_the_same_room(num_frames: int) -> None:
    room, app = Room(HARD_BYTES, HARD_BYTES, 20.0), Slow()
    pieces = [LARGE[at::num_frames] for at in range(num_frames)]
    with running(room, app) as address, line(address) as client:
        client.send(pieces)
        until(lambda: app.began == 1)
        assert (len(LARGE) - LARGE_BYTES) <= room.bytes <= 4 * len(LARGE)
        app.through.set()
        assert int(client.recv(20)) == len(LARGE)
        client.send(LARGE)  # the count begins anew
        assert int(client.recv(20)) == len(LARGE)
        until(lambda: room.bytes == 0)


def test_a_message_of_too_many_frames_ends_the_connection() -> None:
    with running(Room(SOFT_BYTES, HARD_BYTES, 20.0), Slow()) as address, line(address) as client:

        def pieces() -> Iterator[str]:
            yield from ["x"] * (MOST_FRAMES + 1)
            until(
                lambda: client.protocol.state is not State.OPEN
            )  # what is sent after the end would cost the reason for it

        with contextlib.suppress(ConnectionClosed):
            client.send(pieces())
        with pytest.raises(ConnectionClosed) as caught:
            client.recv(20)
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == TOO_LARGE


def test_where_there_is_no_room_at_all_the_connection_ends() -> None:
    room, app = Room(SOFT_BYTES, SOFT_BYTES, 0.05), Slow()
    with (
        running(room, app) as address,
        line(address) as first,
        line(address) as second,
        ThreadPoolExecutor(1) as sending,
    ):
        first.send(LARGE)
        until(lambda: app.began == 1)
        sending.submit(second.send, LARGE)
        with pytest.raises(ConnectionClosed) as caught:
            second.recv(20)
        assert caught.value.rcvd is not None
        assert caught.value.rcvd.code == TRY_LATER


def test_who_leaves_gives_the_room_back() -> None:
    room, app = Room(SOFT_BYTES, HARD_BYTES, 20.0), Slow()
    with running(room, app) as address:
        with line(address) as first, line(address) as second:
            first.send(LARGE)
            until(lambda: app.began == 1)
            second.socket.settimeout(1)
            with ThreadPoolExecutor(1) as sending:
                sending.submit(second.send, LARGE)
                time.sleep(QUIET_S)
                second.socket.close()
            first.socket.close()
        app.through.set()
        until(lambda: room.bytes == 0)
        with line(address) as third:
            third.send(LARGE)
            assert int(third.recv(20)) == len(LARGE)
