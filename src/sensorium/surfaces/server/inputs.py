"""Content parts → values. What a stranger names is a data URL, a public web address or an uploaded file, never a path.

Reading files waits for workers and the network, in a thread; words are taken at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from sensorium.content import Audio, Document, Image, Message, Page, Part, Role, Text, Video, opening
from sensorium.errors import InvalidInput, TooLarge, UnsupportedCapability
from sensorium.limits import Limits
from sensorium.media import sources
from sensorium.media.fetch import fetch
from sensorium.media.sources import Fetch
from sensorium.models import lossless
from sensorium.surfaces.server import declared, unheeded
from sensorium.surfaces.server.holding import Budget
from sensorium.surfaces.server.lifting import Files
from sensorium.surfaces.server.named import Named, inline, named_by
from sensorium.surfaces.server.tools import calls_in, result_in
from sensorium.surfaces.server.tracing import spans
from sensorium.surfaces.server.wire import (
    ChatMessage,
    ClipFields,
    ClipPart,
    Content,
    ContentPart,
    PageFields,
    PagesPart,
    TextPart,
)

FindFile: TypeAlias = Callable[[str], AbstractContextManager[tuple[bytes, str]]]
"""The bytes of an uploaded file by its id, and its name, for as long as they are needed. Raises `InvalidInput`."""
Medium = TypeVar("Medium", Image, Audio)
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


def no_files(file_id: str) -> AbstractContextManager[tuple[bytes, str]]:
    """Where nothing can be uploaded."""
    raise InvalidInput(f"no file {file_id[:60]!r} was uploaded here", code="file_not_found", param="file_id")


class Reader:
    """Reads the files of one request, within its limits."""

    def __init__(
        self,
        limits: Limits,
        budget: Budget,
        *,
        fetch: Fetch = fetch,
        find_file: FindFile = no_files,
        files: Files | None = None,
    ) -> None:
        self._limits, self._budget, self._fetch, self._find_file = limits, budget, fetch, find_file
        self._files = files or Files()  # that were taken out of the body
        self._num_files = self._num_parts = 0
        self.notes: list[str] = []

    def conversation(self, messages: Sequence[ChatMessage], param: str = "messages") -> Conversation:
        """Every message that says anything. Raises `InvalidInput`, `TooLarge`, `Overloaded`."""
        _judge("messages", len(messages), self._limits.request_messages, param)
        said = [self._message(message, f"{param}[{number}]") for number, message in enumerate(messages)]
        told = tuple(message for message in said if message.parts)
        if not told:
            raise InvalidInput(f"{param} holds nothing: give words, a picture, a sound…", param=param)
        return Conversation(messages=told, notes=tuple(self.notes))

    def _message(self, message: ChatMessage, param: str) -> Message:
        if message.audio is not None and not message.content:
            what = "what was said aloud is not kept here: send its transcript as the content of the turn"
            raise UnsupportedCapability(what, param=f"{param}.audio")
        self.notes += unheeded.of_message(message, param)
        parts = self.parts(message.content or message.refusal or "", f"{param}.content")
        call_id, parts = result_in(message, parts, param)
        return Message(ROLES[message.role], (*parts, *calls_in(message, param)), call_id)

    def parts(self, content: Content, param: str) -> tuple[Part, ...]:
        """The values of a content; of empty words, none."""
        if isinstance(content, str):
            return (Text(content),) if content else ()
        self._count_parts(len(content), param)
        return tuple(self._part(part, f"{param}[{number}]") for number, part in enumerate(content))

    def part(self, part: ContentPart, param: str) -> Part:
        """The value of one part. param: where it stands."""
        self._count_parts(1, param)
        return self._part(part, param)

    def _count_parts(self, more: int, param: str) -> None:
        self._num_parts += more
        _judge("parts", self._num_parts, self._limits.request_parts, param)

    def text(self, words: str, param: str) -> Text:
        """Words, which may not be empty."""
        if not words:
            raise InvalidInput("the words are empty", param=param)
        return Text(words)

    def file(self, address: str, param: str) -> Part:
        """The value at a data URL, a web address, or in plain base64."""
        known = address[:5].lower() == "data:" or "://" in address[:12]
        return self._from(Named(address=address if known else inline(address)), param)

    def _part(self, part: ContentPart, param: str) -> Part:
        self.notes += unheeded.of_part(part, param)
        if isinstance(part, TextPart):
            return Text(part.text)
        if isinstance(part, ClipPart):
            return self._clip(part.clip, f"{param}.clip")
        if isinstance(part, PagesPart):
            pages = tuple(self._page(page, f"{param}.pages[{number}]") for number, page in enumerate(part.pages))
            return Document(pages, part.title)
        place = f"{param}.{part.type}"
        return self._from(named_by(part, place), place)

    def _clip(self, told: ClipFields, param: str) -> Video:
        strip = self._of(Image, told.strip, f"{param}.strip")
        sound = None if told.sound is None else self._of(Audio, told.sound, f"{param}.sound")
        return lossless.clip_of(strip, told.times_s, told.duration_s, sound)

    def _page(self, told: PageFields, param: str) -> Page:
        picture = self._of(Image, told.picture, f"{param}.picture")
        return Page(told.text, picture, told.width_pt, told.height_pt)

    def _of(self, kind: type[Medium], address: str, param: str) -> Medium:
        """The value at an address, which has to be of a kind. Raises `InvalidInput`."""
        found = self._from(Named(address=address), param)
        if not isinstance(found, kind):
            raise InvalidInput(f"{param} holds no {kind.__name__.lower()}", param=param)
        return found

    def _from(self, named: Named, param: str) -> Part:
        self._num_files += 1
        _judge("files", self._num_files, self._limits.request_files, param)
        try:
            with spans.span("read media"):
                found = self._opened(named)
                spans.tell({"sensorium.modality": type(found.part).__name__.lower()})
        except InvalidInput as error:
            error.param = error.param or param
            raise
        self.notes += [f"{param}: {note}" for note in found.notes]
        return found.part

    def _opened(self, named: Named) -> opening.Opened:
        if named.file_id is not None:
            with self._find_file(named.file_id) as (data, stored_as):
                return self._counted(sources.load(data, self._limits, name=named.name or stored_as))
        return self._counted(self._loaded(named))

    def _loaded(self, named: Named) -> sources.Loaded:
        """Bytes that came with the request, or are at an address."""
        found = self._inline(named.address or "")
        if found is None:
            loaded = sources.load_remote(named.address or "", self._limits, fetch=self._fetch, name=named.name)
        elif declared.is_raw(named.declared, found[1]):
            return sources.load_inline(declared.as_wav(found[1]), "", self._limits)
        else:
            loaded = sources.load_inline(found[1], found[0], self._limits, name=named.name)
        return replace(loaded, notes=(*loaded.notes, *declared.notes(named.declared, loaded.media_type)))

    def _inline(self, address: str) -> tuple[str, bytes] | None:
        """Of what came with the request, the type that its sender says it has, and the bytes."""
        if (lifted := self._files.take(address)) is not None:
            return lifted.type, lifted.data.getvalue()
        return sources.read_data_url(address, self._limits) if address[:5].lower() == "data:" else None

    def _counted(self, loaded: sources.Loaded) -> opening.Opened:
        found = opening.opened(loaded, self._limits)
        self._budget.take(found.part)
        return found


async def read(reader: Reader, messages: Sequence[ChatMessage], param: str = "messages") -> Conversation:
    """What `Reader.conversation` makes of messages. Raises the same."""
    if all(_only_words(message.content) for message in messages):
        return reader.conversation(messages, param)
    return await asyncio.to_thread(reader.conversation, messages, param)


def _judge(what: str, got: int, limit: int, param: str) -> None:
    if got > limit:
        code = f"too_many_{what}"
        raise TooLarge(f"Too many {what} in one request; send fewer", limit=limit, got=got, code=code, param=param)


def _only_words(content: Content | None) -> bool:
    return content is None or isinstance(content, str) or all(isinstance(part, TextPart) for part in content)
