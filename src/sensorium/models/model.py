"""What every model can be asked, whatever stands behind it: built in, an address, open weights, a host."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.content import (
    Audio,
    Document,
    Image,
    Message,
    Modality,
    Music,
    Part,
    Reply,
    Text,
    Tool,
    ToolCall,
    Video,
)
from sensorium.content.tools import AUTO, CHOICES, NONE, REQUIRED
from sensorium.errors import InvalidInput, UnsupportedCapability
from sensorium.events import Event, ReplyDone

Asked: TypeAlias = str | Part | Message | Sequence[Message]
Offered: TypeAlias = Tool | Callable[..., object]
"""A tool, or a function with type hints that is made one."""

MOST_LIKELIEST = 20
MOST_TOOLS = 128
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
    vocabulary: Sequence[str] = ()  # phrases that the text is made of, and of nothing else
    top_logprobs: int | None = None  # tell each token of a text, and so many of the likeliest in its place (0 to 20)
    tools: Sequence[Offered] = ()  # that the model may call
    tool_choice: str | None = None  # "auto" (as of None), "none", "required", or the name of the tool to be called
    parallel_tool_calls: bool | None = None  # whether one reply may hold several calls

    def __post_init__(self) -> None:
        _check_kinds(self)
        if self.seed is not None:
            if not _is_whole(self.seed) or self.seed < 0:
                raise InvalidInput(f"seed must be a whole number, 0 or more; got {self.seed!r}", param="seed")
            object.__setattr__(self, "seed", int(self.seed))  # one of numpy is no JSON
        object.__setattr__(self, "tools", tools_of(self.tools))
        check_choice(self.tool_choice, self.offered)
        if self.top_logprobs is not None and not 0 <= self.top_logprobs <= MOST_LIKELIEST:
            raise InvalidInput(
                f"top_logprobs must be 0 to {MOST_LIKELIEST}, got {self.top_logprobs}", param="top_logprobs"
            )

    @property
    def offered(self) -> tuple[Tool, ...]:
        """The tools by which the model may answer: none where it is to call none."""
        return () if self.tool_choice == NONE else self.every_tool

    @property
    def every_tool(self) -> tuple[Tool, ...]:
        return tuple(tool for tool in self.tools if isinstance(tool, Tool))

    @property
    def must_call(self) -> bool:
        """Whether words are no answer."""
        return self.tool_choice not in (None, AUTO, NONE)

    @property
    def callable_tools(self) -> tuple[Tool, ...]:
        """Those that may be called: all that are offered, or the one that is named."""
        named = tuple(tool for tool in self.offered if tool.name == self.tool_choice)
        return named or self.offered

    def told(self) -> dict[str, object]:
        """What was given, by name, as a reply echoes it: tools by their names."""
        given = {name: getattr(self, name) for name in self.__dataclass_fields__}
        told = {name: value for name, value in given.items() if value not in (None, ())}
        return {**told, "tools": [tool.name for tool in self.every_tool]} if self.tools else told


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

    def count(self, *asked: Asked, tools: Sequence[Offered] = ()) -> Mapping[str, int]:
        """Prompt tokens by modality, those of tools that are offered included."""
        ...


def prompts_of(prompts: Sequence[Sequence[Asked]]) -> Sequence[Sequence[Asked]]:
    """Prompts, each what one request asks. Raises InvalidInput for one that is no list: words would be letters."""
    for prompt in prompts:
        if isinstance(prompt, str | bytes) or not isinstance(prompt, Sequence):
            kind = type(prompt).__name__
            raise InvalidInput(f"each prompt is a list of what is asked, such as [words, picture]; got a {kind}")
    return prompts


def items_of(items: Sequence[str | Part]) -> tuple[Part, ...]:
    """What is to be embedded, as values. Raises InvalidInput for no items, and for what is none."""
    if not items:
        raise InvalidInput("nothing to embed: give words or values")
    return tuple(_part(item, "embed") for item in items)


def messages_of(asked: Sequence[Asked]) -> tuple[Message, ...]:
    """A conversation from what a caller gave: parts are one turn of the user, messages stay as they are."""
    if not asked:
        raise InvalidInput("nothing was asked: give words, values such as Image, or messages")
    if len(asked) == 1 and isinstance(asked[0], Sequence) and not isinstance(asked[0], str | bytes):
        asked = tuple(asked[0])
    if all(isinstance(one, Message) for one in asked):
        return tuple(one for one in asked if isinstance(one, Message))
    return (Message("user", tuple(_part(one) for one in asked)),)


def tools_of(offered: Sequence[Offered]) -> tuple[Tool, ...]:
    """Tools, those of functions made here. Raises InvalidInput for too many, for two of one name, for no function."""
    if isinstance(offered, str) or not isinstance(offered, Sequence):
        raise InvalidInput("tools is a list of functions or of Tool", param="tools")
    if len(offered) > MOST_TOOLS:
        raise InvalidInput(f"at most {MOST_TOOLS} tools are offered at once, got {len(offered)}", param="tools")
    tools = tuple(one if isinstance(one, Tool) else Tool.of(one) for one in offered)
    names = [tool.name for tool in tools]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise InvalidInput(f"two tools are called {twice}: give each a name of its own", param="tools")
    return tools


def check_choice(choice: str | None, offered: Sequence[Tool]) -> None:
    """Raise InvalidInput for a choice that is none of the words for it and names no tool, or that leaves nothing to be
    called.
    """
    names = [tool.name for tool in offered]
    if choice not in (None, *CHOICES, *names):
        allowed = ", ".join([*CHOICES, *names])
        raise InvalidInput(f"tool_choice is one of {allowed}; got {choice!r}", param="tool_choice")
    if choice == REQUIRED and not names:
        raise InvalidInput("tool_choice is required, and no tools are offered: give tools", param="tool_choice")


def settings_of(settings: Mapping[str, object]) -> Settings:
    """Checked settings; None is as good as not given, a name that is not known is an error, not ignored."""
    known = set(Settings.__dataclass_fields__)
    if unknown := sorted(set(settings) - known):
        raise InvalidInput(f"unknown setting {unknown[0]!r}; known are {', '.join(sorted(known))}", param=unknown[0])
    return Settings(**{name: value for name, value in settings.items() if value is not None})  # type: ignore[arg-type]


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
    if not isinstance(outputs, Collection):
        raise InvalidInput(f"outputs is a list of some of {', '.join(MODALITIES)}; got {outputs!r}", param="outputs")
    if not outputs or isinstance(outputs, str):
        what = f"a list such as [{outputs!r}], not one text" if outputs else "empty"
        raise InvalidInput(f"outputs is {what}; name some of {', '.join(MODALITIES)}", param="outputs")
    for output in outputs:
        if output not in MODALITIES:
            raise InvalidInput(f"unknown output {output!r}; outputs are {', '.join(MODALITIES)}", param="outputs")
        if output not in model.abilities.outputs:
            raise UnsupportedCapability(f"{model.name} cannot make {output}; {able}", param="outputs")
    return tuple(outputs)


def _check_kinds(settings: Settings) -> None:
    """Raise InvalidInput for a setting of another kind than it is declared."""
    for names, fits, kind in (
        (("max_tokens", "partial_images", "top_logprobs"), _is_whole, "a whole number"),
        (("temperature", "top_p", "guidance", "seconds"), _is_number, "a number"),
        (("voice", "size"), _is_text, "a text"),
        (("stop", "vocabulary"), _is_list_of_texts, "a list of texts"),
    ):
        for name in names:
            value = getattr(settings, name)
            if value is not None and not fits(value):
                raise InvalidInput(f"{name} must be {kind}; got {value!r}", param=name)


def _is_whole(value: object) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes) and all(map(_is_text, value))


def _part(one: object, verb: str = "ask with") -> Part:
    if isinstance(one, str):
        return Text(one)
    if isinstance(one, Text | Image | Audio | Video | Music | Document | ToolCall):
        return one
    known = "give str, Text, Image, Audio, Video, Music, Document or Messages"
    if isinstance(one, bytes | PurePath):
        known = "open it first, e.g. Image.open(…), Audio.open(…) or Document.open(…)"
    elif isinstance(one, Message):
        known = "Messages stand by themselves, with all parts in them"
    elif isinstance(one, list | tuple):
        known = "give each of its items as an argument of its own"
    raise InvalidInput(f"cannot {verb} a {type(one).__name__}: {known}")
