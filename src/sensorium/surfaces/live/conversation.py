"""The items of one session, in order, and what a model is shown of them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sensorium.content import Image, Message, Part
from sensorium.errors import InvalidInput
from sensorium.surfaces.live.items import Item, Said
from sensorium.surfaces.live.spoken import Spoken

MEGA = 1_000_000
MOST_ITEMS = 500
MOST_BYTES = 48 * MEGA  # of sounds and pictures, as arrays
ROOT = "root"  # the place before the first item


def new_id(kind: str) -> str:
    """'item_…': not guessable."""
    return f"{kind}_{secrets.token_hex(10)}"


@dataclass(frozen=True, kw_only=True)
class View:
    """How a model is shown a conversation. hears: given sounds, and not their words; margin_s: of the quiet around
    speech, None for all that was committed; remembers: shown all turns, and not only the newest with what it sees.
    """

    hears: bool = True
    margin_s: float | None = None
    remembers: bool = True


@dataclass(frozen=True, eq=False)
class Prompt:
    """What a model is shown, and in words what is left out."""

    messages: tuple[Message, ...]
    notes: tuple[str, ...] = ()


class Conversation:
    """Items by id. Bounded: the oldest give way."""

    def __init__(self) -> None:
        self._items: list[Item] = []

    def __len__(self) -> int:
        return len(self._items)

    @property
    def items(self) -> Sequence[Item]:
        return self._items

    @property
    def last_id(self) -> str | None:
        return self._items[-1].id if self._items else None

    def find(self, known: str) -> Item:
        """An item by its id. Raises InvalidInput."""
        for item in self._items:
            if item.id == known:
                return item
        raise InvalidInput(f"no item {known[:60]!r} in this conversation", code="item_not_found", param="item_id")

    def add(self, item: Item, after: str | None = None) -> str | None:
        """Put an item at the end, or after another ("root": before all). The id of the one before it.

        Raises InvalidInput for an id that is taken or not there.
        """
        if any(one.id == item.id for one in self._items):
            raise InvalidInput(f"there is an item {item.id[:60]!r} already", code="item_exists", param="item.id")
        place = len(self._items)
        if after is not None:
            place = 0 if after == ROOT else self._items.index(self.find(after)) + 1
        self._items.insert(place, item)
        return self._items[place - 1].id if place else None

    def remove(self, known: str) -> None:
        """Forget an item. Raises InvalidInput."""
        self._items.remove(self.find(known))

    def give_way(self) -> list[str]:
        """Forget the oldest items while there are too many or they are too large; the ids of those that went."""
        gone: list[str] = []
        size = sum(item.num_bytes for item in self._items)
        while len(self._items) > 1 and (len(self._items) > MOST_ITEMS or size > MOST_BYTES):
            oldest = self._items.pop(0)
            size -= oldest.num_bytes
            gone.append(oldest.id)
        return gone

    def spoken(self, known: str, content_index: int) -> tuple[Item, Spoken]:
        """What was said aloud in an item of the model's. Raises InvalidInput."""
        item = self.find(known)
        content = item.content[content_index] if 0 <= content_index < len(item.content) else None
        if not isinstance(content, Spoken):
            what = "only the speech of an answer can be truncated"
            raise InvalidInput(f"{what}: give an item of the assistant, and content_index 0", param="item_id")
        return item, content

    def unwritten(self) -> list[tuple[Item, Said]]:
        """Sounds of which nobody knows the words."""
        return [(item, one) for item in self._items for one in item.said() if one.transcript is None]


def prompt_of(items: Sequence[Item], view: View) -> Prompt:
    """Items as a model is shown them. What a user says and shows between two answers is one turn; of the frames of a
    camera in it only the newest is shown, for the others are past.
    """
    turns, past = _turns(items)
    messages = [
        Message(role, tuple(parts)) for role, parts in ((turn[0].role, _parts(turn, view)) for turn in turns) if parts
    ]
    notes = [f"{past} earlier frames of the camera are not shown to the model"] if past else []
    if not view.remembers:
        messages, left_out = _newest(messages)
        notes += (
            [f"{left_out} earlier turns are not shown to the model, which answers one at a time"] if left_out else []
        )
    return Prompt(tuple(messages), tuple(notes))


def _turns(items: Sequence[Item]) -> tuple[list[list[Item]], int]:
    """Items that follow each other with one role, without frames that are past; and how many of those there were."""
    turns: list[list[Item]] = []
    for item in items:
        if turns and turns[-1][0].role == item.role:
            turns[-1].append(item)
        else:
            turns.append([item])
    past = 0
    for turn in turns:
        for frame in [item for item in turn if item.is_frame][:-1]:
            turn.remove(frame)
            past += 1
    return turns, past


def _parts(turn: Sequence[Item], view: View) -> list[Part]:
    return [part for item in turn for part in item.parts(hears=view.hears, margin_s=view.margin_s)]


def _newest(messages: list[Message]) -> tuple[list[Message], int]:
    """The user's newest turn, and how many are left out. What was shown last stays in sight."""
    told = [message for message in messages if message.role == "system"]
    spoken = [message for message in messages if message.role != "system"]
    asked = [message for message in spoken if message.role == "user"]
    if not asked:
        return messages, 0
    last = asked[-1]
    if not any(isinstance(part, Image) for part in last.parts):
        seen = [part for message in spoken for part in message.parts if isinstance(part, Image)]
        last = Message(last.role, (*seen[-1:], *last.parts))
    return [*told, last], len(spoken) - 1
