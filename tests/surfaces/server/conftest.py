"""A server on a free port with the tiny model, asked as users ask it: by the real SDK, over a real socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import openai
import pytest

from sensorium.limits import Limits
from sensorium.media.fetch import Fetched
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

ALIASES = {"gpt-4o": "tiny", "tts-1": "tiny"}
PAGES: dict[str, Fetched] = {}  # what the web holds, by address


def from_the_web(address: str, limits: Limits) -> Fetched:
    return PAGES[address]


@pytest.fixture(scope="session")
def base_url(assistant: Assistant, serve: Callable[[Serving], AbstractContextManager[str]]) -> Iterator[str]:
    def load(name: str) -> Model:
        return NativeModel(assistant, name)

    with serve(Serving(desk=Desk(("tiny",), ALIASES, load=load), fetch=from_the_web)) as address:
        yield address


@pytest.fixture
def client(base_url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{base_url}/v1", api_key="none", max_retries=0, timeout=60) as one:
        yield one


@pytest.fixture
def web() -> dict[str, Fetched]:
    """What the web holds, by address."""
    return PAGES
