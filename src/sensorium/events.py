"""What a model says while it answers: deltas, partial results, finished parts, and at last the whole reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from sensorium.content import Audio, Image, Modality, Part, Reply, Token


@dataclass(frozen=True, eq=False)
class TextDelta:
    """Words that follow those already sent, and their tokens where they were asked for."""

    text: str
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, eq=False)
class CallDelta:
    """Arguments of a call that follow those already sent. The first of a call, with or without arguments, tells that it
    has begun.
    """

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, eq=False)
class PartialImage:
    """A picture or the newest key frame of a clip, drawn so far. `done` of `total` tokens of the segment exist."""

    modality: Modality
    image: Image
    done: int
    total: int


@dataclass(frozen=True, eq=False)
class AudioChunk:
    """Sound that follows the chunks already sent; together they are the finished part."""

    modality: Modality
    audio: Audio


@dataclass(frozen=True, eq=False)
class ScoreDelta:
    """ABC text that follows what was already sent."""

    abc: str


@dataclass(frozen=True, eq=False)
class PartDone:
    """A finished part of the reply. A call is written as words, so its modality is text."""

    modality: Modality
    part: Part


@dataclass(frozen=True, eq=False)
class ReplyDone:
    """The reply is complete; no event follows."""

    reply: Reply


Event: TypeAlias = TextDelta | CallDelta | PartialImage | AudioChunk | ScoreDelta | PartDone | ReplyDone
