"""A server that is told to stop: answers end, live sessions are told, jobs go on with the next one."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from server_process import NUM_WORDS, started
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

STOP_S = 60.0  # more than the server says: this machine may be busy
CHAT = {"model": "slow", "messages": [{"role": "user", "content": "x"}], "stream": True}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_answers_end_sessions_are_told_and_jobs_go_on(tmp_path: Path) -> None:
    with started(tmp_path) as (process, address):
        job = filmed(address)
        heard: list[str] = []
        begun = threading.Event()
        listening = threading.Thread(target=listen, args=(address, heard, begun))
        listening.start()
        assert begun.wait(30)
        told = asyncio.run(talk(address, process))
        listening.join(STOP_S)
        assert process.wait(STOP_S) == 0
    assert "".join(heard).count("word") == NUM_WORDS
    assert heard[-1] == "data: [DONE]"
    kinds = [event["type"] for event in told["events"]]
    assert kinds.index("error") < kinds.index("response.done")
    stops = next(event["error"] for event in told["events"] if event["type"] == "error")
    assert (stops["code"], stops["type"]) == ("server_stopping", "server_error")
    assert told["events"][kinds.index("response.done")]["response"]["status"] == "completed"
    assert told["code"] == 1012
    with started(tmp_path) as (_, address):
        assert ended(address, job)["status"] == "completed"


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_stream_that_is_cut_off_says_so(tmp_path: Path) -> None:
    with started(tmp_path, TESTED_STOP_S="0.1") as (process, address):
        heard: list[str] = []
        begun = threading.Event()
        listening = threading.Thread(target=listen, args=(address, heard, begun))
        listening.start()
        assert begun.wait(30)
        process.send_signal(signal.SIGTERM)
        listening.join(STOP_S)
        assert process.wait(STOP_S) == 0
    assert 0 < "".join(heard).count("word") < NUM_WORDS
    assert json.loads(heard[-1].removeprefix("data: "))["error"]["code"] == "server_stopping"
    assert "data: [DONE]" not in heard


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_a_response_that_is_cut_off_fails_and_is_kept_so(tmp_path: Path) -> None:
    events: list[dict[str, Any]] = []
    stopped = False
    with started(tmp_path, TESTED_STOP_S="0.1") as (process, address):
        body = {"model": "slow", "input": "x", "stream": True}
        with httpx2.stream("POST", f"{address}/v1/responses", json=body, timeout=60) as answer:
            for line in answer.iter_lines():
                events += [json.loads(line.removeprefix("data: "))] if line.startswith("data: ") else []
                if not stopped and events and events[-1]["type"] == "response.output_text.delta":
                    process.send_signal(signal.SIGTERM)
                    stopped = True
        assert process.wait(STOP_S) == 0
    last = events[-1]
    assert (last["type"], last["response"]["status"]) == ("response.failed", "failed")
    assert last["response"]["error"]["code"] == "server_error"
    assert last["response"]["sensorium"]["code"] == "server_stopping"
    with started(tmp_path) as (_, address):
        assert httpx2.get(f"{address}/v1/responses/{last['response']['id']}").json() == last["response"]


def filmed(address: str) -> str:
    """The id of a job that was queued."""
    answer = httpx2.post(f"{address}/v1/videos", files={"prompt": (None, "x"), "seed": (None, "1")}, timeout=60)
    known: str = answer.json()["id"]
    return known


def ended(address: str, job: str) -> Any:
    """A job at its end."""
    until = time.monotonic() + 60
    while (card := httpx2.get(f"{address}/v1/videos/{job}").json())["status"] in ("queued", "in_progress"):
        assert time.monotonic() < until
        time.sleep(0.05)
    return card


def listen(address: str, heard: list[str], begun: threading.Event) -> None:
    """What one stream tells, line by line."""
    with httpx2.stream("POST", f"{address}/v1/chat/completions", json=CHAT, timeout=60) as answer:
        for line in answer.iter_lines():
            heard += [line] if line else []
            if "word" in line:
                begun.set()


async def talk(address: str, process: subprocess.Popen[str]) -> dict[str, Any]:
    """Have something answered, tell the server to stop in the middle, and listen to the end."""
    events: list[Any] = []
    async with connect(f"{address.replace('http', 'ws')}/v1/realtime?model=slow") as live:
        item = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "x"}]}
        await live.send(json.dumps({"type": "conversation.item.create", "item": item}))
        await live.send(json.dumps({"type": "response.create", "response": {"output_modalities": ["text"]}}))
        while not any(event["type"] == "response.output_text.delta" for event in events):
            events.append(json.loads(await asyncio.wait_for(live.recv(), 30)))
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(ConnectionClosed):
            while True:
                events.append(json.loads(await asyncio.wait_for(live.recv(), 30)))
    return {"events": events, "code": live.close_code}
