"""Who may open a session, for how long a client secret is good, what it costs, and what is counted and logged of it."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import httpx2
import pytest
from live_lines import client_of, opened
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Subprotocol

from sensorium.errors import Overloaded, TooLarge
from sensorium.models.model import Model
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.rates import Rates
from sensorium.surfaces.server.secrets import ClientSecrets
from sensorium.surfaces.server.serving import Serving

Serve = Callable[[Serving], AbstractContextManager[str]]


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def guarded(serve: Serve, load: Callable[[str], Model], clock: Clock) -> Iterator[str]:
    desk = Desk(("parrot", "tiny"), load=load)
    with serve(Serving(desk=desk, keys=("sesame",), secrets=ClientSecrets(clock))) as address:
        yield address


def socket_of(address: str, query: str = "model=parrot") -> str:
    return f"{address.replace('http', 'ws')}/v1/realtime?{query}"


async def status(url: str, **given: Any) -> tuple[int, str]:
    """How the door answers: 101, or the status and the code of the error."""
    try:
        async with connect(url, **given):
            return 101, ""
    except InvalidStatus as error:
        return error.response.status_code, json.loads(error.response.body)["error"]["code"]


def bearer(key: str) -> dict[str, Any]:
    return {"additional_headers": {"Authorization": f"Bearer {key}"}}


def test_only_who_brings_a_key_is_let_in(guarded: str) -> None:
    url = socket_of(guarded)
    assert asyncio.run(status(url)) == (401, "invalid_api_key")
    assert asyncio.run(status(url, **bearer("open"))) == (401, "invalid_api_key")
    assert asyncio.run(status(url, **bearer("sesame"))) == (101, "")
    page = [Subprotocol("realtime"), Subprotocol("openai-insecure-api-key.sesame")]
    assert asyncio.run(status(url, subprotocols=page)) == (101, "")


def test_a_client_secret_opens_the_session_that_it_was_made_for(guarded: str, clock: Clock) -> None:
    async def talk() -> None:
        session = {"type": "realtime", "model": "parrot", "instructions": "Be kind.", "output_modalities": ["text"]}
        async with client_of(guarded, "sesame") as client:
            secret = await client.realtime.client_secrets.create(
                session=session,  # type: ignore[arg-type]
                expires_after={"anchor": "created_at", "seconds": 60},
            )
        assert secret.value.startswith("ek_")
        assert secret.expires_at == 1_060
        assert secret.session.model_dump()["instructions"] == "Be kind."
        page = [Subprotocol("realtime"), Subprotocol(f"openai-insecure-api-key.{secret.value}")]
        async with connect(socket_of(guarded, ""), subprotocols=page) as connection:
            assert connection.subprotocol == "realtime"
            told = json.loads(await connection.recv())["session"]
            assert (told["model"], told["instructions"], told["output_modalities"]) == ("parrot", "Be kind.", ["text"])
        assert (await status(socket_of(guarded, "model=tiny"), **bearer(secret.value)))[0] == 400
        async with opened(guarded, "parrot", secret.value) as line:
            assert line.told[0]["session"]["instructions"] == "Be kind."
        answer = httpx2.get(f"{guarded}/v1/models", headers={"Authorization": f"Bearer {secret.value}"})
        assert answer.status_code == 401  # it opens sessions and nothing else
        clock.now += 61
        assert await status(socket_of(guarded), **bearer(secret.value)) == (401, "invalid_api_key")

    asyncio.run(talk())


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"session": {"type": "realtime", "colour": "red"}}, "invalid_request"),
        ({"session": {"type": "realtime", "model": "gpt-9"}}, "model_not_found"),
        ({"session": {"type": "realtime", "tools": [{"type": "mcp"}]}}, "unsupported_capability"),
        ({"expires_after": {"seconds": 5}}, "invalid_request"),
    ],
)
def test_a_client_secret_for_what_cannot_be_is_refused(guarded: str, body: dict[str, Any], code: str) -> None:
    answer = httpx2.post(f"{guarded}/v1/realtime/client_secrets", json=body, headers={"Authorization": "Bearer sesame"})
    assert answer.json()["error"]["code"] == code


def test_there_is_an_end_to_client_secrets() -> None:
    clock = Clock()
    secrets = ClientSecrets(clock, most=2)
    first = secrets.issue("", {}, 10)
    secrets.issue("", {}, 20)
    with pytest.raises(Overloaded, match="too many client secrets"):
        secrets.issue("", {}, 10)
    clock.now += 11
    assert secrets.find(first.value) is None
    assert secrets.issue("", {}, 10).value != first.value


def test_one_key_does_not_take_the_client_secrets_of_all() -> None:
    secrets = ClientSecrets(Clock(), most=10, most_of_one=2)
    for _ in range(2):
        secrets.issue("greedy", {}, 10)
    with pytest.raises(Overloaded, match="this key has 2 client secrets"):
        secrets.issue("greedy", {}, 10)
    assert secrets.issue("other", {}, 10).session == {}


def test_the_session_of_a_client_secret_is_bounded() -> None:
    secrets = ClientSecrets(Clock())
    kept = secrets.issue("", {"instructions": "ä" * 31_000}, 10)
    assert kept.session == {"instructions": "ä" * 31_000}
    with pytest.raises(TooLarge, match=r"limit 64000 bytes, got 66") as refused:
        secrets.issue("", {"instructions": "ä" * 33_000}, 10)
    assert (refused.value.code, refused.value.param) == ("session_too_large", "session")


def test_a_session_that_is_too_large_for_a_client_secret_is_refused(guarded: str) -> None:
    body = {"session": {"type": "realtime", "model": "parrot", "instructions": "x " * 33_000}}
    answer = httpx2.post(f"{guarded}/v1/realtime/client_secrets", json=body, headers={"Authorization": "Bearer sesame"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "session_too_large"), answer.text


def test_each_answer_counts_as_a_request(serve: Serve, load: Callable[[str], Model]) -> None:
    rates = Rates(requests=2, tokens=10_000, clock=Clock())
    ask: Any = {"output_modalities": ["text"], "instructions": "x"}

    async def talk(address: str) -> None:
        async with opened(address, "parrot", "one") as line:
            item: Any = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Well?"}]}
            await line.connection.conversation.item.create(item=item)
            for left in (1, 0):
                await line.connection.response.create(response=ask)
                assert (await line.until("response.done"))["response"]["status"] == "completed"
                limits = {one["name"]: one for one in (await line.until("rate_limits.updated"))["rate_limits"]}
                assert (limits["requests"]["limit"], limits["requests"]["remaining"]) == (2, left)
                assert limits["tokens"]["remaining"] < 10_000
            await line.connection.response.create(response=ask)
            error = (await line.until("response.done"))["response"]["status_details"]["error"]
            assert error["code"] == "rate_limit_exceeded"
            assert await status(socket_of(address), **bearer("one")) == (429, "rate_limit_exceeded")
            assert await status(socket_of(address), **bearer("two")) == (101, "")

    with serve(Serving(desk=Desk(("parrot",), load=load), keys=("one", "two"), rates=rates)) as address:
        asyncio.run(talk(address))


def test_sessions_are_counted_and_logged_without_their_words(
    serve: Serve, load: Callable[[str], Model], caplog: pytest.LogCaptureFixture
) -> None:
    async def talk(address: str) -> None:
        async with opened(address, "parrot") as line:
            item: Any = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "zebra"}]}
            await line.connection.conversation.item.create(item=item)
            await line.connection.response.create(response={"output_modalities": ["text"]})
            await line.until("response.done")
            told = httpx2.get(f"{address}/metrics").text
            assert "sensorium_live_sessions 1.0" in told
            assert 'sensorium_tokens_total{direction="out",modality="text",model="parrot"} 5.0' in told

    caplog.set_level(logging.INFO, "sensorium.server")
    with serve(Serving(desk=Desk(("parrot",), load=load))) as address:
        asyncio.run(talk(address))
        deadline = time.monotonic() + 10
        while "sensorium_live_sessions 0.0" not in (told := httpx2.get(f"{address}/metrics").text):
            assert time.monotonic() < deadline
            time.sleep(0.02)
    assert 'sensorium_requests_total{method="WEBSOCKET",route="/v1/realtime",status="101"} 1.0' in told
    (line,) = [record.fields for record in caplog.records if record.fields["method"] == "WEBSOCKET"]
    assert (line["route"], line["status"]) == ("/v1/realtime", "101")
    assert "zebra" not in told + caplog.text
