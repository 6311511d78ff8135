"""A span for each answer of a model, under the names of OpenTelemetry's conventions for generative AI.

Within it lie three more of the built-in model: the wait for a row of the engine, the reading of the prompt (prefill),
and all decode steps in sum.
"""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sensorium.content import Message, Part, Reply, Text, ToolCall
from sensorium.events import Event, ReplyDone
from sensorium.models import trail
from sensorium.models.model import Model, messages_of
from sensorium.models.native import NativeModel
from sensorium.models.running import Order, Runner
from sensorium.models.sensorium_address import SensoriumAddress
from sensorium.surfaces.server.tracing import spans
from sensorium.surfaces.server.tracing.spans import WORK, Tracing, Work

if TYPE_CHECKING:
    from opentelemetry.trace import Span

Json = dict[str, Any]
SETTINGS = {
    "max_tokens": "gen_ai.request.max_tokens",
    "temperature": "gen_ai.request.temperature",
    "top_p": "gen_ai.request.top_p",
    "seed": "gen_ai.request.seed",
}


def traced(runner: Runner) -> Runner:
    """A runner whose answers are told as spans where the request that asks is traced."""
    return _Traced(runner)


class _Traced:
    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    @property
    def model(self) -> Model:
        return self._runner.model

    def events(self, order: Order) -> AsyncIterator[list[Event]]:
        work = WORK.get()
        return self._runner.events(order) if work is None else _followed(work, self._runner, order)

    def close(self) -> None:
        self._runner.close()


@contextmanager
def embedding(model: Model) -> Iterator[None]:
    """The span of vectors that are made."""
    told = {**_about(model), "gen_ai.operation.name": "embeddings"}
    with spans.span(f"embeddings {model.name}", told), trail.carrying(spans.traceparent()):
        yield


async def _followed(work: Work, runner: Runner, order: Order) -> AsyncIterator[list[Event]]:
    """The same events; the span is not made current, for who closes this may do so from elsewhere. Other servers that
    are asked go on from it.
    """
    model = runner.model
    one, asked_s, told = _begun(work.tracing, model, order), time.monotonic(), False
    try:
        async with aclosing(runner.events(replace(order, traceparent=spans.traceparent(one)))) as stream:  # type: ignore[type-var]
            async for ready in stream:
                if ready and not told:
                    told = True
                    one.set_attribute("gen_ai.response.time_to_first_chunk", time.monotonic() - asked_s)
                if ready and isinstance(ready[-1], ReplyDone):
                    _tell(one, work.tracing, model, ready[-1].reply)
                yield ready
    except Exception as error:
        spans.failed(one, error)
        raise
    except BaseException:
        spans.failed(one, "client_gone")
        raise
    finally:
        one.end()


def _begun(tracing: Tracing, model: Model, order: Order) -> Span:
    from opentelemetry.trace import SpanKind

    operation = "chat" if order.outputs in (None, ("text",)) else "generate_content"
    told: Json = {**_about(model), "gen_ai.operation.name": operation}
    told |= {name: order.settings[setting] for setting, name in SETTINGS.items() if setting in order.settings}
    if "stop" in order.settings and tracing.captures:
        told["gen_ai.request.stop_sequences"] = order.settings["stop"]
    if order.outputs is not None and len(order.outputs) == 1:
        told["gen_ai.output.type"] = "json" if "schema" in order.settings else order.outputs[0]
    if tracing.captures:
        told |= _conversation(messages_of(order.asked))
    kind = SpanKind.INTERNAL if isinstance(model, NativeModel) else SpanKind.CLIENT
    return tracing.tracer.start_span(f"{operation} {model.name}", kind=kind, attributes=told)


def _about(model: Model) -> Json:
    ours = isinstance(model, NativeModel | SensoriumAddress)
    return {"gen_ai.provider.name": "sensorium" if ours else "openai", "gen_ai.request.model": model.name}


def _tell(one: Span, tracing: Tracing, model: Model, reply: Reply) -> None:
    """What a reply came to."""
    one.set_attributes(
        {
            "gen_ai.response.model": reply.model,
            "gen_ai.response.finish_reasons": [reply.finish_reason],
            "gen_ai.usage.input_tokens": reply.usage.prompt_tokens,
            "gen_ai.usage.output_tokens": reply.usage.completion_tokens,
            "sensorium.outputs": list(reply.settings["outputs"]),
            **_by_modality("input", reply.usage.prompt),
            **_by_modality("output", reply.usage.completion),
        }
    )
    if tracing.captures:
        told = [_message("assistant", reply.parts) | {"finish_reason": reply.finish_reason}]
        one.set_attribute("gen_ai.output.messages", json.dumps(told, ensure_ascii=False))
    if isinstance(model, NativeModel):
        _stages(one, tracing, model, reply)


def _by_modality(direction: str, counts: Mapping[str, int]) -> dict[str, int]:
    return {f"sensorium.usage.{direction}.{modality}_tokens": count for modality, count in counts.items()}


def _stages(one: Span, tracing: Tracing, model: NativeModel, reply: Reply) -> None:
    """The engine noted when each stage began, by another clock: spans are told in nanoseconds since 1970."""
    from opentelemetry.trace import set_span_in_context

    trace = model.trace(reply)
    assert trace is not None
    times, shift_ns, inside = trace.times, time.time_ns() - time.monotonic_ns(), set_span_in_context(one)
    for name, begun, ended, told in (
        ("wait for a row", times.queued, times.begun, {}),
        ("prefill", times.begun, times.read, {"sensorium.positions": len(trace.prompt.ids)}),
        ("decode", times.read, times.ended, {"sensorium.positions": len(trace.reply.ids)}),
    ):
        tracing.tracer.start_span(name, inside, attributes=told, start_time=begun + shift_ns).end(ended + shift_ns)


def _conversation(messages: Sequence[Message]) -> Json:
    """What a model is told, as the conventions have it."""
    system = [part for message in messages if message.role == "system" for part in _parts(message.parts)]
    others = [_message(message.role, message.parts) for message in messages if message.role != "system"]
    told = {"gen_ai.input.messages": json.dumps(others, ensure_ascii=False)}
    return told | ({"gen_ai.system_instructions": json.dumps(system, ensure_ascii=False)} if system else {})


def _message(role: str, parts: Sequence[Part]) -> Json:
    return {"role": role, "parts": _parts(parts)}


def _parts(parts: Sequence[Part]) -> list[Json]:
    """Words and calls as they are; of media only what they are, for a trace is no place for files."""
    return [_part(part) for part in parts]


def _part(part: Part) -> Json:
    match part:
        case Text(text=text):
            return {"type": "text", "content": text}
        case ToolCall(name=name, arguments=arguments, id=call):
            return {"type": "tool_call", "id": call, "name": name, "arguments": arguments}
    return {"type": "media", "modality": type(part).__name__.lower()}
