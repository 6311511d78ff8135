"""What is taught at each step: a deterministic function of (seed, rank, step), so that a resumed run sees the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np

from sensorium.native.tokens.packing import Batch, Packable, pack
from sensorium.native.tokens.stream import Feature
from sensorium.native.tokens.vocabulary import NUM_PICTURE_SLOTS, NUM_SOUND_SLOTS, PICTURE, SOUND
from sensorium.native.train.lessons import Teacher
from sensorium.native.worlds.example import Example

FRAME_DROPOUT = 0.3  # of sound frames whose given codes are hidden: the phones must say what comes (exposure bias)
CELL_DROPOUT = 0.05  # of picture cells, likewise
PAIRS_EVERY = 3  # steps: contrastive pairs come together, since each is told apart from all others of its batch,
PAIRS_SHARE = 0.25  # of such a batch, and are of one kind: a drum is told from a fox without looking or listening
MEASURED_DRAWS = 24  # of each source, to know how long its lessons are
MEASURING = 1 << 40  # stands for a step that never comes
PROSE_LENGTH = 256  # positions of one piece of prose

Source: TypeAlias = Callable[[np.random.Generator], Example | str]
"""Draws one example, or one piece of prose."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Course:
    """Sources with the share of positions each shall have."""

    teacher: Teacher
    sources: Mapping[str, Source]
    shares: Mapping[str, float]
    num_positions: int  # of a batch, about
    pair_sources: Mapping[str, Source] = field(default_factory=dict)  # whose examples are media with their words
    glance_sources: Mapping[str, Source] = field(default_factory=dict)  # whose media are only looked at
    glances: Mapping[str, float] = field(default_factory=dict)  # examples of each for every 1000 positions
    longest: int = 768  # sequences over this are left out
    seed: int = 0

    def batch(self, step: int, rank: int = 0) -> Batch:
        """The packed batch of one step."""
        rng = np.random.default_rng([self.seed, rank, step])
        pairs = self._pairs(rng) if self.pair_sources and step % PAIRS_EVERY == 0 else []
        room = self.num_positions - sum(len(one) for one in pairs)
        return corrupt(pack([*self._lessons(rng, room), *pairs], self._glances(rng)), rng)

    @cached_property
    def chances(self) -> Mapping[str, float]:
        """How likely each source is drawn from, so that its positions come to its share: its lessons may be long or
        short, which a few draws of it tell.
        """
        rng = np.random.default_rng([self.seed, MEASURING])
        means = {name: np.mean([self._length(name, rng) for _ in range(MEASURED_DRAWS)]) for name in self.sources}
        rates = {name: self.shares[name] / max(1.0, float(mean)) for name, mean in means.items()}
        total = sum(rates.values())
        return {name: rate / total for name, rate in rates.items()}

    def _length(self, name: str, rng: np.random.Generator) -> int:
        return sum(len(one) for one in self._draw(name, rng))

    def _lessons(self, rng: np.random.Generator, room: int) -> list[Packable]:
        """Draw until `room` positions are full."""
        names, chances = list(self.chances), list(self.chances.values())
        lessons: list[Packable] = []
        while room > 0:
            new = self._draw(names[int(rng.choice(len(names), p=chances))], rng)
            lessons += new
            room -= sum(len(one) for one in new)
        return lessons

    def _draw(self, name: str, rng: np.random.Generator) -> list[Packable]:
        drawn = self.sources[name](rng)
        lesson = self.teacher.prose(drawn, PROSE_LENGTH) if isinstance(drawn, str) else self.teacher.lesson(drawn, rng)
        return [lesson] if len(lesson) <= self.longest else []

    def _glances(self, rng: np.random.Generator) -> list[Feature]:
        seen: list[Feature] = []
        for name, source in self.glance_sources.items():
            for _ in range(round(self.glances[name] * self.num_positions / 1000)):
                drawn = source(rng)
                assert isinstance(drawn, Example)
                seen += self.teacher.glance(drawn)
        return seen

    def _pairs(self, rng: np.random.Generator) -> list[Packable]:
        """Media and their words, from one source."""
        source = self.pair_sources[str(rng.choice(list(self.pair_sources)))]
        pairs: list[Packable] = []
        room = PAIRS_SHARE * self.num_positions
        while room > 0:
            drawn = source(rng)
            assert isinstance(drawn, Example)
            both = self.teacher.pair(drawn, len(pairs))
            room -= sum(len(one) for one in both)
            pairs += [one for one in both if max(map(len, both)) <= self.longest]
        return pairs


def corrupt(batch: Batch, rng: np.random.Generator) -> Batch:
    """Hide the codes of some cells and frames from the input; the pointer's advance stays."""
    inputs = batch.chunk.ids.copy()
    first = inputs[:, 0]
    draw = rng.random(len(first))
    sound = (first >= SOUND[0].start) & (first < SOUND[0].stop) & (draw < FRAME_DROPOUT)
    picture = (first >= PICTURE[0].start) & (first < PICTURE[0].stop) & (draw < CELL_DROPOUT)
    inputs[sound, :NUM_SOUND_SLOTS] = 0
    inputs[picture, :NUM_PICTURE_SLOTS] = 0
    return replace(batch, inputs=inputs)
