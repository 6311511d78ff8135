"""Examples of worlds as files that people can look at and listen to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sensorium.content import Audio, Document, Image, Music, Video, saving
from sensorium.errors import InvalidInput, StorageFailed
from sensorium.native.worlds.example import Example, ExamplePart, Utterance

if TYPE_CHECKING:
    from sensorium.native.train.course import Source

PATIENCE = 400  # draws of a world for one example of a task
LARGEST_ARRAY = 64  # numbers that are written out


def drawn(source: Source, seed: int, count: int, task: str | None) -> Iterator[Example]:
    """`count` examples, of one task where it is named. Raises `InvalidInput` when the world has none of them."""
    rng = np.random.default_rng(seed)
    tasks: set[str] = set()
    found = 0
    for _ in range(PATIENCE * count):
        example = source(rng)
        if not isinstance(example, Example):
            continue
        tasks.add(example.task)
        if task in (None, example.task):
            yield example
            found += 1
        if found == count:
            return
    raise InvalidInput(f"the world has too few examples of {task!r}; it has {', '.join(sorted(tasks))}", param="task")


def write_example(example: Example, folder: Path, number: int) -> Path:
    """Write media beside `NNN-task.json`, which holds the prompt, the reply and the truth; gives its path."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed(f"the folder {folder.name!r} cannot be made: {error.strerror}") from error
    stem = f"{number:03d}-{example.task}"
    record = {
        "task": example.task,
        "prompt": _parts(example.prompt, folder, f"{stem}-prompt"),
        "reply": _parts(example.reply, folder, f"{stem}-reply"),
        "truth": plain(example.truth),
    }
    data = json.dumps(record, indent=2, ensure_ascii=False).encode()
    return saving.write_file(folder / f"{stem}.json", data)


def _parts(parts: Sequence[ExamplePart], folder: Path, stem: str) -> list[dict[str, Any]]:
    return [_part(part, folder, f"{stem}-{at}") for at, part in enumerate(parts, 1)]


def _part(part: ExamplePart, folder: Path, stem: str) -> dict[str, Any]:
    """A part as JSON; media go into files of their own."""
    if isinstance(part, str):
        return {"text": part}
    said: dict[str, Any] = {}
    if isinstance(part, Utterance):
        said = {"text": part.text, "phones": list(part.phones), "ends_s": list(part.ends_s)}
        part = part.audio
    if isinstance(part, Document):
        said = {"text layer": part.text}
        part = part.pages[0].picture
    path = folder / f"{stem}.{_extension(part)}"
    part.save(path)
    if isinstance(part, Music):
        part.save(path.with_suffix(".wav"))
    return {"file": path.name, **said}


def _extension(part: Image | Audio | Video | Music) -> str:
    return {Image: "png", Audio: "wav", Video: "mp4", Music: "abc"}[type(part)]


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever a world knows to be true
    """A truth as JSON: what has fields or members becomes objects, arrays lists, the rest words."""
    found: Any
    match value:
        case None | str() | int() | float() | bool():
            found = value
        case np.generic():
            found = value.item()
        case np.ndarray():
            found = value.tolist() if value.size <= LARGEST_ARRAY else f"array of shape {value.shape}"
        case Mapping():
            found = {str(key): plain(item) for key, item in value.items()}
        case Sequence() | set() | frozenset():
            found = [plain(item) for item in value]
        case _ if is_dataclass(value):
            found = {field.name: plain(getattr(value, field.name)) for field in fields(value) if field.repr}
        case _:
            found = type(value).__name__
    return found
