"""A connection that broke is taken up again: nothing is lost, and nothing comes twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from live_lines import PIECE_S, SECONDS, client_of, opened
from live_lines import Line as Client
from openai.types.websocket_reconnection import ReconnectingEvent, ReconnectingOverrides
from starlette.websockets import WebSocketState
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from sensorium.errors import InvalidInput
from sensorium.models.model import Model
from sensorium.surfaces.live.cast import Cast
from sensorium.surfaces.live.formats import PCM
from sensorium.surfaces.live.settings import ServerVad, Settings
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.realtime import dialect
from sensorium.surfaces.server.realtime.line import Line
from sensorium.surfaces.server.realtime.outbox import Outbox
from sensorium.surfaces.server.realtime.running import Running
from sensorium.surfaces.server.serving import LiveBounds, Serving

Serve = Callable[[Serving], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def guarded(serve: Serve, load: Callable[[str], Model]) -> Iterator[str]:
    """A server with two keys that sends no more than a moment ahead."""
    live = LiveBounds(lead_s=0.3, resume_s=5.0)
    with serve(Serving(desk=Desk(("parrot",), load=load), keys=("one", "two"), live=live)) as address:
        yield address


def numbers(told: list[dict[str, Any]]) -> list[int]:
    return [int(event["event_id"].removeprefix("event_")) for event in told if event["type"] != "session.resumed"]


def drop(line: Client) -> None:
    """Break the connection without a word."""
    line.connection._connection.transport.abort()


def test_an_answer_goes_on_after_the_connection_broke(guarded: str, spoken: bytes) -> None:
    async def talk() -> None:
        async with opened(guarded, "parrot", "one") as line:
            known = line.told[0]["session"]["id"]
            await line.say(spoken)
            await line.until("response.output_audio.delta")
            await line.update()  # answered in its turn: every piece has come by then
            drop(line)
        told = list(line.told)
        await asyncio.sleep(0.5)  # meanwhile the answer goes on
        last = told[-1]["event_id"]
        async with opened(guarded, "parrot", "one", resume=known, after=last) as again:
            (resumed,) = again.told
            assert resumed["type"] == "session.resumed"
            pieces = -(-len(spoken) // int(PIECE_S * PCM.bytes_per_s))
            assert resumed["received"] == pieces + 1  # and the update
            assert resumed["session"]["id"] == known
            await again.until("response.done")
            told += again.told
            line.told = told
            assert numbers(told) == list(range(1, len(told)))
            assert len(line.sound) == int(SECONDS * PCM.bytes_per_s)
            await again.say(spoken)  # and the conversation goes on too
            done = await again.until("response.done")
            assert done["response"]["usage"]["total_tokens"] > 0

    asyncio.run(talk())


def test_the_sdk_reconnects_by_itself(guarded: str, spoken: bytes) -> None:
    """Its hook is told where the conversation was, and asks the server for what was missed."""
    told: list[dict[str, Any]] = []

    def resume(event: ReconnectingEvent) -> ReconnectingOverrides:
        query = {**event.extra_query, "resume": told[0]["session"]["id"], "after": told[-1]["event_id"]}
        return {"extra_query": query}

    async def talk() -> None:
        manager = client_of(guarded, "one").realtime.connect(model="parrot", on_reconnecting=resume, initial_delay=0.05)
        async with manager as connection:
            line = Client(connection)
            line.told = told
            await line.until("session.created")
            await line.say(spoken)
            dropped = False
            async with asyncio.timeout(60):
                async for event in connection:
                    if event.type == "session.resumed":  # type: ignore[comparison-overlap]
                        continue
                    told.append(event.model_dump())
                    if event.type == "response.output_audio.delta" and not dropped:
                        dropped = True
                        drop(line)
                    if event.type == "response.done":
                        break
            assert dropped
            assert numbers(told) == list(range(1, len(told) + 1))
            assert len(line.sound) == int(SECONDS * PCM.bytes_per_s)

    asyncio.run(talk())


def test_a_message_that_arrived_is_told_to_have_arrived(guarded: str) -> None:
    async def talk() -> None:
        async with opened(guarded, "parrot", "one") as line:
            known = line.told[0]["session"]["id"]
            await line.send({"type": "input_audio_buffer.clear"})
            await line.until("input_audio_buffer.cleared")
            drop(line)
        async with opened(guarded, "parrot", "one", resume=known, after="event_1") as again:
            assert again.told[0]["received"] == 1
            assert (await again.until("input_audio_buffer.cleared"))["event_id"] == "event_2"

    asyncio.run(talk())


def test_another_connection_takes_the_session(guarded: str) -> None:
    async def talk() -> None:
        async with opened(guarded, "parrot", "one") as line:
            known = line.told[0]["session"]["id"]
            async with opened(guarded, "parrot", "one", resume=known, after="event_1") as again:
                await line.connection._connection.wait_closed()
                assert line.connection._connection.close_code == 1008
                await again.send({"type": "input_audio_buffer.clear"})
                await again.until("input_audio_buffer.cleared")

    asyncio.run(talk())


class Leaving:
    """A socket whose client says goodbye."""

    application_state = WebSocketState.DISCONNECTED

    async def receive(self) -> dict[str, Any]:
        return {"type": "websocket.disconnect", "code": 1000}


def test_a_goodbye_of_the_old_connection_does_not_end_what_another_has_taken() -> None:
    async def hold() -> tuple[bool, bool]:
        running: Any = SimpleNamespace(outbox=Outbox(1_000))
        alone, taken = (Line(Leaving(), running, LiveBounds(), 1) for _ in range(2))  # type: ignore[arg-type]
        taken.hang_up()
        return await alone.hold(), await taken.hold()

    assert asyncio.run(hold()) == (True, False)


def test_for_a_session_that_ended_nothing_more_is_done(load: Callable[[str], Model]) -> None:
    """Its last message may still have been read when it ended."""

    async def end() -> Running:
        serving = Serving(desk=Desk(("parrot",), load=load))
        cast = Cast(mind=await serving.desk.runner("parrot"), built_in=serving.desk.built_in)
        settings = Settings(model="parrot", turns=ServerVad(idle_timeout_ms=100))
        read = partial(serving.reader, "")
        running = Running(cast, settings, dialect.current, read, serving.limits, serving.live)
        taking = asyncio.create_task(running.take('{"type": "response.create"}'))
        await asyncio.sleep(0)
        running.close()
        await taking
        await asyncio.sleep(0.05)
        return running

    running = asyncio.run(end())
    assert running.session.response is not None
    assert not running.session.response.begun


async def refusal(address: str, key: str, **query: str) -> dict[str, Any]:
    """Why a session is not taken up again."""
    words = "&".join(f"{name}={value}" for name, value in {"model": "parrot", **query}.items())
    url = f"{address.replace('http', 'ws')}/v1/realtime?{words}"
    with pytest.raises(InvalidStatus) as caught:
        await connect(url, additional_headers={"Authorization": f"Bearer {key}"})
    error: dict[str, Any] = json.loads(caught.value.response.body)["error"]
    return error


def test_a_session_is_its_owners_and_ends_with_a_goodbye(guarded: str) -> None:
    async def talk() -> None:
        async with opened(guarded, "parrot", "one") as line:
            known = line.told[0]["session"]["id"]
            assert (await refusal(guarded, "two", resume=known, after="event_1"))["code"] == "session_not_found"
            for after in ("event_9", "event_x", "", "event_" + "9" * 40):
                error = await refusal(guarded, "one", resume=known, after=after)
                assert (error["code"], error["param"]) == ("resume_impossible", "after"), after
        async with asyncio.timeout(5):
            while True:  # the goodbye is on its way
                if (await refusal(guarded, "one", resume=known, after="event_7"))["code"] == "session_not_found":
                    break

    asyncio.run(talk())


def test_nobody_is_waited_for_for_ever(serve: Serve, load: Callable[[str], Model]) -> None:
    live = LiveBounds(resume_s=0.1)

    async def talk(address: str) -> None:
        async with opened(address, "parrot") as line:
            known = line.told[0]["session"]["id"]
            drop(line)
        await asyncio.sleep(0.5)
        assert (await refusal(address, "none", resume=known, after="event_1"))["code"] == "session_not_found"

    with serve(Serving(desk=Desk(("parrot",), load=load), live=live)) as address:
        asyncio.run(talk(address))


def test_what_is_kept_is_bounded() -> None:
    outbox = Outbox(kept_bytes=1_000)
    for number in range(100):
        outbox.put({"type": "x", "body": "y" * 50, "number": number})
    assert outbox.next == 101
    assert 1_000 / 110 - 1 < outbox.next - outbox.first < 1_000 / 50

    async def read() -> None:
        assert await outbox.at(1) is None
        newest = await outbox.at(100)
        assert newest is not None
        assert json.loads(newest)["number"] == 99
        waiting = asyncio.create_task(outbox.at(101))
        await asyncio.sleep(0)
        outbox.put({"type": "late"})
        assert json.loads(await waiting or "")["event_id"] == "event_101"

    asyncio.run(read())
    assert outbox.after("event_101") == 102
    with pytest.raises(InvalidInput, match="not kept"):
        outbox.after("event_2")
