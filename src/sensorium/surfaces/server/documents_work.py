"""Documents being read, and asked about: jobs, and answers to whoever waits, each in a process apart (`apart`).

What was asked is kept before it is begun; a password is not: it lies in memory until its document is deleted or the
server ends. Knows no route.
"""

from __future__ import annotations

import asyncio
import contextvars
import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

from sensorium.abilities.documents.apart import Apart, Done, Report, Stop, Task
from sensorium.errors import InvalidInput
from sensorium.surfaces.server.jobs import AT_ONCE, Progress
from sensorium.surfaces.server.kept_jobs import Job
from sensorium.surfaces.server.serving import Serving
from sensorium.surfaces.server.tracing import spans

KIND = "document"
TELL_EVERY_S = 0.5  # how far a job is: each time is a write to the disk
ANSWER_S = 60.0  # that somebody may wait for
MOST_MODELLED = 16  # answers of models that are waited for at a time
LOCKED = "passwords are not kept, and the server has begun anew since: send the document again with its password"
Kind = TypeVar("Kind")
Json = dict[str, Any]


class Documents:
    """Reads, and answers about what was read, of one server."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving
        self._apart = Apart()
        cores = os.cpu_count() or 1
        self._reading = ThreadPoolExecutor(AT_ONCE, "reading")  # which wait for processes, and do nothing else
        self._answering = ThreadPoolExecutor(cores, "asking")
        self._waiting = ThreadPoolExecutor(MOST_MODELLED, "modelled")  # which wait for models
        self._passwords: dict[str, str] = {}

    def lock(self, password: str | None) -> str | None:
        """What stands for a password in what is kept; None of none."""
        if not password:
            return None
        known = secrets.token_hex(16)
        self._passwords[known] = password
        return known

    def unlock(self, asked: Json) -> str | None:
        """The password of a document; None where it has none. Raises `InvalidInput(code="password_lost")`."""
        known = asked["lock"]
        if known is None:
            return None
        if known not in self._passwords:
            raise InvalidInput(LOCKED, code="password_lost", param="password")
        return self._passwords[known]

    def forget(self, known: str | None) -> None:
        """A password is not needed any more."""
        self._passwords.pop(known or "", None)

    async def read(self, job: Job, tell: Progress) -> bytes:
        """Do a job: the reading as JSON."""
        data, name = await asyncio.to_thread(self._serving.storage.files.named, job.owner, job.asked["file_id"])
        task = Task(name="read", options=self._options(job.asked, name), pieces=(data,))
        with spans.job(self._serving.tracing, "read a document", job.asked.get("traceparent")):
            pages = _Pages(job.asked["first"], job.asked["last"])
            telling = asyncio.create_task(self._tell(job, pages, tell))
            try:
                done = await self._done(self._reading, task, pages.read)
            finally:
                telling.cancel()
        await asyncio.to_thread(self._serving.storage.jobs.know, job.id, dict(done.facts))
        return done.data

    async def written(self, data: bytes, form: str) -> bytes:
        """A reading as text, markdown or html."""
        return (await self._answer("write", {"form": form}, data)).data

    async def table(self, data: bytes, number: int, form: str) -> Done:
        """One of its tables. Raises `NotFound`."""
        return await self._answer("table", {"number": number, "form": form}, data)

    async def picture(self, job: Job, data: bytes, number: int, **options: object) -> Done:
        """A page as it was read. Raises `NotFound`, also where its file is not kept any more."""
        file, name = await asyncio.to_thread(self._serving.storage.files.named, job.owner, job.asked["file_id"])
        wanted = {**self._options(job.asked, name), "number": number, **options}
        return await self._answer("picture", wanted, data, file)

    async def extracted(self, data: bytes, schema: Json) -> Json:
        """Values by a schema, by layout."""
        return dict((await self._answer("extract", {"schema": schema}, data)).facts)

    async def answered(self, data: bytes, question: str) -> Json:
        """An answer, by retrieval."""
        return dict((await self._answer("ask", {"question": question}, data)).facts)

    async def in_thread(self, function: Callable[..., Kind], *given: object) -> Kind:
        """What a function gives that waits for a model: in a thread that nothing else needs, on this account."""
        called = partial(contextvars.copy_context().run, function, *given)
        return await asyncio.get_running_loop().run_in_executor(self._waiting, called)

    def close(self) -> None:
        """Nothing is read any more."""
        self._apart.close()
        for threads in (self._reading, self._answering, self._waiting):
            threads.shutdown(wait=False, cancel_futures=True)

    def _options(self, asked: Json, name: str) -> Json:
        named = {one: asked[one] for one in ("reader", "verify", "figures", "first", "last")}
        named["embedded"] = asked.get("embedded", True)  # jobs that an earlier version kept do not say
        return {**named, "name": name, "password": self.unlock(asked), "limits": asdict(self._serving.limits)}

    async def _answer(self, name: str, options: Json, *pieces: bytes) -> Done:
        return await self._done(self._answering, Task(name=name, options=options, pieces=pieces, quiet_s=ANSWER_S))

    async def _done(self, threads: ThreadPoolExecutor, task: Task, report: Report = lambda number, total: None) -> Done:
        """The end of a task; who does not wait for it ends it."""
        stop = Stop()
        waiting = asyncio.get_running_loop().run_in_executor(threads, self._apart.do, task, report, stop)
        try:
            return await waiting
        except asyncio.CancelledError:
            stop()
            raise

    async def _tell(self, job: Job, pages: _Pages, tell: Progress) -> None:
        """Keep how far a job is, now and then."""
        known, told = False, 0.0
        while True:
            await asyncio.sleep(TELL_EVERY_S)
            if pages.total and not known:
                await asyncio.to_thread(self._serving.storage.jobs.know, job.id, {"num_pages": pages.total})
                known = True
            if pages.share > told:
                told = pages.share
                await tell(told)


class _Pages:
    """How many of the pages that are wanted have been read. Written by a thread, read by another."""

    def __init__(self, first: int, last: int | None) -> None:
        self._first, self._last = first, last
        self.total, self.share = 0, 0.0

    def read(self, number: int, total: int) -> None:
        """A page was."""
        last = min(self._last or total, total)
        self.total = total
        self.share = min(1.0, (number - self._first + 1) / max(1, last - self._first + 1))
