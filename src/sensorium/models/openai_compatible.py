"""A model at any OpenAI-compatible address: OpenAI itself, vLLM, LocalAI, Ollama, our own server.

Each output goes through the route made for it: text over chat completions (streamed), pictures over images, speech over
audio, clips over video jobs. Later outputs see the words written before them. The transport can be injected.
"""

from __future__ import annotations

import base64
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any

import httpx2
import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio, Finish, Image, Message, Modality, Part, Reply, Text, Token, ToolCall, Video
from sensorium.errors import (
    InvalidInput,
    ModelNotFound,
    ModelUnavailable,
    ProviderError,
    ProviderTimeout,
    RateLimited,
    Refused,
    UnsupportedCapability,
)
from sensorium.events import AudioChunk, Event, PartDone, ReplyDone, TextDelta
from sensorium.models import trail
from sensorium.models.model import (
    Abilities,
    Asked,
    Offered,
    Settings,
    check_outputs,
    last_reply,
    messages_of,
    seeded,
    settings_of,
    tools_of,
)
from sensorium.models.openai_calls import CallReader, function_json, offer_json
from sensorium.models.openai_wire import Json, conversation_json, messages_json, picture_json, prompt_text, usage_of

OPENAI = "https://api.openai.com/v1"
TIMEOUT_S = 120.0
POLL_S = 2.0  # between looks at a video job
VIDEO_TIMEOUT_S = 900.0
DEFAULT_VOICE = "alloy"
AT_ONCE = 4  # requests of `generate_all` that are open at a time
SAY = re.compile(r"\A\s*(?:say|speak|read aloud)\s*:\s*", re.IGNORECASE)  # a route that only speaks need not be told to
OUTPUTS: frozenset[Modality] = frozenset({"text", "image", "speech", "video"})
ABLE = "the built-in model sensorium/seedling can"
NO_VOCABULARY = f"a model at an address is not held to a vocabulary: leave it out; {ABLE}, in process"


@dataclass(eq=False)
class _Turn:
    """What one request has produced so far."""

    messages: list[Message]
    settings: Settings
    parts: list[Part] = field(default_factory=list)
    outputs: list[Modality] = field(default_factory=list)  # of each part, what was asked for
    usages: list[Json] = field(default_factory=list)
    cut: bool = False  # whether words were cut off

    def add(self, output: Modality, part: Part) -> PartDone:
        """A part that is done."""
        self.parts.append(part)
        self.outputs.append(output)
        return PartDone(output, part)

    @property
    def called(self) -> bool:
        """Whether tools are to be run before anything else is made."""
        return any(isinstance(part, ToolCall) for part in self.parts)

    @property
    def finish_reason(self) -> Finish:
        return "length" if self.cut else "tool_calls" if self.called else "stop"


class _Writing:
    """Words and calls as they are streamed. Words are over when a call begins, a call when the next one does."""

    def __init__(self, turn: _Turn) -> None:
        self._turn = turn
        self._text, self._tokens = "", list[Token]()
        self._calls = CallReader()
        self._num_called = 0  # calls that are over
        self._said: list[Text | ToolCall] = []

    def take(self, choice: Json) -> Iterator[Event]:
        """What a piece of the answer adds."""
        delta = choice.get("delta") or {}
        words, told = delta.get("content") or "", tokens_of(choice)
        self._text += words
        self._tokens += told
        if words:
            yield TextDelta(words, told)
        for piece in self._calls.take(delta):
            yield from self._end_text()
            yield from self._end_calls(but=1)
            yield piece

    def end(self) -> Iterator[Event]:
        """What is over now; an answer without anything is one of no words."""
        yield from self._end_calls()
        yield from self._end_text(always=not self._said)
        self._turn.messages.append(Message("assistant", tuple(self._said)))

    def _end_text(self, *, always: bool = False) -> Iterator[Event]:
        if self._text or always:
            yield self._over(Text(self._text, tokens=tuple(self._tokens)))
            self._text, self._tokens = "", []

    def _end_calls(self, but: int = 0) -> Iterator[Event]:
        """All calls are over, but for the last."""
        whole = len(self._calls.whole) - but
        for call in self._calls.whole[self._num_called : whole]:
            yield self._over(call)
        self._num_called = max(self._num_called, whole)

    def _over(self, part: Text | ToolCall) -> PartDone:
        self._said.append(part)
        return self._turn.add("text", part)


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
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self.name = model
        self._sleep = sleep
        self._client = httpx2.Client(base_url=base_url, headers=headers, timeout=TIMEOUT_S, transport=transport)
        self._makers: dict[Modality, Callable[[_Turn], Iterator[Event]]] = {
            "text": self._write,
            "image": self._draw,
            "speech": self._speak,
            "video": self._film,
        }

    @classmethod
    def from_name(cls, name: str) -> OpenAICompatibleModel:
        """Open "openai/MODEL" (OPENAI_BASE_URL, OPENAI_API_KEY) or "http://HOST:PORT/v1#MODEL" (SENSORIUM_API_KEY)."""
        if name.startswith("openai/"):
            base_url = os.environ.get("OPENAI_BASE_URL", OPENAI)
            return cls(base_url, name.removeprefix("openai/"), api_key=os.environ.get("OPENAI_API_KEY"))
        address, _, model = name.partition("#")
        if not model:
            raise ModelNotFound(f"which model at that address? Write {address}#MODEL")
        return cls(address, model, api_key=os.environ.get("SENSORIUM_API_KEY"))

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def card(self) -> Json:
        """What the server says of the model; empty where it says nothing."""
        try:
            found: object = self._send("GET", f"/models/{self.name}").json()
        except (ModelUnavailable, InvalidInput, ModelNotFound, Refused, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

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
                for index, (prompt, one) in enumerate(zip(prompts, given, strict=True))
            }
            try:
                for done in as_completed(asked):
                    yield asked[done], done.result()
            finally:
                pool.shutdown(cancel_futures=True)

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        """Answer as events; the last is ReplyDone."""
        wanted = check_outputs(self, outputs, ABLE) or ("text",)
        turn = _Turn(list(messages_of(asked)), settings_of(settings))
        _check_settings(turn.settings, wanted)
        for output in wanted:
            if not turn.called:
                yield from self._makers[output](turn)
        reply = Reply(
            parts=tuple(turn.parts),
            usage=usage_of(turn.usages),
            model=self.name,
            settings={**turn.settings.told(), "outputs": turn.outputs},
            finish_reason=turn.finish_reason,
        )
        yield ReplyDone(reply)

    def check(self, outputs: Sequence[Modality] | None, settings: Mapping[str, object]) -> None:
        """Raise what `stream` would raise for these outputs and settings before anything is sent."""
        _check_settings(settings_of(settings), check_outputs(self, outputs, ABLE) or ("text",))

    def count(self, *asked: Asked, tools: Sequence[Offered] = ()) -> Mapping[str, int]:
        """Prompt tokens as the server counts them before it answers (`POST /responses/input_tokens`)."""
        return usage_of([self._counted(conversation_json(messages_of(asked)), tools)]).prompt

    def embed(self, *items: str | Part) -> NDArray[np.float32]:
        """Vectors of words and pictures: float32, shape = (items, width), as the server scales them."""
        inputs = [item if isinstance(item, str) else _embeddable(item) for item in items]
        answer = self._post("/embeddings", {"model": self.name, "input": inputs, "encoding_format": "base64"})
        return np.stack([vector_of(row["embedding"]) for row in sorted(answer["data"], key=lambda row: row["index"])])

    def _write(self, turn: _Turn) -> Iterator[Event]:
        """Text, streamed."""
        body = {
            "model": self.name,
            "messages": messages_json(turn.messages),
            "stream": True,
            "stream_options": {"include_usage": True},
            **_chat_settings(turn.settings),
        }
        writing = _Writing(turn)
        for chunk in self._server_sent("/chat/completions", body):
            if chunk.get("usage"):
                turn.usages.append(chunk["usage"])
            for choice in chunk.get("choices", []):
                turn.cut = turn.cut or choice.get("finish_reason") == "length"
                yield from writing.take(choice)
        yield from writing.end()

    def _draw(self, turn: _Turn) -> Iterator[Event]:
        """A picture of the words so far."""
        body = {"model": self.name, "prompt": _all_words(turn), "response_format": "b64_json"}
        if turn.settings.size:
            body["size"] = turn.settings.size
        answer = self._post("/images/generations", body)
        turn.usages.append(answer.get("usage") or {})
        image = Image.open(_picture_bytes(answer["data"][0]))
        yield turn.add("image", image)

    def _speak(self, turn: _Turn) -> Iterator[Event]:
        """The last words, written or asked for, aloud."""
        written = [part.text for part in turn.parts if isinstance(part, Text)]
        words = written[-1] if written else SAY.sub("", prompt_text(turn.messages))
        voice = turn.settings.voice or DEFAULT_VOICE
        body = {"model": self.name, "input": words, "voice": voice, "response_format": "wav"}
        heard = Audio.open(self._send("POST", "/audio/speech", json=body).content)
        audio = Audio(heard.samples, heard.sample_rate_hz, transcript=words)
        yield AudioChunk("speech", audio)
        yield turn.add("speech", audio)

    def _film(self, turn: _Turn) -> Iterator[Event]:
        """A clip, made by a job."""
        form = {"model": self.name, "prompt": _all_words(turn)}
        if turn.settings.seconds:
            form["seconds"] = f"{turn.settings.seconds:g}"
        if turn.settings.size:
            form["size"] = turn.settings.size
        pictures = [p for m in turn.messages for p in m.parts if isinstance(p, Image)]
        files = {"input_reference": ("first.png", pictures[-1].encode("png"), "image/png")} if pictures else None
        job = self._send("POST", "/videos", data=form, files=files).json()
        video = Video.open(self._finished_video(job))
        yield turn.add("video", video)

    def _finished_video(self, job: Json) -> bytes:
        deadline = time.monotonic() + VIDEO_TIMEOUT_S
        while job["status"] in ("queued", "in_progress"):
            if time.monotonic() > deadline:
                raise ProviderTimeout(f"the clip was not ready after {VIDEO_TIMEOUT_S:g} s; ask for a shorter one")
            self._sleep(POLL_S)
            job = self._send("GET", f"/videos/{job['id']}").json()
        if job["status"] != "completed":
            raise ProviderError(f"the clip failed: {(job.get('error') or {}).get('message', 'no reason given')}")
        return self._send("GET", f"/videos/{job['id']}/content").content

    def _counted(self, items: Sequence[Json], tools: Sequence[Offered]) -> Json:
        """What the server counts of items and tools."""
        body: Json = {"model": self.name, "input": items}
        if offered := [{"type": "function", **function_json(tool)} for tool in tools_of(tools)]:
            body["tools"] = offered
        return self._post("/responses/input_tokens", body)

    def _post(self, path: str, body: Json) -> Json:
        answer: Json = self._send("POST", path, json=body).json()
        return answer

    def _send(self, method: str, path: str, **content: Any) -> httpx2.Response:  # noqa: ANN401 - the client's own
        try:
            response = self._client.request(method, path, headers=trail.headers(), **content)
        except httpx2.TimeoutException as error:
            raise ProviderTimeout(f"{self.name} did not answer within {TIMEOUT_S:g} s") from error
        except httpx2.TransportError as error:
            raise ProviderError(f"{self.name} cannot be reached: is the server running?") from error
        _raise_for(response, self.name)
        return response

    def _server_sent(self, path: str, body: Json) -> Iterator[Json]:
        """The JSON of server-sent events, up to [DONE]."""
        try:
            with self._client.stream("POST", path, json=body, headers=trail.headers()) as response:
                if response.is_error:
                    response.read()
                _raise_for(response, self.name)
                for line in response.iter_lines():
                    data = line.removeprefix("data:").strip() if line.startswith("data:") else ""
                    if data == "[DONE]":
                        return
                    if data:
                        yield _event(data)
        except httpx2.TimeoutException as error:
            raise ProviderTimeout(f"{self.name} stopped answering for {TIMEOUT_S:g} s") from error
        except httpx2.TransportError as error:
            raise ProviderError(f"the answer of {self.name} broke off") from error


def _event(data: str) -> Json:
    chunk: Json = json.loads(data)
    if "error" in chunk:
        raise ProviderError(f"the server failed while answering: {_message(chunk)}")
    return chunk


def _raise_for(response: httpx2.Response, name: str) -> None:
    """The typed error of an HTTP failure."""
    if not response.is_error:
        return
    try:
        body = response.json()
    except ValueError:
        body = {}
    said = _message(body)
    match response.status_code:
        case 401 | 403:
            raise Refused(f"{name} refused the key: {said}. Set OPENAI_API_KEY or SENSORIUM_API_KEY")
        case 404:
            raise ModelNotFound(f"{name} has no such model or route: {said}")
        case 429:
            raise RateLimited(f"{name} asks to slow down: {said}")
        case 504:
            raise ProviderTimeout(f"{name} timed out: {said}")
        case code if code < 500 and _code(body) == UnsupportedCapability.code:
            raise UnsupportedCapability(f"{name} cannot do that: {said}")
        case code if code < 500:
            raise InvalidInput(f"{name} refused the request: {said}", code=_code(body))
        case code:
            raise ProviderError(f"{name} failed with status {code}: {said}")


def _message(body: object) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        return str(error.get("message", "no reason given"))
    return str(error or "no reason given")


def _code(body: object) -> str:
    error = body.get("error") if isinstance(body, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return str(code or "invalid_request")


def _chat_settings(settings: Settings) -> Json:
    names = {"seed": "seed", "temperature": "temperature", "top_p": "top_p", "max_tokens": "max_completion_tokens"}
    given = vars(settings)
    stop = {"stop": list(settings.stop)} if settings.stop else {}
    form: Json = {"response_format": form_json(settings.schema)} if settings.schema is not None else {}
    if settings.top_logprobs is not None:
        form |= {"logprobs": True, "top_logprobs": settings.top_logprobs}
    plain = {sent: given[name] for name, sent in names.items() if given[name] is not None}
    return plain | stop | form | offer_json(settings)


def tokens_of(choice: Json) -> tuple[Token, ...]:
    """The tokens that a choice tells, none where it tells none."""
    told = (choice.get("logprobs") or {}).get("content") or ()
    return tuple(
        Token(
            data=_token_bytes(one),
            logprob=one["logprob"],
            likeliest=tuple((_token_bytes(other), other["logprob"]) for other in one.get("top_logprobs") or ()),
        )
        for one in told
    )


def _token_bytes(told: Json) -> bytes:
    return bytes(told["bytes"]) if told.get("bytes") is not None else str(told["token"]).encode()


def form_json(schema: object) -> Json:
    """A schema as the form of a response."""
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema, "strict": True}}


def _check_settings(settings: Settings, outputs: Sequence[Modality]) -> None:
    if settings.offered and "text" not in outputs:
        raise InvalidInput("a call is written as words; add text to the outputs, or leave tools out", param="tools")
    if settings.guidance is not None:
        raise UnsupportedCapability("the OpenAI API has no guidance; leave it out", param="guidance")
    if settings.vocabulary:
        raise UnsupportedCapability(NO_VOCABULARY, param="vocabulary")


def _all_words(turn: _Turn) -> str:
    """What was asked and what has been written since."""
    written = [part.text for part in turn.parts if isinstance(part, Text)]
    asked = prompt_text([message for message in turn.messages if message.role == "user"])
    return "\n\n".join([asked, *written])


def _picture_bytes(item: Json) -> bytes:
    if not item.get("b64_json"):
        raise ProviderError("the server sent an address instead of a picture; it must support b64_json")
    return base64.b64decode(item["b64_json"])


def _embeddable(item: Part) -> str | Json:
    if isinstance(item, Text):
        return item.text
    if isinstance(item, Image):
        return {"content": [picture_json(item)]}
    raise UnsupportedCapability(f"an address embeds words and pictures, not {type(item).__name__}; {ABLE}")


def vector_of(embedding: str | Sequence[float]) -> NDArray[np.float32]:
    """Base64 of little-endian float32, or a list of numbers."""
    if isinstance(embedding, str):
        return np.frombuffer(base64.b64decode(embedding), "<f4").astype(np.float32)
    return np.asarray(embedding, np.float32)
