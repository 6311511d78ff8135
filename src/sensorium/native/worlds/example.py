"""What a world hands to training and evaluation: a prompt, the reply that is right, and the truth behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, TypeAlias

import numpy as np

from sensorium.content import Audio, Document, Image, Music, Tool, Video

Split: TypeAlias = Literal["train", "test"]


@dataclass(frozen=True, eq=False)
class Utterance:
    """Speech that knows how it was said: `phones[i]` sounds until `ends_s[i]` seconds from the start."""

    text: str
    audio: Audio
    phones: tuple[str, ...]
    ends_s: tuple[float, ...]


@dataclass(frozen=True)
class Shown:
    """A name or word and where it stands in the prompt's picture, in shares of its width and height; in a clip also
    when, in shares of its length.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    moment: float = 0.0

    @property
    def middle(self) -> tuple[float, float]:
        """Across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


ExamplePart: TypeAlias = str | Image | Audio | Video | Music | Document | Utterance


@dataclass(frozen=True, eq=False, kw_only=True)
class Example:
    """One exchange. `task` is the direction's name in losses and scoreboards.

    written: the words of the line or recording in the prompt, where they are known, '' where there are none; printed:
    those inside of a picture. The encoders are taught to tell them, and what is `shown` where; still: what the first
    frame of a clip in the prompt shows by itself (`train/hints.py`).
    reached: where values end in a chart, in order, and what they can be measured to be, "163" or "65%".
    named: names in the words, and where in the picture to look for what they ask, where that is not `shown` itself;
    telling: of each of them, the print that the answer is read from, '' where there is none.
    drawn: what the picture or clip of the reply shows; doing: what things of the clip do, in words as they may be asked
    for, and all they pass over; origins: of cells of the clip, counted key frame by key frame, those of earlier ones
    that show the same (`train/looks`).
    further: questions of later turns about the same media, each with its answer, for training: they cost little more.
    about: of each question, those of later turns too, the names it asks about, subject first (of a page the printed
    names of row and column); empty where the order in which it says them will do; counted: of each question, the things
    whose number is the answer; missing: names of what is asked about and not there.
    tools: that are offered before all turns.
    """

    task: str
    prompt: tuple[ExamplePart, ...]
    reply: tuple[ExamplePart, ...]
    truth: Mapping[str, Any] = field(default_factory=dict)
    written: str | None = None
    shown: tuple[Shown, ...] = ()
    still: tuple[Shown, ...] = ()
    printed: tuple[Shown, ...] = ()
    reached: tuple[Shown, ...] = ()
    named: tuple[Shown, ...] = ()
    telling: tuple[str, ...] = ()
    drawn: tuple[Shown, ...] = ()
    doing: tuple[Shown, ...] = ()
    origins: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    further: tuple[tuple[str, str], ...] = ()
    about: tuple[tuple[str, ...], ...] = ()
    counted: tuple[tuple[Shown, ...], ...] = ()
    missing: tuple[str, ...] = ()
    tools: tuple[Tool, ...] = ()


class World(Protocol):
    """A source of examples. Equal `rng` state and split give equal examples."""

    def examples(self, rng: np.random.Generator, split: Split) -> Iterator[Example]: ...
