"""One line of the scoreboard."""

from __future__ import annotations

from dataclasses import dataclass

from sensorium.abilities.evaluation.intervals import Figure


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure of one direction."""

    direction: str
    measure: str
    figure: Figure
