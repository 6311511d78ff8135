"""One line of the scoreboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sensorium.abilities.evaluation.intervals import Figure


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure of one direction. beside: what outside engines reach on the same cases, by name."""

    direction: str
    measure: str
    figure: Figure
    beside: Mapping[str, Figure] = field(default_factory=dict)

    @property
    def others(self) -> str:
        """What stands beside it, in words: 'tesseract 0.930'."""
        return ", ".join(f"{name} {one.mean:.3f}" for name, one in self.beside.items())
