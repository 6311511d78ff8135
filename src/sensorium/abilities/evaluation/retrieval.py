"""Search as a direction: the right words for a medium, and the right medium for words, among all cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sensorium.abilities.evaluation.intervals import figure
from sensorium.abilities.evaluation.row import Row
from sensorium.content import Part
from sensorium.models.model import Abilities, Model
from sensorium.native.worlds.example import Example, Utterance


@dataclass(frozen=True, kw_only=True)
class Search:
    """Pairs of a medium and words about it, from the prompts and replies of one task."""

    name: str
    world: str
    task: str
    set_name: str | None = None
    modality: str = "image"  # of the media

    def within(self, abilities: Abilities) -> bool:
        """Whether a model embeds both sides."""
        return {"text", self.modality} <= abilities.embeds


SEARCHES: tuple[Search, ...] = (
    Search(name="scene ↔ description", world="scenes", task="describe"),
    Search(name="clip ↔ description", world="clips", task="watch", modality="video"),
    Search(name="sound ↔ name", world="sounds", task="hear", modality="audio"),
    Search(name="described figure ↔ text", world="sets", set_name="textbook_figures", task="figure"),
)


def recall(search: Search, model: Model, cases: list[Example]) -> Iterator[Row]:
    """Recall at 1 in both directions. Cases with the same words count as the same."""
    words = [next(part for part in case.reply if isinstance(part, str)) for case in cases]
    media = model.embed(*[_medium(case) for case in cases])
    texts = model.embed(*words)
    likeness = media @ texts.T
    right = np.array([[a == b for b in words] for a in words])
    chance = float(right.mean())
    for measure_name, scores in (("words found", likeness), ("medium found", likeness.T)):
        yield Row(direction=search.name, measure=measure_name, figure=figure(_hits(scores, right), chance))


def _hits(scores: NDArray[np.float32], right: NDArray[np.bool_]) -> list[float]:
    """1 where the likeliest is right."""
    return [float(right[row, best]) for row, best in enumerate(scores.argmax(1))]


def _medium(case: Example) -> Part:
    part = next(part for part in case.prompt if not isinstance(part, str))
    return part.audio if isinstance(part, Utterance) else part
