"""Clips by jobs, music and sounds; jobs are done once, whatever happens to the server."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import openai
import pytest

from sensorium.content import Audio, Image, Music, Video
from sensorium.errors import NotFound, Overloaded, StorageFailed
from sensorium.models.native import NativeModel
from sensorium.surfaces.server import jobs as jobs_of_the_server
from sensorium.surfaces.server.jobs import Jobs, Progress
from sensorium.surfaces.server.kept_files import NewFile
from sensorium.surfaces.server.kept_jobs import Job
from sensorium.surfaces.server.storage import Storage

PNG = Image(np.full((90, 120, 3), (200, 30, 30), np.uint8)).encode("png")


def finished(client: openai.OpenAI, known: str) -> openai.types.Video:
    until = time.monotonic() + 60
    while (video := client.videos.retrieve(known)).status in ("queued", "in_progress"):
        assert time.monotonic() < until
        time.sleep(0.05)
    return video


@pytest.mark.filterwarnings("ignore:The Sora API:DeprecationWarning")  # the shape outlives the service
def test_a_clip_is_filmed_by_a_job(client: openai.OpenAI, tiny: NativeModel) -> None:
    alone = tiny.generate("Make it spin", Image.open(PNG), outputs=["video"], seed=4).video
    assert alone is not None
    job = client.videos.create(
        model="tiny", prompt="Make it spin", input_reference=("first.png", PNG, "image/png"), extra_body={"seed": 4}
    )
    assert (job.object, job.status) == ("video", "queued")
    done = finished(client, job.id)
    assert (done.status, done.progress, done.error) == ("completed", 100, None)
    clip = Video.open(client.videos.download_content(job.id).content)
    np.testing.assert_array_equal(clip.frames, Video.open(alone.encode("mp4")).frames)
    shown = Image.open(client.videos.download_content(job.id, variant="thumbnail").content)
    assert (shown.width, shown.height) == (alone.width, alone.height)
    sheet = Image.open(client.videos.download_content(job.id, variant="spritesheet").content)
    assert (sheet.width, sheet.height) == (4 * alone.width, 4 * alone.height)
    assert job.id in [one.id for one in client.videos.list()]
    assert client.videos.delete(job.id).deleted
    with pytest.raises(openai.NotFoundError):
        client.videos.retrieve(job.id)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"prompt": " "}, "invalid_request"),
        ({"prompt": "x", "seconds": "many"}, "invalid_request"),
        ({"prompt": "x", "seconds": "12"}, "unsupported_capability"),
        ({"prompt": "x", "size": "1920x1080"}, "unsupported_capability"),
    ],
)
def test_what_is_wrong_is_told_before_a_job_is_queued(base_url: str, form: dict[str, str], code: str) -> None:
    files = {name: (None, value) for name, value in form.items()}
    answer = httpx2.post(f"{base_url}/v1/videos", files=files, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code), answer.text


@pytest.mark.slow
def test_music_and_sounds_have_one_route_and_its_other_names(base_url: str, tiny: NativeModel) -> None:
    def made(path: str, **body: Any) -> bytes:
        answer = httpx2.post(f"{base_url}/v1/{path}", json=body, timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.content

    alone = tiny.generate("a jig in D major", outputs=["music"], seed=2).music
    assert alone is not None
    score = made("audio/generations", prompt="a jig in D major", seed=2, response_format="abc")
    assert Music.open(score).abc == alone.abc
    assert made("audio/generations", prompt="a jig", response_format="mid").startswith(b"MThd")
    assert Audio.open(made("audio/generations", prompt="a jig in D major", seed=2)).duration_s > 1
    assert Audio.open(made("audio/generate", input="a jig")).duration_s > 1
    sound = Audio.open(made("audio/generations", prompt="rain", kind="sound", seed=5, response_format="flac"))
    noise = tiny.generate("rain", outputs=["sound"], seed=5).audio
    assert noise is not None
    np.testing.assert_allclose(sound.samples, noise.samples, atol=1e-3)
    assert Audio.open(made("sound-generation", text="rain")).duration_s > 0
    refused = {"prompt": "rain", "kind": "sound", "response_format": "mid"}
    answer = httpx2.post(f"{base_url}/v1/audio/generations", json=refused)
    assert answer.json()["error"]["code"] == "unsupported_capability"


WORKER = """
import asyncio, sys, time
from pathlib import Path
from sensorium.surfaces.server.jobs import Jobs
from sensorium.surfaces.server.storage import Storage

storage = Storage(Path(sys.argv[1]))
log = open(sys.argv[2], "a")

async def work(job, tell):
    for step in range(5):
        await asyncio.sleep(0.01)
        await tell(step / 5)
    log.write(job.id + "\\n")
    log.flush()
    return job.id.encode()

print("begun", flush=True)
asyncio.run(Jobs(storage, work).serve())
"""


def test_a_killed_server_loses_no_job_and_keeps_what_was_done(tmp_path: Path) -> None:
    place, log = tmp_path / "kept.db", tmp_path / "log"
    storage = Storage(place)
    known = [storage.jobs.add("me", "video", {"number": number}).id for number in range(12)]
    done_before: dict[str, bytes] = {}
    for _ in range(12):
        with subprocess.Popen([sys.executable, "-c", WORKER, place, log], stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            server.stdout.readline()
            until_s = time.monotonic() + 5  # in the middle of a job, but not before another one is done
            while completed(storage, known) == len(done_before) and time.monotonic() < until_s:
                time.sleep(0.02)
            os.kill(server.pid, signal.SIGKILL)
        for one, data in done_before.items():
            assert storage.jobs.data("me", one) == data
        jobs = [storage.jobs.one("me", one) for one in known]
        done_before = {job.id: storage.jobs.data("me", job.id) for job in jobs if job.status == "completed"}
        if len(done_before) == len(known):
            break
    assert set(done_before) == set(known)
    assert all(data == one.encode() for one, data in done_before.items())


def completed(storage: Storage, known: list[str]) -> int:
    return sum(storage.jobs.one("me", one).status == "completed" for one in known)


def test_nobody_queues_without_end() -> None:
    storage = Storage(most_waiting=2)
    first = [storage.jobs.add("me", "video", {}) for _ in range(2)]
    with pytest.raises(Overloaded, match="2 jobs wait or run"):
        storage.jobs.add("me", "video", {})
    assert storage.jobs.add("you", "video", {}).status == "queued"
    storage.jobs.delete("me", first[0].id)
    assert len(storage.jobs.all_of("me", "video")) == 1
    storage.jobs.add("me", "video", {})


def test_each_kind_of_jobs_is_begun_listed_and_forgotten_by_itself() -> None:
    storage = Storage()
    clip, paper = (storage.jobs.add("me", kind, {"found": {}}) for kind in ("video", "document"))
    begun = storage.jobs.next("document")
    assert begun is not None
    assert begun.id == paper.id
    assert storage.jobs.next("document") is None
    storage.jobs.requeue("video")
    assert storage.jobs.one("me", paper.id).status == "in_progress"
    storage.jobs.requeue("document")
    assert storage.jobs.one("me", paper.id).status == "queued"
    for refused in (storage.jobs.one, storage.jobs.data, storage.jobs.delete):
        with pytest.raises(NotFound):
            refused("me", clip.id, "document")
    storage.jobs.know(paper.id, {"num_pages": 3})
    storage.jobs.know(paper.id, {"title": "Pears"})
    assert storage.jobs.one("me", paper.id, "document").asked == {"found": {"num_pages": 3, "title": "Pears"}}
    storage.jobs.know("document_gone", {"num_pages": 3})
    assert [job.id for job in storage.jobs.all_of("me", "document")] == [paper.id]


def test_documents_do_not_hold_up_clips() -> None:
    async def run() -> None:
        storage, filmed, never = Storage(), asyncio.Event(), asyncio.Event()

        async def read(job: Job, _: Progress) -> bytes:
            await never.wait()
            return b""

        async def film(job: Job, _: Progress) -> bytes:
            filmed.set()
            return b""

        for _ in range(5):
            storage.jobs.add("me", "document", {})
        storage.jobs.add("me", "video", {})
        both = [Jobs(storage, read, "document"), Jobs(storage, film, "video")]
        serving = [asyncio.create_task(jobs.serve()) for jobs in both]
        await asyncio.wait_for(filmed.wait(), 20)
        for task, jobs in zip(serving, both, strict=True):
            task.cancel()
            await jobs.stop()

    asyncio.run(run())


def test_a_job_that_fails_says_why() -> None:
    storage = Storage()
    job: Job = storage.jobs.add("", "video", {})
    running = storage.jobs.next()
    assert running is not None
    assert running.status == "in_progress"
    assert storage.jobs.next() is None
    storage.jobs.fail(job.id, {"code": "internal_error", "message": "no luck"})
    assert storage.jobs.one("", job.id).fault == {"code": "internal_error", "message": "no luck"}
    storage.jobs.finish(job.id, b"late")  # an end that comes too late changes nothing
    assert storage.jobs.one("", job.id).status == "failed"


def test_jobs_that_are_forgotten_before_they_begin_leave_room_for_others() -> None:
    """Some are cancelled after they were taken and before their first step."""

    async def run() -> None:
        storage, done = Storage(), asyncio.Event()

        async def work(job: Job, _: Progress) -> bytes:
            if job.asked["kept"]:
                done.set()
            return b""

        jobs = Jobs(storage, work)
        serving = asyncio.create_task(jobs.serve())
        for _ in range(100):
            forgotten = storage.jobs.add("me", "video", {"kept": False})
            jobs.wake()
            await asyncio.sleep(0)
            await jobs.cancel("me", forgotten.id)
        storage.jobs.add("me", "video", {"kept": True})
        jobs.wake()
        await asyncio.wait_for(done.wait(), 20)
        serving.cancel()
        await jobs.stop()

    asyncio.run(run())


@pytest.mark.parametrize("refused", ["requeue", "next"])
def test_a_write_that_the_disk_refuses_stops_no_jobs(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, refused: str
) -> None:
    monkeypatch.setattr(jobs_of_the_server, "RETRY_S", 0.01)

    async def run() -> None:
        storage, done = Storage(), asyncio.Event()
        write, refusals = getattr(storage.jobs, refused), iter(range(2))

        def once_refused(kind: str | None) -> Any:
            if next(refusals, None) is not None:
                raise StorageFailed("the disk is full")
            return write(kind)

        monkeypatch.setattr(storage.jobs, refused, once_refused)

        async def work(job: Job, _: Progress) -> bytes:
            done.set()
            return b""

        storage.jobs.add("me", "video", {})
        jobs = Jobs(storage, work, "video")
        serving = asyncio.create_task(jobs.serve())
        await asyncio.wait_for(done.wait(), 20)
        serving.cancel()
        await jobs.stop()

    with caplog.at_level("ERROR", "sensorium.server"):
        asyncio.run(run())
    assert caplog.text.count("the disk is full") == 2


def test_a_job_and_its_file_are_kept_together_or_not_at_all() -> None:
    storage = Storage(most_waiting=1)
    file = NewFile(name="a.pdf", purpose="document", data=b"%PDF-")
    job = storage.jobs.add("me", "document", {}, file)
    assert storage.files.named("me", file.id) == (b"%PDF-", "a.pdf")
    with pytest.raises(Overloaded):
        storage.jobs.add("me", "document", {}, NewFile(name="b.pdf", purpose="document", data=b"x"))
    with pytest.raises(StorageFailed):  # an id that is taken: neither of the two
        storage.jobs.add("you", "document", {}, file)
    assert [one.id for one in storage.files.all_of("me")] == [file.id]
    assert storage.jobs.all_of("you", "document") == []
    with pytest.raises(NotFound):
        storage.jobs.delete("you", job.id, file_id=file.id)
    storage.jobs.delete("me", job.id, file_id=file.id)
    assert (storage.files.all_of("me"), storage.jobs.all_of("me", "document")) == ([], [])
