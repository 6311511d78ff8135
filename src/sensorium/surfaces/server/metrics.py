"""What a server has done, in Prometheus' text format: requests, seconds, tokens by modality. No words and no keys."""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from sensorium.content import Reply
from sensorium.events import Event, ReplyDone
from sensorium.models.model import Model
from sensorium.models.running import Order, Runner
from sensorium.surfaces.server import rates
from sensorium.surfaces.server.watching import Answered

PATH = "/metrics"
SECONDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)


class Metrics:
    """Counts of one server."""

    def __init__(self) -> None:
        self.registry = here = CollectorRegistry()
        ended, tokens = ("method", "route", "status"), ("model", "direction", "modality")
        self._requests = Counter("sensorium_requests", "Requests that have ended", ended, registry=here)
        self._seconds = _seconds("sensorium_request_seconds", "From a request to its last byte", "route", here)
        self._open = Gauge("sensorium_open_requests", "Requests being answered", registry=here)
        self._tokens = Counter("sensorium_tokens", "Positions of the stream", tokens, registry=here)
        self._sessions = Gauge("sensorium_live_sessions", "Live sessions that are open", registry=here)
        self._first = _seconds("sensorium_first_output_seconds", "To the first output", "model", here)

    def routes(self) -> APIRouter:
        """`/metrics`."""
        router = APIRouter()

        @router.get(PATH, tags=["server"])
        async def metrics() -> Response:
            """Counts for Prometheus."""
            return Response(generate_latest(self.registry), media_type=CONTENT_TYPE_LATEST)

        return router

    def counted(self, runner: Runner) -> Runner:
        """A runner whose replies are counted."""
        return _Counted(runner, self)

    def answered(self, answered: Answered) -> None:
        """A request has ended."""
        self._requests.labels(answered.method, answered.route, answered.status).inc()
        self._seconds.labels(answered.route).observe(answered.seconds)

    def began(self, model: str, seconds: float) -> None:
        """The first output of a reply has come."""
        self._first.labels(model).observe(seconds)

    def replied(self, reply: Reply) -> None:
        """A reply is whole."""
        for direction, tokens in (("in", reply.usage.prompt), ("out", reply.usage.completion)):
            for modality, count in tokens.items():
                self._tokens.labels(reply.model, direction, modality).inc(count)

    def talking(self, change: int) -> None:
        """One live session more, or one less, is open."""
        self._sessions.inc(change)

    def opened(self, change: int) -> None:
        """One request more, or one less, is being answered."""
        self._open.inc(change)


def _seconds(name: str, about: str, label: str, registry: CollectorRegistry) -> Histogram:
    return Histogram(name, about, (label,), buckets=SECONDS, registry=registry)


class _Counted:
    """A runner that tells of its replies."""

    def __init__(self, runner: Runner, metrics: Metrics) -> None:
        self._runner, self._metrics = runner, metrics

    @property
    def model(self) -> Model:
        return self._runner.model

    async def events(self, order: Order) -> AsyncIterator[list[Event]]:
        asked, told, reply = time.monotonic(), 0, None
        account = rates.ACCOUNT.get()  # now: whoever closes this may do so from elsewhere
        try:
            async with contextlib.aclosing(self._runner.events(order)) as events:  # type: ignore[type-var]
                async for ready in events:
                    if ready and not told:
                        self._metrics.began(self.model.name, time.monotonic() - asked)
                    told += len(ready)
                    if ready and isinstance(ready[-1], ReplyDone):
                        reply = ready[-1].reply
                        self._metrics.replied(reply)
                    yield ready
        finally:  # who goes away pays for what was told: an event is a token at the least
            if account is not None:
                account.charge("tokens", told if reply is None else reply.usage.total_tokens)

    def close(self) -> None:
        self._runner.close()
