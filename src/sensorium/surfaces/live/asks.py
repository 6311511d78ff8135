"""What a client can ask of a session, as values, and what a session tells and has done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sensorium.content import ToolCall, Usage
from sensorium.errors import SensoriumError
from sensorium.surfaces.live.items import Item, Said
from sensorium.surfaces.live.playback import Sound
from sensorium.surfaces.live.settings import Settings, Speaking

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Update:
    """Other settings from now on."""

    settings: Settings


@dataclass(frozen=True)
class Commit:
    """What was heard is a turn."""


@dataclass(frozen=True)
class Clear:
    """Forget what was heard and is no turn yet."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Create:
    """Put an item into the conversation."""

    item: Item
    after: str | None = None


@dataclass(frozen=True, kw_only=True)
class Retrieve:
    """Tell an item with its sounds and pictures."""

    id: str


@dataclass(frozen=True, kw_only=True)
class Delete:
    """Forget an item."""

    id: str


@dataclass(frozen=True, kw_only=True)
class Truncate:
    """Nobody heard more of an answer than so much."""

    id: str
    content_index: int
    end_ms: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Respond:
    """Answer now. items: to be answered in place of the conversation; apart: the answer does not join it."""

    speaking: Speaking
    metadata: Mapping[str, str] | None = None
    items: tuple[Item | str, ...] | None = None  # an id stands for an item of the conversation
    apart: bool = False


@dataclass(frozen=True, kw_only=True)
class Cancel:
    """Stop answering."""

    id: str | None = None


@dataclass(frozen=True)
class Silence:
    """The listener has thrown away what was not played yet."""


Ask: TypeAlias = Update | Commit | Clear | Create | Retrieve | Delete | Truncate | Respond | Cancel | Silence


@dataclass(frozen=True, eq=False)
class Told:
    """An event for the client: its type, and the rest of its JSON."""

    kind: str
    body: Json


@dataclass(frozen=True, eq=False, kw_only=True)
class WriteDown:
    """To be done: the words of a sound."""

    item: Item
    content_index: int

    @property
    def said(self) -> Said:
        """The sound."""
        said = self.item.content[self.content_index]
        assert isinstance(said, Said)
        return said


@dataclass(frozen=True, eq=False, kw_only=True)
class Answer:
    """To be done: an answer to some items."""

    id: str
    items: tuple[Item, ...]
    speaking: Speaking
    truncate: bool  # leave out what is oldest where all of it is too long


@dataclass(frozen=True)
class Stop:
    """To be done: nobody waits for this answer any more."""

    id: str


Work: TypeAlias = WriteDown | Answer | Stop


@dataclass(frozen=True)
class Words:
    """Of an answer: words that follow those before."""

    text: str


@dataclass(frozen=True)
class CallPiece:
    """Of an answer: arguments of a call that follow those before; the first of a call begins it."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True)
class CallWhole:
    """Of an answer: a call that is whole now."""

    call: ToolCall


@dataclass(frozen=True, eq=False, kw_only=True)
class Finished:
    """Of an answer: nothing follows. cut: its words were too many."""

    usage: Usage
    cut: bool = False
    notes: tuple[str, ...] = ()
    confidence: float | None = None


@dataclass(frozen=True, eq=False)
class Failed:
    """Of an answer: nothing follows, and this is why."""

    error: SensoriumError


Piece: TypeAlias = Words | Sound | CallPiece | CallWhole | Finished | Failed


@dataclass(frozen=True, eq=False, kw_only=True)
class Written:
    """The words of a sound, or why there are none."""

    text: str = ""
    usage: Usage = field(default_factory=lambda: Usage(prompt={}, completion={}))
    error: SensoriumError | None = None
