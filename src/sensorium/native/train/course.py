"""What is taught at each step: a deterministic function of (seed, rank, step), so that a resumed run sees the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from sensorium.native.tokens.packing import Batch, Packable, pack
from sensorium.native.tokens.vocabulary import NUM_PICTURE_SLOTS, NUM_SOUND_SLOTS, PICTURE, SOUND
from sensorium.native.train.lessons import Teacher
from sensorium.native.worlds.example import Example

FRAME_DROPOUT = 0.3  # of sound frames whose given codes are hidden: the phones must say what comes (exposure bias)
CELL_DROPOUT = 0.05  # of picture cells, likewise
PAIRS_EVERY = 4  # steps: contrastive pairs come together, since each is told apart from all others of its batch
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

    def _lessons(self, rng: np.random.Generator, *, paired: bool) -> list[Packable]:
        """Draw from the source that lags most behind its share, until the batch is full."""
        total = sum(self.shares.values())
        used = {name: rng.random() * self.longest * share / total for name, share in self.shares.items()}
        lessons: list[Packable] = []
        room = self.num_positions
        while room > 0:
            name = min(used, key=lambda n: used[n] / self.shares[n])
            new = [one for one in self._draw(name, rng, paired) if len(one) <= self.longest]
            lessons += new
            size = sum(len(one) for one in new)
            used[name] += size + 1
            room -= size
        return lessons

    def _draw(self, name: str, rng: np.random.Generator, paired: bool) -> list[Packable]:
        drawn = self.sources[name](rng)
        if isinstance(drawn, str):
            return [self.teacher.prose(drawn, PROSE_LENGTH)]
        return list(self.teacher.lessons(drawn, rng, paired=paired))


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
