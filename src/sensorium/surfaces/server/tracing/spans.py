"""Spans of the request that is being answered; nothing at all, and no import, where none is traced.

A span never holds words, media, keys or addresses; what the model was told and said is added by `answers`, and only
where that was asked for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import sensorium
from sensorium.errors import SensoriumError

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.trace import Span, SpanKind, TracerProvider

ERROR = "error.type"
Attributes: TypeAlias = Mapping[str, str | bool | int | float | list[str]]


class Tracing:
    """Where the spans of a server go. `captures`: whether they may hold what a model was told and said."""

    def __init__(self, provider: TracerProvider, *, captures: bool = False) -> None:
        self.tracer = provider.get_tracer("sensorium", sensorium.__version__)
        self.captures = captures
        self._provider = provider

    def close(self) -> None:
        """Send what was not sent yet."""
        if ending := getattr(self._provider, "shutdown", None):
            ending()

    @contextmanager
    def root(self, name: str, carrier: Mapping[str, str], kind: SpanKind, attributes: Attributes) -> Iterator[Span]:
        """The span that all others of a request or job lie in; it goes on the trace that `carrier` tells, if any."""
        from opentelemetry import propagate

        with self._span(name, attributes, kind, propagate.extract(carrier)) as one:
            work = Work(tracing=self, trace_id=f"{one.get_span_context().trace_id:032x}")
            before = WORK.set(work)
            try:
                yield one
            finally:
                work.encoded.tell(self)
                WORK.reset(before)

    @contextmanager
    def _span(
        self, name: str, attributes: Attributes, kind: SpanKind | None = None, context: Context | None = None
    ) -> Iterator[Span]:
        from opentelemetry.trace import SpanKind

        opened = self.tracer.start_as_current_span(
            name,
            context,
            kind or SpanKind.INTERNAL,
            attributes,
            record_exception=False,  # what an error says may hold a caller's words
            set_status_on_exception=False,
        )
        with opened as one:
            try:
                yield one
            except Exception as error:
                failed(one, error)
                raise

    def span(self, name: str, attributes: Attributes) -> AbstractContextManager[Span]:
        """A span within that which is open here."""
        return self._span(name, attributes)


@dataclass(eq=False)
class Encoded:
    """What it took to write the media of one reply, in all: a stream has hundreds of pieces."""

    pieces: int = 0
    spent_ns: int = 0
    first_ns: int = 0
    last_ns: int = 0

    def add(self, began_ns: int, ended_ns: int) -> None:
        """One piece; nanoseconds since 1970."""
        self.pieces += 1
        self.spent_ns += ended_ns - began_ns
        self.first_ns = self.first_ns or began_ns
        self.last_ns = ended_ns

    def tell(self, tracing: Tracing) -> None:
        """One span from the first piece to the last, with the time that was spent on them."""
        if self.pieces:
            told = {"sensorium.pieces": self.pieces, "sensorium.seconds": self.spent_ns / 1e9}
            tracing.tracer.start_span("encode reply", attributes=told, start_time=self.first_ns).end(self.last_ns)


@dataclass(frozen=True, eq=False, kw_only=True)
class Work:
    """A request whose time is told."""

    tracing: Tracing
    trace_id: str
    encoded: Encoded = field(default_factory=Encoded)


WORK: ContextVar[Work | None] = ContextVar("work", default=None)
"""The request that is being answered, if it is traced."""


def trace_id() -> str | None:
    """The trace that the request being answered belongs to, 32 hexadecimal digits."""
    work = WORK.get()
    return None if work is None else work.trace_id


def traceparent(one: Span | None = None) -> str | None:
    """Where work elsewhere, or that outlives the request, goes on its trace: a W3C `traceparent`. one: the span that
    it lies in, by default the one that is open here.
    """
    if WORK.get() is None:
        return None
    from opentelemetry.trace import set_span_in_context
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    carrier: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(carrier, None if one is None else set_span_in_context(one))
    return carrier.get("traceparent")


def span(name: str, attributes: Attributes | None = None) -> AbstractContextManager[object]:
    """A span of the request that is being answered, as long as the context lasts."""
    work = WORK.get()
    return nullcontext() if work is None else work.tracing.span(name, attributes or {})


def tell(attributes: Attributes) -> None:
    """Add to the span that is open here."""
    if WORK.get() is not None:
        from opentelemetry.trace import get_current_span

        get_current_span().set_attributes(attributes)


def job(tracing: Tracing | None, name: str, parent: str | None) -> AbstractContextManager[object]:
    """Work that outlives its request, on the trace of `parent`, its `traceparent`."""
    if tracing is None:
        return nullcontext()
    from opentelemetry.trace import SpanKind

    return tracing.root(name, {} if parent is None else {"traceparent": parent}, SpanKind.CONSUMER, {})


@contextmanager
def encoding() -> Iterator[None]:
    """While media of a reply are written."""
    work = WORK.get()
    began_ns = time.time_ns()
    try:
        yield
    finally:
        if work is not None:
            work.encoded.add(began_ns, time.time_ns())


def failed(one: Span, error: Exception | str) -> None:
    """Mark a span with the code of an error, never with what it says."""
    from opentelemetry.trace import StatusCode

    code = error.code if isinstance(error, SensoriumError) else type(error).__name__
    one.set_attribute(ERROR, error if isinstance(error, str) else code)
    one.set_status(StatusCode.ERROR)
