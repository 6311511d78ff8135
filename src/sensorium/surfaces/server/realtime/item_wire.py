"""The items of a conversation as clients write them → values. What an item of a kind does not have is an error."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from sensorium.content import Image, ToolCall
from sensorium.errors import InvalidInput
from sensorium.surfaces.live.conversation import new_id
from sensorium.surfaces.live.items import Called, Content, Item, Returned, Role, Said, Shown, Typed
from sensorium.surfaces.live.settings import Settings
from sensorium.surfaces.server.inputs import Reader
from sensorium.surfaces.server.realtime.session_wire import Strict
from sensorium.surfaces.server.wire import ImagePart

LONGEST_ID = 64
Id: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
COMMON = ("type", "id", "object", "status", "sensorium")
KINDS: Mapping[str, tuple[str, ...]] = {
    "message": ("role", "content"),
    "function_call": ("call_id", "name", "arguments"),
    "function_call_output": ("call_id", "output"),
    "item_reference": (),
}
"""What an item of each type has beside what all have."""
PARTS: Mapping[str, tuple[str, ...]] = {
    "input_text": ("text",),
    "output_text": ("text",),
    "text": ("text",),
    "input_audio": ("audio", "transcript"),
    "input_image": ("image_url", "detail"),
    "output_audio": ("transcript", "audio"),
    "audio": ("transcript", "audio"),
}
"""What a part of each type has; the first it cannot do without."""
UNHEARD = "what the assistant said is taken by its transcript"


class ContentFields(Strict):
    """A part of a message."""

    type: Literal["input_text", "input_audio", "input_image", "output_text", "output_audio", "text", "audio"]
    text: str | None = None
    audio: str | None = None
    transcript: str | None = None
    image_url: str | None = None
    detail: Literal["auto", "low", "high"] | None = None

    def value(self, role: str, reader: Reader, settings: Settings, param: str) -> Content:
        """The part; what is odd about it stands in the reader's notes. Raises as `ItemFields.value`."""
        needed, *_ = allowed = PARTS[self.type]
        _check_fields(self, ("type", *allowed), self.type, param)
        if getattr(self, needed) in (None, ""):
            raise InvalidInput(f"{self.type} has {needed}, and here it is missing or empty", param=f"{param}.{needed}")
        match self.type:
            case "input_image" if role == "user":
                return self._shown(reader, param)
            case "input_audio" if role == "user":
                form = settings.input_format
                return Said(form.samples(sound_of(self.audio or "", f"{param}.audio")), form, self.transcript)
            case "input_text" | "text" | "output_text":
                return Typed(self.text or "")
            case "output_audio" | "audio" if role == "assistant":
                reader.notes += [f"{param}.audio changed nothing: {UNHEARD}"] if self.audio else []
                return Typed(self.transcript or "")
        raise InvalidInput(f"{self.type} is not something the {role} says", param=f"{param}.type")

    def _shown(self, reader: Reader, param: str) -> Shown:
        found = reader.part(ImagePart(type="input_image", image_url=self.image_url, detail=self.detail), param)
        if not isinstance(found, Image):
            raise InvalidInput("image_url is to hold one picture", code="invalid_image", param=f"{param}.image_url")
        return Shown(found, self.detail)


class ItemFields(Strict):
    """An item: a message, a call, what a call gave; a reference stands for an item that is there."""

    type: Literal["message", "function_call", "function_call_output", "item_reference"] = "message"
    id: Id | None = None
    object: Literal["realtime.item"] | None = None
    status: Literal["completed", "incomplete", "in_progress"] | None = None
    role: Literal["user", "assistant", "system"] | None = None
    content: list[ContentFields] | None = None
    call_id: str | None = None
    name: str | None = None
    arguments: str | None = None
    output: str | None = None
    sensorium: dict[str, Any] | None = None  # as a session tells it

    def value(self, reader: Reader, settings: Settings, param: str = "item") -> Item:
        """The item with its pictures read. Raises InvalidInput, TooLarge, UnsupportedCapability."""
        _check_fields(self, (*COMMON, *KINDS[self.type]), self.type, param)
        if self.type == "function_call":
            return self._item("assistant", [Called(self._call(param))])
        if self.type == "function_call_output":
            if self.call_id is None or self.output is None:
                what = "what a call gave has the call_id of the call, and output"
                raise InvalidInput(what, param=f"{param}.{'call_id' if self.call_id is None else 'output'}")
            return self._item("tool", [Returned(self.call_id, self.output)])
        if self.type == "item_reference":
            raise InvalidInput("an item_reference is for the input of response.create", param=f"{param}.type")
        if self.role is None or not self.content:
            raise InvalidInput("a message has a role (user, assistant, system) and content", param=f"{param}.content")
        noted = len(reader.notes)
        content = [
            part.value(self.role, reader, settings, f"{param}.content[{number}]")
            for number, part in enumerate(self.content)
        ]
        return self._item(self.role, content, reader.notes[noted:])

    def _item(self, role: Role, content: list[Content], notes: Sequence[str] = ()) -> Item:
        return Item(id=self.id or new_id("item"), role=role, content=content, notes=tuple(notes))

    def _call(self, param: str) -> ToolCall:
        if self.name is None or self.arguments is None:
            raise InvalidInput("a call has a name and arguments", param=f"{param}.name")
        return ToolCall(self.name, self.arguments, self.call_id or new_id("call"))


def sound_of(audio: str, param: str = "audio") -> bytes:
    """Base64 as bytes. Raises InvalidInput."""
    try:
        return base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput("audio is no base64", code="invalid_audio", param=param) from error


def _check_fields(given: Strict, allowed: Sequence[str], what: str, param: str) -> None:
    """Raises InvalidInput for a field that this kind of thing does not have."""
    for name in type(given).model_fields:
        if name not in allowed and getattr(given, name) is not None:
            raise InvalidInput(f"{what} has no {name}; it has {', '.join(allowed)}", param=f"{param}.{name}")
