"""A session with a clock that stands still until it is moved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from sensorium.content import Usage
from sensorium.surfaces.live.asks import Answer, Ask, Finished, Piece, Told, Words, Work, WriteDown
from sensorium.surfaces.live.formats import PCM
from sensorium.surfaces.live.hearing import Heard
from sensorium.surfaces.live.playback import Sound
from sensorium.surfaces.live.session import Abilities, Session
from sensorium.surfaces.live.settings import Settings
from sensorium.surfaces.live.turns import WINDOW_S

USAGE = Usage(prompt={"text": 2, "audio": 5, "image": 3}, completion={"text": 4, "speech": 7})


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Stage:
    """A session, and everything that it has told and wanted done."""

    session: Session
    clock: Clock
    told: list[Told] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)

    def kinds(self, after: int = 0) -> list[str]:
        """The kinds of all that was told, from the event with index `after` on."""
        self.collect()
        return [told.kind for told in self.told[after:]]

    def collect(self) -> None:
        self.told += self.session.told
        self.work += self.session.work
        self.session.told, self.session.work = [], []

    def last(self, kind: str) -> dict[str, object]:
        """The body of the newest event of a kind."""
        self.collect()
        return next(told.body for told in reversed(self.told) if told.kind == kind)

    def take(self, ask: Ask) -> list[str]:
        """Ask for something; the kinds of what it told."""
        before = len(self.kinds())
        self.session.take(ask)
        return self.kinds(before)

    def hear(self, *probabilities: float) -> list[str]:
        """Hear so many windows; the kinds of what was told."""
        before = len(self.kinds())
        length = round(len(probabilities) * WINDOW_S * PCM.rate_hz)
        self.session.hear(Heard(np.full(length, 0.25, np.float32), probabilities))
        return self.kinds(before)

    def speak(self, seconds: float = 0.5, silence_s: float = 0.55) -> list[str]:
        """Hear somebody say something."""
        return self.hear(*[1.0] * round(seconds / WINDOW_S), *[0.0] * round(silence_s / WINDOW_S))

    def answer(self) -> Answer:
        """The newest answer that is wanted."""
        self.collect()
        return next(work for work in reversed(self.work) if isinstance(work, Answer))

    def unwritten(self) -> list[WriteDown]:
        """The sounds whose words were wanted since this was last asked."""
        self.collect()
        found = [work for work in self.work if isinstance(work, WriteDown)]
        self.work = [work for work in self.work if work not in found]
        return found

    def say(self, words: str, seconds: float, pieces: int = 1) -> None:
        """Have an utterance written, and made in some pieces."""
        known = self.answer().id
        self.session.answered(known, Words(words))
        for number in range(pieces):
            self.session.answered(known, sound(words, seconds / pieces, last=number == pieces - 1))

    def give(self, *pieces: Piece) -> None:
        """Have a model say something."""
        for piece in pieces:
            self.session.answered(self.answer().id, piece)

    def finish(self) -> None:
        self.give(Finished(usage=USAGE))

    def pass_s(self, seconds: float) -> None:
        """Let time pass, and have done what is due in it, when it is due."""
        end = self.clock.now + seconds
        while (due := self.session.due()) is not None and due <= end:
            self.clock.now = max(self.clock.now, due)
            self.session.tick()
        self.clock.now = end
        self.session.tick()


def sound(words: str, seconds: float, *, last: bool = False) -> Sound:
    return Sound(b"\1\0" * round(seconds * PCM.rate_hz), seconds, words, last)


Make = Callable[..., Stage]


@pytest.fixture
def make() -> Make:
    def made(settings: Settings | None = None, *, hears: bool = True, lead_s: float = 1.0) -> Stage:
        clock = Clock()
        session = Session(settings or Settings(model="m"), Abilities(hears=hears), clock, lead_s)
        return Stage(session, clock)

    return made
