"""What the routes of a server work with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sensorium.limits import DEFAULT, Limits
from sensorium.media import fetch
from sensorium.media.sources import Fetch
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.inputs import Reader
from sensorium.surfaces.server.rates import Rates
from sensorium.surfaces.server.storage import Storage

BODY_BYTES = 128_000_000  # of one request, base64 included


@dataclass(frozen=True, kw_only=True)
class Serving:
    """Models, limits and doors."""

    desk: Desk
    limits: Limits = DEFAULT
    storage: Storage = field(default_factory=Storage)
    keys: Sequence[str] = ()  # who may ask; without any, everybody
    rates: Rates = field(default_factory=Rates)  # how much each of them may ask for
    fetch: Fetch = field(default=fetch.fetch)
    body_bytes: int = BODY_BYTES

    def reader(self, owner: str) -> Reader:
        """A reader of the files of one request."""
        return Reader(self.limits, fetch=self.fetch, find_file=lambda known: self.storage.file_data(owner, known))
