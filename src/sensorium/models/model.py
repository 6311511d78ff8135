"""What every model can be asked, whatever stands behind it: built in, an address, open weights, a host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Audio, Document, Image, Message, Modality, Music, Part, Reply, Text, Video
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import Event, ReplyDone

Asked: TypeAlias = str | Part | Message | Sequence[Message]

MOST_LIKELIEST = 20
MODALITIES: tuple[Modality, ...] = ("text", "image", "speech", "sound", "music", "video")


@dataclass(frozen=True, kw_only=True)
class Abilities:
    """What a model takes and makes. `inputs` may also hold "audio" and "document"."""

    inputs: frozenset[str]
    outputs: frozenset[Modality]
    embeds: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to answer. None leaves a choice to the model; what was chosen is echoed in `Reply.settings`."""

    seed: int | None = None
    temperature: float | None = None
    top_p: float | None = None
    guidance: float | None = None  # of pictures and clips
    max_tokens: int | None = None  # words of each text segment
    voice: str | None = None
    size: str | None = None  # of pictures, "WIDTHxHEIGHT"
    seconds: float | None = None  # of clips and sounds
    partial_images: int = 0  # shown while a picture is being made
    stop: Sequence[str] = ()  # words at which a text ends; they are not part of it
    schema: Mapping[str, object] | None = None  # JSON schema that the text follows
    top_logprobs: int | None = None  # tell each token of a text, and so many of the likeliest in its place (0 to 20)

    def __post_init__(self) -> None:
        if self.top_logprobs is not None and not 0 <= self.top_logprobs <= MOST_LIKELIEST:
            raise InvalidInput(
                f"top_logprobs must be 0 to {MOST_LIKELIEST}, got {self.top_logprobs}", param="top_logprobs"
            )


class Model(Protocol):
    """One interface to every model."""

    @property
    def name(self) -> str: ...

    @property
    def abilities(self) -> Abilities: ...

    def generate(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Reply: ...

    def generate_all(
        self,
        prompts: Sequence[Sequence[Asked]],
        *,
        outputs: Sequence[Modality] | None = None,
        seeds: Sequence[int] | None = None,
        **settings: object,
    ) -> Iterator[tuple[int, Reply]]:
        """Answer many prompts that are known beforehand: (index of the prompt, reply), in the order of their ends.

        `seeds`: one for each prompt. A reply is the same as `generate` would give alone with that seed.
        """
        ...

    def stream(
        self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object
    ) -> Iterator[Event]: ...

    def check(self, outputs: Sequence[Modality] | None, settings: Mapping[str, object]) -> None:
        """Raise what `stream` would raise for these outputs and settings, whatever is asked."""
        ...

    def embed(self, *items: str | Part) -> NDArray[np.float32]: ...

    def count(self, *asked: Asked) -> Mapping[str, int]: ...


def messages_of(asked: Sequence[Asked]) -> tuple[Message, ...]:
    """A conversation from what a caller gave: parts are one turn of the user, messages stay as they are."""
    if not asked:
        raise InvalidInput("nothing was asked: give words, values such as Image, or messages")
    if len(asked) == 1 and isinstance(asked[0], Sequence) and not isinstance(asked[0], str):
        asked = tuple(asked[0])
    if all(isinstance(one, Message) for one in asked):
        return tuple(one for one in asked if isinstance(one, Message))
    return (Message("user", tuple(_part(one) for one in asked)),)


def settings_of(settings: Mapping[str, object]) -> Settings:
    """Checked settings; a name that is not known is an error, not ignored."""
    known = set(Settings.__dataclass_fields__)
    if unknown := sorted(set(settings) - known):
        raise InvalidInput(f"unknown setting {unknown[0]!r}; known are {', '.join(sorted(known))}", param=unknown[0])
    return Settings(**settings)  # type: ignore[arg-type]


def seeded(settings: Mapping[str, object], seeds: Sequence[int] | None, count: int) -> list[dict[str, object]]:
    """The settings of each of `count` prompts. Raises InvalidInput unless there is one seed for each."""
    if seeds is None:
        return [dict(settings)] * count
    if len(seeds) != count:
        raise InvalidInput(f"give one seed for each prompt: {count}, not {len(seeds)}", param="seeds")
    return [{**settings, "seed": seed} for seed in seeds]


def last_reply(events: Iterator[Event]) -> Reply:
    """The reply at the end of a stream of events."""
    for event in events:
        if isinstance(event, ReplyDone):
            return event.reply
    raise AssertionError("a stream ends with ReplyDone or an error")


def check_outputs(model: Model, outputs: Sequence[Modality] | None, able: str) -> tuple[Modality, ...] | None:
    """The outputs asked for, known and within the model's abilities; `able` names models that can do more."""
    if outputs is None:
        return None
    if not outputs:
        raise InvalidInput(f"outputs is empty; name some of {', '.join(MODALITIES)}", param="outputs")
    for output in outputs:
        if output not in MODALITIES:
            raise InvalidInput(f"unknown output {output!r}; outputs are {', '.join(MODALITIES)}", param="outputs")
        if output not in model.abilities.outputs:
            raise UnsupportedCapability(f"{model.name} cannot make {output}; {able}", param="outputs")
    return tuple(outputs)


def _part(one: object) -> Part:
    if isinstance(one, str):
        return Text(one)
    if isinstance(one, Text | Image | Audio | Video | Music | Document):
        return one
    raise InvalidInput(
        f"cannot ask with a {type(one).__name__}: give str, Text, Image, Audio, Video, Music, Document or Messages"
    )
