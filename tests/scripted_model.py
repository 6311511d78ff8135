"""A stand-in for a model: what it tells is written down, and nothing else of the protocol is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NoReturn

from sensorium.content import Message, Modality, Reply, Text, Usage
from sensorium.events import Event, ReplyDone
from sensorium.models.model import Abilities, Asked, Offered, last_reply


class Scripted:
    """All of a model but its name, its abilities and its events."""

    stream: Callable[..., Iterator[Event]]

    def generate(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Reply:
        return last_reply(self.stream(*asked, outputs=outputs, **settings))

    def check(self, outputs: Sequence[Modality] | None, settings: Mapping[str, object]) -> None: ...

    def generate_all(self, *given: object, **settings: object) -> NoReturn:
        raise NotImplementedError

    def embed(self, *items: object) -> NoReturn:
        raise NotImplementedError

    def count(self, *asked: Asked, tools: Sequence[Offered] = ()) -> Mapping[str, int]:
        return {}


class Told(Scripted):
    """A model that says what it was given to say, and remembers what it was asked."""

    name = "told"

    def __init__(self, answer: str, *inputs: str) -> None:
        self.abilities = Abilities(inputs=frozenset(inputs or ("text",)), outputs=frozenset({"text"}))
        self.answer = answer
        self.asked: list[Message] = []
        self.settings: dict[str, object] = {}

    def stream(self, *asked: Any, outputs: Any = None, **settings: object) -> Iterator[Event]:
        (self.asked,) = asked
        self.settings = settings
        yield ReplyDone(Reply(parts=(Text(self.answer),), usage=Usage(prompt={}, completion={}), model=self.name))

    @property
    def words(self) -> str:
        return "\n".join(part.text for part in self.asked[0].parts if isinstance(part, Text))
