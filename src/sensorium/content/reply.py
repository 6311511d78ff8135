"""What is said to a model, and what it says."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar, get_args

from sensorium.content import saving
from sensorium.content.document import Document
from sensorium.content.image import Image
from sensorium.content.music import Music
from sensorium.content.sound import Audio
from sensorium.content.tools import ToolCall
from sensorium.content.video import Video
from sensorium.errors import InvalidInput, StorageFailed

Role: TypeAlias = Literal["system", "user", "assistant", "tool"]
Finish: TypeAlias = Literal["stop", "length", "tool_calls"]


@dataclass(frozen=True, kw_only=True)
class Token:
    """A token of words that a model said: its bytes, which may be part of a character, and the natural logarithm of its
    probability among all that could come there, before temperature. likeliest: what most probably comes there, the
    likeliest first, with theirs.
    """

    data: bytes
    logprob: float
    likeliest: tuple[tuple[bytes, float], ...] = ()


@dataclass(frozen=True, eq=False)
class Text:
    """Words. A plain `str` is accepted wherever a part is.

    confidence: of words that a model said, the calibrated probability that they are right; None where none is known.
    tokens: of words that a model said, where they were asked for (`top_logprobs`).
    """

    text: str
    confidence: float | None = None
    tokens: tuple[Token, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise InvalidInput(f"Text holds a str, got {type(self.text).__name__}.", param="text")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise InvalidInput(f"A confidence is 0 to 1, got {self.confidence}.", param="confidence")

    def _repr_html_(self) -> str:
        return f'<p style="white-space: pre-wrap">{html.escape(self.text)}</p>'


Part: TypeAlias = Text | Image | Audio | Video | Music | Document | ToolCall
_KINDS = (Text, Image, Audio, Video, Music, Document, ToolCall)
_Kind = TypeVar("_Kind", Image, Audio, Video, Music, Document)
_EXTENSIONS = {Image: "png", Audio: "wav", Video: "mp4", Music: "abc"}


def as_part(value: Part | str) -> Part:
    """A `str` becomes `Text`; anything that is no part raises `InvalidInput`."""
    if isinstance(value, str):
        return Text(value)
    if not isinstance(value, _KINDS):
        known = ", ".join(kind.__name__ for kind in _KINDS)
        raise InvalidInput(f"A part is a str or one of {known}; got {type(value).__name__}.", param="parts")
    return value


@dataclass(frozen=True, eq=False)
class Message:
    """One turn: who speaks and the parts they say.

    A model alone calls tools. A turn of the role "tool" holds what one call gave; call_id names that call.
    """

    role: Role
    parts: tuple[Part, ...]
    call_id: str | None = None

    def __post_init__(self) -> None:
        if self.role not in get_args(Role):
            raise InvalidInput(f"A role is one of {', '.join(get_args(Role))}; got {self.role!r}.", param="role")
        if isinstance(self.parts, str):
            raise InvalidInput("Message.parts is a tuple of parts; write (text,).", param="parts")
        object.__setattr__(self, "parts", tuple(as_part(part) for part in self.parts))
        if self.role != "assistant" and any(isinstance(part, ToolCall) for part in self.parts):
            raise InvalidInput(f"only the assistant calls tools, not the {self.role}", param="parts")
        if (self.role == "tool") != (self.call_id is not None):
            what = "call_id names the call that a turn of the role 'tool' answers"
            raise InvalidInput(f"{what}; a turn of the role {self.role!r} came with {self.call_id!r}", param="call_id")


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Tokens (backbone positions) by modality, read and written."""

    prompt: Mapping[str, int]
    completion: Mapping[str, int]

    @property
    def prompt_tokens(self) -> int:
        return sum(self.prompt.values())

    @property
    def completion_tokens(self) -> int:
        return sum(self.completion.values())

    @property
    def total_tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens


@dataclass(frozen=True, eq=False, kw_only=True)
class Reply:
    """What a model answered: parts in the order they were made, usage, every effective setting, notes on what it left
    unread, and whether it came to its end, its words were cut off ("length"), or tools are to be run ("tool_calls").

    `text` joins all words, one line per part; `calls` are the tools to be run; `image`, `audio` (speech or sound),
    `music`, `video` and `document` are the first part of their kind, None when there is none.
    """

    parts: tuple[Part, ...]
    usage: Usage
    model: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    finish_reason: Finish = "stop"

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts if isinstance(part, Text))

    @property
    def calls(self) -> tuple[ToolCall, ...]:
        return tuple(part for part in self.parts if isinstance(part, ToolCall))

    @property
    def confidence(self) -> float | None:
        """Of the least certain words; None where no part knows its own."""
        known = [part.confidence for part in self.parts if isinstance(part, Text) and part.confidence is not None]
        return min(known, default=None)

    @property
    def image(self) -> Image | None:
        return self._first(Image)

    @property
    def audio(self) -> Audio | None:
        return self._first(Audio)

    @property
    def music(self) -> Music | None:
        return self._first(Music)

    @property
    def video(self) -> Video | None:
        return self._first(Video)

    @property
    def document(self) -> Document | None:
        return self._first(Document)

    def _first(self, kind: type[_Kind]) -> _Kind | None:
        return next((part for part in self.parts if isinstance(part, kind)), None)

    def save(self, folder: str | os.PathLike[str]) -> list[Path]:
        """Write every part into `folder`, numbered in order, and `reply.json`; gives the paths.

        Texts become .txt, calls .json, pictures .png, sounds .wav, videos .mp4, scores .abc; pages of a document .png.
        """
        place = Path(folder)
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFailed(f"The folder {place.name[:80]!r} cannot be made: {error.strerror}.") from error
        paths = [path for number, part in enumerate(self.parts, 1) for path in _save_part(part, place, number)]
        record = {
            "model": self.model,
            "files": [path.name for path in paths],
            "usage": {"prompt": dict(self.usage.prompt), "completion": dict(self.usage.completion)},
            "settings": dict(self.settings),
            "notes": list(self.notes),
        }
        data = json.dumps(record, indent=2, ensure_ascii=False, default=str).encode()
        return [*paths, saving.write_file(place / "reply.json", data)]

    def _repr_html_(self) -> str:
        return "\n".join(f"<div>{_html(part)}</div>" for part in self.parts)


def _save_part(part: Part, folder: Path, number: int) -> list[Path]:
    name = f"{number:02d}-{type(part).__name__.lower()}"
    if isinstance(part, Text):
        data = saving.export(part, "txt", lambda text: text.text.encode())
        return [saving.write_file(folder / f"{name}.txt", data)]
    if isinstance(part, ToolCall):
        call = {"name": part.name, "arguments": part.arguments, "id": part.id}
        return [saving.write_file(folder / f"{name}.json", json.dumps(call, ensure_ascii=False).encode())]
    if isinstance(part, Document):
        pages = [(folder / f"{name}-page-{at:03d}.png", page) for at, page in enumerate(part.pages, 1)]
        return [saving.write_file(path, page.picture.encode("png")) for path, page in pages]
    path = folder / f"{name}.{_EXTENSIONS[type(part)]}"
    part.save(path)
    return [path]


def _html(part: Part) -> str:
    if isinstance(part, Image):
        return f'<img alt="" src="{saving.data_url("image/png", part.encode("png"))}">'
    if isinstance(part, Document):
        return "".join(_html(page.picture) for page in part.pages)
    return part._repr_html_()
