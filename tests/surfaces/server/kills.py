"""Kills a server at random points while it is asked for files, responses, clips and documents.

    PYTHONPATH=tests:tests/media python tests/surfaces/server/kills.py --kills 100

What it said it had taken must be there after each start, once and whole; a job that was taken is done, and its clip is
the one of its seed, its document read whole. Prints what was taken, and what was lost or doubled, also of a run that is
interrupted (Ctrl-C, SIGTERM; status 130).
"""

from __future__ import annotations

import argparse
import itertools
import operator
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from document_samples import printed
from long_run import INTERRUPTED, steps, until_interrupted
from server_process import started

SEEDS = 3  # of clips: jobs of the same seed come to the same clip
LONGEST_S = 2.0  # from the first request to the kill, or, every other time, from when something of each kind was taken
WARM_S = 90.0  # that this may take
PACE_S = 0.2  # from a job to the next that is asked for: two run at a time
OVERLOADED = 429
JOB_S = 60.0  # that the next job may take at the end


@dataclass
class Ledger:
    """What the server said it had taken, and what of it was not as it should be."""

    files: dict[str, bytes] = field(default_factory=dict)
    responses: dict[str, Any] = field(default_factory=dict)
    jobs: dict[str, int] = field(default_factory=dict)  # the seed of each
    clips: dict[int, bytes] = field(default_factory=dict)  # by seed
    documents: dict[str, str] = field(default_factory=dict)  # what stands in each
    readings: dict[str, bytes] = field(default_factory=dict)  # of those that were read, as they were told first
    pace_s: float = PACE_S
    sent: int = 0
    kills: int = 0
    faults: list[str] = field(default_factory=list)

    def expect(self, what: str, found: object, wanted: object) -> None:
        if found != wanted:
            self.faults.append(f"{what}: {str(found)[:80]}, not {str(wanted)[:80]}")

    @property
    def taken(self) -> int:
        return sum(self.counts)

    @property
    def counts(self) -> tuple[int, ...]:
        """How much of each kind was taken."""
        return len(self.files), len(self.responses), len(self.jobs), len(self.documents)

    def so_far(self) -> str:
        """What was taken, in a few words."""
        files, responses, clips, documents = self.counts
        told = f"taken {files} files, {responses} responses, {clips} clips, {documents} documents"
        return f"{told} ({len(self.readings)} of them read before a kill); faults {len(self.faults)}"


def upload(http: httpx2.Client, ledger: Ledger, number: int) -> None:
    data = random.Random(number).randbytes(20_000)
    answer = http.post("/v1/files", files={"file": (f"{number}.bin", data)})
    ledger.files[answer.json()["id"]] = data
    time.sleep(ledger.pace_s / 10)


def respond(http: httpx2.Client, ledger: Ledger, number: int) -> None:
    asked = {"model": "tiny", "input": f"What is {number}?", "max_output_tokens": 2, "seed": number}
    body = http.post("/v1/responses", json=asked).json()
    ledger.responses[body["id"]] = body


def film(http: httpx2.Client, ledger: Ledger, number: int) -> None:
    seed = number % SEEDS
    form = {"model": (None, "tiny"), "prompt": (None, "Make it spin"), "seed": (None, str(seed))}
    answer = http.post("/v1/videos", files=form)
    if answer.status_code != OVERLOADED:  # as many wait as may
        ledger.jobs[answer.json()["id"]] = seed
    time.sleep(ledger.pace_s)


def read(http: httpx2.Client, ledger: Ledger, number: int) -> None:
    words = f"Paper {number} of {number % 7 + 1} pages"
    paper = printed([(words,)] * (number % 7 + 1))
    answer = http.post("/v1/documents", files={"file": (f"{number}.pdf", paper)})
    if answer.status_code != OVERLOADED:  # as many wait as may
        ledger.documents[answer.json()["id"]] = words
    time.sleep(ledger.pace_s)


ASKS: tuple[Callable[[httpx2.Client, Ledger, int], None], ...] = (upload, respond, film, read)


@contextmanager
def asking(address: str, ledger: Ledger, begin: int) -> Iterator[None]:
    """Ask for everything at the same time, until nobody answers."""

    def ask(one: Callable[[httpx2.Client, Ledger, int], None]) -> None:
        with httpx2.Client(base_url=address, timeout=60) as http:
            for number in itertools.count(begin):
                ledger.sent += 1
                try:
                    one(http, ledger, number)
                except httpx2.TransportError:
                    return

    threads = [threading.Thread(target=ask, args=(one,)) for one in ASKS]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join()


def await_each(ledger: Ledger, before: tuple[int, ...]) -> None:
    """Until more of each kind was taken: decoders and readers are warm, and jobs run."""
    until = time.monotonic() + WARM_S
    while not all(map(operator.lt, before, ledger.counts)) and time.monotonic() < until:
        time.sleep(0.02)


def check(address: str, ledger: Ledger) -> None:
    """Whether all that was taken is there, once and whole."""
    with httpx2.Client(base_url=address, timeout=60) as http:
        for known, data in ledger.files.items():
            ledger.expect(known, http.get(f"/v1/files/{known}/content").content, data)
        for known, body in ledger.responses.items():
            ledger.expect(known, http.get(f"/v1/responses/{known}").json(), body)
        for path, taken in (
            ("/v1/files", ledger.files),
            ("/v1/videos", ledger.jobs),
            ("/v1/documents", ledger.documents),
        ):
            listed = [one["id"] for one in listing(http, path)]
            ledger.expect(f"{path} twice", len(listed), len(set(listed)))
            ledger.expect(f"{path} lost", set(taken) - set(listed), set())
        told = {one["file_id"]: one["id"] for one in listing(http, "/v1/documents")}
        kept = [one["id"] for one in listing(http, "/v1/files") if one["purpose"] == "document"]
        ledger.expect("files of documents", sorted(kept), sorted(told))
        for known, reading in ledger.readings.items():
            ledger.expect(f"{known}, once more", http.get(f"/v1/documents/{known}/content").content, reading)


def listing(http: httpx2.Client, path: str) -> list[dict[str, Any]]:
    """All that is kept of a kind."""
    found: list[dict[str, Any]] = http.get(path, params={"limit": 100_000}).json()["data"]
    return found


def note_readings(address: str, ledger: Ledger) -> None:
    """What was read already: it must not change any more."""
    with httpx2.Client(base_url=address, timeout=60) as http:
        for known in ledger.documents.keys() - ledger.readings.keys():
            answer = http.get(f"/v1/documents/{known}/content")
            if answer.status_code == 200:
                ledger.readings[known] = answer.content


def settle(address: str, ledger: Ledger) -> None:
    """Wait for the end of all jobs, and look at what they came to."""
    with httpx2.Client(base_url=address, timeout=60) as http:
        for known, seed in ledger.jobs.items():
            ledger.expect(known, ended(http, f"/v1/videos/{known}"), "completed")
            clip = http.get(f"/v1/videos/{known}/content").content
            ledger.expect(known, clip, ledger.clips.setdefault(seed, clip))
        for known, words in ledger.documents.items():
            ledger.expect(known, ended(http, f"/v1/documents/{known}"), "completed")
            pages = http.get(f"/v1/documents/{known}/content").json().get("pages", [])
            text = http.get(f"/v1/documents/{known}/content", params={"format": "text"}).text
            ledger.expect(known, (len(pages), words in text), (int(words.split()[-2]), True))


def ended(http: httpx2.Client, path: str) -> str:
    """The status of a job, once it has ended or its time is over."""
    until = time.monotonic() + JOB_S
    while (status := str(http.get(path).json()["status"])) in ("queued", "in_progress"):
        if time.monotonic() > until:
            break
        time.sleep(0.05)
    return status


def intact(place: Path) -> str:
    """What SQLite says of the file."""
    with sqlite3.connect(place / "kept.db") as database:
        told: str = database.execute("PRAGMA integrity_check").fetchone()[0]
        return told


def kill_often(place: Path, ledger: Ledger, kills: int, seed: int) -> None:
    """Start, ask and kill, so many times; then start once more, and settle."""
    rng = random.Random(seed)
    for number in steps(range(kills), "kills", ledger.so_far):
        with started(place) as (process, address):
            check(address, ledger)
            note_readings(address, ledger)
            with asking(address, ledger, 10_000 * number):
                if number % 2:
                    await_each(ledger, ledger.counts)
                time.sleep(rng.uniform(0.05, LONGEST_S))  # a random point, that is all
                process.kill()
                process.wait()
        ledger.kills += 1
        ledger.expect("the database", intact(place), "ok")
    with started(place) as (_, address):
        check(address, ledger)
        settle(address, ledger)


def main() -> int:
    """Run from the command line; 1 when something was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    ledger = Ledger()

    def run() -> None:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            kill_often(Path(place), ledger, options.kills, options.seed)

    interrupted = until_interrupted(run)
    sys.stdout.write(f"{ledger.kills} kills, {ledger.sent} asked for, {ledger.so_far()}\n")
    sys.stdout.write("".join(f"{fault}\n" for fault in ledger.faults))
    if interrupted:
        sys.stdout.write("interrupted: what was taken since the last start was not looked at\n")
    return INTERRUPTED if interrupted else int(bool(ledger.faults))


if __name__ == "__main__":
    sys.exit(main())
