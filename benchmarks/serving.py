"""Streaming over HTTP: tokens a CPU-second of the server, and the gaps that a listener feels, beside a plain server.

    python benchmarks/serving.py [--streams 32] [--tokens 256] [--rounds 3] [--paced 500]

Both servers run in a process of their own and are fed by the same scripted model, which costs next to nothing: what is
measured is the way from a token to the socket. The plain one is what one writes first: FastAPI, an async generator,
`json.dumps` of every chunk. With --paced so many listeners hear 20 tokens a second each, and the 99th percentile of the
gap between tokens, less the pace, is printed. Rounds of the two servers alternate.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Mapping
from itertools import pairwise
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse

PACE_S = 0.05  # between two tokens of a paced stream
WORD = "word "


class Scripted:
    """Says `tokens` words to every request, one a step; `pace_s` between steps, 0 for as fast as may be."""

    name = "scripted"

    def __init__(self, tokens: int, pace_s: float) -> None:
        from sensorium.events import TextDelta
        from sensorium.models.model import Abilities

        self.abilities = Abilities(inputs=frozenset({"text"}), outputs=frozenset({"text"}))
        self._tokens, self._pace_s, self._next_s = tokens, pace_s, 0.0
        self._said: dict[int, int] = {}
        self._ticket = 0
        self._word = TextDelta(WORD)

    def submit(self, *asked: object, outputs: object = None, **settings: object) -> int:
        self._ticket += 1
        self._said[self._ticket] = 0
        return self._ticket

    def cancel(self, ticket: int) -> None:
        self._said.pop(ticket, None)

    def step(self) -> list[tuple[int, object]]:
        from sensorium.content import Reply, Text, Usage
        from sensorium.events import ReplyDone

        if self._pace_s:
            time.sleep(max(0.0, self._next_s - time.monotonic()))
            self._next_s = time.monotonic() + self._pace_s
        events: list[tuple[int, object]] = []
        for ticket, said in list(self._said.items()):
            if said < self._tokens:
                self._said[ticket] += 1
                events.append((ticket, self._word))
            else:
                del self._said[ticket]
                usage = Usage(prompt={"text": 1}, completion={"text": said})
                settings = {"outputs": ["text"]}
                reply = Reply(parts=(Text(WORD * said),), usage=usage, model=self.name, settings=settings)
                events.append((ticket, ReplyDone(reply)))
        return events


def ours(tokens: int, pace_s: float) -> FastAPI:
    """Our application with the scripted model."""
    from typing import cast

    from sensorium.models import running
    from sensorium.models.native import NativeModel
    from sensorium.surfaces.server.application import create
    from sensorium.surfaces.server.desk import Desk
    from sensorium.surfaces.server.serving import Serving

    class Desked(Desk):
        async def runner(self, name: str | None) -> running.Runner:
            return shared

    shared = running.SharedSteps(cast(NativeModel, Scripted(tokens, pace_s)), most_open=2000)
    return create(Serving(desk=Desked(("scripted",))))


def plain(tokens: int, pace_s: float) -> FastAPI:
    """The same answer as one writes it first."""
    app = FastAPI()

    @app.post("/v1/chat/completions")
    async def chat(request: Request) -> StreamingResponse:
        await request.json()

        async def chunks() -> AsyncIterator[str]:
            for _ in range(tokens):
                if pace_s:
                    await asyncio.sleep(pace_s)
                delta = {"index": 0, "delta": {"content": WORD}, "finish_reason": None, "logprobs": None}
                head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
                yield f"data: {json.dumps({**head, 'choices': [delta]})}\n\n"
            yield "data: [DONE]\n\n"

        return StreamingResponse(chunks(), media_type="text/event-stream")

    return app


async def listen(port: int) -> list[float]:
    """When each piece of one stream came."""
    body = json.dumps({"messages": [{"role": "user", "content": "x"}], "stream": True}).encode()
    told = {"Host": "localhost", "Content-Type": "application/json", "Content-Length": len(body), "Connection": "close"}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"POST /v1/chat/completions HTTP/1.1\r\n{head}\r\n".encode() + body)
    times, seen = [], b""
    while data := await reader.read(1 << 16):
        times.append(time.monotonic())
        seen = seen[-64:] + data
    writer.close()
    assert b"[DONE]" in seen, seen
    return times


async def listen_all(port: int, streams: int) -> list[list[float]]:
    """All streams at the same time."""
    return await asyncio.gather(*(listen(port) for _ in range(streams)))


def served(kind: str, tokens: int, pace_s: float) -> subprocess.Popen[str]:
    """A server in a process of its own."""
    words = [sys.executable, __file__, "--serve", kind, "--tokens", str(tokens), "--pace", str(pace_s)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def cpu_s(pid: int) -> float:
    """Processor time of a process so far, all threads, to the nanosecond."""
    return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9


def serve(kind: str, tokens: int, pace_s: float) -> None:
    """Run a server on a free port, and print it."""
    import uvicorn

    app = {"ours": ours, "plain": plain}[kind](tokens, pace_s)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", backlog=4096))

    def announce() -> None:
        while not server.started:
            time.sleep(0.01)
        print(server.servers[0].sockets[0].getsockname()[1], flush=True)

    threading.Thread(target=announce, daemon=True).start()
    server.run()


def rate(kind: str, streams: int, tokens: int) -> tuple[float, float]:
    """Tokens a CPU-second of the server, and seconds to the first piece."""
    with served(kind, tokens, 0.0) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        asyncio.run(listen_all(port, 2))  # warms up
        before, start = cpu_s(process.pid), time.monotonic()
        heard = asyncio.run(listen_all(port, streams))
        spent = cpu_s(process.pid) - before
        process.terminate()
    return streams * tokens / spent, statistics.median(times[0] for times in heard) - start


def added_gap_s(kind: str, streams: int, tokens: int) -> float:
    """99th percentile of what the server adds to the pace."""
    with served(kind, tokens, PACE_S) as process:
        assert process.stdout is not None
        heard = asyncio.run(listen_all(int(process.stdout.readline()), streams))
        process.terminate()
    gaps = sorted(after - before for times in heard for before, after in pairwise(times[1:]))
    return gaps[int(0.99 * len(gaps))] - PACE_S


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="streaming over HTTP against a plain server")
    parser.add_argument("--streams", type=int, default=32)
    parser.add_argument("--tokens", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--paced", type=int, default=0, help="so many paced streams as well")
    parser.add_argument("--serve", choices=("ours", "plain"), help=argparse.SUPPRESS)
    parser.add_argument("--pace", type=float, default=0.0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve, given.tokens, given.pace)
        return
    rounds: Mapping[str, list[tuple[float, float]]] = {"plain": [], "ours": []}
    for _ in range(given.rounds):
        for kind, found in rounds.items():
            found.append(rate(kind, given.streams, given.tokens))
    medians = {
        kind: [statistics.median(column) for column in zip(*found, strict=True)] for kind, found in rounds.items()
    }
    for kind, (tokens, first_s) in medians.items():
        print(f"{kind}: {tokens:,.0f} tokens a CPU-second, first piece after {1000 * first_s:.0f} ms")
    print(f"ours against plain: {medians['ours'][0] / medians['plain'][0]:.1f} times the tokens a CPU-second")
    if given.paced:
        for kind in rounds:
            gap_ms = 1000 * added_gap_s(kind, given.paced, 60)
            print(
                f"{kind}: {given.paced} streams, {1 / PACE_S:.0f} tokens/s each, p99 of the added gap {gap_ms:.0f} ms"
            )


if __name__ == "__main__":
    main()
