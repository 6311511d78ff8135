"""The items of one session, in order, and what a model is shown of them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sensorium.content import Image, Message, Part, ToolCall
from sensorium.errors import InvalidInput
from sensorium.surfaces.live.items import Item
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

    def find(self, known: str, param: str = "item_id") -> Item:
        """An item by its id. param: what named it. Raises InvalidInput."""
        for item in self._items:
            if item.id == known:
                return item
        raise InvalidInput(f"no item {known[:60]!r} in this conversation", code="item_not_found", param=param)

    def add(self, item: Item, after: str | None = None) -> str | None:
        """Put an item at the end, or after another ("root": before all). The id of the one before it.

        Raises InvalidInput for an id that is taken or not there, and for what a call gave that nobody made.
        """
        if any(one.id == item.id for one in self._items):
            raise InvalidInput(f"there is an item {item.id[:60]!r} already", code="item_exists", param="item.id")
        if item.call_id is not None and not any(call.id == item.call_id for one in self._items for call in one.calls):
            what = f"no call {item.call_id[:60]!r} in this conversation: give the call_id of a function_call"
            raise InvalidInput(what, code="item_not_found", param="item.call_id")
        place = len(self._items)
        if after is not None:
            place = 0 if after == ROOT else self._items.index(self.find(after, "previous_item_id")) + 1
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


def prompt_of(items: Sequence[Item], view: View) -> Prompt:
    """Items as a model is shown them. What a user says and shows between two answers is one turn; of the frames of a
    camera in it only the newest is shown, for the others are past.
    """
    turns, past = _turns(items)
    shown = ((turn[0], _parts(turn, view)) for turn in turns)
    told = [Message(first.role, tuple(parts), first.call_id) for first, parts in shown if parts]
    messages = answerable(told)
    notes = [f"{past} earlier frames of the camera are not shown to the model"] if past else []
    if lost := len(told) - len(messages):
        notes.append(f"{lost} results are not shown to the model: their calls are not in the conversation any more")
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
        if turns and turns[-1][0].role == item.role and item.call_id is None:
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


def answerable(messages: Sequence[Message]) -> list[Message]:
    """The turns without what calls gave that do not come before it."""
    called: set[str | None] = {None}
    kept: list[Message] = []
    for message in messages:
        called |= {part.id for part in message.parts if isinstance(part, ToolCall)}
        if message.call_id in called:
            kept.append(message)
    return kept


def _newest(messages: list[Message]) -> tuple[list[Message], int]:
    """The user's newest turn with what was called for it, and how many are left out. What was shown last stays in
    sight.
    """
    told = [message for message in messages if message.role == "system"]
    spoken = [message for message in messages if message.role != "system"]
    asked = [message for message in spoken if message.role == "user"]
    if not asked:
        return messages, 0
    last = asked[-1]
    if not any(isinstance(part, Image) for part in last.parts):
        seen = [part for message in spoken for part in message.parts if isinstance(part, Image)]
        last = Message(last.role, (*seen[-1:], *last.parts))
    since = spoken[spoken.index(asked[-1]) + 1 :]
    called = since if any(message.role == "tool" for message in since) else []
    return [*told, last, *called], len(spoken) - 1 - len(called)
