"""How long a chat waits for its first word while documents are being scanned: read apart, and read in threads.

    python benchmarks/reading_beside.py [--documents 4] [--pages 8] [--seconds 30]

A server with the built-in model, in a process of its own, is sent so many scans at once; while they are read, chats
come one after the other, so many seconds long. Told are the median and the longest of the seconds to the first word,
and the pages that were read meanwhile. In threads: the same without a process apart, to see what the process is for.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import httpx2
from PIL import Image, ImageDraw, ImageFont

PATH = "/v1/documents"
A4_PX = (1654, 2339)  # at 200 dots an inch
LINE = "Row {number}: delivered {amount} crates of green pears to the harbour on Tuesday"
CHAT = {"messages": [{"role": "user", "content": "What is a dog?"}], "modalities": ["text"], "max_tokens": 12}


def scan(num_pages: int, seed: int) -> bytes:
    """A PDF of pictures of print."""
    font = ImageFont.load_default(34)
    pages = []
    for page in range(num_pages):
        picture = Image.new("L", A4_PX, 255)
        pen = ImageDraw.Draw(picture)
        for number in range(40):
            text = LINE.format(number=number, amount=seed * 1000 + page * 40 + number)
            pen.text((140, 120 + 52 * number), text, fill=0, font=font)
        pages.append(picture)
    held = io.BytesIO()
    pages[0].save(held, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return held.getvalue()


def serve(*, threads: bool) -> None:
    """Serve on a free port, and print it."""
    from sensorium.abilities.documents import apart
    from sensorium.abilities.documents.apart_tasks import TASKS
    from sensorium.surfaces.cli.serving import server_of
    from sensorium.surfaces.server.desk import Desk
    from sensorium.surfaces.server.serving import Serving

    def here(_: object, task: apart.Task, report: apart.Report, stop: object = None) -> apart.Done:
        facts, data = TASKS[task.name](task.options, task.pieces, report)
        return apart.Done(facts=facts, data=data)

    if threads:
        apart.Apart.do = here  # type: ignore[method-assign, assignment]
    server = server_of(Serving(desk=Desk()))

    def announce() -> None:
        while not server.started:
            time.sleep(0.01)
        print(server.servers[0].sockets[0].getsockname()[1], flush=True)

    Thread(target=announce, daemon=True).start()
    server.run()


@contextmanager
def served(mode: str) -> Iterator[httpx2.Client]:
    """A client of a server that has loaded its model."""
    with subprocess.Popen([sys.executable, __file__, "--serve", mode], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{int(process.stdout.readline())}"
        try:
            with httpx2.Client(base_url=address, timeout=600) as http:
                while http.get("/ready").status_code != 200:
                    time.sleep(0.5)
                first_word_s(http)  # warm
                yield http
        finally:
            process.terminate()


def first_word_s(http: httpx2.Client) -> float:
    """Seconds until a chat says something."""
    began, first_s = time.monotonic(), 0.0
    with http.stream("POST", "/v1/chat/completions", json=CHAT | {"stream": True}) as answer:
        for line in answer.iter_lines():
            told = line.removeprefix("data: ")
            if not first_s and told.startswith("{") and json.loads(told)["choices"][0]["delta"].get("content"):
                first_s = time.monotonic() - began
    assert first_s, "the chat said nothing"
    return first_s


def beside(http: httpx2.Client, num_documents: int, num_pages: int, seconds: float) -> str:
    """The line of one case."""
    known = [
        http.post(PATH, files={"file": (f"{seed}.pdf", scan(num_pages, seed))}).json()["id"]
        for seed in range(num_documents)
    ]
    while known and http.get(f"{PATH}/{known[0]}").json()["progress"] == 0:
        time.sleep(0.2)  # readers are loaded, pages are under way
    before, began = progress(http, known), time.monotonic()
    waits = []
    while time.monotonic() - began < seconds:
        waits.append(first_word_s(http))
    pages = (progress(http, known) - before) * num_pages / 100
    took = time.monotonic() - began
    return f"{statistics.median(waits):8.2f} s {max(waits):8.2f} s {len(waits):6} {pages:8.1f} in {took:.0f} s"


def progress(http: httpx2.Client, known: list[str]) -> float:
    """Hundredths of documents that were read, of all of them."""
    return float(sum(http.get(f"{PATH}/{one}").json()["progress"] for one in known))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="the wait of a chat beside documents")
    parser.add_argument("--documents", type=int, default=4)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--serve", choices=("apart", "threads"))
    given = parser.parse_args()
    if given.serve:
        serve(threads=given.serve == "threads")
        return
    print(f"{'':24}{'median':>10} {'longest':>10} {'chats':>6} {'pages':>8}")
    for mode in ("apart", "threads"):
        with served(mode) as http:
            if mode == "apart":
                print(f"{'alone':24}{beside(http, 0, given.pages, given.seconds)}", flush=True)
            told = beside(http, given.documents, given.pages, given.seconds)
            print(f"{given.documents} scans, {mode:14}{told}", flush=True)


if __name__ == "__main__":
    main()
