"""The items of a conversation, and how the API tells them."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

import numpy as np

from sensorium.content import Audio, Image, Part, Text, ToolCall, saving
from sensorium.surfaces.live.formats import AudioFormat, Samples
from sensorium.surfaces.live.spoken import Spoken

UNHEARD = "(no words were heard)"  # to a model that only reads
Json = dict[str, Any]
Status = Literal["completed", "incomplete", "in_progress"]
Role = Literal["system", "user", "assistant", "tool"]


@dataclass(eq=False)
class Typed:
    """Words that were written, by the user or by the model."""

    text: str


@dataclass(eq=False)
class Shown:
    """A picture."""

    image: Image
    detail: str | None = None


@dataclass(eq=False)
class Said:
    """Sound from the user. transcript: what it says, once that is known, "" where that is nothing; speech_s: where in
    it somebody speaks, if that was judged.
    """

    samples: Samples
    format: AudioFormat
    transcript: str | None = None
    speech_s: tuple[float, float] | None = None

    def audio(self, margin_s: float | None = None) -> Audio:
        """The sound; of quiet before and after the speech, so much."""
        samples = self.samples
        if self.speech_s is not None and margin_s is not None:
            first_s, last_s = self.speech_s
            first, last = (round(at * self.format.rate_hz) for at in (first_s - margin_s, last_s + margin_s))
            samples = samples[max(0, first) : last]
        return Audio(np.ascontiguousarray(samples[None]), self.format.rate_hz)


@dataclass(eq=False)
class Called:
    """A tool that the model wants to be run."""

    call: ToolCall


@dataclass(eq=False)
class Returned:
    """What a call gave."""

    call_id: str
    text: str


Content: TypeAlias = Typed | Shown | Said | Spoken | Called | Returned


@dataclass(eq=False, kw_only=True)
class Item:
    """One message of a conversation, or a call by itself, or what one gave."""

    id: str
    role: Role
    content: list[Content] = field(default_factory=list)
    notes: tuple[str, ...] = ()  # what was odd about its files, or asked for and not done
    status: Status = "completed"

    @property
    def is_frame(self) -> bool:
        """Whether it only shows: a frame of a camera."""
        return self.role == "user" and bool(self.content) and all(isinstance(one, Shown) for one in self.content)

    @property
    def num_bytes(self) -> int:
        """Memory of its sounds and pictures."""
        return sum(map(_size, self.content))

    @property
    def calls(self) -> list[ToolCall]:
        """The call that it is, if it is one."""
        return [one.call for one in self.content if isinstance(one, Called)]

    @property
    def call_id(self) -> str | None:
        """Which call it answers."""
        return next((one.call_id for one in self.content if isinstance(one, Returned)), None)

    def said(self) -> list[Said]:
        """The sounds in it."""
        return [one for one in self.content if isinstance(one, Said)]

    def parts(self, *, hears: bool, margin_s: float | None = None) -> list[Part]:
        """What a model is given of it: sound, or where it does not hear, the words."""
        found = (_part(one, hears=hears, margin_s=margin_s) for one in self.content)
        return [part for part in found if part is not None]

    def told(self, *, whole: bool = False) -> Json:
        """As the API has it. whole: with its sounds and pictures, which are not sent around otherwise."""
        head: Json = {"id": self.id, "object": "realtime.item", "status": self.status}
        if self.notes:
            head["sensorium"] = {"notes": list(self.notes)}
        match self.content:
            case [Called(call=call)]:
                return {**head, "type": "function_call", "call_id": call.id, **_call_told(call)}
            case [Returned(call_id=known, text=text)]:
                return {**head, "type": "function_call_output", "call_id": known, "output": text}
        content = [_content_told(one, self.role, whole=whole) for one in self.content]
        return {**head, "type": "message", "role": self.role, "content": content}


def _call_told(call: ToolCall) -> Json:
    return {"name": call.name, "arguments": call.arguments}


def _size(content: Content) -> int:
    match content:
        case Shown(image=image):
            return image.pixels.nbytes
        case Said(samples=samples):
            return samples.nbytes
        case Spoken(data=data):
            return len(data)
        case Typed(text=text) | Returned(text=text):
            return len(text)
        case Called(call=call):
            return len(call.arguments)


def _part(content: Content, *, hears: bool, margin_s: float | None) -> Part | None:
    match content:
        case Shown(image=image):
            return image
        case Said(transcript=words) if not hears:
            return None if words is None else Text(words or UNHEARD)
        case Said():
            return content.audio(margin_s)
        case Spoken(words=words) | Typed(text=words):
            return Text(words) if words else None
        case Called(call=call):
            return call
        case Returned(text=words):
            return Text(words)


def _content_told(content: Content, role: Role, *, whole: bool) -> Json:
    told: Json
    assert not isinstance(content, Called | Returned), "such an item holds nothing else"
    match content:
        case Typed(text=text):
            return {"type": "output_text" if role == "assistant" else "input_text", "text": text}
        case Shown(image=image, detail=detail):
            told = {"type": "input_image", "detail": detail or "auto"}
            return {**told, "image_url": saving.data_url("image/png", image.encode("png"))} if whole else told
        case Said(samples=samples, transcript=words):
            told = {"type": "input_audio", "transcript": words}
            return {**told, "audio": _base64(content.format.write(samples))} if whole else told
        case Spoken(words=words, data=data):
            told = {"type": "output_audio", "transcript": words}
            return {**told, "audio": _base64(bytes(data))} if whole else told


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
