"""The JSON of requests that several routes share: content parts as clients of many servers write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

HALF = re.compile(r"[\ud800-\udfff]")
ENGLISH = ("en", "english", "eng", "en-us", "en-gb")  # as clients name the one language that is understood


class Wire(BaseModel):
    """A JSON object of the API; a field that is not known is an error, not ignored, and so is half of a character."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _of_whole_characters(cls, given: object, info: ValidationInfo) -> object:
        if info.mode != "json" and not is_whole(given):  # who reads JSON itself has refused it
            raise ValueError("a text holds half of a character: JSON may spell it, UTF-8 may not")
        return given


def is_whole(given: object) -> bool:
    """Whether all texts in a JSON value can be written in UTF-8."""
    match given:
        case str():
            return given.isascii() or not HALF.search(given)
        case dict():
            return all(is_whole(name) and is_whole(value) for name, value in given.items())
        case list():
            return all(map(is_whole, given))
        case _:
            return True


def without_none(given: Mapping[str, object]) -> dict[str, object]:
    """Fields without those that were left open."""
    return {name: value for name, value in given.items() if value is not None}


class TextPart(Wire):
    """Words."""

    type: Literal["text", "input_text", "output_text"]
    text: str
    annotations: list[object] | None = None
    logprobs: list[object] | None = None  # as an answer carries them


class Address(Wire):
    """A data URL or a public web address."""

    url: str
    detail: str | None = None
    format: str | None = None


class ImagePart(Wire):
    """A picture by address, bare or in an object."""

    type: Literal["image_url", "input_image"]
    image_url: Address | str | None = None
    file_id: str | None = None
    detail: str | None = None


class SoundData(Wire):
    """Base64 of a sound file, or of raw samples where `format` says so (see `declared`)."""

    data: str
    format: str | None = None


class SoundPart(Wire):
    """A sound, inline."""

    type: Literal["input_audio"]
    input_audio: SoundData


class SoundAddressPart(Wire):
    """A sound by address."""

    type: Literal["audio_url"]
    audio_url: Address | str


class FilmPart(Wire):
    """A film by address."""

    type: Literal["video_url"]
    video_url: Address | str


class FileFields(Wire):
    """A file: base64 (plain or a data URL), the id of an uploaded one, or an address."""

    file_data: str | None = None
    file_id: str | None = None
    file_url: str | None = None
    filename: str | None = None


class FilePart(Wire):
    """A file in a chat message."""

    type: Literal["file"]
    file: FileFields


class InputFilePart(FileFields):
    """A file in an item of the responses API."""

    type: Literal["input_file"]
    detail: str | None = None


class ClipFields(Wire):
    """A clip without loss: a picture with its frames below one another, their times, and its sound."""

    strip: str
    times_s: list[float]
    duration_s: float
    sound: str | None = None


class ClipPart(Wire):
    """A clip as our own client sends it."""

    type: Literal["clip"]
    clip: ClipFields


class PageFields(Wire):
    """A page: its text layer, its picture, its size in points."""

    text: str
    picture: str
    width_pt: float
    height_pt: float


class PagesPart(Wire):
    """A document as our own client sends it, which no longer knows its file."""

    type: Literal["pages"]
    pages: list[PageFields]
    title: str = ""


ContentPart: TypeAlias = Annotated[
    TextPart | ImagePart | SoundPart | SoundAddressPart | FilmPart | FilePart | InputFilePart | ClipPart | PagesPart,
    Field(discriminator="type"),
]
Content: TypeAlias = str | list[ContentPart]


class CalledFunction(Wire):
    """What was called, with JSON for it."""

    name: str
    arguments: str


class ToolCallFields(Wire):
    """A call that the assistant made."""

    id: str
    type: Literal["function"] = "function"
    function: CalledFunction
    index: int | None = None


class ChatMessage(Wire):
    """One turn of a conversation."""

    role: Literal["developer", "system", "user", "assistant", "tool"]
    content: Content | None = None
    name: str | None = None
    refusal: str | None = None
    tool_calls: list[ToolCallFields] | None = None
    tool_call_id: str | None = None
    audio: dict[str, object] | None = None
