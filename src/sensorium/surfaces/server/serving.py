"""What the routes of a server work with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sensorium.limits import DEFAULT, Limits
from sensorium.media import fetch
from sensorium.media.sources import Fetch
from sensorium.surfaces.server import lifting
from sensorium.surfaces.server.desk import Desk
from sensorium.surfaces.server.holding import Budget, Held
from sensorium.surfaces.server.inputs import Reader
from sensorium.surfaces.server.origins import Origins
from sensorium.surfaces.server.rates import Rates
from sensorium.surfaces.server.room import Room, Shelf
from sensorium.surfaces.server.secrets import ClientSecrets
from sensorium.surfaces.server.stopping import Farewell
from sensorium.surfaces.server.storage import Storage
from sensorium.surfaces.server.tracing.spans import Tracing

MEGA = 1_000_000
GIGA = 1_000_000_000
BODY_BYTES = 128 * MEGA  # of one request, base64 included
ROOM_BYTES = 24 * MEGA  # of bodies that are read at the same time, before the next one waits
SHELF_BYTES = 16 * MEGA  # of kept files that are being decoded, before the next one waits
FULL_BYTES = 48 * MEGA  # of those that waited long enough as well
ROOM_PATIENCE_S = 30.0
HELD_BYTES = GIGA  # of media that all requests hold, as arrays


@dataclass(frozen=True, kw_only=True)
class LiveBounds:
    """What live sessions may cost."""

    sessions: int = 64  # open at the same time, those that wait to be taken up again included
    sessions_of_one: int = 16  # of a key; where there are no keys, of an address
    message_bytes: int = 16 * MEGA  # one message of a client
    messages_per_minute: float = 12_000.0  # microphones send some 50 a second
    kept_bytes: int = 8 * MEGA  # of what was told, to be told again: some two minutes of speech
    resume_s: float = 60.0  # after a connection broke
    stalled_s: float = 20.0  # that a client may read nothing while something is told
    lead_s: float = 1.0  # of an answer that may lie unheard with the listener


@dataclass(frozen=True, kw_only=True)
class Serving:
    """Models, limits and doors."""

    desk: Desk
    limits: Limits = DEFAULT
    storage: Storage = field(default_factory=Storage)
    keys: Sequence[str] = ()  # who may ask; without any, everybody on this machine
    hosts: Sequence[str] = ()  # names of this server beside those of loopback
    pages: Sequence[str] = ()  # origins of pages that may ask, beside our own
    rates: Rates = field(default_factory=Rates)  # how much each of them may ask for
    fetch: Fetch = field(default=fetch.fetch)
    body_bytes: int = BODY_BYTES
    body_stalled_s: float = 10.0  # that nothing may come of a body
    room: Room = field(default_factory=lambda: Room(ROOM_BYTES, FULL_BYTES, ROOM_PATIENCE_S))  # for bodies
    shelf: Shelf = field(default_factory=lambda: Shelf(SHELF_BYTES))  # for kept files
    held: Held = field(default_factory=lambda: Held(HELD_BYTES))
    secrets: ClientSecrets = field(default_factory=ClientSecrets)  # that stand for keys in live sessions
    live: LiveBounds = LiveBounds()
    tracing: Tracing | None = None  # where the time of requests is told
    stop_s: float = 20.0  # that answers may take to end when the server is told to
    farewells: list[Farewell] = field(default_factory=list)  # said then

    @property
    def origins(self) -> Origins:
        """Which pages may ask, and under which names. Raises InvalidInput."""
        return Origins(hosts=self.hosts, pages=self.pages, strict=not self.keys)

    def reader(self, owner: str) -> Reader:
        """A reader of the files of one request."""
        return Reader(
            self.limits,
            self.budget(),
            fetch=self.fetch,
            find_file=lambda known: self.kept(owner, known),
            files=lifting.files(),
        )

    @contextmanager
    def kept(self, owner: str, known: str) -> Iterator[tuple[bytes, str]]:
        """The bytes and the name of a kept file, for as long as they are needed: call it in a thread. Raises
        `NotFound`.
        """
        with self.shelf.holding(self.storage.files.one(owner, known).num_bytes):
            yield self.storage.files.named(owner, known)

    def budget(self) -> Budget:
        """What one request may hold."""
        return Budget(self.held, self.limits.request_media_bytes)
