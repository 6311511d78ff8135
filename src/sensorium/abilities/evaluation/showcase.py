"""Cases of an evaluation as they were asked and answered, chosen before anybody saw how they went.

The first cases of every direction are the same for every model; the others are drawn by a seed that is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sensorium.abilities.evaluation.directions import Direction
from sensorium.abilities.evaluation.nearest import KINDS, Known, Neighbour
from sensorium.content import Part, Reply
from sensorium.native.train.sources import Worlds
from sensorium.native.worlds.example import Example

RIGHT_FROM = 1.0  # score from which a case counts as right


@dataclass(frozen=True, eq=False, kw_only=True)
class Shown:
    """One case. fixed: whether it is shown of every model; neighbours: of each medium that was made, in order."""

    case: Example
    reply: Reply
    scores: Mapping[str, float]
    fixed: bool
    neighbours: Sequence[Neighbour | None]

    @property
    def right(self) -> bool:
        """All that was judged is right."""
        return min(self.scores.values()) >= RIGHT_FROM


@dataclass(eq=False, kw_only=True)
class Showcase:
    """Keeps `num_fixed` and `num_random` cases of each direction that passes."""

    worlds: Worlds
    seed: int
    num_fixed: int = 3
    num_random: int = 3
    shown: dict[str, list[Shown]] = field(default_factory=dict)

    def see(self, direction: Direction, cases: Sequence[Example], replies: Sequence[Reply]) -> None:
        """A direction that was asked."""
        fixed = list(range(min(self.num_fixed, len(cases))))
        others = np.arange(len(fixed), len(cases))
        rng = np.random.default_rng([self.seed, len(self.shown)])
        drawn = sorted(rng.permutation(others)[: self.num_random].tolist())
        made = any(isinstance(part, KINDS) for part in replies[0].parts) if replies else False
        known = Known.of(self.worlds, direction.world, direction.task) if made else Known([])
        self.shown[direction.name] = [
            Shown(
                case=cases[index],
                reply=replies[index],
                scores=direction.score(replies[index], cases[index]),
                fixed=index in fixed,
                neighbours=[known.nearest(part) for part in media_of(replies[index])],
            )
            for index in [*fixed, *drawn]
        ]


def media_of(reply: Reply) -> list[Part]:
    """What a reply holds besides words."""
    return [part for part in reply.parts if isinstance(part, KINDS)]
