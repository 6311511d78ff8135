"""What is taught at each step: a deterministic function of (seed, rank, step), so that a resumed run sees the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np

from sensorium.native.tokens.packing import Batch, Packable, pack
from sensorium.native.tokens.vocabulary import NUM_PICTURE_SLOTS, NUM_SOUND_SLOTS, PICTURE, SOUND
from sensorium.native.train.lessons import Teacher
from sensorium.native.worlds.example import Example

FRAME_DROPOUT = 0.3  # of sound frames whose given codes are hidden: the phones must say what comes (exposure bias)
CELL_DROPOUT = 0.05  # of picture cells, likewise
PAIRS_EVERY = 4  # steps: contrastive pairs come together, since each is told apart from all others of its batch
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
    longest: int = 768  # sequences over this are left out
    seed: int = 0

    def batch(self, step: int, rank: int = 0) -> Batch:
        """The packed batch of one step."""
        rng = np.random.default_rng([self.seed, rank, step])
        return corrupt(pack(self._lessons(rng, paired=step % PAIRS_EVERY == 0)), rng)

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
        return sum(len(one) for one in self._draw(name, rng, False))

    def _lessons(self, rng: np.random.Generator, *, paired: bool) -> list[Packable]:
        """Draw until the batch is full."""
        names, chances = list(self.chances), list(self.chances.values())
        lessons: list[Packable] = []
        room = self.num_positions
        while room > 0:
            new = self._draw(names[int(rng.choice(len(names), p=chances))], rng, paired)
            lessons += new
            room -= sum(len(one) for one in new)
        return lessons

    def _draw(self, name: str, rng: np.random.Generator, paired: bool) -> list[Packable]:
        drawn = self.sources[name](rng)
        if isinstance(drawn, str):
            return [self.teacher.prose(drawn, PROSE_LENGTH)]
        return [one for one in self.teacher.lessons(drawn, rng, paired=paired) if len(one) <= self.longest]


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
