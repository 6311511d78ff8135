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
"""
NAME_LENGTH = 200
ADD_FILE = "INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?)"


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


class KeptFiles:
    """The files in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, owner: str, name: str, purpose: str, data: bytes, expires: int | None = None) -> StoredFile:
        """Keep a file. expires: seconds since 1970."""
        new = NewFile(name=name, purpose=purpose, data=data, expires=expires)
        with self._database.writing() as database:
            database.execute(ADD_FILE, new.row(owner))
        return self.one(owner, new.id)

    def one(self, owner: str, known: str) -> StoredFile:
        """Raises `NotFound(code="file_not_found")`."""
        return _file(self._row(owner, known, "length(data)"))

    def data(self, owner: str, known: str) -> bytes:
        """The bytes. Raises as `one`."""
        return self.named(owner, known)[0]

    def named(self, owner: str, known: str) -> tuple[bytes, str]:
        """The bytes, and what they were called, which tells kinds of plain text apart. Raises as `one`."""
        return self.piece(owner, known), self.one(owner, known).name

    def piece(self, owner: str, known: str, start: int = 0, count: int = -1) -> bytes:
        """At most `count` bytes from `start` on; all that follow for -1. Raises as `one`."""
        rowid = self._row(owner, known, "rowid")[-1]
        return self._database.blob("files", rowid, start, count)

    def all_of(self, owner: str) -> list[StoredFile]:
        """An owner's files, newest first."""
        rows = self._database.rows(
            "SELECT id, name, purpose, created, expires, length(data) FROM files"
            " WHERE owner = ? AND (expires IS NULL OR expires > ?) ORDER BY created DESC, id",
            (owner, int(time.time())),
        )
        return [_file(row) for row in rows]

    def delete(self, owner: str, known: str) -> None:
        """Raises as `one`."""
        self.one(owner, known)
        with self._database.writing() as database:
            database.execute("DELETE FROM files WHERE owner = ? AND id = ?", (owner, known))

    def _row(self, owner: str, known: str, last: str) -> tuple[Any, ...]:
        rows = self._database.rows(
            f"SELECT id, name, purpose, created, expires, {last} FROM files WHERE owner = ? AND id = ?"  # noqa: S608
            " AND (expires IS NULL OR expires > ?)",
            (owner, known, int(time.time())),
        )
        if not rows:
            raise NotFound(f"no file {known[:60]!r} is kept here", code="file_not_found", param="file_id")
        return rows[0]


def _file(row: tuple[Any, ...]) -> StoredFile:
    known, name, purpose, created, expires, num_bytes = row
    return StoredFile(id=known, name=name, purpose=purpose, created=created, expires=expires, num_bytes=num_bytes)
