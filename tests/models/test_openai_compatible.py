"""The client of OpenAI-compatible addresses, against a server in memory."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import httpx2
import numpy as np
import pytest

from sensorium.content import Audio, Image, Message, Modality, Video
from sensorium.errors import (
    InvalidInput,
    ModelNotFound,
    ProviderError,
    ProviderTimeout,
    RateLimited,
    Refused,
    SensoriumError,
    UnsupportedCapability,
)
from sensorium.events import ReplyDone, TextDelta
from sensorium.models import trail
from sensorium.models.openai_compatible import OpenAICompatibleModel

RED = Image(np.full((8, 8, 3), (255, 0, 0), np.uint8))


class Server:
    """Answers like an OpenAI-compatible server and remembers what it was sent."""

    def __init__(self) -> None:
        self.bodies: list[tuple[str, dict[str, Any]]] = []
        self.raw: list[httpx2.Request] = []
        self.polls = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:  # noqa: PLR0911 - one return a route
        path = request.url.path.removeprefix("/v1")
        self.raw.append(request)
        if request.headers.get("content-type", "").startswith("application/json"):
            self.bodies.append((path, json.loads(request.content)))
        if path == "/chat/completions":
            return httpx2.Response(200, content=self.words())
        if path == "/images/generations":
            data = base64.b64encode(RED.encode("png")).decode()
            usage = {"input_tokens": 5, "output_tokens": 64, "output_tokens_details": {"image_tokens": 64}}
            return httpx2.Response(200, json={"data": [{"b64_json": data}], "usage": usage})
        if path == "/audio/speech":
            return httpx2.Response(200, content=Audio(np.zeros((1, 800), np.float32), 16_000).encode("wav"))
        if path == "/embeddings":
            vector = base64.b64encode(np.array([0.6, 0.8], "<f4").tobytes()).decode()
            rows = [{"index": i, "embedding": vector} for i in range(len(self.bodies[-1][1]["input"]))]
            return httpx2.Response(200, json={"data": rows})
        if path == "/responses/input_tokens":
            return httpx2.Response(200, json={"input_tokens": 11})
        if path == "/videos":
            return httpx2.Response(200, json={"id": "v1", "status": "queued"})
        if path == "/videos/v1":
            self.polls += 1
            return httpx2.Response(200, json={"id": "v1", "status": "completed" if self.polls > 1 else "in_progress"})
        frames = np.zeros((4, 16, 16, 3), np.uint8)
        return httpx2.Response(200, content=Video(frames, np.arange(4) / 4, 1.0).encode("mp4"))

    def words(self) -> bytes:
        chunks = [{"choices": [{"delta": {"content": word}}]} for word in ("A red ", "square.")]
        usage = {"prompt_tokens": 9, "completion_tokens": 4, "prompt_tokens_details": {"image_tokens": 6}}
        chunks.append({"choices": [], "usage": usage})
        return b"".join(b"data: " + json.dumps(chunk).encode() + b"\n\n" for chunk in chunks) + b"data: [DONE]\n\n"


@pytest.fixture
def server() -> Server:
    return Server()


def model_at(answer: Callable[[httpx2.Request], httpx2.Response]) -> OpenAICompatibleModel:
    transport = httpx2.MockTransport(answer)
    return OpenAICompatibleModel("http://server/v1", "m", api_key="k", transport=transport, sleep=lambda seconds: None)


def test_many_prompts_keep_their_places_and_seeds(server: Server) -> None:
    model = model_at(server)
    found = dict(model.generate_all([("Hi",)] * 9, outputs=["text"], seeds=range(9)))
    assert sorted(found) == list(range(9))
    assert {reply.text for reply in found.values()} == {"A red square."}
    assert sorted(body["seed"] for _, body in server.bodies) == list(range(9))


def test_text_is_streamed_and_usage_is_split(server: Server) -> None:
    events = list(model_at(server).stream("What is this?", RED, seed=7, max_tokens=9))
    assert [event.text for event in events if isinstance(event, TextDelta)] == ["A red ", "square."]
    done = events[-1]
    assert isinstance(done, ReplyDone)
    assert done.reply.text == "A red square."
    assert done.reply.usage.prompt == {"text": 3, "image": 6}
    assert done.reply.settings["seed"] == 7
    body = server.bodies[0][1]
    assert (body["seed"], body["max_completion_tokens"]) == (7, 9)
    picture = body["messages"][0]["content"][1]["image_url"]["url"]
    assert picture.startswith("data:image/png;base64,")
    assert server.raw[0].headers["authorization"] == "Bearer k"


def test_later_outputs_see_the_words_before_them(server: Server) -> None:
    reply = model_at(server).generate("Tell and draw.", outputs=["text", "image", "speech"])
    assert [type(part).__name__ for part in reply.parts] == ["Text", "Image", "Audio"]
    assert "A red square." in server.bodies[1][1]["prompt"]
    assert server.bodies[2][1]["input"] == "A red square."
    assert reply.image is not None
    assert (reply.image.pixels == RED.pixels).all()
    assert reply.usage.completion == {"text": 4, "image": 64}


@pytest.mark.parametrize("asked", ["Say: Good morning.", "say:Good morning.", "Good morning."])
def test_only_the_words_are_spoken(server: Server, asked: str) -> None:
    reply = model_at(server).generate(asked, outputs=["speech"])
    assert server.bodies[0][1]["input"] == "Good morning."
    assert reply.audio is not None
    assert reply.audio.transcript == "Good morning."


def test_a_clip_is_a_job_that_starts_from_the_picture(server: Server) -> None:
    reply = model_at(server).generate("Make it move.", RED, outputs=["video"], seconds=4)
    assert reply.video is not None
    assert len(reply.video.frames) == 4
    form = server.raw[0].content
    assert b"input_reference" in form
    assert b'name="seconds"' in form
    assert server.polls == 2


def test_embeddings_and_counts(server: Server) -> None:
    model = model_at(server)
    assert model.embed("red", RED).shape == (2, 2)
    assert model.count("What is this?") == {"text": 11}


def test_a_conversation_keeps_its_roles(server: Server) -> None:
    turns = [Message("system", ("Be brief.",)), Message("user", ("Hi",)), Message("assistant", ("Hello",))]
    model_at(server).generate([*turns, Message("user", ("And?",))])
    assert [m["role"] for m in server.bodies[0][1]["messages"]] == ["system", "user", "assistant", "user"]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, InvalidInput),
        (401, Refused),
        (404, ModelNotFound),
        (429, RateLimited),
        (500, ProviderError),
        (504, ProviderTimeout),
    ],
)
def test_failures_are_typed_and_hold_no_key(status: int, error: type[SensoriumError]) -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, json={"error": {"message": "because", "code": "c"}})

    with pytest.raises(error, match="because") as caught:
        model_at(fail).generate("Hi")
    assert "Bearer" not in str(caught.value)


@pytest.mark.parametrize(
    ("failure", "told"), [(httpx2.ConnectError("no"), "cannot be reached"), (httpx2.ReadError("no"), "broke off")]
)
def test_a_server_that_fails_is_an_error_not_an_answer(failure: Exception, told: str) -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise failure

    with pytest.raises(ProviderError, match=told):
        model_at(fail).generate("Hi")


def test_an_error_in_the_middle_of_a_stream_is_raised() -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=b'data: {"error": {"message": "out of memory"}}\n\n')

    with pytest.raises(ProviderError, match="out of memory"):
        model_at(fail).generate("Hi")


HTML = b"<!doctype html><title>Hello</title>"


def answering(content: bytes, status: int = 200, **headers: str) -> OpenAICompatibleModel:
    """A model at a server that answers everything with the same."""
    return model_at(lambda request: httpx2.Response(status, content=content, headers=headers))


@pytest.mark.parametrize("output", ["text", "image", "speech", "video"])
def test_a_redirect_is_an_error_that_tells_where_to_go(output: Modality) -> None:
    model = answering(b"", 301, location="https://user:secret@there/v1/x?key=secret")
    with pytest.raises(ProviderError, match=r"correct the address.* https://there/v1/x$"):
        model.generate("Hi", outputs=[output])


def test_a_redirect_to_nowhere_is_an_error() -> None:
    with pytest.raises(ProviderError, match="correct the address"):
        answering(b"", 304).generate("Hi")


@pytest.mark.parametrize("output", ["text", "image", "video"])
def test_a_page_is_no_answer(output: Modality) -> None:
    with pytest.raises(ProviderError, match="is the address right"):
        answering(HTML).generate("Hi", outputs=[output])


@pytest.mark.parametrize("content", [HTML, b"[]", b"{}", b'{"data": []}', b'{"data": [{"index": 0}]}', b"\xff"])
def test_vectors_that_do_not_come_are_an_error(content: bytes) -> None:
    with pytest.raises(ProviderError, match="is the address right"):
        answering(content).embed("red")


def test_an_error_instead_of_vectors_is_told() -> None:
    with pytest.raises(ProviderError, match="out of memory"):
        answering(b'{"error": {"message": "out of memory"}}').embed("red")


@pytest.mark.parametrize("content", [b"{}", b'{"data": []}', b'{"data": [{"b64_json": "x"}]}'])
def test_pictures_that_do_not_come_are_an_error(content: bytes) -> None:
    with pytest.raises(ProviderError, match="is the address right"):
        answering(content).generate("A dog", outputs=["image"])


def streamed(*data: str) -> bytes:
    return "".join(f"data: {one}\n\n" for one in data).encode()


WORDS = '{"error": null, "choices": [{"delta": {"content": "Hi"}, "finish_reason": null}]}'
END = '{"choices": [{"delta": {}, "finish_reason": "stop"}]}'
COUNT = '{"choices": null, "usage": {"prompt_tokens": 9, "completion_tokens": 4}}'


def test_an_answer_that_is_cut_off_is_an_error() -> None:
    with pytest.raises(ProviderError, match="cut off"):
        answering(streamed(WORDS)).generate("Hi")
    with pytest.raises(ProviderError, match="OpenAI API"):
        answering(streamed(WORDS, '{"choices": [{"del')).generate("Hi")


@pytest.mark.parametrize("end", [(END,), ("[DONE]",), (END, COUNT), (END, COUNT, "[DONE]")])
def test_a_finish_reason_or_done_ends_an_answer(end: tuple[str, ...]) -> None:
    reply = answering(streamed(WORDS, *end)).generate("Hi")
    assert (reply.text, reply.finish_reason) == ("Hi", "stop")
    assert reply.usage.completion == ({"text": 4} if COUNT in end else {})


def test_of_a_conversation_the_last_words_of_the_user_are_spoken(server: Server) -> None:
    turns = [Message("system", ("Be brief.",)), Message("user", ("Hi",)), Message("assistant", ("Hello",))]
    model_at(server).generate([*turns, Message("user", ("Say: Good", "morning."))], outputs=["speech"])
    assert server.bodies[0][1]["input"] == "Good\nmorning."


def test_what_the_api_lacks_is_refused(server: Server) -> None:
    model = model_at(server)
    with pytest.raises(UnsupportedCapability, match="music"):
        model.generate("A jig", outputs=["music"])
    with pytest.raises(UnsupportedCapability, match="guidance"):
        model.generate("Hi", guidance=2)
    with pytest.raises(UnsupportedCapability, match="vocabulary"):
        model.generate("Hi", vocabulary=["zero"])
    with pytest.raises(InvalidInput, match="unknown setting"):
        model.generate("Hi", colour="red")


def test_names_lead_to_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    assert OpenAICompatibleModel.from_name("openai/gpt-5.4").name == "gpt-5.4"
    assert OpenAICompatibleModel.from_name("http://localhost:9/v1#tiny").name == "tiny"
    with pytest.raises(ModelNotFound, match="#MODEL"):
        OpenAICompatibleModel.from_name("http://localhost:9/v1")


@pytest.mark.parametrize(
    "address", ["nonsense", "", "http://", "http://host:nine/v1", "http://host:99999/v1", "ftp://a"]
)
def test_what_is_no_address_is_told_before_anything_is_sent(address: str) -> None:
    with pytest.raises(ModelNotFound, match="no address"):
        OpenAICompatibleModel(address, "m")


def test_an_empty_address_of_openai_is_none_and_an_empty_name_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "")
    assert OpenAICompatibleModel.from_name("openai/x").name == "x"
    with pytest.raises(ModelNotFound, match="openai/MODEL"):
        OpenAICompatibleModel.from_name("openai/")


def test_a_key_is_sent_without_the_end_of_its_line_and_refused_where_it_is_none() -> None:
    seen: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["authorization"])
        return httpx2.Response(200, json={"data": [{"index": 0, "embedding": [1.0]}]})

    OpenAICompatibleModel("http://there/v1", "m", api_key="k\n", transport=httpx2.MockTransport(answer)).embed("x")
    assert seen == ["Bearer k"]
    for key in ("k\xe9y", "k\ney"):
        with pytest.raises(Refused, match="no key has") as refused:
            OpenAICompatibleModel("http://there/v1", "m", api_key=key)
        assert key not in str(refused.value)


def test_seeds_of_numpy_are_sent_as_numbers(server: Server) -> None:
    dict(model_at(server).generate_all([("Hi",)] * 2, seeds=np.arange(2)))  # type: ignore[arg-type]
    assert sorted(body["seed"] for _, body in server.bodies) == [0, 1]


@pytest.mark.parametrize("settings", [{"schema": {"const": float("nan")}}, {"schema": {"const": object()}}, {}])
def test_what_json_cannot_tell_is_a_typed_error(server: Server, settings: dict[str, object]) -> None:
    with pytest.raises(InvalidInput, match="told in JSON"):
        model_at(server).generate("Hi" if settings else "\ud800", **settings)
    assert not server.raw


def test_an_answer_without_end_of_brackets_is_an_error() -> None:
    with pytest.raises(ProviderError, match="OpenAI API"):
        answering(b"[" * 200_000).embed("red")


def test_no_items_and_no_values_are_not_embedded(server: Server) -> None:
    for items in ((), (["red"],)):
        with pytest.raises(InvalidInput, match="embed"):
            model_at(server).embed(*items)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="each prompt is a list"):
        next(model_at(server).generate_all(["Hi"]))
    assert not server.raw


def test_requests_bring_the_trace_of_who_asks_and_none_otherwise() -> None:
    seen: list[str | None] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers.get("traceparent"))
        return httpx2.Response(200, json={"data": [{"index": 0, "embedding": [1.0]}]})

    model = OpenAICompatibleModel("http://there/v1", "m", transport=httpx2.MockTransport(answer))
    told = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    with trail.carrying(told):
        model.embed("x")
    model.embed("x")
    assert seen == [told, None]
