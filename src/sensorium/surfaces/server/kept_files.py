"""Uploaded files, each owner's apart."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from sensorium.errors import NotFound
from sensorium.surfaces.server.database import Database

TABLES = """
CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL, purpose TEXT NOT NULL, created INTEGER NOT NULL,
    expires INTEGER, data BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS files_of ON files (owner, created);
CREATE INDEX IF NOT EXISTS files_until ON files (expires) WHERE expires IS NOT NULL;
"""
NAME_LENGTH = 200
FILE = "id, name, purpose, created, expires, length(data)"
ADD_FILE = "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)"
FORGET_EXPIRED = "DELETE FROM files WHERE expires <= ?"
GOOD = "(expires IS NULL OR expires > ?)"
THERE = f"owner = ? AND id = ? AND {GOOD}"


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
        return self.id, owner, self.shown, self.purpose, _now(), self.expires, self.data


class KeptFiles:
    """The files in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, owner: str, name: str, purpose: str, data: bytes, expires: int | None = None) -> StoredFile:
        """Keep a file, in place of those that have expired. expires: seconds since 1970."""
        new = NewFile(name=name, purpose=purpose, data=data, expires=expires)
        with self._database.writing() as database:
            database.execute(FORGET_EXPIRED, (_now(),))
            database.execute(ADD_FILE, new.row(owner))
        return self.one(owner, new.id)

    def one(self, owner: str, known: str) -> StoredFile:
        """Raises `NotFound(code="file_not_found")`."""
        query = f"SELECT {FILE} FROM files WHERE {THERE}"  # noqa: S608
        rows = self._database.rows(query, (owner, known, _now()))
        if not rows:
            raise _not_found(known)
        return _file(rows[0])

    def data(self, owner: str, known: str) -> bytes:
        """The bytes. Raises as `one`."""
        return self.named(owner, known)[0]

    def named(self, owner: str, known: str) -> tuple[bytes, str]:
        """The bytes, and what they were called, which tells kinds of plain text apart. Raises as `one`."""
        return self.piece(owner, known), self.one(owner, known).name

    def piece(self, owner: str, known: str, start: int = 0, count: int = -1) -> bytes:
        """At most `count` bytes from `start` on; all that follow for -1. Raises as `one`."""
        data = self._database.blob("files", THERE, (owner, known, _now()), start, count)
        if data is None:
            raise _not_found(known)
        return data

    def all_of(self, owner: str) -> list[StoredFile]:
        """An owner's files, newest first."""
        rows = self._database.rows(
            f"SELECT {FILE} FROM files WHERE owner = ? AND {GOOD} ORDER BY created DESC, id",  # noqa: S608
            (owner, _now()),
        )
        return [_file(row) for row in rows]

    def delete(self, owner: str, known: str) -> None:
        """Raises as `one`."""
        with self._database.writing() as database:
            database.execute(FORGET_EXPIRED, (_now(),))
            num_deleted = database.execute("DELETE FROM files WHERE owner = ? AND id = ?", (owner, known)).rowcount
        if not num_deleted:
            raise _not_found(known)

    def forget_expired(self) -> None:
        """Make room of all files, of whomever, whose time is over."""
        with self._database.writing() as database:
            database.execute(FORGET_EXPIRED, (_now(),))


def _now() -> int:
    """Seconds since 1970."""
    return int(time.time())


def _not_found(known: str) -> NotFound:
    return NotFound(f"no file {known[:60]!r} is kept here", code="file_not_found", param="file_id")


def _file(row: tuple[Any, ...]) -> StoredFile:
    known, name, purpose, created, expires, num_bytes = row
    return StoredFile(id=known, name=name, purpose=purpose, created=created, expires=expires, num_bytes=num_bytes)
