"""Several answers to one prompt, waited for together, whole or as they come."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from contextlib import aclosing
from typing import Any

from sensorium.content import Reply, Usage
from sensorium.events import Event


def usage_of_all(usages: Sequence[Usage]) -> Usage:
    """Of several answers to one prompt: the prompt counts once, as it does in the API."""
    written: Counter[str] = Counter()
    for usage in usages:
        written.update(usage.completion)
    given: Mapping[str, int] = usages[0].prompt
    return Usage(prompt=given, completion=dict(written))


async def gathered(awaited: Sequence[Coroutine[Any, Any, Reply]]) -> list[Reply]:
    """All replies; the first that fails ends the others."""
    tasks = [asyncio.create_task(one) for one in awaited]
    try:
        return await asyncio.gather(*tasks)
    finally:
        await _ended(tasks)


async def merged(streams: Sequence[AsyncIterator[list[Event]]]) -> AsyncIterator[tuple[int, list[Event]]]:
    """Several streams as one, each with its number, as they come. The first error ends all."""
    if len(streams) == 1:
        async with aclosing(streams[0]) as only:  # type: ignore[type-var]
            async for events in only:
                yield 0, events
        return
    queue: asyncio.Queue[tuple[int, list[Event]] | Exception | None] = asyncio.Queue()

    async def follow(number: int) -> None:
        try:
            async with aclosing(streams[number]) as one:  # type: ignore[type-var]
                async for events in one:
                    queue.put_nowait((number, events))
        except Exception as error:  # noqa: BLE001 - raised where the events are read
            queue.put_nowait(error)
        queue.put_nowait(None)

    tasks = [asyncio.create_task(follow(number)) for number in range(len(streams))]
    try:
        running = len(tasks)
        while running:
            told = await queue.get()
            if told is None:
                running -= 1
            elif isinstance(told, Exception):
                raise told
            else:
                yield told
    finally:
        await _ended(tasks)


async def _ended(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Stop what still runs."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
