"""Callers that leave before their answer is whole: the model stops, whichever route it was asked by."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import httpx2
import numpy as np
import pytest
from document_samples import printed
from starlette.types import Message

from sensorium.abilities.documents import writing
from sensorium.abilities.documents.reading import read
from sensorium.content import Audio
from sensorium.events import Event
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.streaming import CallerLeft, attended

SOON_S = 20.0  # this machine may be busy
CHAT = {"messages": [{"role": "user", "content": "x"}]}
JSON_TOO = {"Content-Type": "application/json; charset=utf-8"}  # which the framework reads
WAV = Audio(np.zeros((1, 16_000), np.float32), 16_000).encode("wav")
ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "chat": ("/v1/chat/completions", {"json": CHAT}),
    "choices": ("/v1/chat/completions", {"json": CHAT | {"n": 2}}),
    "chat by the framework": ("/v1/chat/completions", {"content": json.dumps(CHAT), "headers": JSON_TOO}),
    "response": ("/v1/responses", {"json": {"input": "x"}}),
    "picture": ("/v1/images/generations", {"json": {"prompt": "x"}}),
    "speech": ("/v1/audio/speech", {"json": {"input": "x"}}),
    "transcription": ("/v1/audio/transcriptions", {"files": {"file": ("a.wav", WAV)}}),
    "music": ("/v1/audio/generations", {"json": {"prompt": "x"}}),
    "music elsewhere": ("/v1/audio/generate", {"json": {"input": "x"}}),
    "sound": ("/v1/sound-generation", {"json": {"text": "x"}}),
    "inspection": ("/v1/inspections", {"json": CHAT}),
}


class Endless(NativeModel):
    """Takes requests, and ends none of its own accord."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(assistant, "endless")
        self.begun, self.dropped = threading.Event(), threading.Event()
        self._tickets = 0

    def submit(self, *asked: object, **settings: object) -> int:
        self._tickets += 1
        self.begun.set()
        return self._tickets

    def step(self) -> list[tuple[int, Event]]:
        time.sleep(0.01)
        return []

    def cancel(self, ticket: int) -> None:
        self.dropped.set()


@pytest.fixture
def model(assistant: Assistant) -> Endless:
    return Endless(assistant)


def leave(address: str, path: str, model: Endless, given: dict[str, Any]) -> None:
    """Ask, and close the connection when the model has begun."""
    request = httpx2.Request("POST", f"{address}{path}", **given)
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in request.headers.items())]
    with socket.create_connection((request.url.host, request.url.port or 80)) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode() + request.read())
        assert model.begun.wait(SOON_S)


@pytest.mark.parametrize("what", ASKED)
def test_the_model_stops_when_its_caller_leaves(
    model: Endless, serve: Callable[[Serving], AbstractContextManager[str]], what: str
) -> None:
    path, given = ASKED[what]
    with serve(Serving(desk=Desk(("endless",), load=lambda name: model))) as address:
        leave(address, path, model, given)
        assert model.dropped.wait(SOON_S)
        counted = f'sensorium_requests_total{{method="POST",route="{path}",status="gone"}} 1.0'
        until_s = time.monotonic() + SOON_S
        while counted not in (told := httpx2.get(f"{address}/metrics").text):
            assert time.monotonic() < until_s, told
            time.sleep(0.02)


@pytest.mark.parametrize(
    ("what", "asked"),
    [
        ("questions", {"question": "Which fruit?"}),
        ("extractions", {"schema": {"type": "object", "properties": {"total": {"type": "number"}}}}),
    ],
)
def test_a_model_that_is_asked_about_a_document_stops_too(
    model: Endless, serve: Callable[[Serving], AbstractContextManager[str]], what: str, asked: dict[str, Any]
) -> None:
    serving = Serving(desk=Desk(("endless",), load=lambda name: model))
    data = printed([("Apples",)] * 9)  # so many pages that no pictures of them are shown
    facts = {"found": {}, "file_id": "", "filename": "a.pdf", "lock": None}
    known = serving.storage.jobs.add("", "document", facts).id
    serving.storage.jobs.next()
    serving.storage.jobs.finish(known, json.dumps(writing.told(read(data))).encode())
    with serve(serving) as address:
        leave(address, f"/v1/documents/{known}/{what}", model, {"json": {**asked, "model": "endless"}})
        assert model.dropped.wait(SOON_S)


def test_what_is_done_in_time_is_not_disturbed_by_a_caller_that_leaves_later() -> None:
    async def run() -> None:
        leaving = asyncio.Event()

        async def receive() -> Message:
            await leaving.wait()
            return {"type": "http.disconnect"}

        async with attended(receive):
            await asyncio.sleep(0)
        leaving.set()
        await asyncio.sleep(0.01)
        with pytest.raises(CallerLeft):
            async with attended(receive):
                await asyncio.sleep(SOON_S)
        task = asyncio.current_task()
        assert task is not None
        assert task.cancelling() == 0  # whoever waits with a limit from now on is not taken for cancelled

    asyncio.run(run())


def test_an_end_of_the_server_is_not_taken_for_a_caller_that_leaves() -> None:
    async def run() -> None:
        async def receive() -> Message:
            await asyncio.sleep(SOON_S)
            return {"type": "http.disconnect"}

        async def answer() -> None:
            async with attended(receive):
                await asyncio.sleep(SOON_S)

        task = asyncio.create_task(answer())
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
