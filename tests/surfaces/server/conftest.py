"""A server on a free port with the tiny model, asked as users ask it: by the real SDK, over a real socket."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import openai
import pytest
import uvicorn

from sensorium.limits import Limits
from sensorium.media.fetch import Fetched
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.application import create
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

ALIASES = {"gpt-4o": "tiny", "tts-1": "tiny"}
PAGES: dict[str, Fetched] = {}  # what the web holds, by address


def from_the_web(address: str, limits: Limits) -> Fetched:
    return PAGES[address]


@contextmanager
def served(serving: Serving) -> Iterator[str]:
    """The address of a running server."""
    config = uvicorn.Config(create(serving), port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def serve() -> Callable[[Serving], AbstractContextManager[str]]:
    """Runs a server as long as a context lasts, and gives its address."""
    return served


@pytest.fixture(scope="session")
def base_url(assistant: Assistant) -> Iterator[str]:
    def load(name: str) -> Model:
        return NativeModel(assistant, name)

    with served(Serving(desk=Desk(("tiny",), ALIASES, load=load), fetch=from_the_web)) as address:
        yield address


@pytest.fixture
def client(base_url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{base_url}/v1", api_key="none", max_retries=0, timeout=60) as one:
        yield one


@pytest.fixture
def web() -> dict[str, Fetched]:
    """What the web holds, by address."""
    return PAGES
