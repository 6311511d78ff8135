"""What a tour is made of: steps with the truth behind them, and what came of each. No wording, no model, no page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sensorium.content import Image, Modality, Part, Reply
from sensorium.errors import SensoriumError
from sensorium.surfaces.page.verdicts import OPEN, PARTLY, RIGHT, WRONG, verdict_of

if TYPE_CHECKING:
    from sensorium.native.engine.trace import Trace


@dataclass(frozen=True, eq=False, kw_only=True)
class Attachment:
    """A file that is given to the model: its name as the page shows it, and the value that was read from it."""

    name: str
    part: Part
    notes: Sequence[str] = ()  # what was odd about the file


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One thing that was judged: the share of it that is right. `given`: true of every reply by construction."""

    what: str
    share: float
    given: bool = False


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Marks, and what the judge saw or heard, or why it could not judge."""

    marks: Sequence[Mark] = ()
    seen: str = ""


Judge: TypeAlias = Callable[[Reply], Judgement]


@dataclass(frozen=True, eq=False, kw_only=True)
class Step:
    """One request. `wanted` tells what would be right, '' where nobody knows; `judge` compares."""

    chapter: str
    title: str
    name: str  # of the files that it leaves
    prompt: tuple[str | Attachment, ...]
    outputs: tuple[Modality, ...]
    wanted: str = ""
    judge: Judge | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """The words of the request."""
        return " ".join(part for part in self.prompt if isinstance(part, str))

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return tuple(part for part in self.prompt if isinstance(part, Attachment))


@dataclass(frozen=True, eq=False, kw_only=True)
class Search:
    """Pictures to be found by captions: caption `i` tells what picture `i` shows."""

    chapter: str
    title: str
    name: str
    pictures: tuple[Attachment, ...]
    captions: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something that arrived while the reply was being streamed, and when, in seconds from the request."""

    at_s: float
    what: Modality
    done: bool  # the whole part, else its first piece


@dataclass(frozen=True, eq=False, kw_only=True)
class Outcome:
    """What came of a step: a reply or an error, how long it took, how it was judged, the files it left."""

    step: Step
    duration_s: float
    reply: Reply | None = None
    error: SensoriumError | None = None
    judgement: Judgement = field(default_factory=Judgement)
    moments: Sequence[Moment] = ()
    sketches: Sequence[Image] = ()  # pictures on their way
    counted: Mapping[str, int] | None = None  # tokens of the request, counted before it was run
    trace: Trace | None = None
    files: Sequence[str] = ()

    @property
    def verdict(self) -> str:
        """All marks in one word; an error is wrong where an answer was expected."""
        if self.error is not None:
            return WRONG if self.step.judge else OPEN
        return verdict_of([mark.share for mark in self.judgement.marks if not mark.given])


@dataclass(frozen=True, eq=False, kw_only=True)
class Ranking:
    """What came of a search. scores: cosines, float32, shape = (captions, pictures)."""

    step: Search
    duration_s: float
    scores: NDArray[np.float32] | None = None
    error: SensoriumError | None = None

    @property
    def ranks(self) -> list[int]:
        """For each caption the place of its own picture among all, 1 the first; behind those that are as near, so that
        who tells nothing apart finds nothing.
        """
        if self.scores is None:
            return []
        return [len(row) - int((row < row[index]).sum()) for index, row in enumerate(self.scores)]

    @property
    def verdict(self) -> str:
        """Wrong when no more captions find their picture than a guesser would manage: one."""
        if self.error is not None:
            return OPEN
        found = self.ranks.count(1)
        return RIGHT if found == len(self.ranks) else PARTLY if found > 1 else WRONG


Result: TypeAlias = Outcome | Ranking
