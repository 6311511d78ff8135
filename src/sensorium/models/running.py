"""One model for many callers: each awaits its own events, whoever else is being answered.

The built-in model answers all of them in shared steps, in one thread; a model at an address is asked in a thread for
each request. Events come in lists of whatever is ready: callers look at most once in `LOOK_EVERY_S`, so that a model
that is faster than anybody reads costs no wake-up for each token. A caller that goes away frees its place at once, or
when its thread has ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Protocol, TypeAlias

from sensorium.content import Modality, Reply
from sensorium.errors import Overloaded
from sensorium.events import Event, ReplyDone
from sensorium.models import trail
from sensorium.models.model import Asked, Model
from sensorium.models.native import NativeModel

MOST_OPEN = 64  # requests of one model that are answered or wait
RETRY_AFTER_S = 2.0
LOOK_EVERY_S = 0.01
LAST_STEP_S = 10.0

News: TypeAlias = Event | Exception


@dataclass(frozen=True, eq=False, kw_only=True)
class Order:
    """What one caller asks, as `Model.stream` takes it."""

    asked: Sequence[Asked]
    outputs: Sequence[Modality] | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    traceparent: str | None = None  # the trace that requests to other servers go on


class Runner(Protocol):
    """A model that many callers ask at the same time, all from one event loop."""

    @property
    def model(self) -> Model: ...

    def events(self, order: Order) -> AsyncIterator[list[Event]]:
        """What happens, in lists of what is ready; the last event is ReplyDone. Whoever does not wait for it closes it.
        A list may be empty: the request was taken, and nothing has come of it yet.

        Raises what the model raises, and `Overloaded` when too many requests are open.
        """
        ...

    def close(self) -> None:
        """Answer nobody any more."""
        ...


async def reply_of(runner: Runner, order: Order) -> Reply:
    """The whole reply. Raises as `Runner.events`."""
    async with contextlib.aclosing(runner.events(order)) as events:  # type: ignore[type-var]
        async for ready in events:
            if ready and isinstance(ready[-1], ReplyDone):
                return ready[-1].reply
    raise AssertionError("events end with ReplyDone or an error")


def runner_of(model: Model, *, most_open: int = MOST_OPEN) -> Runner:
    """The way to run a model for many callers."""
    return SharedSteps(model, most_open) if isinstance(model, NativeModel) else OwnThreads(model, most_open)


class _Bell:
    """Wakes the callers of one event loop, all at once, and not again before `LOOK_EVERY_S` have passed."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._waiting: deque[_Caller] = deque()
        self._rung = False
        self._last_s = -LOOK_EVERY_S

    def ring(self, callers: Iterable[_Caller]) -> None:
        """There are news for these, who were not rung for since they were last woken. From any thread."""
        self._waiting.extend(callers)
        if not self._rung and self._waiting:
            self._rung = True
            with contextlib.suppress(RuntimeError):  # the loop is closed, and nobody waits
                self.loop.call_soon_threadsafe(self._heard)

    def _heard(self) -> None:
        early_s = self._last_s + LOOK_EVERY_S - self.loop.time()
        if early_s > 0:
            self.loop.call_later(early_s, self._wake)
        else:
            self._wake()

    def _wake(self) -> None:
        self._last_s = self.loop.time()
        self._rung = False  # before the callers are read: who comes later rings again
        while self._waiting:
            caller = self._waiting.popleft()
            caller.rung = False
            caller.woken.set()


class _Bells:
    """The bell of the event loop that asks: one, until another loop takes its place."""

    def __init__(self) -> None:
        self._latest: _Bell | None = None

    def here(self) -> _Bell:
        """The bell of the running event loop."""
        loop = asyncio.get_running_loop()
        if self._latest is None or self._latest.loop is not loop:
            self._latest = _Bell(loop)
        return self._latest


class _Caller:
    """Where the news of one request go. Any thread tells them; they are awaited on the caller's event loop."""

    def __init__(self, order: Order, bell: _Bell) -> None:
        self.order, self.bell = order, bell
        self.gone = self.ended = False  # gone: nobody waits for it any more; ended: nothing more will be told
        self.rung = False  # whether it will be woken for what is told now
        self.woken = asyncio.Event()
        self._told: list[News] = []
        self.put = self._told.append  # leaves news for whoever is woken later

    def tell(self, *news: News) -> None:
        """Put news, and wake the caller: of nothing, to say that its request was taken."""
        self._told.extend(news)
        if not self.rung:
            self.rung = True
            self.bell.ring((self,))

    async def news(self) -> AsyncIterator[list[Event]]:
        """What was told, up to the end of the reply."""
        while not self.ended:
            await self.woken.wait()
            self.woken.clear()
            told = len(self._told)  # what is told from now on is put behind it, by other threads
            events: list[Any] = self._told[:told]
            del self._told[:told]
            failure = events.pop() if events and isinstance(events[-1], Exception) else None  # nothing follows it
            self.ended = failure is not None or isinstance(events[-1] if events else None, ReplyDone)
            if events or failure is None:
                yield events
            if failure is not None:
                raise failure


class _Places:
    """How many requests may be open. A quarter of the places is kept for those that want words alone."""

    def __init__(self, most: int) -> None:
        self._most, self._most_media = most, most - most // 4
        self._taken = self._media = 0

    @contextlib.contextmanager
    def taken(self, order: Order) -> Iterator[None]:
        """A place as long as the context lasts. Raises Overloaded when there is none."""
        media = int(list(order.outputs or ()) != ["text"])
        if self._taken >= self._most or self._media + media > self._most_media:
            what = f"{self._taken} requests are being answered or wait: try again in {RETRY_AFTER_S:g} s"
            raise Overloaded(what, retry_after_s=RETRY_AFTER_S)
        self._taken, self._media = self._taken + 1, self._media + media
        try:
            yield
        finally:
            self._taken, self._media = self._taken - 1, self._media - media


class SharedSteps:
    """The built-in model: one thread takes all requests forward, a step at a time."""

    def __init__(self, model: NativeModel, most_open: int = MOST_OPEN) -> None:
        self.model = model
        self._places = _Places(most_open)
        self._bells = _Bells()
        self._doings: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._callers: dict[int, _Caller] = {}  # by ticket; touched by the thread alone
        self._thread = threading.Thread(target=self._run, daemon=True, name="steps")
        self._thread.start()

    async def events(self, order: Order) -> AsyncIterator[list[Event]]:
        with self._places.taken(order):
            caller = _Caller(order, self._bells.here())
            self._doings.put(lambda: self._admit(caller))
            try:
                async for events in caller.news():
                    yield events
            finally:
                if not caller.ended:
                    self._doings.put(lambda: self._drop(caller))

    def close(self) -> None:
        self._doings.put(None)
        self._thread.join(LAST_STEP_S)  # a thread within a step when Python ends would end the process with an abort

    def _run(self) -> None:
        """Do what was asked for; while somebody waits for an answer, step."""
        while True:
            while not (self._callers and self._doings.empty()):
                doing = self._doings.get()
                if doing is None:
                    return
                doing()
            self._step()

    def _admit(self, caller: _Caller) -> None:
        order = caller.order
        try:
            ticket = self.model.submit(*order.asked, outputs=order.outputs, **order.settings)
        except Exception as error:  # noqa: BLE001 - told to the one who asked
            caller.tell(error)
        else:
            self._callers[ticket] = caller
            caller.tell()

    def _drop(self, caller: _Caller) -> None:
        for ticket in [ticket for ticket, one in self._callers.items() if one is caller]:
            self.model.cancel(ticket)
            del self._callers[ticket]

    def _step(self) -> None:
        try:
            happened = self.model.step()
        except Exception as error:  # noqa: BLE001 - whose request it was cannot be known
            for ticket, caller in self._callers.items():
                self.model.cancel(ticket)
                caller.tell(error)
            self._callers.clear()
            return
        told: dict[_Bell, list[_Caller]] = defaultdict(list)
        for ticket, event in happened:
            caller = self._callers[ticket]
            caller.put(event)
            if not caller.rung:
                caller.rung = True
                told[caller.bell].append(caller)
            if isinstance(event, ReplyDone):
                del self._callers[ticket]
        for bell, callers in told.items():
            bell.ring(callers)


class OwnThreads:
    """Any other model: a thread for each request, which waits for the network most of the time."""

    def __init__(self, model: Model, most_open: int = MOST_OPEN) -> None:
        self.model = model
        self._places = _Places(most_open)
        self._bells = _Bells()

    async def events(self, order: Order) -> AsyncIterator[list[Event]]:
        place = contextlib.ExitStack()
        place.enter_context(self._places.taken(order))
        caller = _Caller(order, self._bells.here())
        thread = threading.Thread(target=self._ask, args=(caller, place.close), daemon=True, name="asking")
        try:
            thread.start()
            async for events in caller.news():
                yield events
        finally:
            caller.gone = True
            if caller.ended or not thread.is_alive():
                place.close()

    def close(self) -> None:
        """Nothing is held between requests."""

    def _ask(self, caller: _Caller, leave: Callable[[], None]) -> None:
        """Tell the caller what the model says, and leave its place: not before, or those who go away would leave any
        number of threads behind.
        """
        order = caller.order
        try:
            with trail.carrying(order.traceparent):
                for event in self.model.stream(*order.asked, outputs=order.outputs, **order.settings):
                    caller.tell(event)
                    if caller.gone:
                        return
        except Exception as error:  # noqa: BLE001 - told to the one who asked
            caller.tell(error)
        finally:
            with contextlib.suppress(RuntimeError):  # the loop is closed, and nobody waits
                caller.bell.loop.call_soon_threadsafe(leave)
