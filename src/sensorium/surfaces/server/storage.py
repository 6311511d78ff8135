"""What a server keeps: uploaded files, responses and jobs, each owner's apart. SQLite, safe against a kill.

An owner is whoever brought a key ('' where no keys are asked for). What belongs to another does not exist.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sensorium.errors import InvalidInput, NotFound, Overloaded, StorageFailed

TABLES = """
CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, purpose TEXT NOT NULL, created INTEGER NOT NULL,
    expires INTEGER, data BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS responses (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, created INTEGER NOT NULL, asked TEXT NOT NULL, answered TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, kind TEXT NOT NULL, created INTEGER NOT NULL, ended INTEGER,
    status TEXT NOT NULL, progress INTEGER NOT NULL, asked TEXT NOT NULL, fault TEXT, data BLOB
);
CREATE INDEX IF NOT EXISTS jobs_by_status ON jobs (status, created);
CREATE INDEX IF NOT EXISTS files_of ON files (owner, created);
"""
NAME_LENGTH = 200
MOST_WAITING = 100
RETRY_AFTER_S = 10.0
MEMORY = ":memory:"
ADD_FILE = "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)"
JOB = "id, owner, kind, created, ended, status, progress, asked, fault"
NANO = 1_000_000_000


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """An uploaded file without its bytes."""

    id: str
    name: str
    purpose: str
    created: int
    expires: int | None
    num_bytes: int


@dataclass(frozen=True, kw_only=True)
class NewFile:
    """A file that is to be kept, under an id that cannot be guessed. Its name is only shown, never opened."""

    name: str
    purpose: str
    data: bytes
    expires: int | None = None
    id: str = field(default_factory=lambda: f"file-{secrets.token_hex(16)}")

    @property
    def shown(self) -> str:
        """The name without a folder."""
        return self.name.replace("\0", "").replace("\\", "/").rsplit("/", 1)[-1][:NAME_LENGTH] or "file"

    def row(self, owner: str) -> tuple[Any, ...]:
        """As it is kept from now on."""
        return self.id, owner, self.shown, self.purpose, int(time.time()), self.expires, self.data


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


class Storage:
    """One database file; callable from any thread, one call at a time. Raises `StorageFailed` when the disk refuses."""

    def __init__(self, path: Path | None = None, *, most_waiting: int = MOST_WAITING) -> None:
        """`path`: None keeps everything in memory, for as long as the server runs. most_waiting: jobs of one owner."""
        self._lock = threading.Lock()
        self._most_waiting = most_waiting
        try:
            self._database = sqlite3.connect(path or MEMORY, check_same_thread=False)
            self._database.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {TABLES}")
        except sqlite3.Error as error:
            raise StorageFailed(f"the server's database cannot be opened: {error}") from error

    def close(self) -> None:
        """Nothing can be kept or found any more."""
        with self._lock:
            self._database.close()

    def add_file(self, owner: str, name: str, purpose: str, data: bytes, expires: int | None = None) -> StoredFile:
        """Keep a file. expires: seconds since 1970."""
        new = NewFile(name=name, purpose=purpose, data=data, expires=expires)
        with self._writing() as database:
            database.execute(ADD_FILE, new.row(owner))
        return self.file(owner, new.id)

    def file(self, owner: str, known: str) -> StoredFile:
        """Raises `NotFound(code="file_not_found")`."""
        return _file(self._file_row(owner, known, "length(data)"))

    def file_data(self, owner: str, known: str) -> bytes:
        """The bytes. Raises as `file`."""
        return self.file_named(owner, known)[0]

    def file_named(self, owner: str, known: str) -> tuple[bytes, str]:
        """The bytes, and what they were called, which tells kinds of plain text apart. Raises as `file`."""
        return self.file_piece(owner, known), self.file(owner, known).name

    def file_piece(self, owner: str, known: str, start: int = 0, count: int = -1) -> bytes:
        """At most `count` bytes from `start` on; all that follow for -1. Raises as `file`."""
        rowid = self._file_row(owner, known, "rowid")[-1]
        return self._blob("files", rowid, start, count)

    def files(self, owner: str) -> list[StoredFile]:
        """An owner's files, newest first."""
        rows = self._rows(
            "SELECT id, name, purpose, created, expires, length(data) FROM files"
            " WHERE owner = ? AND (expires IS NULL OR expires > ?) ORDER BY created DESC, id",
            (owner, int(time.time())),
        )
        return [_file(row) for row in rows]

    def delete_file(self, owner: str, known: str) -> None:
        """Raises as `file`."""
        self.file(owner, known)
        with self._writing() as database:
            database.execute("DELETE FROM files WHERE owner = ? AND id = ?", (owner, known))

    def add_response(self, owner: str, known: str, asked: list[Any], answered: dict[str, Any]) -> None:
        """Keep a response with the items that led to it."""
        row = (known, owner, int(time.time()), json.dumps(asked), json.dumps(answered))
        with self._writing() as database:
            database.execute("INSERT OR REPLACE INTO responses VALUES (?, ?, ?, ?, ?)", row)

    def response(self, owner: str, known: str) -> tuple[list[Any], dict[str, Any]]:
        """(the items that led to it, the response). Raises `NotFound(code="response_not_found")`."""
        rows = self._rows("SELECT asked, answered FROM responses WHERE owner = ? AND id = ?", (owner, known))
        if not rows:
            raise NotFound(f"no response {known[:60]!r} is stored here", code="response_not_found", param="response_id")
        return json.loads(rows[0][0]), json.loads(rows[0][1])

    def delete_response(self, owner: str, known: str) -> None:
        """Raises as `response`."""
        self.response(owner, known)
        with self._writing() as database:
            database.execute("DELETE FROM responses WHERE owner = ? AND id = ?", (owner, known))

    def add_job(self, owner: str, kind: str, asked: dict[str, Any], file: NewFile | None = None) -> Job:
        """Queue work, and keep the file that it is about: both are kept when this returns, or neither. Raises
        Overloaded while too much of this owner's waits.
        """
        known = f"{kind}_{secrets.token_hex(16)}"
        row = (known, owner, kind, time.time_ns(), json.dumps(asked))
        with self._writing() as database:
            waiting = "SELECT count(*) FROM jobs WHERE owner = ? AND status IN ('queued', 'in_progress')"
            if database.execute(waiting, (owner,)).fetchone()[0] >= self._most_waiting:
                what = f"{self._most_waiting} jobs wait or run: ask again when one has ended"
                raise Overloaded(what, retry_after_s=RETRY_AFTER_S)
            database.execute("INSERT INTO jobs VALUES (?, ?, ?, ?, NULL, 'queued', 0, ?, NULL, NULL)", row)
            if file is not None:
                database.execute(ADD_FILE, file.row(owner))
        return self.job(owner, known)

    def job(self, owner: str, known: str, kind: str | None = None) -> Job:
        """A job; where a kind is named, of that kind alone. Raises `NotFound(code="job_not_found")`."""
        query = f"SELECT {JOB} FROM jobs WHERE owner = ? AND id = ? AND kind = ifnull(?, kind)"  # noqa: S608
        rows = self._rows(query, (owner, known, kind))
        if not rows:
            raise NotFound(f"no job {known[:60]!r} is kept here", code="job_not_found", param="id")
        return _job(rows[0])

    def jobs(self, owner: str, kind: str) -> list[Job]:
        """An owner's jobs of one kind, newest first."""
        query = f"SELECT {JOB} FROM jobs WHERE owner = ? AND kind = ? ORDER BY created DESC"  # noqa: S608
        return [_job(row) for row in self._rows(query, (owner, kind))]

    def job_data(self, owner: str, known: str, kind: str | None = None) -> bytes:
        """The file that a completed job made. Raises `InvalidInput(code="not_ready")`, and as `job`."""
        job = self.job(owner, known, kind)
        if job.status != "completed":
            raise InvalidInput(f"the job is {job.status}: ask again when it is completed", code="not_ready")
        return self._blob("jobs", self._rows("SELECT rowid FROM jobs WHERE id = ?", (known,))[0][0])

    def delete_job(self, owner: str, known: str, kind: str | None = None, *, file_id: str | None = None) -> None:
        """Forget a job, and a file with it. Raises as `job`."""
        self.job(owner, known, kind)
        with self._writing() as database:
            database.execute("DELETE FROM jobs WHERE owner = ? AND id = ?", (owner, known))
            database.execute("DELETE FROM files WHERE owner = ? AND id = ?", (owner, file_id))

    def requeue(self, kind: str | None = None) -> None:
        """After a start: what was running runs no more, and is to be done again."""
        with self._writing() as database:
            database.execute(
                "UPDATE jobs SET status = 'queued', progress = 0"
                " WHERE status = 'in_progress' AND kind = ifnull(?, kind)",
                (kind,),
            )

    def next_job(self, kind: str | None = None) -> Job | None:
        """The job, of a kind, that has waited longest among those of the owners who have fewest in progress: nobody
        waits for all that another has asked for. It is in progress now.
        """
        with self._writing() as database:
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
        with self._writing() as database:
            patch = "UPDATE jobs SET asked = json_patch(asked, ?) WHERE id = ?"
            database.execute(patch, (json.dumps({"found": facts}), known))

    def progress(self, known: str, percent: int) -> None:
        """How far a job is."""
        with self._writing() as database:
            database.execute("UPDATE jobs SET progress = ? WHERE id = ? AND status = 'in_progress'", (percent, known))

    def finish(self, known: str, data: bytes) -> None:
        """The file of a job that was in progress; of a deleted one, nothing."""
        with self._writing() as database:
            database.execute(
                "UPDATE jobs SET status = 'completed', progress = 100, ended = ?, data = ?"
                " WHERE id = ? AND status = 'in_progress'",
                (int(time.time()), data, known),
            )

    def fail(self, known: str, fault: dict[str, str]) -> None:
        """Why a job that was in progress came to nothing."""
        with self._writing() as database:
            database.execute(
                "UPDATE jobs SET status = 'failed', ended = ?, fault = ? WHERE id = ? AND status = 'in_progress'",
                (int(time.time()), json.dumps(fault), known),
            )

    def _file_row(self, owner: str, known: str, last: str) -> tuple[Any, ...]:
        rows = self._rows(
            f"SELECT id, name, purpose, created, expires, {last} FROM files WHERE owner = ? AND id = ?"  # noqa: S608
            " AND (expires IS NULL OR expires > ?)",
            (owner, known, int(time.time())),
        )
        if not rows:
            raise NotFound(f"no file {known[:60]!r} is kept here", code="file_not_found", param="file_id")
        return rows[0]

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._database.execute(query, values).fetchall()

    def _blob(self, table: str, rowid: int, start: int = 0, count: int = -1) -> bytes:
        """Of the column `data`, read into the bytes that are given: a row would hold them twice."""
        with self._lock:
            try:
                with self._database.blobopen(table, "data", rowid, readonly=True) as blob:
                    blob.seek(start)
                    return blob.read(count)
            except sqlite3.OperationalError as error:
                raise NotFound("it was deleted just now", code="file_not_found", param="id") from error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing."""
        try:
            with self._lock, self._database as database:
                yield database
        except sqlite3.Error as error:
            raise StorageFailed(f"the server could not keep that: {error}; what was kept before is intact") from error


def _file(row: tuple[Any, ...]) -> StoredFile:
    known, name, purpose, created, expires, num_bytes = row
    return StoredFile(id=known, name=name, purpose=purpose, created=created, expires=expires, num_bytes=num_bytes)


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
