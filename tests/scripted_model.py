"""A stand-in for a model: what it tells is written down, and nothing else of the protocol is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NoReturn

from sensorium.content import Modality, Reply
from sensorium.events import Event
from sensorium.models.model import Asked, Offered, last_reply


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
