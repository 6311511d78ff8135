"""Large bodies wait for one another; who is slow holds no more room than came, and is ended where others wait."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import httpx2
import numpy as np
import pytest

from sensorium.errors import Overloaded
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server import room as room_module
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.room import IDLE_LOOKS, SMALL_BYTES, Room
from sensorium.surfaces.server.serving import Serving

MEGA = 1_000_000
LOOKED_AT_S = 0.1
ROOM_BYTES = MEGA
BODY = json.dumps({"model": "tiny", "unknown": "x" * 900_000}).encode()  # refused once it was read
HEAD = "POST /v1/embeddings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bodies are looked at ten times a second."""
    monkeypatch.setattr(room_module, "LOOKED_AT_S", LOOKED_AT_S)


@pytest.fixture
def small_room(
    assistant: Assistant, serve: Callable[..., AbstractContextManager[str]], hurried: None
) -> Iterator[tuple[str, Room]]:
    """A server with room for one such body."""
    room = Room(ROOM_BYTES, 2 * ROOM_BYTES, patience_s=20)
    desk = Desk(("tiny",), load=lambda name: NativeModel(assistant, name))
    with serve(Serving(desk=desk, room=room, body_stalled_s=60)) as address:
        yield address, room


def begun(address: str, sent: bytes) -> socket.socket:
    """A connection on which so much of a body was sent."""
    line = socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=20)
    line.sendall(HEAD.format(len(BODY)).encode() + sent)
    return line


def until(what: Callable[[], bool]) -> None:
    end_s = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end_s
        time.sleep(0.01)


def answered(address: str) -> tuple[int, float]:
    """What a client that sends all of it at once is answered, and after how many seconds."""
    began = time.monotonic()
    headers = {"Content-Type": "application/json"}
    answer = httpx2.post(f"{address}/v1/embeddings", content=BODY, headers=headers, timeout=30)
    return answer.status_code, time.monotonic() - began


def test_a_slow_client_holds_no_room_for_what_it_has_not_sent(small_room: tuple[str, Room]) -> None:
    address, room = small_room
    with begun(address, BODY[:100_000]) as slow:
        until(lambda: room.bytes == len(BODY))  # at first all of it
        status, waited_s = answered(address)
        assert status == 400  # it was read
        assert waited_s < 15  # and not let in for want of patience
        until(lambda: room.bytes == 100_000 - SMALL_BYTES)
        slow.sendall(BODY[100_000:])
        assert slow.recv(4096).startswith(b"HTTP/1.1 400")
    until(lambda: room.bytes == 0)


def test_who_sends_much_and_then_hardly_anything_is_ended_where_others_wait(small_room: tuple[str, Room]) -> None:
    address, room = small_room
    with begun(address, BODY[:-1_000]) as slow, begun(address, BODY[:100_000]) as waiting:
        slow.settimeout(0.05)
        answer = b""
        for at in range(len(BODY) - 1_000, len(BODY) - 1):
            if answer:
                break
            slow.sendall(BODY[at : at + 1])
            with contextlib.suppress(TimeoutError):
                answer = slow.recv(4096)
        slow.settimeout(20)
        while piece := slow.recv(4096):  # until it is closed
            answer += piece
        assert answer.startswith(b"HTTP/1.1 408")
        assert b"others wait for the room" in answer
        waiting.sendall(BODY[100_000:])
        assert waiting.recv(4096).startswith(b"HTTP/1.1 400")
    until(lambda: room.bytes == 0)


@pytest.mark.usefixtures("hurried")
def test_who_comes_briskly_keeps_room_for_all_of_it_and_who_pauses_does_not() -> None:
    async def come() -> None:
        room = Room(10 * MEGA, 12 * MEGA, patience_s=30)
        place = await room.enter(8 * MEGA)
        for _ in range(30):
            place.arrived(50_000)
            await asyncio.sleep(LOOKED_AT_S / 10)
        assert room.bytes == 8 * MEGA
        await asyncio.sleep(3 * LOOKED_AT_S)
        assert room.bytes == 30 * 50_000 - SMALL_BYTES
        place.arrived(50_000)
        assert room.bytes == 31 * 50_000 - SMALL_BYTES
        place.leave()
        assert room.bytes == 0

    asyncio.run(come())


@pytest.mark.usefixtures("hurried")
def test_slow_bodies_together_are_bounded_and_one_alone_is_not() -> None:
    async def come() -> None:
        room = Room(MEGA, 2 * MEGA, patience_s=30)
        first = await room.enter(5 * MEGA)
        await asyncio.sleep(3 * LOOKED_AT_S)
        first.arrived(4 * MEGA)  # alone
        first.leave()
        slow = [await room.enter(MEGA)]
        await asyncio.sleep(3 * LOOKED_AT_S)
        slow.append(await room.enter(MEGA))
        await asyncio.sleep(3 * LOOKED_AT_S)
        slow[0].arrived(MEGA)
        slow[1].arrived(MEGA)
        with pytest.raises(Overloaded, match="try again"):
            slow[0].arrived(MEGA)
        for place in slow:
            place.leave()
        assert room.bytes == 0

    asyncio.run(come())


@pytest.mark.usefixtures("hurried")
def test_who_is_slow_is_in_the_way_of_nobody_where_nobody_waits() -> None:
    async def come() -> None:
        room = Room(MEGA, 3 * MEGA, patience_s=30)
        place = await room.enter(MEGA)
        place.arrived(MEGA)
        await asyncio.sleep((IDLE_LOOKS + 3) * LOOKED_AT_S)
        assert not place.in_the_way
        waiting = asyncio.create_task(room.enter(MEGA))
        await asyncio.sleep(0.01)
        assert place.in_the_way
        place.leave()
        (await waiting).leave()

    asyncio.run(come())


def test_large_bodies_wait_for_one_another_and_small_ones_do_not() -> None:
    async def enter_and_leave() -> None:
        room = Room(10 * MEGA, 40 * MEGA, patience_s=30)
        first = await room.enter(8 * MEGA)
        second = asyncio.create_task(room.enter(8 * MEGA))
        third = asyncio.create_task(room.enter(1 * MEGA))
        (await room.enter(1_000)).leave()
        await asyncio.sleep(0.01)
        assert not second.done()
        assert not third.done()  # in their turn
        first.leave()
        first.leave()
        (await second).leave()
        await third
        assert room.bytes == 1 * MEGA
        gone = asyncio.create_task(room.enter(10 * MEGA))
        await asyncio.sleep(0.01)
        gone.cancel()
        await asyncio.sleep(0)
        (await third).leave()
        assert room.bytes == 0
        (await room.enter(99 * MEGA)).leave()  # alone

    asyncio.run(enter_and_leave())


def test_who_is_let_in_at_the_last_moment_has_room() -> None:
    async def race() -> None:
        room = Room(10 * MEGA, 11 * MEGA, patience_s=0.02)
        for early_s in np.linspace(0, 0.04, 30):
            place = await room.enter(8 * MEGA)
            waiting = asyncio.create_task(room.enter(8 * MEGA))
            await asyncio.sleep(float(early_s))
            place.leave()
            with contextlib.suppress(Overloaded):
                (await waiting).leave()
            assert room.bytes == 0

    asyncio.run(race())


def test_who_waited_comes_in_and_too_many_are_refused() -> None:
    async def crowd() -> None:
        room = Room(10 * MEGA, 20 * MEGA, patience_s=0.05)
        await room.enter(8 * MEGA)
        await room.enter(8 * MEGA)
        with pytest.raises(Overloaded, match="try again"):
            await room.enter(8 * MEGA)
        assert room.bytes == 16 * MEGA

    asyncio.run(crowd())
