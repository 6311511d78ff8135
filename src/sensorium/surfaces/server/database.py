"""One SQLite file, safe against a kill: what was written is there, or none of it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sensorium.errors import StorageFailed

MEMORY = ":memory:"


class Database:
    """Callable from any thread, one call at a time. Raises `StorageFailed` when the disk refuses."""

    def __init__(self, path: Path | None, tables: str) -> None:
        """`path`: None keeps everything in memory, for as long as the server runs. tables: SQL that makes them."""
        self._lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(path or MEMORY, check_same_thread=False)
            self._connection.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {tables}")
        except sqlite3.Error as error:
            raise StorageFailed(f"the server's database cannot be opened: {error}") from error

    def close(self) -> None:
        """Nothing can be kept or found any more."""
        with self._lock:
            self._connection.close()

    def rows(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    def blob(self, table: str, where: str, values: tuple[object, ...], start: int = 0, count: int = -1) -> bytes | None:
        """Of the column `data` of the row that a condition finds, read into the bytes that are given: a row would hold
        them twice. None where there is no such row.

        Found and read within one lock: the number of a row that is deleted is given to another.
        """
        with self._lock:
            try:
                row = self._connection.execute(f"SELECT rowid FROM {table} WHERE {where}", values).fetchone()  # noqa: S608
                if row is None:
                    return None
                with self._connection.blobopen(table, "data", row[0], readonly=True) as blob:
                    blob.seek(start)
                    return blob.read(count)
            except sqlite3.Error as error:
                raise StorageFailed(f"the server could not read that: {error}") from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing."""
        try:
            with self._lock, self._connection as database:
                yield database
        except sqlite3.Error as error:
            raise StorageFailed(f"the server could not keep that: {error}; what was kept before is intact") from error
