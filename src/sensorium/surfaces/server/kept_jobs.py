"""Jobs: work that was asked for and outlives its request, each owner's apart."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass
from typing import Any

from sensorium.errors import InvalidInput, NotFound, Overloaded
from sensorium.surfaces.server.database import Database
from sensorium.surfaces.server.kept_files import ADD_FILE, NewFile

TABLES = """
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, kind TEXT NOT NULL, created INTEGER NOT NULL, ended INTEGER,
    status TEXT NOT NULL, progress INTEGER NOT NULL, asked TEXT NOT NULL, fault TEXT, data BLOB
);
CREATE INDEX IF NOT EXISTS jobs_by_status ON jobs (status, created);
"""
RETRY_AFTER_S = 10.0
JOB = "id, owner, kind, created, ended, status, progress, asked, fault"
NANO = 1_000_000_000


@dataclass(frozen=True, kw_only=True)
class Job:
    """Work that was asked for. status: queued, in_progress, completed or failed; fault: why it failed."""

    id: str
    owner: str
    kind: str
    created: int
    ended: int | None
    status: str
    progress: int  # 0 to 100
    asked: dict[str, Any]
    fault: dict[str, str] | None


class KeptJobs:
    """The jobs in a database. most_waiting: of one owner."""

    def __init__(self, database: Database, most_waiting: int) -> None:
        self._database, self._most_waiting = database, most_waiting

    def add(self, owner: str, kind: str, asked: dict[str, Any], file: NewFile | None = None) -> Job:
        """Queue work, and keep the file that it is about: both are kept when this returns, or neither. Raises
        Overloaded while too much of this owner's waits.
        """
        known = f"{kind}_{secrets.token_hex(16)}"
        row = (known, owner, kind, time.time_ns(), json.dumps(asked))
        with self._database.writing() as database:
            waiting = "SELECT count(*) FROM jobs WHERE owner = ? AND status IN ('queued', 'in_progress')"
            if database.execute(waiting, (owner,)).fetchone()[0] >= self._most_waiting:
                what = f"{self._most_waiting} jobs wait or run: ask again when one has ended"
                raise Overloaded(what, retry_after_s=RETRY_AFTER_S)
            database.execute("INSERT INTO jobs VALUES (?, ?, ?, ?, NULL, 'queued', 0, ?, NULL, NULL)", row)
            if file is not None:
                database.execute(ADD_FILE, file.row(owner))
        return self.one(owner, known)

    def one(self, owner: str, known: str, kind: str | None = None) -> Job:
        """A job; where a kind is named, of that kind alone. Raises `NotFound(code="job_not_found")`."""
        query = f"SELECT {JOB} FROM jobs WHERE owner = ? AND id = ? AND kind = ifnull(?, kind)"  # noqa: S608
        rows = self._database.rows(query, (owner, known, kind))
        if not rows:
            raise _not_found(known)
        return _job(rows[0])

    def all_of(self, owner: str, kind: str) -> list[Job]:
        """An owner's jobs of one kind, newest first."""
        query = f"SELECT {JOB} FROM jobs WHERE owner = ? AND kind = ? ORDER BY created DESC"  # noqa: S608
        return [_job(row) for row in self._database.rows(query, (owner, kind))]

    def data(self, owner: str, known: str, kind: str | None = None) -> bytes:
        """The file that a completed job made. Raises `InvalidInput(code="not_ready")`, and as `one`."""
        job = self.one(owner, known, kind)
        if job.status != "completed":
            raise InvalidInput(f"the job is {job.status}: ask again when it is completed", code="not_ready")
        data = self._database.blob("jobs", "owner = ? AND id = ? AND data IS NOT NULL", (owner, known))
        if data is None:  # it was deleted just now
            raise _not_found(known)
        return data

    def delete(self, owner: str, known: str, kind: str | None = None, *, file_id: str | None = None) -> None:
        """Forget a job, and a file with it. Raises as `one`."""
        self.one(owner, known, kind)
        with self._database.writing() as database:
            database.execute("DELETE FROM jobs WHERE owner = ? AND id = ?", (owner, known))
            database.execute("DELETE FROM files WHERE owner = ? AND id = ?", (owner, file_id))

    def requeue(self, kind: str | None = None) -> None:
        """After a start: what was running runs no more, and is to be done again."""
        with self._database.writing() as database:
            database.execute(
                "UPDATE jobs SET status = 'queued', progress = 0"
                " WHERE status = 'in_progress' AND kind = ifnull(?, kind)",
                (kind,),
            )

    def next(self, kind: str | None = None) -> Job | None:
        """The job, of a kind, that has waited longest among those of the owners who have fewest in progress: nobody
        waits for all that another has asked for. It is in progress now.
        """
        with self._database.writing() as database:
            row = database.execute(
                "UPDATE jobs SET status = 'in_progress' WHERE id ="  # noqa: S608 - a constant is put in
                " (SELECT id FROM jobs WHERE status = 'queued' AND kind = ifnull(?1, kind) ORDER BY"
                " (SELECT count(*) FROM jobs AS begun WHERE begun.owner = jobs.owner AND begun.status = 'in_progress'"
                " AND begun.kind = ifnull(?1, begun.kind)), created LIMIT 1)"
                f" RETURNING {JOB}",
                (kind,),
            ).fetchone()
        return None if row is None else _job(row)

    def know(self, known: str, facts: dict[str, Any]) -> None:
        """Keep what was found out beside what was asked, under `found`; of a deleted job, nothing."""
        with self._database.writing() as database:
            patch = "UPDATE jobs SET asked = json_patch(asked, ?) WHERE id = ?"
            database.execute(patch, (json.dumps({"found": facts}), known))

    def progress(self, known: str, percent: int) -> None:
        """How far a job is."""
        with self._database.writing() as database:
            database.execute("UPDATE jobs SET progress = ? WHERE id = ? AND status = 'in_progress'", (percent, known))

    def finish(self, known: str, data: bytes) -> None:
        """The file of a job that was in progress; of a deleted one, nothing."""
        with self._database.writing() as database:
            database.execute(
                "UPDATE jobs SET status = 'completed', progress = 100, ended = ?, data = ?"
                " WHERE id = ? AND status = 'in_progress'",
                (int(time.time()), data, known),
            )

    def fail(self, known: str, fault: dict[str, str]) -> None:
        """Why a job that was in progress came to nothing."""
        with self._database.writing() as database:
            database.execute(
                "UPDATE jobs SET status = 'failed', ended = ?, fault = ? WHERE id = ? AND status = 'in_progress'",
                (int(time.time()), json.dumps(fault), known),
            )


def _not_found(known: str) -> NotFound:
    return NotFound(f"no job {known[:60]!r} is kept here", code="job_not_found", param="id")


def _job(row: tuple[Any, ...]) -> Job:
    known, owner, kind, created_ns, ended, status, progress, asked, fault = row
    return Job(
        id=known,
        owner=owner,
        kind=kind,
        created=created_ns // NANO,
        ended=ended,
        status=status,
        progress=progress,
        asked=json.loads(asked),
        fault=None if fault is None else json.loads(fault),
    )
