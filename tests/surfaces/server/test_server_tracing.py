"""Where the time of requests goes: spans of real requests, in OpenTelemetry's own exporter."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Self

import httpx2
import numpy as np
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.semconv._incubating.attributes import gen_ai_attributes
from opentelemetry.trace import SpanKind, StatusCode

from sensorium.content import Audio, Image
from sensorium.errors import InvalidInput, ProviderError
from sensorium.events import Event
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.models.openai_compatible import OpenAICompatibleModel
from sensorium.native.assistant import Assistant
from sensorium.surfaces.server import logs
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.tracing.exporting import configured, exporter_named
from sensorium.surfaces.server.tracing.spans import Tracing

Serve = Callable[[Serving], AbstractContextManager[str]]
CHAT = "/v1/chat/completions"
KEY = "sesame"
PNG = base64.b64encode(Image(np.full((90, 120, 3), (200, 30, 30), np.uint8)).encode("png")).decode()
TONE = Audio(0.3 * np.sin(np.arange(12_000, dtype=np.float32) / 9)[None], 16_000)
CALLERS = "4bf92f3577b34da6a3ce929d0e0e4736"
SEEN = [
    {"type": "text", "text": "a striped zebra"},
    {"type": "image_url", "image_url": f"data:image/png;base64,{PNG}"},
]
BODY = {"messages": [{"role": "user", "content": SEEN}], "max_tokens": 4, "seed": 5, "stop": ["giraffe"]}


class Failing(NativeModel):
    """The tiny model, which fails when it is asked for a picture."""

    def step(self) -> list[tuple[int, Event]]:
        raise ProviderError("the zebra ran away")


class Traced:
    """A server whose spans are kept, and what asks it."""

    def __init__(self, address: str, kept: InMemorySpanExporter) -> None:
        self._kept = kept
        self.client = httpx2.Client(base_url=address, headers={"Authorization": f"Bearer {KEY}"}, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.client.close()

    def spans(self, root: str, after: Callable[[], object]) -> list[ReadableSpan]:
        """What one request or job came to, once its outermost span, named `root`, has ended."""
        self._kept.clear()
        after()
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            found = self._kept.get_finished_spans()
            if any(one.name == root for one in found):
                return list(found)
            time.sleep(0.01)
        raise AssertionError(f"no span {root!r}: {[one.name for one in self._kept.get_finished_spans()]}")


def serving(assistant: Assistant, tracing: Tracing) -> Serving:
    def load(name: str) -> Model:
        return (Failing if name == "failing" else NativeModel)(assistant, name)

    return Serving(desk=Desk(("tiny", "failing"), load=load), keys=(KEY,), tracing=tracing)


def kept_in(exporter: InMemorySpanExporter, *, captures: bool = False) -> Tracing:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return Tracing(provider, captures=captures)


@pytest.fixture(scope="module")
def traced(assistant: Assistant, serve: Serve) -> Iterator[Traced]:
    exporter = InMemorySpanExporter()
    with serve(serving(assistant, kept_in(exporter))) as address, Traced(address, exporter) as one:
        yield one


def named(spans: Sequence[ReadableSpan], name: str) -> ReadableSpan:
    (one,) = [span for span in spans if span.name == name]
    return one


def attributes(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


def parent(span: ReadableSpan) -> int | None:
    return None if span.parent is None else span.parent.span_id


@pytest.mark.parametrize("stream", [False, True])
def test_a_chat_is_a_request_that_reads_and_answers(traced: Traced, stream: bool) -> None:
    answers: list[httpx2.Response] = []
    body = BODY | {"stream": stream, "stream_options": {"include_usage": True} if stream else None}
    spans = traced.spans(f"POST {CHAT}", lambda: answers.append(traced.client.post(CHAT, json=body)))
    (answer,) = answers
    whole = answer.text.rstrip().removesuffix("data: [DONE]").rstrip().rpartition("data: ")[2]
    usage = json.loads(whole)["usage"]
    assert {one.name for one in spans} == {
        f"POST {CHAT}",
        "read media",
        "chat tiny",
        "wait for a row",
        "prefill",
        "decode",
    }
    request, model = named(spans, f"POST {CHAT}"), named(spans, "chat tiny")
    assert (request.kind, request.parent) == (SpanKind.SERVER, None)
    told = attributes(request)
    assert (told["http.request.method"], told["http.route"], told["http.response.status_code"]) == ("POST", CHAT, 200)
    assert answer.headers["x-trace-id"] == f"{request.context.trace_id:032x}"
    assert {parent(named(spans, name)) for name in ("read media", "chat tiny")} == {request.context.span_id}
    assert attributes(named(spans, "read media")) == {"sensorium.modality": "image"}
    told = attributes(model)
    assert told["gen_ai.operation.name"] == "chat"
    assert told["gen_ai.provider.name"] == "sensorium"
    assert told["gen_ai.request.model"] == told["gen_ai.response.model"] == "tiny"
    assert (told["gen_ai.request.seed"], told["gen_ai.request.max_tokens"]) == (5, 4)
    assert told["gen_ai.output.type"] == "text"
    assert told["gen_ai.response.finish_reasons"] == ("length",)
    assert told["gen_ai.usage.input_tokens"] == usage["prompt_tokens"]
    assert told["gen_ai.usage.output_tokens"] == usage["completion_tokens"]
    assert told["sensorium.usage.input.image_tokens"] == usage["prompt_tokens_details"]["image_tokens"]
    assert 0 < told["gen_ai.response.time_to_first_chunk"] < 60


def test_the_stages_of_an_answer_follow_one_another(traced: Traced) -> None:
    spans = traced.spans(f"POST {CHAT}", lambda: traced.client.post(CHAT, json=BODY))
    model = named(spans, "chat tiny")
    stages = [named(spans, name) for name in ("wait for a row", "prefill", "decode")]
    assert {parent(one) for one in stages} == {model.context.span_id}
    moments = [moment for one in stages for moment in (one.start_time, one.end_time)]
    assert None not in moments
    assert moments == sorted(moments, key=int)  # type: ignore[arg-type]
    assert moments[1] == moments[2]
    assert moments[3] == moments[4]
    told = attributes(model)
    assert attributes(stages[1])["sensorium.positions"] == told["gen_ai.usage.input_tokens"]
    assert attributes(stages[2])["sensorium.positions"] == told["gen_ai.usage.output_tokens"]
    assert stages[2].end_time - stages[2].start_time > 0  # type: ignore[operator]


def test_no_span_holds_words_media_or_keys(traced: Traced) -> None:
    spans = traced.spans(f"POST {CHAT}", lambda: traced.client.post(CHAT, json=BODY))
    spans += traced.spans("GET", lambda: traced.client.get("/v1/zebra"))
    spans += traced.spans(f"POST {CHAT}", lambda: traced.client.post(CHAT, json=BODY | {"model": "zebra"}))
    spans += traced.spans(f"POST {CHAT}", lambda: traced.client.post(CHAT, json=BODY | {"model": "failing"}))
    told = "".join(one.to_json() for one in spans)
    for secret in ("zebra", "giraffe", KEY, PNG[:40]):
        assert secret not in told


def test_every_name_is_one_of_the_conventions(traced: Traced) -> None:
    known = {value for name, value in vars(gen_ai_attributes).items() if name.startswith("GEN_AI_")}
    spans = traced.spans(f"POST {CHAT}", lambda: traced.client.post(CHAT, json=BODY))
    used = {name for one in spans for name in attributes(one) if name.startswith("gen_ai.")}
    assert len(used) > 8
    assert used <= known


def test_the_trace_of_a_caller_goes_on(traced: Traced) -> None:
    headers = {"traceparent": f"00-{CALLERS}-00f067aa0ba902b7-01"}
    answers: list[httpx2.Response] = []
    ask = lambda: answers.append(traced.client.post(CHAT, json=BODY, headers=headers))  # noqa: E731
    spans = traced.spans(f"POST {CHAT}", ask)
    assert {f"{one.context.trace_id:032x}" for one in spans} == {CALLERS}
    assert parent(named(spans, f"POST {CHAT}")) == 0x00F067AA0BA902B7
    assert answers[0].headers["x-trace-id"] == CALLERS


def test_the_log_names_the_trace(traced: Traced) -> None:
    before = (logs.LOG.handlers[:], logs.LOG.level, logs.LOG.propagate)
    stream = io.StringIO()
    logs.begin(stream)
    try:
        answers: list[httpx2.Response] = []
        traced.spans(f"POST {CHAT}", lambda: answers.append(traced.client.post(CHAT, json=BODY)))
        (line,) = [json.loads(one) for one in stream.getvalue().splitlines()]
    finally:
        logs.LOG.handlers[:], logs.LOG.level, logs.LOG.propagate = before
    assert line["trace_id"] == answers[0].headers["x-trace-id"]


@pytest.mark.parametrize(
    ("path", "body", "pieces"),
    [
        (CHAT, {**BODY, "modalities": ["text", "image", "audio"]}, 2),
        (CHAT, {**BODY, "modalities": ["image"], "stream": True, "partial_images": 2}, 3),
        ("/v1/images/generations", {"prompt": "a car", "n": 2}, 2),
        ("/v1/images/generations", {"prompt": "a car", "stream": True, "partial_images": 1}, 2),
        ("/v1/audio/speech", {"input": "a car"}, 1),
        ("/v1/audio/generations", {"prompt": "a jig"}, 1),
        ("/v1/responses", {"input": "a car", "modalities": ["image"]}, 1),
    ],
)
def test_what_it_takes_to_write_a_reply_is_one_span(traced: Traced, path: str, body: Any, pieces: int) -> None:
    spans = traced.spans(f"POST {path}", lambda: traced.client.post(path, json=body).raise_for_status())
    request, written = named(spans, f"POST {path}"), named(spans, "encode reply")
    assert parent(written) == request.context.span_id
    told = attributes(written)
    assert told["sensorium.pieces"] >= pieces
    assert 0 < told["sensorium.seconds"] <= (written.end_time - written.start_time) / 1e9  # type: ignore[operator]
    assert request.start_time <= written.start_time <= written.end_time <= request.end_time  # type: ignore[operator]


def test_outputs_that_are_no_words_are_content_that_is_generated(traced: Traced) -> None:
    path = "/v1/audio/speech"
    spans = traced.spans(f"POST {path}", lambda: traced.client.post(path, json={"input": "a car"}))
    told = attributes(named(spans, "generate_content tiny"))
    assert (told["gen_ai.operation.name"], told["gen_ai.output.type"]) == ("generate_content", "speech")


def test_speech_that_is_heard_is_read_first(traced: Traced) -> None:
    path = "/v1/audio/transcriptions"
    files = {"file": ("a.wav", TONE.encode("wav"), "audio/wav")}
    spans = traced.spans(f"POST {path}", lambda: traced.client.post(path, files=files).raise_for_status())
    read, model = named(spans, "read media"), named(spans, "chat tiny")
    assert attributes(read) == {"sensorium.modality": "audio"}
    assert read.end_time <= model.start_time  # type: ignore[operator]


def test_vectors_are_an_operation(traced: Traced) -> None:
    ask = lambda: traced.client.post("/v1/embeddings", json={"input": "red"}).raise_for_status()  # noqa: E731
    told = attributes(named(traced.spans("POST /v1/embeddings", ask), "embeddings tiny"))
    assert (told["gen_ai.operation.name"], told["gen_ai.request.model"]) == ("embeddings", "tiny")


def test_a_job_goes_on_the_trace_of_its_request(traced: Traced) -> None:
    answers: list[httpx2.Response] = []
    form = {"prompt": (None, "make it spin"), "seed": (None, "4")}
    ask = lambda: answers.append(traced.client.post("/v1/videos", files=form).raise_for_status())  # noqa: E731
    film = named(traced.spans("film a clip", ask), "film a clip")
    assert f"{film.context.trace_id:032x}" == answers[0].headers["x-trace-id"]


def test_what_fails_is_marked_with_its_code(traced: Traced) -> None:
    spans = traced.spans(f"POST {CHAT}", lambda: traced.client.post(CHAT, json=BODY | {"model": "failing"}))
    model, request = named(spans, "chat failing"), named(spans, f"POST {CHAT}")
    assert attributes(model)["error.type"] == "provider_error"
    assert model.status.status_code == request.status.status_code == StatusCode.ERROR
    assert attributes(request)["http.response.status_code"] == 502
    spans = traced.spans(f"POST {CHAT}", lambda: traced.client.post(CHAT, json=BODY | {"temperature": 9}))
    request = named(spans, f"POST {CHAT}")
    assert attributes(request)["http.response.status_code"] == 400
    assert request.status.status_code == StatusCode.UNSET  # the caller's fault


def test_a_caller_that_leaves_ends_the_span_of_its_answer(traced: Traced) -> None:
    def leave() -> None:
        asked = BODY | {"modalities": ["video"], "stream": True}
        with traced.client.stream("POST", CHAT, json=asked) as answer:
            next(answer.iter_bytes())

    spans = traced.spans(f"POST {CHAT}", leave)
    assert attributes(named(spans, "generate_content tiny"))["error.type"] == "client_gone"


def test_words_are_told_where_that_was_asked_for_and_media_never(assistant: Assistant, serve: Serve) -> None:
    exporter = InMemorySpanExporter()
    body = {**BODY, "messages": [{"role": "system", "content": "be brief"}, *BODY["messages"]]}  # type: ignore[list-item, misc]
    captured = serving(assistant, kept_in(exporter, captures=True))
    with serve(captured) as address, Traced(address, exporter) as traced:
        spans = traced.spans(f"POST {CHAT}", lambda: traced.client.post(CHAT, json=body))
    told = attributes(named(spans, "chat tiny"))
    assert json.loads(told["gen_ai.input.messages"]) == [
        {
            "role": "user",
            "parts": [{"type": "text", "content": "a striped zebra"}, {"type": "media", "modality": "image"}],
        }
    ]
    assert json.loads(told["gen_ai.system_instructions"]) == [{"type": "text", "content": "be brief"}]
    (said,) = json.loads(told["gen_ai.output.messages"])
    assert (said["role"], said["finish_reason"], said["parts"][0]["type"]) == ("assistant", "length", "text")
    assert PNG[:40] not in "".join(one.to_json() for one in spans)


OFF = """
import asyncio, sys
import httpx2
from sensorium.surfaces.server.application import create
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.serving import Serving

async def look():
    transport = httpx2.ASGITransport(create(Serving(desk=Desk(("tiny",)))))
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
        answer = await client.get("/health")
    assert answer.status_code == 200 and "x-trace-id" not in answer.headers

asyncio.run(look())
print(*(name for name in sys.modules if name.startswith(("opentelemetry.sdk", "opentelemetry.exporter"))))
"""


def test_nothing_of_it_is_loaded_where_nobody_asked() -> None:
    done = subprocess.run([sys.executable, "-c", OFF], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("asked", "environment", "exporter"),
    [
        (None, {}, None),
        (None, {"OTEL_SERVICE_NAME": "x"}, None),
        (None, {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://a:4318"}, "otlp"),
        (None, {"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://a:4318/v1/traces"}, "otlp"),
        (None, {"OTEL_TRACES_EXPORTER": "console"}, "console"),
        (None, {"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://a:4318"}, None),
        ("http://a:4318", {}, "otlp"),
        ("console", {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://a:4318"}, "console"),
        ("http://a:4318", {"OTEL_SDK_DISABLED": "true"}, None),
    ],
)
def test_the_option_or_the_environment_says_where_spans_go(
    asked: str | None, environment: dict[str, str], exporter: str | None
) -> None:
    assert exporter_named(asked, environment) == exporter


@pytest.mark.parametrize(
    ("asked", "environment", "message"),
    [
        ("localhost:4318", {}, "http://localhost:4318"),
        (None, {"OTEL_TRACES_EXPORTER": "zipkin"}, "known are otlp, console, none"),
        ("http://a", {"OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, "http/protobuf"),
    ],
)
def test_what_cannot_be_done_is_told(asked: str | None, environment: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        exporter_named(asked, environment)


def test_spans_reach_a_collector(assistant: Assistant, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_SDK_DISABLED", raising=False)
    received: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            return

    collector = HTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()
    tracing = configured(f"http://127.0.0.1:{collector.server_port}")
    assert tracing is not None
    with serve(serving(assistant, tracing)) as address:
        httpx2.get(f"{address}/health")
    tracing.close()
    collector.shutdown()
    collector.server_close()
    (path, data), *_ = received
    sent = ExportTraceServiceRequest.FromString(data).resource_spans[0]
    assert path == "/v1/traces"
    assert "sensorium" in [one.value.string_value for one in sent.resource.attributes if one.key == "service.name"]
    assert sent.scope_spans[0].spans[0].name == "GET /health"


def test_two_servers_share_a_trace(traced: Traced, serve: Serve) -> None:
    """One in front of the other: the second goes on from the span of the answer that asks it."""
    exporter = InMemorySpanExporter()
    address = f"{str(traced.client.base_url).rstrip('/')}/v1#tiny"
    other = OpenAICompatibleModel(address.partition("#")[0], "tiny", api_key=KEY)
    desk = Desk(("far",), load=lambda name: other)
    front = Serving(desk=desk, tracing=kept_in(exporter))
    body = {"messages": [{"role": "user", "content": "a car"}], "max_tokens": 2}
    with serve(front) as here:
        behind = traced.spans(f"POST {CHAT}", lambda: httpx2.post(f"{here}{CHAT}", json=body, timeout=60))
        asking = named(exporter.get_finished_spans(), "chat tiny")
        request = named(behind, f"POST {CHAT}")
        assert request.context.trace_id == asking.context.trace_id
        assert parent(request) == asking.context.span_id
        exporter.clear()
        ask = lambda: httpx2.post(f"{here}/v1/embeddings", json={"input": "red"}, timeout=60)  # noqa: E731
        behind = traced.spans("POST /v1/embeddings", ask)
        asking = named(exporter.get_finished_spans(), "embeddings tiny")
        assert parent(named(behind, "POST /v1/embeddings")) == asking.context.span_id
