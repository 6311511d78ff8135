"""A model that says what a test tells it to, and the program run on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from typer.testing import CliRunner, Result

from sensorium.content import Audio, Image, Message, Modality, Music, Part, Reply, Text, Usage, Video
from sensorium.events import AudioChunk, Event, PartDone, PartialImage, ReplyDone, ScoreDelta, TextDelta
from sensorium.models.model import MODALITIES, Abilities, Asked, Offered, last_reply, seeded
from sensorium.surfaces.cli import app

RED = Image(np.full((16, 24, 3), (220, 30, 30), np.uint8))
TONE = Audio(np.sin(np.arange(1600, dtype=np.float32) / 8)[None] / 2, 16_000, "Good morning.")
CLIP = Video(np.zeros((4, 16, 16, 3), np.uint8), np.arange(4) / 8.0, 0.5)
TUNE = Music("X:1\nT:A tune\nM:4/4\nL:1/8\nK:D\nd2 f2 a2 d'2 | d8 |]\n")
MADE: Mapping[Modality, Part] = {
    "text": Text("a red square"),
    "image": RED,
    "speech": TONE,
    "sound": TONE,
    "music": TUNE,
    "video": CLIP,
}


@dataclass(eq=False)
class Scripted:
    """A Model that answers with `chosen` outputs unless others are asked for, then fails if it shall."""

    name: str = "scripted"
    chosen: tuple[Modality, ...] = ("text",)
    fails: BaseException | None = None
    fails_after: int = 0  # parts
    notes: tuple[str, ...] = ()
    asked: list[tuple[Asked, ...]] = field(default_factory=list)
    outputs: list[tuple[Modality, ...] | None] = field(default_factory=list)
    settings: list[dict[str, object]] = field(default_factory=list)
    embedded: list[tuple[str | Part, ...]] = field(default_factory=list)

    @property
    def abilities(self) -> Abilities:
        takes = frozenset({"text", "image", "audio", "video", "music", "document"})
        return Abilities(inputs=takes, outputs=frozenset(MODALITIES), embeds=takes)

    def generate(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Reply:
        return last_reply(self.stream(*asked, outputs=outputs, **settings))

    def generate_all(
        self,
        prompts: Sequence[Sequence[Asked]],
        *,
        outputs: Sequence[Modality] | None = None,
        seeds: Sequence[int] | None = None,
        **settings: object,
    ) -> Iterator[tuple[int, Reply]]:
        for index, (prompt, given) in enumerate(zip(prompts, seeded(settings, seeds, len(prompts)), strict=True)):
            yield index, self.generate(*prompt, outputs=outputs, **given)

    def stream(self, *asked: Asked, outputs: Sequence[Modality] | None = None, **settings: object) -> Iterator[Event]:
        self.asked.append(asked)
        self.outputs.append(None if outputs is None else tuple(outputs))
        self.settings.append(settings)
        wanted = tuple(outputs or self.chosen)
        for number, output in enumerate(wanted):
            self._fail(number)
            yield from _events(output)
        self._fail(len(wanted))
        usage = Usage(prompt={"text": 5, "image": 64}, completion=dict.fromkeys(wanted, 7))
        echoed = {"seed": 0, "outputs": list(wanted), **settings}
        parts = _with_music(wanted)
        yield ReplyDone(Reply(parts=parts, usage=usage, model=self.name, settings=echoed, notes=self.notes))

    def embed(self, *items: str | Part) -> NDArray[np.float32]:
        """The first item and words that begin with "c" lie on one axis, others across."""
        self.embedded.append(items)
        near = [index == 0 or (isinstance(item, str) and item[0] == "c") for index, item in enumerate(items)]
        return np.array([[3.0, 1.0] if one else [0.0, 2.0] for one in near], np.float32)

    def count(self, *asked: Asked, tools: Sequence[Offered] = ()) -> Mapping[str, int]:
        return {"text": len(asked)}

    def _fail(self, number: int) -> None:
        if self.fails is not None and number == self.fails_after:
            raise self.fails


def _events(output: Modality) -> Iterator[Event]:
    match output:
        case "text":
            yield from (TextDelta("a red"), TextDelta(" square"))
        case "image" | "video":
            yield PartialImage(output, RED, 32, 64)
        case "speech" | "sound":
            yield AudioChunk(output, TONE)
        case "music":
            yield ScoreDelta(TUNE.abc)
    yield PartDone(output, MADE[output])


def _with_music(outputs: Sequence[Modality]) -> tuple[Part, ...]:
    """As real models do: the whole reply has music in its clip, the part of the stream had not."""
    parts = {**MADE, "video": CLIP.with_soundtrack(TONE)} if "music" in outputs else MADE
    return tuple(parts[output] for output in outputs)


@dataclass(frozen=True, eq=False)
class Program:
    """The program as people start it, and the model behind it."""

    model: Scripted
    folder: Path

    def __call__(self, *arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, arguments, input=stdin)

    def parts(self) -> tuple[object, ...]:
        """What the model was asked with, the last time: words as they are, values as they are."""
        return tuple(one.parts if isinstance(one, Message) else one for one in self.model.asked[-1])
