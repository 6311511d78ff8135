"""Responses with what led to them, each owner's apart."""

from __future__ import annotations

import json
import time
from typing import Any

from sensorium.errors import NotFound
from sensorium.surfaces.server.database import Database

TABLES = """
CREATE TABLE IF NOT EXISTS responses (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, created INTEGER NOT NULL, asked TEXT NOT NULL, answered TEXT NOT NULL
);
"""


class KeptResponses:
    """The responses in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, owner: str, known: str, asked: list[Any], answered: dict[str, Any]) -> None:
        """Keep a response with the items that led to it."""
        row = (known, owner, int(time.time()), json.dumps(asked), json.dumps(answered))
        with self._database.writing() as database:
            database.execute("INSERT OR REPLACE INTO responses VALUES (?, ?, ?, ?, ?)", row)

    def one(self, owner: str, known: str) -> tuple[list[Any], dict[str, Any]]:
        """(the items that led to it, the response). Raises `NotFound(code="response_not_found")`."""
        rows = self._database.rows("SELECT asked, answered FROM responses WHERE owner = ? AND id = ?", (owner, known))
        if not rows:
            raise NotFound(f"no response {known[:60]!r} is stored here", code="response_not_found", param="response_id")
        return json.loads(rows[0][0]), json.loads(rows[0][1])

    def delete(self, owner: str, known: str) -> None:
        """Raises as `one`."""
        self.one(owner, known)
        with self._database.writing() as database:
            database.execute("DELETE FROM responses WHERE owner = ? AND id = ?", (owner, known))
