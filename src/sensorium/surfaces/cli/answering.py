"""One request and its reply: opened, asked, streamed, saved, shown. Every verb goes through `answer`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sensorium.surfaces.cli.configuration import model_name
from sensorium.surfaces.cli.failures import say
from sensorium.surfaces.cli.placing import Placing, Saved
from sensorium.surfaces.terminal import Progress, printable, protocol, show_picture

if TYPE_CHECKING:
    from sensorium.content import Image, Modality, Part, Reply, ToolCall, Video
    from sensorium.events import Event
    from sensorium.models.model import Model

MAKING: dict[str, str] = {
    "text": "writing",
    "image": "drawing",
    "speech": "speaking",
    "sound": "sounding",
    "music": "composing",
    "video": "filming",
}
PARTIAL_IMAGES = 3  # as many as models give: each is a step of the progress shown
STRIP_FRAMES = 4  # of a clip, shown side by side


@dataclass(frozen=True, kw_only=True, eq=False)
class Request:
    """What is asked. `title` names files; `outputs=None` leaves the choice to the model."""

    parts: Sequence[str | Part]
    title: str
    outputs: tuple[Modality, ...] | None = None
    settings: Mapping[str, object] = field(default_factory=dict)
    notes: Sequence[str] = ()


def loaded(name: str | None, progress: Progress) -> Model:
    """The model that flag, environment or settings name."""
    from sensorium import models

    progress.say("loading the model")
    return models.load(model_name(name))


def answer(request: Request, *, model: str | None, output: Sequence[str] | None, as_json: bool) -> Reply:
    """Ask, print the words as they come, save what is no text, and say where it is."""
    began = time.monotonic()
    placing = Placing(output, request.title)
    if request.outputs is not None:
        placing.check(request.outputs)
    with Progress() as progress:
        follower = _Follower(placing, progress, as_json=as_json)
        chosen = loaded(model, progress)
        progress.say("reading")
        partial = {"partial_images": PARTIAL_IMAGES} if progress.visible else {}
        with follower.keeping():
            for event in chosen.stream(*request.parts, outputs=request.outputs, **{**partial, **request.settings}):
                follower.take(event)
        reply = follower.finish()
    if as_json:
        record = reply_json(reply, follower.kinds, placing.saved, (*request.notes, *reply.notes))
        print_json(record | {"seconds": round(time.monotonic() - began, 3)})
    else:
        for note in reply.notes:
            say(f"note: {note}")
    placing.finish()
    return reply


class _Follower:
    """Follows the events of one reply."""

    def __init__(self, placing: Placing, progress: Progress, *, as_json: bool) -> None:
        self._placing = placing
        self._progress = progress
        self._as_json = as_json
        self._quiet = as_json or placing.wants_text()
        self._show = None if as_json else protocol(sys.stdout)
        self._midline = False
        self._done: list[Part] = []
        self._reply: Reply | None = None
        self.kinds: list[Modality] = []

    def take(self, event: Event) -> None:
        """Print, count, or note one event. A call is one line of JSON."""
        from sensorium.content import ToolCall
        from sensorium.events import AudioChunk, PartDone, PartialImage, ReplyDone, TextDelta

        match event:
            case TextDelta():
                self._write(event.text)
            case PartialImage():
                self._progress.say(MAKING[event.modality], event.done, event.total)
            case AudioChunk():
                self._progress.say(MAKING[event.modality])
            case PartDone():
                self._done.append(event.part)
                self.kinds.append(event.modality)
                self._end_line()
                if isinstance(event.part, ToolCall):
                    self._write(f"{json.dumps(call_json(event.part), ensure_ascii=False)}\n")
            case ReplyDone():
                self._reply = event.reply

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """When the reply breaks off, what is whole already is saved all the same."""
        try:
            yield
        except BaseException:
            self._end_line()
            self._save(self._done)
            raise

    def finish(self) -> Reply:
        """Save what the whole reply holds: only then does a clip have its music."""
        assert self._reply is not None, "a stream ends with ReplyDone or an error"
        self._save(self._reply.parts)
        return self._reply

    def _save(self, parts: Sequence[Part]) -> None:
        from sensorium.content import ToolCall

        self._progress.pause()
        for modality, part in zip(self.kinds, parts, strict=True):
            if isinstance(part, ToolCall):
                continue
            if modality != "text" or self._placing.wants_text():
                saved = self._placing.save(modality, part)
                self._show_part(part)
                if not self._as_json:
                    say(f"saved {saved.path}")

    def _write(self, text: str) -> None:
        if self._quiet or not text:
            return
        self._progress.pause()
        sys.stdout.write(printable(text) if sys.stdout.isatty() else text)
        sys.stdout.flush()
        self._midline = not text.endswith("\n")

    def _end_line(self) -> None:
        if self._midline:
            self._write("\n")

    def _show_part(self, part: Part) -> None:
        from sensorium.content import Image, Video

        if self._show is None:
            return
        if isinstance(part, Image):
            show_picture(part, sys.stdout, self._show)
        elif isinstance(part, Video):
            show_picture(strip(part), sys.stdout, self._show)


def strip(video: Video) -> Image:
    """Some frames of a clip, side by side."""
    import numpy as np

    from sensorium.content import Image

    index = np.linspace(0, len(video.frames) - 1, STRIP_FRAMES).round().astype(int)
    return Image(np.concatenate([video.frames[i] for i in index], axis=1))


def reply_json(reply: Reply, kinds: Sequence[Modality], saved: Sequence[Saved], notes: Sequence[str]) -> dict[str, Any]:
    """A reply for programs: words, files, tokens by modality, every effective setting, notes."""
    usage = reply.usage
    return {
        "model": reply.model,
        "text": reply.text,
        "finish_reason": reply.finish_reason,
        "parts": parts_json(reply, kinds, saved),
        "files": [str(one.path) for one in saved],
        "usage": {
            "prompt": dict(usage.prompt),
            "completion": dict(usage.completion),
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "total_tokens": usage.total_tokens,
        },
        "settings": dict(reply.settings),
        "notes": list(notes),
    }


def parts_json(reply: Reply, kinds: Sequence[Modality], saved: Sequence[Saved]) -> list[dict[str, Any]]:
    """The parts of a reply in order: words and calls as they are, media as their files."""
    from sensorium.content import Text, ToolCall

    files = iter([one for one in saved if one.modality != "text"])

    def told(part: Part) -> dict[str, Any]:
        match part:
            case Text():
                return {"text": part.text, "confidence": part.confidence}
            case ToolCall():
                return {"call": call_json(part)}
            case _:
                return {"file": str(next(files).path), **facts(part)}

    return [{"modality": kind, **told(part)} for kind, part in zip(kinds, reply.parts, strict=True)]


def call_json(call: ToolCall) -> dict[str, Any]:
    """A call, its arguments taken apart; those that were cut off stay a string."""
    from sensorium.errors import InvalidInput

    try:
        arguments: object = call.values
    except InvalidInput:
        arguments = call.arguments
    return {"name": call.name, "arguments": arguments, "id": call.id}


def facts(part: Part) -> dict[str, Any]:
    """What a program may want to know of a part without opening its file."""
    from sensorium.content import Audio, Image, Music, Video

    match part:
        case Image():
            return {"width": part.width, "height": part.height}
        case Audio():
            heard = {"duration_s": round(part.duration_s, 3), "sample_rate_hz": part.sample_rate_hz}
            return heard | ({"transcript": part.transcript} if part.transcript is not None else {})
        case Video():
            size = {"width": part.width, "height": part.height, "duration_s": round(part.duration_s, 3)}
            return size | {"sound": part.soundtrack is not None}
        case Music():
            return {"abc": part.abc}
        case _:
            return {}


def print_json(record: object) -> None:
    """One JSON object on stdout."""
    text = json.dumps(record, indent=2, ensure_ascii=False, default=str)
    sys.stdout.write(f"{printable(text) if sys.stdout.isatty() else text}\n")
