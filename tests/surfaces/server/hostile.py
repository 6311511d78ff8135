"""Sends the hostile corpus to every route of a server that takes files: `python3 dev.py hostile`.

A server of its own, in a process of its own, is sent every file by every way. Each answer must be one that a client can
use: read, or refused as 4xx with a typed error that tells nothing of this machine. Beside it somebody asks `/health`.
At the end nothing may be left behind: no file, no process. Prints what was seen, also of a run that is interrupted
(Ctrl-C, SIGTERM; status 130); 1 when anything was not as it should. Faults are told on stderr as they are found.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import itertools
import json
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import httpx2
from bombs import BOMBS
from heavy import HEAVY
from hostile_files import NAMES, WORDS, corpus, data_url
from long_run import INTERRUPTED, steps, until_interrupted
from server_process import started
from websockets.sync.client import connect

MEGA = 1_000_000
ROOT = str(Path(__file__).resolve().parents[3])
SECRETS = ("Traceback", "/home/", "/root/", "/tmp/", "/usr/", ROOT, "site-packages", "root:x:", "canary")
TIMES = 25  # bombs at the same time
JSON = {"Content-Type": "application/json"}
ADDRESSES = ("file:///etc/passwd", "http://[::1]/", "http://169.254.169.254/", "ftp://x/y", "\0")
BODIES = ("[" * 100_000, '{"a":' * 9_000, "nul", '"\\ud800"', "1e999", "{}", "[]", '{"messages": NaN}', "\xff\xfe")
PATHS = ("/v1/files/..%2f..%2fetc%2fpasswd/content", "/studio/..%2f..%2fserver/keys.py", "/v1/models/%00")
Way: TypeAlias = Callable[[httpx2.Client, bytes], httpx2.Response]


def part(kind: str, body: object) -> dict[str, object]:
    return {"type": kind, kind: body}


def chat(*parts: object, path: str = "/v1/chat/completions") -> Callable[[httpx2.Client], httpx2.Response]:
    body = {"model": "tiny", "messages": [{"role": "user", "content": list(parts)}], "max_tokens": 1}
    return lambda http: http.post(path, json=body)


def by_id(http: httpx2.Client, data: bytes) -> httpx2.Response:
    """Uploaded, named by its id, and forgotten."""
    answer = http.post("/v1/files", files={"file": ("hostile", data)})
    if answer.status_code != 200:
        return answer
    known = answer.json()["id"]
    try:
        assert http.get(f"/v1/files/{known}/content").content == data
        return chat(part("file", {"file_id": known}))(http)
    finally:
        http.delete(f"/v1/files/{known}").raise_for_status()


def filmed(http: httpx2.Client, data: bytes) -> httpx2.Response:
    """As the first picture of a clip, which is then not wanted any more."""
    answer = http.post("/v1/videos", data={"prompt": "x"}, files={"input_reference": ("a.png", data)})
    if answer.status_code == 200:
        http.delete(f"/v1/videos/{answer.json()['id']}").raise_for_status()
    return answer


def read(http: httpx2.Client, data: bytes) -> httpx2.Response:
    """As a document, of which nobody wants to know any more."""
    answer = http.post("/v1/documents", files={"file": ("hostile", data)})
    if answer.status_code == 200:
        http.delete(f"/v1/documents/{answer.json()['id']}").raise_for_status()
    return answer


def shown(http: httpx2.Client, data: bytes) -> httpx2.Response:
    """In a live session, as an answer of HTTP would tell it."""
    url = str(http.base_url).replace("http", "ws") + "/v1/realtime?model=tiny"
    item = {"type": "message", "role": "user", "content": [{"type": "input_image", "image_url": data_url(data)}]}
    with connect(url, compression=None, max_size=None) as live:
        live.send(json.dumps({"type": "conversation.item.create", "item": item}))
        for told in live:
            event = json.loads(told)
            if event["type"] == "error":
                return httpx2.Response(400, json=event)
            if event["type"] == "conversation.item.added":
                return httpx2.Response(200, json=event)
    raise AssertionError("the session was closed")


def responded(path: str) -> Way:
    def ask(http: httpx2.Client, data: bytes) -> httpx2.Response:
        content = [{"type": "input_file", "file_data": data_url(data)}]
        body: dict[str, Any] = {"model": "tiny", "input": [{"type": "message", "role": "user", "content": content}]}
        return http.post(path, json=body | ({} if "tokens" in path else {"max_output_tokens": 1, "store": False}))

    return ask


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


WAYS: dict[str, Way] = {
    "chat, as a picture": lambda http, data: chat(part("image_url", {"url": data_url(data, "image/png")}))(http),
    "chat, as a sound": lambda http, data: chat(part("input_audio", {"data": encoded(data)}))(http),
    "chat, as a film": lambda http, data: chat(part("video_url", data_url(data, "video/mp4")))(http),
    "chat, as a file": lambda http, data: chat(part("file", {"file_data": encoded(data)}))(http),
    "chat, by its id": by_id,
    "responses": responded("/v1/responses"),
    "input tokens": responded("/v1/responses/input_tokens"),
    "embeddings": lambda http, data: http.post("/v1/embeddings", json={"input": [{"image": data_url(data)}]}),
    "rerank": lambda http, data: http.post("/v1/rerank", json={"query": "x", "documents": [{"audio": data_url(data)}]}),
    "inspections": lambda http, data: chat(part("image_url", data_url(data)), path="/v1/inspections")(http),
    "transcriptions": lambda http, data: http.post("/v1/audio/transcriptions", files={"file": ("a.wav", data)}),
    "videos": filmed,
    "documents": read,
    "live": shown,
    "scores": lambda http, data: http.post("/v1/audio/scores", json={"abc": data.decode("latin-1")}),
}


@dataclass
class Seen:
    """What came of it."""

    codes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    health_s: list[float] = field(default_factory=list)
    bytes_before: int = 0
    bytes_after: int = 0
    worker_bytes: int = 0
    touches: int = 0
    sent: int = 0  # of the files by every way
    over: bool = False  # interrupted: what fails from now on fails for that

    def take(self, name: str, answer: httpx2.Response, seconds: float) -> None:
        """Judge an answer."""
        self.slowest = max(self.slowest, (seconds, name))
        fault = judged(answer)
        if answer.status_code == 200:
            self.codes["read"] += 1
        elif not fault:
            self.codes[answer.json()["error"]["code"]] += 1
        self.expect(not fault, f"{name}: {fault}")

    def expect(self, well: bool, what: str) -> None:
        if not well and not self.over:
            self.faults.append(what)
            sys.stderr.write(f"fault: {what}\n")

    @property
    def health_99_s(self) -> float:
        return sorted(self.health_s)[int(0.99 * len(self.health_s))] if self.health_s else 0.0

    @property
    def growth_mb(self) -> float:
        """Of the server's memory, at its peak."""
        return (self.bytes_after - self.bytes_before) / MEGA

    def so_far(self) -> str:
        """In a few words, while it goes on."""
        told = f"{sum(self.codes.values())} answers, slowest {self.slowest[0]:.1f} s, faults {len(self.faults)}"
        return f"{told}, grown by {self.growth_mb:.0f} MB"

    def __str__(self) -> str:
        told = ", ".join(f"{code} {count}" for code, count in self.codes.most_common())
        return "\n".join(
            (
                f"{sum(self.codes.values())} answers: {told}",
                f"slowest {self.slowest[0]:.1f} s: {self.slowest[1]}",
                f"/health beside, {len(self.health_s)} times: 99 in 100 within {1000 * self.health_99_s:.0f} ms,"
                f" all within {1000 * max(self.health_s, default=0.0):.0f} ms",
                f"the server grew by {self.growth_mb:.0f} MB at its peak,"
                f" from {self.bytes_before / MEGA:.0f}; a decoder took {self.worker_bytes / MEGA:.0f} MB at the most",
                f"faults {len(self.faults)}",
                *self.faults[:40],
            )
        )


def judged(answer: httpx2.Response) -> str:
    """What is wrong with an answer; '' when a client can use it."""
    if answer.status_code == 200:
        return ""
    try:
        error = answer.json()["error"]
        complete = all(isinstance(error[key], str) and error[key] for key in ("message", "type", "code"))
    except (ValueError, KeyError, TypeError):
        return f"{answer.status_code} without an error: {answer.text[:200]}"
    if not 400 <= answer.status_code < 500 or not complete:
        return f"{answer.status_code} {error}"
    told = [secret for secret in SECRETS if secret in error["message"]]
    return f"tells {told}: {error['message'][:200]}" if told else ""


def asked(http: httpx2.Client, name: str, way: str, data: bytes, seen: Seen) -> None:
    began = time.monotonic()
    try:
        answer = WAYS[way](http, data)
    except Exception as error:  # noqa: BLE001 - whatever a client feels is a fault of the server
        seen.expect(False, f"{name} by {way}: {error!r}")
        return
    seen.take(f"{name} by {way}", answer, time.monotonic() - began)


@contextlib.contextmanager
def watched(pid: int, address: str, seen: Seen) -> Iterator[None]:
    """Somebody asks for health and looks at the decoders, again and again as long as the context lasts."""
    over = threading.Event()

    def ask() -> None:
        with httpx2.Client(base_url=address, timeout=60) as http:
            while not over.wait(0.02):
                began = time.monotonic()
                try:
                    seen.expect(http.get("/health").status_code == 200, "health is refused")
                except httpx2.TransportError as error:
                    seen.expect(False, f"health is not told: {error!r}")
                    return
                seen.health_s.append(time.monotonic() - began)
                seen.worker_bytes = max(seen.worker_bytes, *map(peak_bytes, children(pid)), 0)
                seen.bytes_after = max(seen.bytes_after, peak_bytes(pid))

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextlib.contextmanager
def listening(seen: Seen) -> Iterator[str]:
    """An address where nobody may come; who does is counted."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        door.settimeout(0.05)
        with contextlib.suppress(TimeoutError):
            while door.accept():
                seen.touches += 1
    seen.expect(seen.touches == 0, f"the canary was touched {seen.touches} times")


def peak_bytes(pid: int) -> int:
    """The most memory that a process has held."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
    return 0


def children(pid: int) -> list[int]:
    """The processes that a process has started; its threads come and go meanwhile."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, path.read_text().split())
    return found


def odd(http: httpx2.Client, seen: Seen, address: str) -> None:
    """Odd names, odd words, odd addresses, odd JSON, and requests out of all proportion."""
    for name in NAMES:
        raw = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\nx\r\n--b--\r\n'.encode()
        answer = http.post("/v1/files", content=raw, headers={"Content-Type": "multipart/form-data; boundary=b"})
        seen.take(f"name {name[:20]!r}", answer, 0.0)
        if answer.status_code == 200:
            kept = answer.json()
            seen.expect(not set(kept["filename"]) & set("/\\\0\r\n"), f"kept as {kept['filename'][:40]!r}")
            fetched = http.get(f"/v1/files/{kept['id']}/content")
            seen.expect(fetched.content == b"x" and "x-evil" not in fetched.headers, f"{name!r} is not given back")
            http.delete(f"/v1/files/{kept['id']}").raise_for_status()
    for words in WORDS:
        body = {"model": "tiny", "messages": [{"role": "user", "content": words}], "max_tokens": 1}
        for path in ("/v1/chat/completions", "/v1/embeddings"):
            asked_for = body if "chat" in path else {"input": words}
            seen.take(f"words {words[:9]!r}", http.post(path, content=json.dumps(asked_for), headers=JSON), 0.0)
    for name, (path, told) in HEAVY.items():
        began = time.monotonic()
        answer = http.post(f"/v1/{path}", json={"model": "tiny", **told})
        seen.take(f"heavy: {name}", answer, time.monotonic() - began)
    for url in (
        f"{address}/canary",
        "file:///etc/passwd",
        "http://[::1]/",
        "http://169.254.169.254/",
        "ftp://x/y",
        "\0",
    ):
        seen.take(f"address {url!r}", chat(part("image_url", {"url": url}))(http), 0.0)
    for text in BODIES:
        answer = http.post("/v1/chat/completions", content=text.encode("latin-1"), headers=JSON)
        seen.take(f"json {text[:9]!r}", answer, 0.0)
    for path in PATHS:
        seen.take(f"path {path}", http.get(path), 0.0)


def bombed(address: str, seen: Seen, names: Sequence[str], times: int) -> None:
    """Bombs, many at the same time."""
    files = {name: BOMBS[name]() for name in names}
    pool = ThreadPoolExecutor(times)
    with httpx2.Client(base_url=address, timeout=120) as http:
        ways = itertools.cycle(WAYS)
        todo = [(name, next(ways)) for _ in range(max(1, 4 * times // len(files))) for name in files]
        done = pool.map(lambda one: asked(http, f"{one[0]}, among others", one[1], files[one[0]], seen), todo)
        try:
            for _ in steps(done, f"bombs, {times} at a time", seen.so_far, total=len(todo)):
                pass
        except KeyboardInterrupt:
            seen.over = True
            raise
        finally:
            pool.shutdown(wait=not seen.over, cancel_futures=True)


def warmed(http: httpx2.Client, files: dict[str, bytes], seen: Seen) -> None:
    """What a server needs for files that are well is no growth."""
    for way in WAYS:
        for name in ("png, whole", "wav, whole", "film, mp4, whole", "pdf, whole", "tune, whole"):
            asked(http, name, way, files[name], seen)


def attack(
    process: subprocess.Popen[str], address: str, files: dict[str, bytes], every: int, seen: Seen, begin: int = 0
) -> None:
    """Send each file by every way, or by one in `every`; each way has its turn. begin: how many of these were sent."""
    with httpx2.Client(base_url=address, timeout=120) as http:
        warmed(http, files, seen)
        seen.bytes_before = seen.bytes_after = peak_bytes(process.pid)
        todo = [
            (name, way)
            for number, name in enumerate(files)
            for place, way in enumerate(WAYS)
            if (number + place) % every == 0
        ]
        seen.sent = begin
        for name, way in steps(todo[begin:], f"{len(files)} files by {len(WAYS)} ways", seen.so_far):
            asked(http, name, way, files[name], seen)
            seen.sent += 1


@contextlib.contextmanager
def ended_at_once(process: subprocess.Popen[str], seen: Seen) -> Iterator[None]:
    """Whoever is interrupted waits for no answer any more."""
    try:
        yield
    except KeyboardInterrupt:
        seen.over = True
        process.kill()
        raise


def growth(folder: Path, times: int, seen: Seen) -> None:
    """Nothing but bombs, so many at the same time."""
    files = corpus("http://127.0.0.1:9", 1)
    with (
        started(folder / "kept") as (process, address),
        watched(process.pid, address, seen),
        ended_at_once(process, seen),
    ):
        with httpx2.Client(base_url=address, timeout=120) as http:
            warmed(http, files, seen)
        seen.bytes_before = seen.bytes_after = peak_bytes(process.pid)
        bombed(address, seen, list(BOMBS), times)
        seen.bytes_after = peak_bytes(process.pid)


def left_behind(process: subprocess.Popen[str], folder: Path, seen: Seen) -> None:
    """Nothing of what was sent is left, in files or processes."""
    running = children(process.pid)
    process.send_signal(signal.SIGTERM)
    seen.expect(process.wait(60) == 0, f"the server ended with {process.returncode}")
    for pid in running:
        alive = Path(f"/proc/{pid}/cmdline")
        seen.expect(not alive.exists() or b"worker_process" not in alive.read_bytes(), f"process {pid} is left")
    found = sorted(path.name for path in folder.rglob("*") if path.is_file() and not path.name.startswith("kept.db"))
    seen.expect(not found, f"files are left: {found}")
    seen.expect(not Path("/tmp/climbed").exists(), "a name climbed out of its folder")


def hostility(
    folder: Path, seen: Seen, *, damaged: int, every: int, without: Sequence[str] = (), begin: int = 0
) -> None:
    """All of it. damaged: injured files of each kind; every: one way in so many for each file; begin: see `attack`."""
    temporary = folder / "temporary"
    temporary.mkdir()
    with listening(seen) as canary:
        files = corpus(canary, damaged, without)
        with started(folder / "kept", TMPDIR=str(temporary)) as (process, address):
            with watched(process.pid, address, seen), ended_at_once(process, seen):
                attack(process, address, files, every, seen, begin)
                with httpx2.Client(base_url=address, timeout=120) as http:
                    odd(http, seen, canary)
                bombed(address, seen, [name for name in BOMBS if name not in without], TIMES)
            seen.bytes_after = peak_bytes(process.pid)
            left_behind(process, folder, seen)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--damaged", type=int, default=8, help="injured files of each kind")
    parser.add_argument("--every", type=int, default=1, help="send each file by one way in so many")
    parser.add_argument("--bombs", type=int, default=0, help="nothing but bombs, so many at the same time")
    parser.add_argument("--begin", type=int, default=0, help="go on after so many files that were sent")
    options = parser.parse_args()
    seen = Seen()

    def run() -> None:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            if options.bombs:
                growth(Path(folder), options.bombs, seen)
            else:
                hostility(Path(folder), seen, damaged=options.damaged, every=options.every, begin=options.begin)

    interrupted = until_interrupted(run)
    sys.stdout.write(f"{seen}\n")
    if interrupted:
        sys.stdout.write(f"interrupted: nothing is known of what was not sent yet; go on with --begin {seen.sent}\n")
    return INTERRUPTED if interrupted else int(bool(seen.faults))


if __name__ == "__main__":
    sys.exit(main())
