"""Many callers of one model: each gets what it would get alone, and a place is free once its caller is gone."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator
from contextlib import aclosing
from typing import cast

import pytest

from sensorium.content import Reply, Text, Usage
from sensorium.errors import InvalidInput, Overloaded, ProviderError
from sensorium.events import Event, PartialImage, ReplyDone, TextDelta
from sensorium.models.model import Model
from sensorium.models.native import NativeModel
from sensorium.models.running import Order, OwnThreads, Runner, SharedSteps, reply_of, runner_of

QUESTIONS = ("What is this?", "Draw a small green tree", "There are three apples.")


def order(question: str, seed: int, max_tokens: int = 4) -> Order:
    return Order(asked=(question,), outputs=("text",), settings={"seed": seed, "max_tokens": max_tokens})


async def begun(runner: Runner, one: Order) -> list[Event]:
    """The first news of a request whose caller then goes away."""
    async with aclosing(runner.events(one)) as events:  # type: ignore[type-var]
        async for first in events:
            if first:
                return first
    raise AssertionError("no news")


def test_many_callers_get_what_each_would_get_alone(tiny: NativeModel) -> None:
    alone = [tiny.generate(q, outputs=["text"], seed=seed, max_tokens=4).text for seed, q in enumerate(QUESTIONS * 4)]

    async def run() -> list[Reply]:
        runner = runner_of(tiny)
        assert isinstance(runner, SharedSteps)
        replies = await asyncio.gather(*(reply_of(runner, order(q, seed)) for seed, q in enumerate(QUESTIONS * 4)))
        runner.close()
        return replies

    assert [reply.text for reply in asyncio.run(run())] == alone


def test_a_caller_that_goes_away_frees_its_place(tiny: NativeModel) -> None:
    async def run() -> None:
        runner = SharedSteps(tiny, most_open=1)
        for _ in range(3):
            drawing = Order(asked=("Draw a dog.",), outputs=("image",), settings={"seed": 1, "partial_images": 3})
            assert isinstance((await begun(runner, drawing))[0], PartialImage)
        reply = await reply_of(runner, order(QUESTIONS[0], 0))
        assert reply.usage.completion_tokens
        await asyncio.sleep(0.05)
        assert tiny.step() == []  # nothing is left in the engine
        runner.close()

    asyncio.run(run())


def test_more_than_may_be_open_are_told_to_wait(tiny: NativeModel) -> None:
    async def run() -> list[Reply | BaseException]:
        runner = SharedSteps(tiny, most_open=2)
        asked = (reply_of(runner, order(question, 0)) for question in QUESTIONS)
        return await asyncio.gather(*asked, return_exceptions=True)

    *served, refused = asyncio.run(run())
    assert all(isinstance(one, Reply) for one in served)
    assert isinstance(refused, Overloaded)
    assert refused.retry_after_s > 0


def test_nothing_steps_any_more_once_a_runner_is_closed(tiny: NativeModel) -> None:
    async def run() -> None:
        runner = SharedSteps(tiny)
        filming = asyncio.create_task(
            reply_of(runner, Order(asked=("Film a dog.",), outputs=("video",), settings={"seed": 1}))
        )
        assert await begun(runner, order(QUESTIONS[0], 0))
        runner.close()
        assert not runner._thread.is_alive()
        assert not filming.done()
        filming.cancel()
        await asyncio.gather(filming, return_exceptions=True)

    asyncio.run(run())


def test_media_never_take_all_places(tiny: NativeModel) -> None:
    async def run() -> tuple[list[Overloaded], Reply]:
        runner = SharedSteps(tiny, most_open=4)
        drawing = Order(asked=("Draw a dog.",), outputs=("image",), settings={"seed": 1})
        drawn = [asyncio.create_task(reply_of(runner, drawing)) for _ in range(5)]
        words = await reply_of(runner, order(QUESTIONS[0], 0))
        refused = [task.exception() for task in drawn if task.done()]
        for task in drawn:
            task.cancel()
        await asyncio.gather(*drawn, return_exceptions=True)
        runner.close()
        return [one for one in refused if isinstance(one, Overloaded)], words

    refused, words = asyncio.run(run())
    assert len(refused) == 2  # of five drawings three are taken
    assert words.usage.completion_tokens


def test_an_error_reaches_the_one_who_asked(tiny: NativeModel) -> None:
    async def run() -> None:
        runner = SharedSteps(tiny)
        fine = asyncio.create_task(reply_of(runner, order(QUESTIONS[0], 0)))
        with pytest.raises(InvalidInput, match="unknown setting"):
            await reply_of(runner, Order(asked=("x",), settings={"volume": 3}))
        assert (await fine).parts

    asyncio.run(run())


def test_a_seed_that_is_none_disturbs_nobody(tiny: NativeModel) -> None:
    async def run() -> list[Reply | BaseException]:
        runner = SharedSteps(tiny)
        asked = [reply_of(runner, order(QUESTIONS[0], seed)) for seed in (0, -1, 1)]
        told = await asyncio.gather(*asked, return_exceptions=True)
        later = await reply_of(runner, order(QUESTIONS[0], 0))
        runner.close()
        return [*told, later]

    first, refused, second, later = asyncio.run(run())
    assert isinstance(refused, InvalidInput)
    assert refused.param == "seed"
    assert all(isinstance(one, Reply) for one in (first, second, later))


def test_a_broken_step_is_told_to_all_and_the_next_request_is_answered(
    tiny: NativeModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tiny.step

    def broken() -> list[tuple[int, Event]]:
        monkeypatch.setattr(tiny, "step", whole)
        raise MemoryError("no room")

    async def run() -> None:
        runner = SharedSteps(tiny)
        monkeypatch.setattr(tiny, "step", broken)
        with pytest.raises(MemoryError):
            await reply_of(runner, order(QUESTIONS[0], 0))
        assert (await reply_of(runner, order(QUESTIONS[0], 0))).parts

    asyncio.run(run())


class Distant:
    """A model at an address: words, then an end or a failure."""

    name = "distant"

    def __init__(self, failure: Exception | None = None) -> None:
        self._failure = failure

    def stream(self, *asked: object, outputs: object = None, **settings: object) -> Iterator[Event]:
        yield TextDelta(f"{asked[0]} ")
        yield TextDelta("yes")
        if self._failure:
            raise self._failure
        usage = Usage(prompt={}, completion={})
        yield ReplyDone(Reply(parts=(Text(f"{asked[0]} yes"),), usage=usage, model=self.name))


def test_a_model_at_an_address_answers_in_threads() -> None:
    async def run() -> list[Reply]:
        runner = runner_of(cast(Model, Distant()))
        assert isinstance(runner, OwnThreads)
        return await asyncio.gather(*(reply_of(runner, Order(asked=(str(number),))) for number in range(9)))

    assert [reply.text for reply in asyncio.run(run())] == [f"{number} yes" for number in range(9)]


def test_a_failure_in_the_middle_comes_after_what_was_said() -> None:
    said: list[str] = []

    async def run() -> None:
        runner = runner_of(cast(Model, Distant(ProviderError("broke off"))))
        async for events in runner.events(Order(asked=("so",))):
            said.extend(event.text for event in events if isinstance(event, TextDelta))

    with pytest.raises(ProviderError):
        asyncio.run(run())
    assert "".join(said) == "so yes"


class Silent:
    """A model at an address that says nothing until it is let go."""

    name = "silent"

    def __init__(self) -> None:
        self.free = threading.Event()

    def stream(self, *asked: object, outputs: object = None) -> Iterator[Event]:
        self.free.wait(10)
        yield ReplyDone(said("yes"))


def test_callers_that_go_away_leave_no_more_threads_than_places() -> None:
    model = Silent()
    runner = OwnThreads(cast(Model, model), most_open=4)

    async def come_and_go() -> None:
        events = runner.events(Order(asked=("Hi",)))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(anext(events), 0.01)
        await events.aclose()  # type: ignore[attr-defined]

    async def run() -> Reply:
        before = threading.active_count()
        for _ in range(3):  # a quarter of the places is kept for words alone
            await come_and_go()
        with pytest.raises(Overloaded):
            await come_and_go()
        assert threading.active_count() - before <= 4
        model.free.set()
        await asyncio.sleep(0.2)
        assert threading.active_count() == before
        return await reply_of(runner, Order(asked=("Hi",)))

    assert asyncio.run(run()).text == "yes"


class Fast:
    """A model that says a word every fifth of a millisecond, so faster than anybody reads."""

    name = "fast"

    def __init__(self, words: int) -> None:
        self._left, self._words = dict[int, int](), words

    def submit(self, *asked: object, outputs: object = None) -> int:
        self._left[len(self._left)] = self._words
        return len(self._left) - 1

    def cancel(self, ticket: int) -> None:
        self._left[ticket] = 0

    def step(self) -> list[tuple[int, Event]]:
        time.sleep(0.0002)
        happened: list[tuple[int, Event]] = []
        for ticket, left in self._left.items():
            self._left[ticket] = left - 1
            happened += [(ticket, TextDelta("word "))] if left > 0 else []
            happened += [(ticket, ReplyDone(said("word " * self._words)))] if left == 0 else []
        return happened


def said(text: str) -> Reply:
    return Reply(parts=(Text(text),), usage=Usage(prompt={}, completion={}), model="fast", settings={})


def test_what_is_told_faster_than_it_is_read_comes_together_and_in_order() -> None:
    async def run() -> list[list[list[Event]]]:
        runner = SharedSteps(cast(NativeModel, Fast(500)))

        async def heard() -> list[list[Event]]:
            return [ready async for ready in runner.events(Order(asked=("x",)))]

        told = await asyncio.gather(heard(), heard())
        runner.close()
        return told

    for lists in asyncio.run(run()):
        *words, done = [event for ready in lists for event in ready]
        assert [event.text for event in words if isinstance(event, TextDelta)] == ["word "] * 500
        assert isinstance(done, ReplyDone)
        assert len(lists) < 250
