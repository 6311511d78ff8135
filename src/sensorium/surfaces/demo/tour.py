"""Which steps a tour has: over files of the project's own, or over the files that a user names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TypeAlias

import numpy as np

from sensorium.content import Audio, Document, Image, Music, Video
from sensorium.native.encoders.views import is_wide
from sensorium.surfaces.demo import making, understanding
from sensorium.surfaces.demo.inputs import Inputs
from sensorium.surfaces.demo.steps import Attachment, Search, Step
from sensorium.surfaces.demo.understanding import plain

Planned: TypeAlias = Step | Search


def own(inputs: Inputs, seed: int) -> list[Planned]:
    """The whole tour over files made here. Another seed draws other cases."""
    chapters: tuple[Callable[[np.random.Generator], Iterable[Planned]], ...] = (
        lambda rng: understanding.look(inputs, rng),
        lambda rng: understanding.read(inputs, rng),
        lambda rng: understanding.listen(inputs, rng),
        lambda rng: understanding.watch(inputs, rng),
        understanding.think,
        making.make,
        lambda rng: [making.search(inputs, rng)],
        lambda rng: [making.omni(inputs, rng)],
        lambda rng: making.fail(inputs, rng),
    )
    return [step for number, chapter in enumerate(chapters) for step in chapter(np.random.default_rng([seed, number]))]


def visit(given: Sequence[Attachment], inputs: Inputs, seed: int) -> list[Planned]:
    """Questions that suit each file, then everything that can be made, the clip from the first picture given."""
    steps: list[Planned] = [step for number, one in enumerate(given, 1) for step in questions(one, number)]
    steps += making.make(np.random.default_rng([seed, 5]))
    picture = next((one for one in given if isinstance(one.part, Image)), None)
    steps.append(making.omni(inputs, np.random.default_rng([seed, 7])) if picture is None else making.extend(picture))
    return steps


def questions(given: Attachment, number: int) -> Iterator[Step]:
    """What to ask about a file of this kind; nobody knows the answers."""
    asked, note = _fitting(given)
    if isinstance(given.part, Document) and len(given.part.pages) > 1:
        note = f"The first of {len(given.part.pages)} pages."
        given = replace(given, part=replace(given.part, pages=given.part.pages[:1]))
    for index, (title, ask) in enumerate(asked, 1):
        yield Step(
            chapter="Your files",
            title=f"{title}: {PurePath(given.name).name[:60]}",
            name=f"yours-{number}-{index}",
            prompt=(given, ask),
            outputs=("text",),
            note=" ".join([note, *given.notes]).strip(),
        )


def _fitting(given: Attachment) -> tuple[tuple[tuple[str, str], ...], str]:
    """Titles and questions for a kind of file, and a note."""
    part = given.part
    if isinstance(part, Image) and is_wide(part.height, part.width):
        return (("Read", plain("read")),), ""
    if isinstance(part, Image):
        asked = (("Describe", plain("describe")), ("Name", plain("photo")), ("Read", plain("page")))
        return asked, "The built-in model knows scenes of drawn things and a few hundred photographed ones."
    if isinstance(part, Audio):
        return (("Write down", plain("transcribe")), ("Name the sound", plain("hear"))), ""
    if isinstance(part, Video):
        return (("Tell what happens", plain("watch")), ("Name the motion", plain("watch_motion"))), ""
    if isinstance(part, Music):
        return (("Tell what tune it is", plain("describe_tune")),), ""
    return (("Read", plain("page")),), ""
