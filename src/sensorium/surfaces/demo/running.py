"""Runs one step on a model: streams it, times it, judges it, and leaves its files beside the page."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from sensorium.content import Audio, Document, Image, Modality, Music, Part, Reply, Text, ToolCall, Video, saving
from sensorium.errors import SensoriumError, UnsupportedCapability
from sensorium.events import AudioChunk, Event, PartDone, PartialImage, ReplyDone, ScoreDelta
from sensorium.models.model import Asked, Model
from sensorium.models.native import NativeModel
from sensorium.surfaces.demo.steps import Attachment, Judgement, Moment, Outcome, Ranking, Result, Search, Step

Clock: TypeAlias = Callable[[], float]
NUM_SKETCHES = 3  # of a picture or key frame on its way
EXTENSIONS: dict[type[Part], tuple[str, ...]] = {
    Text: ("txt",),
    Image: ("png",),
    Audio: ("wav",),
    Video: ("mp4",),
    Music: ("abc", "mid", "svg", "wav"),
    Document: (),
}


def run_step(step: Step | Search, model: Model, seed: int, folder: Path, clock: Clock = time.perf_counter) -> Result:
    """What comes of a step. Errors that the model raises on purpose are results too; others pass through."""
    started = clock()
    try:
        if isinstance(step, Search):
            return _search(step, model, started, clock)
        return _ask(step, model, seed, folder, clock)
    except SensoriumError as error:
        if isinstance(step, Search):
            return Ranking(step=step, duration_s=clock() - started, error=error)
        return Outcome(step=step, duration_s=clock() - started, error=error)


def _search(step: Search, model: Model, started: float, clock: Clock) -> Ranking:
    if not {"text", "image"} <= model.abilities.embeds:
        raise UnsupportedCapability(f"{model.name} makes no embeddings of words and pictures")
    captions = model.embed(*step.captions)
    pictures = model.embed(*(picture.part for picture in step.pictures))
    return Ranking(step=step, duration_s=clock() - started, scores=captions @ pictures.T)


def _ask(step: Step, model: Model, seed: int, folder: Path, clock: Clock) -> Outcome:
    asked: list[Asked] = [part.part if isinstance(part, Attachment) else part for part in step.prompt]
    started = clock()
    watched = _Watched(clock, started)
    sketches = {"partial_images": NUM_SKETCHES} if {"image", "video"} & set(step.outputs) else {}
    for event in model.stream(*asked, outputs=step.outputs, seed=seed, **sketches):
        watched.see(event)
    duration_s = clock() - started
    reply = watched.reply
    return Outcome(
        step=step,
        duration_s=duration_s,
        reply=reply,
        judgement=Judgement() if step.judge is None else step.judge(reply),
        moments=watched.moments,
        sketches=watched.sketches,
        counted=_counted(model, asked),
        trace=model.trace(reply) if isinstance(model, NativeModel) else None,
        files=_save(reply, folder, step.name),
    )


class _Watched:
    """Notes what arrives when."""

    def __init__(self, clock: Clock, started: float) -> None:
        self._clock, self._started = clock, started
        self._open = False  # a part has begun and is not done
        self.moments: list[Moment] = []
        self.sketches: list[Image] = []

    def see(self, event: Event) -> None:
        if isinstance(event, ReplyDone):
            self.reply: Reply = event.reply
            return
        done = isinstance(event, PartDone)
        if done or not self._open:
            self.moments.append(Moment(at_s=self._clock() - self._started, what=_modality(event), done=done))
        self._open = not done
        if isinstance(event, PartialImage):
            self.sketches.append(event.image)


def _modality(event: Event) -> Modality:
    if isinstance(event, PartDone | PartialImage | AudioChunk):
        return event.modality
    return "music" if isinstance(event, ScoreDelta) else "text"


def _counted(model: Model, asked: list[Asked]) -> Mapping[str, int] | None:
    """The price told beforehand; None where a model cannot tell it."""
    try:
        return model.count(*asked)
    except SensoriumError:
        return None


def _save(reply: Reply, folder: Path, name: str) -> list[str]:
    """Write every part as `name.extension`; the names of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[str] = []
    for part in reply.parts:
        for extension in EXTENSIONS[type(part)]:
            path = folder / _free(f"{name}.{extension}", files)
            files.append(saving.write_file(path, _bytes(part, extension)).name)
    return files


def _bytes(part: Part, extension: str) -> bytes:
    if isinstance(part, Text):
        return saving.export(part, extension, lambda text: text.text.encode())
    assert not isinstance(part, Document | ToolCall), "no step of the tour makes pages or offers tools"
    return part.encode(extension)


def _free(name: str, taken: list[str]) -> str:
    """`name`, numbered when the reply has a part of that name already."""
    stem, _, extension = name.rpartition(".")
    numbered = (f"{stem}-{number}.{extension}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(other for other in numbered if other not in taken)
