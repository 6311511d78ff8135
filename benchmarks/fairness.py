"""How long a chat waits beside media that are being made: with rows kept for words, and without.

    python benchmarks/fairness.py [--busy 8] [--chats 3] [--model NAME]

So many requests of a kind are asked for at once; when all rows that they may have are taken, chats come one after the
other. Told are the seconds to the first word and to the end of the answer, the median of the chats; alone: with nothing
else going on. What is cut off by `--limit` seconds was still waiting then.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import statistics
import time

import sensorium
from sensorium.content import Modality
from sensorium.events import ReplyDone, TextDelta
from sensorium.models.native import NativeModel
from sensorium.models.running import Order, Runner, SharedSteps
from sensorium.native.engine import rows

ASKED: dict[Modality, str] = {
    "video": "Film a dog moving to the right",
    "music": "Compose a jig in D major",
    "speech": "Say: The small green dog is right of the large yellow car.",
}
CHAT = "What is a dog?"
WORDS = 12
SETTLE_S = 0.5  # until those who came first hold their rows


async def chat(runner: Runner, seed: int) -> tuple[float, float]:
    """Seconds to the first word, and to the end."""
    began, first_s = time.monotonic(), 0.0
    order = Order(asked=(CHAT,), outputs=("text",), settings={"seed": seed, "max_tokens": WORDS})
    async with contextlib.aclosing(runner.events(order)) as events:  # type: ignore[type-var]
        async for ready in events:
            if not first_s and any(isinstance(event, TextDelta | ReplyDone) for event in ready):
                first_s = time.monotonic() - began
    return first_s, time.monotonic() - began


async def made(runner: Runner, output: Modality, seed: int) -> None:
    """One request of those that are in the way."""
    order = Order(asked=(ASKED[output],), outputs=(output,), settings={"seed": seed})
    async with contextlib.aclosing(runner.events(order)) as events:  # type: ignore[type-var]
        async for _ in events:
            pass


async def waits(model: NativeModel, output: Modality, busy: int, chats: int, limit_s: float) -> str:
    """The line of one case."""
    runner = SharedSteps(model)
    others = [asyncio.create_task(made(runner, output, seed)) for seed in range(busy)]
    if busy:
        await asyncio.sleep(SETTLE_S)
    found = []
    for seed in range(chats):
        try:
            found.append(await asyncio.wait_for(chat(runner, seed), limit_s))
        except TimeoutError:
            found.append((limit_s, limit_s))
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    runner.close()
    first_s, end_s = (statistics.median(column) for column in zip(*found, strict=True))
    return f"{first_s:7.2f} s {end_s:7.2f} s{' (cut off)' if end_s >= limit_s else ''}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="the wait of a chat beside media")
    parser.add_argument("--busy", type=int, default=8)
    parser.add_argument("--chats", type=int, default=3)
    parser.add_argument("--limit", type=float, default=60.0)
    parser.add_argument("--model", default=None)
    given = parser.parse_args()
    kept = rows.NUM_RESERVED
    print(f"{'':30}first word       end")
    for reserved in (kept, 0):
        rows.NUM_RESERVED = reserved  # read by an engine when it is made
        model = sensorium.load(given.model) if given.model else sensorium.load()
        assert isinstance(model, NativeModel)
        if reserved:
            print(f"{'alone':26}{asyncio.run(waits(model, 'video', 0, given.chats, given.limit))}")
        for output in ASKED:
            name = f"{given.busy} × {output}, {reserved} rows kept"
            print(f"{name:26}{asyncio.run(waits(model, output, given.busy, given.chats, given.limit))}", flush=True)


if __name__ == "__main__":
    main()
