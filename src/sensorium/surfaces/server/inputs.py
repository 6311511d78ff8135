"""Content parts → values. What a stranger names is a data URL, a public web address or an uploaded file, never a path.

Reading files waits for workers and the network, in a thread; words are taken at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sensorium.content import Message, Part, Role, Text, opening
from sensorium.errors import InvalidInput, TooLarge
from sensorium.limits import DEFAULT, Limits
from sensorium.media import sources
from sensorium.media.fetch import fetch
from sensorium.media.sources import Fetch
from sensorium.surfaces.server.tools import calls_in, result_in
from sensorium.surfaces.server.wire import (
    Address,
    ChatMessage,
    Content,
    ContentPart,
    FileFields,
    FilePart,
    FilmPart,
    ImagePart,
    SoundAddressPart,
    SoundPart,
    TextPart,
)

MOST_FILES = 64  # in one request
FindFile: TypeAlias = Callable[[str], bytes]
"""The bytes of an uploaded file by its id. Raises `InvalidInput`."""
ROLES: dict[str, Role] = {
    "developer": "system",
    "system": "system",
    "user": "user",
    "assistant": "assistant",
    "tool": "tool",
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Conversation:
    """What was said, and in words what was odd about its files."""

    messages: tuple[Message, ...]
    notes: tuple[str, ...]


def no_files(file_id: str) -> bytes:
    """Where nothing can be uploaded."""
    raise InvalidInput(f"no file {file_id[:60]!r} was uploaded here", code="file_not_found", param="file_id")


class Reader:
    """Reads the files of one request, within its limits."""

    def __init__(self, limits: Limits = DEFAULT, *, fetch: Fetch = fetch, find_file: FindFile = no_files) -> None:
        self._limits, self._fetch, self._find_file = limits, fetch, find_file
        self._num_files = 0
        self.notes: list[str] = []

    def conversation(self, messages: Sequence[ChatMessage], param: str = "messages") -> Conversation:
        """Every message that says anything. Raises `InvalidInput`, `TooLarge`."""
        said = [self._message(message, f"{param}[{number}]") for number, message in enumerate(messages)]
        told = tuple(message for message in said if message.parts)
        if not told:
            raise InvalidInput(f"{param} holds nothing: give words, a picture, a sound…", param=param)
        return Conversation(messages=told, notes=tuple(self.notes))

    def _message(self, message: ChatMessage, param: str) -> Message:
        parts = self.parts(message.content or "", f"{param}.content")
        call_id, parts = result_in(message, parts, param)
        return Message(ROLES[message.role], (*parts, *calls_in(message, param)), call_id)

    def parts(self, content: Content, param: str) -> tuple[Part, ...]:
        """The values of a content; of empty words, none."""
        if isinstance(content, str):
            return (Text(content),) if content else ()
        return tuple(self._part(part, f"{param}[{number}]") for number, part in enumerate(content))

    def text(self, words: str, param: str) -> Text:
        """Words, which may not be empty."""
        if not words:
            raise InvalidInput("the words are empty", param=param)
        return Text(words)

    def file(self, address: str, param: str) -> Part:
        """The value at a data URL, a web address, or in plain base64."""
        known = address[:5].lower() == "data:" or "://" in address[:12]
        return self._from(address if known else _inline(address), None, param)

    def _part(self, part: ContentPart, param: str) -> Part:
        if isinstance(part, TextPart):
            return Text(part.text)
        address, file_id = _named(part)
        return self._from(address, file_id, f"{param}.{part.type}")

    def _from(self, address: str | None, file_id: str | None, param: str) -> Part:
        self._num_files += 1
        if self._num_files > MOST_FILES:
            raise TooLarge("Too many files in one request", limit=MOST_FILES, got=self._num_files, param=param)
        try:
            if address is not None:
                loaded = sources.load_remote(address, self._limits, fetch=self._fetch)
            elif file_id is not None:
                loaded = sources.load(self._find_file(file_id), self._limits)
            else:
                raise InvalidInput("give the data, an address or the id of an uploaded file")
            found = opening.opened(loaded, self._limits)
        except InvalidInput as error:
            error.param = error.param or param
            raise
        self.notes += [f"{param}: {note}" for note in found.notes]
        return found.part


async def read(reader: Reader, messages: Sequence[ChatMessage], param: str = "messages") -> Conversation:
    """What `Reader.conversation` makes of messages. Raises the same."""
    if all(_only_words(message.content) for message in messages):
        return reader.conversation(messages, param)
    return await asyncio.to_thread(reader.conversation, messages, param)


def _only_words(content: Content | None) -> bool:
    return content is None or isinstance(content, str) or all(isinstance(part, TextPart) for part in content)


def _named(part: ContentPart) -> tuple[str | None, str | None]:
    """Address and file id of a part that is no words; either may be absent."""
    match part:
        case ImagePart():
            return _address(part.image_url), part.file_id
        case SoundPart():
            return _inline(part.input_audio.data), None
        case SoundAddressPart():
            return _address(part.audio_url), None
        case FilmPart():
            return _address(part.video_url), None
        case _:
            file = part.file if isinstance(part, FilePart) else part
            assert isinstance(file, FileFields)
            return (file.file_url if file.file_data is None else _inline(file.file_data)), file.file_id


def _address(given: Address | str | None) -> str | None:
    return given.url if isinstance(given, Address) else given


def _inline(data: str) -> str:
    """Base64, plain or already a data URL, as a data URL."""
    return data if data[:5].lower() == "data:" else f"data:;base64,{data}"
