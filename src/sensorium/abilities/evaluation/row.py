"""One line of the scoreboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sensorium.abilities.evaluation.intervals import Figure
from sensorium.abilities.evaluation.wording import Lost, MeanLost, mean_lost


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure of one direction. beside: what outside engines reach on the same cases, by name; lost: by
    unseen words, where that was measured.
    """

    direction: str
    measure: str
    figure: Figure
    beside: Mapping[str, Figure] = field(default_factory=dict)
    lost: Lost | None = None

    @property
    def others(self) -> str:
        """What stands beside it, in words: 'tesseract 0.930'."""
        return ", ".join(f"{name} {one.mean:.3f}" for name, one in self.beside.items())


def lost_by_wording(rows: Iterable[Row]) -> MeanLost | None:
    """Points that unseen words cost on average, each direction counting by its first measure; None if not measured."""
    firsts: dict[str, Lost] = {}
    for row in rows:
        if row.lost is not None:
            firsts.setdefault(row.direction, row.lost)
    return mean_lost(firsts)
