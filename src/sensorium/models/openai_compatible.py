"""A model at any OpenAI-compatible address: OpenAI itself, vLLM, LocalAI, Ollama, our own server.

Each output goes through the route made for it: text over chat completions (streamed), pictures over images, speech over
audio, clips over video jobs. Later outputs see the words written before them. The transport can be injected.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

import httpx2
import numpy as np
from numpy.typing import NDArray

from sensorium.content import Image, Modality, Part, Reply, Text
from sensorium.errors import InvalidInput, ModelNotFound, ModelUnavailable, Refused, UnsupportedCapability
from sensorium.events import Event, ReplyDone
from sensorium.models.model import (
    Abilities,
    Asked,
    Offered,
    Settings,
    check_outputs,
    items_of,
    last_reply,
    messages_of,
    prompts_of,
    seeded,
    settings_of,
    tools_of,
)
from sensorium.models.openai_calls import function_json
from sensorium.models.openai_connection import Connection
from sensorium.models.openai_routes import Routes
from sensorium.models.openai_turn import Turn
from sensorium.models.openai_wire import Json, conversation_json, picture_json, usage_of, vector_of

OPENAI = "https://api.openai.com/v1"
AT_ONCE = 4  # requests of `generate_all` that are open at a time
OUTPUTS: frozenset[Modality] = frozenset({"text", "image", "speech", "video"})
ABLE = "the built-in model sensorium/seedling can"
NO_VOCABULARY = f"a model at an address is not held to a vocabulary: leave it out; {ABLE}, in process"


class OpenAICompatibleModel:
    """One model of one server."""

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        api_key: str | None = None,
        transport: httpx2.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = model
        self._connection = Connection(base_url, model, api_key, transport)
        self._routes = Routes(self._connection, model, sleep)

    @classmethod
    def from_name(cls, name: str) -> OpenAICompatibleModel:
        """Open "openai/MODEL" (OPENAI_BASE_URL, OPENAI_API_KEY) or "http://HOST:PORT/v1#MODEL" (SENSORIUM_API_KEY)."""
        if name.startswith("openai/"):
            base_url, model = os.environ.get("OPENAI_BASE_URL") or OPENAI, name.removeprefix("openai/")
            if not model:
                raise ModelNotFound("which model of OpenAI? Write openai/MODEL")
            return cls(base_url, model, api_key=os.environ.get("OPENAI_API_KEY"))
        address, _, model = name.partition("#")
        if not model:
            raise ModelNotFound(f"which model at that address? Write {address}#MODEL")
        return cls(address, model, api_key=os.environ.get("SENSORIUM_API_KEY"))

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def card(self) -> Json:
        """What the server says of the model; empty where it says nothing."""
        try:
            return self._connection.json("GET", f"/models/{self.name}")
        except (ModelUnavailable, InvalidInput, ModelNotFound, Refused):
            return {}

    @property
    def abilities(self) -> Abilities:
        inputs = frozenset({"text", "image", "audio", "video", "music", "document"})
        return Abilities(inputs=inputs, outputs=OUTPUTS, embeds=frozenset({"text", "image"}))

    def generate(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Reply:
        """Answer; without `outputs` in text."""
        return last_reply(self.stream(*asked, outputs=outputs, **settings))

    def generate_all(
        self,
        prompts: Sequence[Sequence[Asked]],
        *,
        outputs: Sequence[Modality] | None = None,
        seeds: Sequence[int] | None = None,
        **settings: object,
    ) -> Iterator[tuple[int, Reply]]:
        """Answer many prompts, a few at a time."""
        given = seeded(settings, seeds, len(prompts))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            asked = {
                pool.submit(self.generate, *prompt, outputs=outputs, **one): index
                for index, (prompt, one) in enumerate(zip(prompts_of(prompts), given, strict=True))
            }
            try:
                for done in as_completed(asked):
                    yield asked[done], done.result()
            finally:
                pool.shutdown(cancel_futures=True)

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        """Answer as events; the last is ReplyDone."""
        wanted = check_outputs(self, outputs, ABLE) or ("text",)
        turn = Turn(list(messages_of(asked)), settings_of(settings))
        _check_settings(turn.settings, wanted)
        for output in wanted:
            if not turn.called:
                yield from self._routes.make(output, turn)
        yield ReplyDone(turn.reply(self.name))

    def check(self, outputs: Sequence[Modality] | None, settings: Mapping[str, object]) -> None:
        """Raise what `stream` would raise for these outputs and settings before anything is sent."""
        _check_settings(settings_of(settings), check_outputs(self, outputs, ABLE) or ("text",))

    def count(self, *asked: Asked, tools: Sequence[Offered] = ()) -> Mapping[str, int]:
        """Prompt tokens as the server counts them before it answers (`POST /responses/input_tokens`)."""
        return usage_of([self._counted(conversation_json(messages_of(asked)), tools)]).prompt

    def embed(self, *items: str | Part) -> NDArray[np.float32]:
        """Vectors of words and pictures: float32, shape = (items, width), as the server scales them."""
        inputs = [_embeddable(item) for item in items_of(items)]
        answer = self._connection.post(
            "/embeddings", {"model": self.name, "input": inputs, "encoding_format": "base64"}
        )
        with self._connection.reading():
            rows = sorted(answer["data"], key=lambda row: row["index"])
            return np.stack([vector_of(row["embedding"]) for row in rows])

    def _counted(self, items: Sequence[Json], tools: Sequence[Offered]) -> Json:
        """What the server counts of items and tools."""
        body: Json = {"model": self.name, "input": items}
        if offered := [{"type": "function", **function_json(tool)} for tool in tools_of(tools)]:
            body["tools"] = offered
        return self._connection.post("/responses/input_tokens", body)


def _check_settings(settings: Settings, outputs: Sequence[Modality]) -> None:
    if settings.offered and "text" not in outputs:
        raise InvalidInput("a call is written as words; add text to the outputs, or leave tools out", param="tools")
    if settings.guidance is not None:
        raise UnsupportedCapability("the OpenAI API has no guidance; leave it out", param="guidance")
    if settings.vocabulary:
        raise UnsupportedCapability(NO_VOCABULARY, param="vocabulary")


def _embeddable(item: Part) -> str | Json:
    if isinstance(item, Text):
        return item.text
    if isinstance(item, Image):
        return {"content": [picture_json(item)]}
    raise UnsupportedCapability(f"an address embeds words and pictures, not {type(item).__name__}; {ABLE}")
