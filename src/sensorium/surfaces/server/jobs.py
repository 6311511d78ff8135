"""Work that outlives its request: kept before it is begun, done once, and taken up again after a crash.

A job that was running when the server died begins again from its seed; what was finished stays finished. Each kind has
places of its own: clips do not wait for documents.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

from sensorium.errors import SensoriumError
from sensorium.surfaces.server import failures
from sensorium.surfaces.server.kept_jobs import Job
from sensorium.surfaces.server.storage import Storage

LOG = logging.getLogger("sensorium.server")
AT_ONCE = 2  # jobs of a kind that run beside the requests that are waited for
RETRY_S = 5.0  # after the disk refused to keep what was begun
Progress: TypeAlias = Callable[[float], Awaitable[None]]
Work: TypeAlias = Callable[[Job, Progress], Awaitable[bytes]]
"""Does a job and gives its file; tells how far it is, from 0 to 1."""


class Jobs:
    """Runs the queued jobs of a storage, of one kind or of all: each owner in turn, first come first served."""

    def __init__(self, storage: Storage, work: Work, kind: str | None = None) -> None:
        self._storage, self._work, self._kind = storage, work, kind
        self._running: dict[str, asyncio.Task[None]] = {}
        self._wake = asyncio.Event()

    async def serve(self) -> None:
        """Until cancelled. What the disk refuses is tried again."""
        await self._kept(self._requeue)
        while True:
            self._wake.clear()
            await self._kept(self._begin)
            await self._wake.wait()

    def wake(self) -> None:
        """A job was queued, or has ended."""
        self._wake.set()

    async def stop(self) -> None:
        """Stop what runs; it is begun again by the next server of this storage."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def cancel(self, owner: str, known: str, *, file_id: str | None = None) -> None:
        """Stop a job and forget it, and a file with it. Raises `NotFound`, for one of another kind too."""
        await asyncio.to_thread(self._storage.jobs.delete, owner, known, self._kind, file_id=file_id)
        if known in self._running:
            self._running[known].cancel()

    async def _kept(self, write: Callable[[], Awaitable[None]]) -> None:
        """Do what has to be kept, again and again until it is."""
        while True:
            try:
                return await write()
            except SensoriumError as error:
                LOG.error("%s jobs wait: %s", self._kind or "all", error.message)
                await asyncio.sleep(RETRY_S)

    async def _requeue(self) -> None:
        await asyncio.to_thread(self._storage.jobs.requeue, self._kind)

    async def _begin(self) -> None:
        """Begin as many as may run."""
        while len(self._running) < AT_ONCE and (job := await self._next()):
            self._running[job.id] = task = asyncio.create_task(self._do(job))
            task.add_done_callback(partial(self._ended, job.id))

    async def _next(self) -> Job | None:
        return await asyncio.to_thread(self._storage.jobs.next, self._kind)

    async def _do(self, job: Job) -> None:
        async def tell(share: float) -> None:
            await asyncio.to_thread(self._storage.jobs.progress, job.id, int(100 * share))

        try:
            data = await self._work(job, tell)
            await asyncio.to_thread(self._storage.jobs.finish, job.id, data)
        except asyncio.CancelledError:
            return  # the server ends, and takes it up again; or it was deleted
        except Exception as error:  # noqa: BLE001 - kept with the job, and told to whoever looks
            _, body, _ = failures.told(error)
            fault = {"code": body["error"]["code"], "message": body["error"]["message"]}
            with contextlib.suppress(SensoriumError):
                await asyncio.to_thread(self._storage.jobs.fail, job.id, fault)

    def _ended(self, known: str, _: asyncio.Task[None]) -> None:
        """Make room: also for one that was cancelled before its first step, and so never came to an end of its own."""
        self._running.pop(known, None)
        self.wake()
