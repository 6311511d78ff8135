"""A spoken turn, models whose answers are known, and a server for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from live_lines import AT_ONCE, Parrot

import sensorium
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.live.formats import PCM
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import LiveBounds, Serving


@pytest.fixture(scope="session")
def spoken() -> bytes:
    """The built-in voice says something; then it is silent for as long as a turn takes to end."""
    said = sensorium.load().generate("Say: Good morning to all of you.", outputs=["speech"], seed=1).audio
    assert said is not None
    return PCM.write(said.resampled(PCM.rate_hz).samples[0]) + bytes(PCM.bytes_per_s)


@pytest.fixture(scope="session")
def parrots() -> dict[str, Parrot]:
    """Models that do all, only read, and only write."""
    return {
        "parrot": Parrot("parrot"),
        "shy": Parrot("shy"),
        "reader": Parrot("reader", "text", "text speech"),
        "writer": Parrot("writer", "text audio", "text"),
        "caller": Parrot("caller", "text audio", "speech"),
        "sensorium/seedling": Parrot("sensorium/seedling"),
    }


@pytest.fixture(scope="session")
def load(assistant: Assistant, parrots: dict[str, Parrot]) -> Callable[[str], Model]:
    def loaded(name: str) -> Model:
        return parrots.get(name) or NativeModel(assistant, name)

    return loaded


@pytest.fixture(scope="session")
def address(serve: Callable[[Serving], AbstractContextManager[str]], load: Callable[[str], Model]) -> Iterator[str]:
    """A server that does not hold sound back."""
    desk = Desk(
        ("tiny", "parrot", "shy", "reader", "writer", "caller"),
        {"gpt-realtime": "tiny", "sensorium/seedling": "parrot"},
        load=load,
    )
    with serve(Serving(desk=desk, live=LiveBounds(lead_s=AT_ONCE))) as one:
        yield one
