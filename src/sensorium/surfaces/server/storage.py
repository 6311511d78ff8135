"""What a server keeps: uploaded files, responses and jobs, each owner's apart.

An owner is whoever brought a key ('' where no keys are asked for). What belongs to another does not exist.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from sensorium.errors import StorageFailed
from sensorium.surfaces.server import kept_files, kept_jobs, kept_responses
from sensorium.surfaces.server.database import Database
from sensorium.surfaces.server.kept_files import KeptFiles
from sensorium.surfaces.server.kept_jobs import KeptJobs
from sensorium.surfaces.server.kept_responses import KeptResponses

MOST_WAITING = 100


class Storage:
    """One database file; callable from any thread, one call at a time. Raises `StorageFailed` when the disk refuses."""

    def __init__(self, path: Path | None = None, *, most_waiting: int = MOST_WAITING) -> None:
        """`path`: None keeps everything in memory, for as long as the server runs. most_waiting: jobs of one owner."""
        self._database = Database(path, kept_files.TABLES + kept_responses.TABLES + kept_jobs.TABLES)
        self.files = KeptFiles(self._database)
        self.responses = KeptResponses(self._database)
        self.jobs = KeptJobs(self._database, most_waiting)
        with contextlib.suppress(StorageFailed):  # of a full disk what is there can be read still
            self.files.forget_expired()

    def close(self) -> None:
        """Nothing can be kept or found any more."""
        self._database.close()
