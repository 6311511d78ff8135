"""Garbage, giants and floods: told what is wrong, shut out where it must be, and nobody else notices."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, AsyncExitStack
from typing import Any

import pytest
from live_lines import Line, held, opened
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from sensorium.models.model import Model
from sensorium.surfaces.live.formats import PCM
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import LiveBounds, Serving

Serve = Callable[[Serving], AbstractContextManager[str]]
SESSION = {"type": "realtime"}


def update(**session: Any) -> dict[str, Any]:
    return {"type": "session.update", "session": {**SESSION, **session}}


def item(*content: dict[str, Any], role: str = "user", **more: Any) -> dict[str, Any]:
    return {
        "type": "conversation.item.create",
        "item": {"type": "message", "role": role, "content": list(content), **more},
    }


def heard(**fields: Any) -> dict[str, Any]:
    return update(audio={"input": fields})


TOOL = {"type": "function", "name": "lamp", "parameters": {"type": "object"}}
ODD = base64.b64encode(b"\0" * 4_801).decode()
WRONG: list[tuple[str, str, str]] = [  # what is sent, the code, and a part of what is said about it
    ("", "invalid_json", "no JSON"),
    ("{", "invalid_json", "no JSON"),
    ("[1, 2]", "invalid_json", "no JSON object"),
    ("[" * 100_000, "json_too_deep", "nested too deeply"),
    ('{"type": "response.create", "metadata": [' + "[]," * 250_000 + "[]]}", "json_too_large", "too many values"),
    (json.dumps(item({"type": "input_text", "text": "x" * 2_500_000})), "json_too_large", "too long"),
    ("null", "invalid_json", "no JSON object"),
    ('{"type": 3}', "invalid_request", "an event has a type"),
    ('{"type": null}', "invalid_request", "an event has a type"),
    ('{"audio": "AAAA"}', "invalid_request", "an event has a type"),
    (json.dumps({"type": "session.destroy"}), "invalid_request", "session.update"),
    (json.dumps({"type": "response.cancel", "why": "x"}), "invalid_request", "unknown field 'why'; allowed are"),
    (json.dumps(update(colour="red")), "invalid_request", "unknown field 'colour'; allowed are"),
    (json.dumps(heard(gain=3)), "invalid_request", "session.audio.input: unknown field 'gain'"),
    ('{"type": "session.update", "session": {"temperature": NaN}}', "invalid_json", "no JSON"),
    ('{"type": "session.update", "session": {"temperature": 1e999}}', "invalid_request", "temperature"),
    (json.dumps(update(temperature=-1)), "invalid_request", "greater than or equal to 0"),
    (json.dumps(update(max_output_tokens=0)), "invalid_request", "max_output_tokens"),
    (json.dumps(update(output_modalities=["smell"])), "invalid_request", "'text' or 'audio'"),
    (json.dumps(update(model="gpt-9")), "invalid_request", "stays tiny"),
    (json.dumps(update(tools=[{"type": "mcp"}])), "unsupported_capability", "give functions"),
    (json.dumps(update(tools=[{"type": "function"}])), "invalid_request", "session.tools.0.name: Field required"),
    (json.dumps(update(tools=[TOOL, TOOL])), "invalid_request", "two tools are called lamp"),
    (json.dumps(update(tools=[{**TOOL, "name": "a b"}])), "invalid_request", "a tool's name"),
    (json.dumps(update(tool_choice="required")), "invalid_request", "no tools are offered"),
    (
        json.dumps(update(tools=[TOOL], tool_choice={"type": "function", "name": "x"})),
        "invalid_request",
        "required, lamp",
    ),
    (json.dumps(update(tracing="auto")), "unsupported_capability", "tracing"),
    (json.dumps(update(include=["x"])), "unsupported_capability", "include"),
    (json.dumps(update(prompt={"id": "x"})), "unsupported_capability", "prompt"),
    (json.dumps({"type": "session.update", "session": {"type": "transcription"}}), "invalid_request", "'realtime'"),
    (json.dumps(heard(turn_detection={"type": "semantic_vad"})), "unsupported_capability", "use server_vad, or null"),
    (json.dumps(heard(turn_detection={"type": "server_vad", "threshold": 2})), "invalid_request", "threshold"),
    (json.dumps(heard(turn_detection={"type": "psychic"})), "invalid_request", "server_vad"),
    (json.dumps(heard(noise_reduction={"type": "near_field"})), "unsupported_capability", "noise"),
    (json.dumps(heard(format={"type": "audio/pcm", "rate": 8000})), "invalid_request", "24000, not 8000"),
    (json.dumps(heard(format={"type": "audio/mp3"})), "invalid_request", "audio/pcmu"),
    (json.dumps(heard(transcription={"language": "fr"})), "unsupported_capability", "only English"),
    (json.dumps(heard(transcription={"prompt": "names"})), "unsupported_capability", "prompt"),
    (json.dumps(update(audio={"output": {"speed": 1.5}})), "unsupported_capability", "speed"),
    (json.dumps({"type": "input_audio_buffer.append"}), "invalid_request", "audio: Field required"),
    (json.dumps({"type": "input_audio_buffer.append", "audio": "?"}), "invalid_audio", "no base64"),
    (json.dumps({"type": "input_audio_buffer.append", "audio": "Ω"}), "invalid_audio", "no base64"),
    (json.dumps({"type": "input_audio_buffer.append", "audio": ODD}), "invalid_audio", "in the middle of one"),
    (json.dumps({"type": "input_audio_buffer.append", "audio": [0.5, 0.5]}), "invalid_request", "valid string"),
    (json.dumps({"type": "input_audio_buffer.commit"}), "input_audio_buffer_commit_empty", "0 ms"),
    (json.dumps({"type": "response.cancel"}), "response_cancel_not_active", "nothing is being answered"),
    (json.dumps({"type": "output_audio_buffer.clear"}), "output_audio_buffer_empty", "nothing is being played"),
    (json.dumps(item()), "invalid_request", "role"),
    (json.dumps(item({"type": "input_text", "text": "x"}, role="god")), "invalid_request", "'user'"),
    (json.dumps(item({"type": "input_audio", "audio": "AAAA"}, role="system")), "invalid_request", "the system says"),
    (json.dumps(item({"type": "input_audio", "audio": ODD})), "invalid_audio", "in the middle of one"),
    (json.dumps(item({"type": "input_image"})), "invalid_request", "input_image has image_url"),
    (json.dumps(item({"type": "input_image", "image_url": "file:///etc/passwd"})), "invalid_url", "address cannot be"),
    (json.dumps(item({"type": "input_image", "image_url": "data:image/png;base64,AAAA"})), "unsupported_format", ""),
    (json.dumps(item({"type": "input_text", "text": "x"}, id="i" * 65)), "invalid_request", "at most 64"),
    (
        json.dumps({"type": "conversation.item.create", "item": {"type": "function_call_output", "output": "{}"}}),
        "invalid_request",
        "call_id",
    ),
    (
        json.dumps(
            {
                "type": "conversation.item.create",
                "item": {"type": "function_call_output", "call_id": "c", "output": "{}"},
            }
        ),
        "item_not_found",
        "no call 'c'",
    ),
    (
        json.dumps({"type": "conversation.item.create", "item": {"type": "function_call", "name": "lamp"}}),
        "invalid_request",
        "a name and arguments",
    ),
    (
        json.dumps({"type": "conversation.item.create", "item": {"type": "item_reference", "id": "x"}}),
        "invalid_request",
        "response.create",
    ),
    (json.dumps({"type": "conversation.item.retrieve", "item_id": "x"}), "item_not_found", "no item 'x'"),
    (json.dumps({"type": "conversation.item.delete", "item_id": "x"}), "item_not_found", "no item 'x'"),
    (
        json.dumps(
            {"type": "conversation.item.truncate", "item_id": "x", "content_index": 0, "audio_end_ms": -1},
        ),
        "invalid_request",
        "audio_end_ms",
    ),
]


async def raw(connection: object, text: str) -> None:
    await connection._connection.send(text)  # type: ignore[attr-defined]


def test_what_is_wrong_is_told_and_the_session_goes_on(address: str) -> None:
    async def talk(line: Line) -> None:
        before = line.told[0]["session"]
        for sent, code, what in WRONG:
            await raw(line.connection, sent)
            error = (await line.until("error"))["error"]
            assert (error["code"], what in error["message"]) == (code, True), (sent[:80], error)
            assert error["type"] == "invalid_request_error"
        await line.connection.conversation.item.create(
            item={"type": "message", "role": "user", "content": [{"type": "input_text", "text": "What is this?"}]}
        )
        await line.until("conversation.item.done")
        await line.connection.response.create(response={"output_modalities": ["text"], "max_output_tokens": 2})
        assert (await line.until("response.done"))["response"]["status"] in ("completed", "incomplete")
        assert (await line.update())["session"] == before

    held(address, talk)


def test_an_error_names_the_event_that_caused_it(address: str) -> None:
    async def talk(line: Line) -> None:
        await line.send({"type": "response.cancel", "event_id": "mine"})
        error = (await line.until("error"))["error"]
        assert error["event_id"] == "mine"
        await raw(line.connection, json.dumps({"type": "no.such.event", "event_id": "other"}))
        assert (await line.until("error"))["error"]["event_id"] == "other"

    held(address, talk)


def test_binary_frames_are_read_as_text(address: str) -> None:
    async def talk(line: Line) -> None:
        await line.connection._connection.send(json.dumps({"type": "input_audio_buffer.clear"}).encode())
        await line.until("input_audio_buffer.cleared")
        await line.connection._connection.send(b"\xff\xfe\x00")
        assert (await line.until("error"))["error"]["code"] == "invalid_json"

    held(address, talk)


@pytest.fixture(scope="module")
def narrow(serve: Serve, load: Callable[[str], Model]) -> Iterator[str]:
    """A server with little room."""
    live = LiveBounds(
        sessions=3, message_bytes=200_000, messages_per_minute=600, kept_bytes=50_000, resume_s=0.2, lead_s=0.2
    )
    with serve(Serving(desk=Desk(("parrot",), load=load), live=live)) as one:
        yield one


def socket_of(address: str) -> str:
    return address.replace("http", "ws") + "/v1/realtime?model=parrot"


async def closed(connection: ClientConnection) -> tuple[int, str]:
    """With what a server closes, once all that it said was read."""

    async def read_on() -> None:
        while True:
            await asyncio.wait_for(connection.recv(), 30)

    with pytest.raises(ConnectionClosed):
        await read_on()
    return connection.close_code or 0, connection.close_reason or ""


def test_a_giant_message_ends_the_session(narrow: str) -> None:
    async def send(text: str) -> tuple[int, str]:
        async with connect(socket_of(narrow)) as connection:
            await connection.send(text)
            return await closed(connection)

    giant = json.dumps({"type": "input_audio_buffer.append", "audio": "A" * 300_000})
    assert asyncio.run(send(giant)) == (1009, "a message has at most 200000 bytes")
    assert asyncio.run(send("x" * 17_000_000))[0] == 1009  # never held in memory: the frame says its length


def test_a_flood_of_messages_ends_the_session(narrow: str) -> None:
    async def flood() -> tuple[int, str]:
        async with connect(socket_of(narrow)) as connection:
            for _ in range(700):
                await connection.send('{"type": "input_audio_buffer.clear"}')
            return await closed(connection)

    assert asyncio.run(flood()) == (1008, "more than 600 messages a minute")


def test_who_reads_too_slowly_is_let_go(narrow: str, spoken: bytes) -> None:
    """What is told is kept up to a bound; who is behind it cannot be told all of it any more."""

    async def stall() -> tuple[int, str]:
        async with connect(socket_of(narrow), max_queue=1, compression=None) as connection:
            connection.transport.pause_reading()
            message = json.dumps({"type": "x" * 30_000})  # the error about it is as long
            with contextlib.suppress(ConnectionClosed, TimeoutError):
                for _ in range(590):
                    await asyncio.wait_for(connection.send(message), 5)
            connection.transport.resume_reading()
            return await closed(connection)

    code, reason = asyncio.run(stall())
    assert code == 1013
    assert "too slowly" in reason


def test_more_sessions_than_there_may_be_are_refused_at_the_door(narrow: str) -> None:
    async def crowd() -> tuple[int, list[InvalidStatus]]:
        refused, inside = [], 0
        async with AsyncExitStack() as stack:
            for _ in range(200):
                try:
                    await stack.enter_async_context(connect(socket_of(narrow)))
                    inside += 1
                except InvalidStatus as error:
                    refused.append(error)
        return inside, refused

    inside, refused = asyncio.run(crowd())
    assert (inside, len(refused)) == (3, 197)
    assert {error.response.status_code for error in refused} == {429}
    answer = refused[0].response
    assert int(answer.headers["retry-after"]) >= 1
    assert json.loads(answer.body)["error"]["code"] == "overloaded"

    async def again() -> None:
        async with asyncio.timeout(10):
            while True:
                try:
                    async with connect(socket_of(narrow)) as connection:
                        assert json.loads(await connection.recv())["type"] == "session.created"
                        return
                except InvalidStatus:
                    await asyncio.sleep(0.05)

    asyncio.run(again())


@pytest.mark.parametrize("keys", [("one", "two"), ()])
def test_nobody_takes_all_sessions(serve: Serve, load: Callable[[str], Model], keys: tuple[str, ...]) -> None:
    """A key has so many; where there are no keys, an address."""
    places = keys or ("127.0.0.1", "127.0.0.2")

    async def inside(stack: AsyncExitStack, address: str, who: str) -> tuple[int, str]:
        if keys:
            given: Any = {"additional_headers": {"Authorization": f"Bearer {who}"}}
        else:
            given = {"local_addr": (who, 0)}
        try:
            await stack.enter_async_context(connect(socket_of(address), **given))
        except InvalidStatus as error:
            return error.response.status_code, json.loads(error.response.body)["error"]["message"]
        return 101, ""

    async def crowd(address: str) -> list[tuple[int, str]]:
        async with AsyncExitStack() as stack:
            return [await inside(stack, address, who) for who in (places[0],) * 3 + (places[1],)]

    live = LiveBounds(sessions_of_one=2)
    with serve(Serving(desk=Desk(("parrot",), load=load), keys=keys, live=live)) as address:
        told = asyncio.run(crowd(address))
    assert [status for status, _ in told] == [101, 101, 429, 101]
    assert "2 sessions of yours" in told[2][1]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("model=gpt-9", 404, "model_not_found"),
        ("model=tiny&intent=transcription", 400, "unsupported_capability"),
        ("model=tiny&colour=red", 400, "invalid_request"),
        ("resume=sess_unknown&after=event_1", 404, "session_not_found"),
    ],
)
def test_what_cannot_be_opened_is_refused_at_the_door(address: str, query: str, status: int, code: str) -> None:
    async def knock() -> Any:
        with pytest.raises(InvalidStatus) as caught:
            await connect(f"{address.replace('http', 'ws')}/v1/realtime?{query}")
        return caught.value.response

    answer = asyncio.run(knock())
    assert answer.status_code == status
    assert json.loads(answer.body)["error"]["code"] == code


def test_sound_beyond_what_is_kept_is_refused(address: str) -> None:
    minute = base64.b64encode(bytes(60 * PCM.bytes_per_s)).decode()

    async def talk(line: Line) -> None:
        await line.update(audio={"input": {"turn_detection": None}})
        for _ in range(5):
            await line.connection.input_audio_buffer.append(audio=minute)
        await line.connection.input_audio_buffer.append(audio=minute)
        assert (await line.until("error"))["error"]["code"] == "input_audio_buffer_full"
        await line.connection.input_audio_buffer.commit()
        await line.until("input_audio_buffer.committed")

    held(address, talk)


@pytest.mark.slow
def test_nobody_notices_who_misbehaves(narrow: str, spoken: bytes) -> None:
    async def both() -> None:
        async with opened(narrow, "parrot") as line, connect(socket_of(narrow)) as other:
            for _ in range(100):
                await other.send("{")
            await line.say(spoken)
            assert (await line.until("response.done"))["response"]["status"] == "completed"

    asyncio.run(both())
