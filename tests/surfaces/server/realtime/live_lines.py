"""A live session over a real socket, held by the real SDK; and a model whose answers are known."""

from __future__ import annotations

import asyncio
import base64
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
import openai
from openai.resources.realtime.realtime import AsyncRealtimeConnection
from scripted_model import Scripted

from sensorium.content import Audio, Message, Modality, Reply, Text, Usage
from sensorium.events import AudioChunk, Event, PartDone, ReplyDone, TextDelta
from sensorium.models.model import Abilities, Asked
from sensorium.surfaces.live.formats import PCM

Told = list[dict[str, Any]]
SECONDS = 1.5  # that the parrot takes to say something
PIECE_S = 0.1  # that is sent at once
AT_ONCE = 1_000.0  # lead, in seconds, where a test is not about the pace


class Parrot(Scripted):
    """Says one sentence in words, or as a tone of known length; writes down everything as one question."""

    def __init__(self, name: str, inputs: str = "text audio image", outputs: str = "text speech") -> None:
        self.name = name
        self.abilities = Abilities(inputs=frozenset(inputs.split()), outputs=frozenset(outputs.split()))  # type: ignore[arg-type]
        self.asked: list[Sequence[Asked]] = []
        self.may_speak = threading.Event()
        self.may_speak.set()

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        self.asked.append(asked)
        assert self.may_speak.wait(30)
        audio = Audio(np.full((1, int(SECONDS * 16_000)), 0.2, np.float32), 16_000, "It is a red car.")
        words = "what is this" if "What does the person say?" in asked else "It is a red car."
        usage = Usage(prompt={"text": 4}, completion={"text": 5})
        parts: tuple[Text | Audio, ...] = (Text(words),)
        if outputs and "speech" in outputs:
            for samples in np.split(audio.samples, 5, axis=1):
                yield AudioChunk("speech", Audio(samples, 16_000))
            yield PartDone("speech", audio)
            usage, parts = Usage(prompt={"text": 4}, completion={"speech": 20}), (audio,)
        else:
            yield TextDelta(words)
        yield ReplyDone(Reply(parts=parts, usage=usage, model=self.name))

    @property
    def heard(self) -> list[list[str]]:
        """Of each conversation that it was asked to go on with, the kinds of its parts."""
        return [
            [type(part).__name__ for message in asked if isinstance(message, Message) for part in message.parts]
            for asked in self.asked
        ]


class Line:
    """One connection of the SDK, and all that came over it."""

    def __init__(self, connection: AsyncRealtimeConnection) -> None:
        self.connection = connection
        self.told: Told = []

    async def until(self, *kinds: str, seconds: float = 60.0) -> dict[str, Any]:
        """The next event of one of some kinds."""
        async with asyncio.timeout(seconds):
            while True:
                event = (await self.connection.recv()).model_dump()
                self.told.append(event)
                if event["type"] in kinds:
                    return event

    async def update(self, **session: Any) -> dict[str, Any]:
        """Change the session; what it is then, or the error."""
        await self.connection.session.update(session={"type": "realtime", **session})  # type: ignore[arg-type]
        return await self.until("session.updated", "error")

    async def send(self, event: object) -> None:
        await self.connection.send(event)  # type: ignore[arg-type]

    async def say(self, sound: bytes) -> None:
        """Send sound in pieces, all of them at once."""
        size = int(PIECE_S * PCM.bytes_per_s)
        for at in range(0, len(sound), size):
            await self.connection.input_audio_buffer.append(audio=base64.b64encode(sound[at : at + size]).decode())

    def all_of(self, kind: str) -> Told:
        return [event for event in self.told if event["type"] == kind]

    @property
    def kinds(self) -> list[str]:
        return [event["type"] for event in self.told]

    @property
    def sound(self) -> bytes:
        """All that was said."""
        return b"".join(base64.b64decode(event["delta"]) for event in self.all_of("response.output_audio.delta"))


def client_of(address: str, key: str = "none") -> openai.AsyncOpenAI:
    websocket = f"{address}/v1".replace("http://", "ws://")  # which the beta's client does not find by itself
    return openai.AsyncOpenAI(
        base_url=f"{address}/v1", websocket_base_url=websocket, api_key=key, max_retries=0, timeout=60
    )


@asynccontextmanager
async def opened(address: str, model: str = "tiny", key: str = "none", **query: str) -> AsyncIterator[Line]:
    """A session; its first event was told."""
    async with client_of(address, key).realtime.connect(model=model, extra_query=query) as connection:
        line = Line(connection)
        await line.until("session.created", "session.resumed")
        yield line


def held(address: str, talk: Callable[[Line], Awaitable[None]], model: str = "tiny") -> None:
    """Hold a session."""

    async def hold() -> None:
        async with opened(address, model) as line:
            await talk(line)

    asyncio.run(hold())
