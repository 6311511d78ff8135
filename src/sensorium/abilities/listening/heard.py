"""What was heard of a recording: by whom, with which aids, and what of it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sensorium.abilities.verification import Claim, Verdict


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """What one listener made of a recording. cleaned: whether its noise had been turned down; held: whether nothing but
    the vocabulary could be heard.
    """

    listener: str
    words: tuple[Claim, ...]
    cleaned: bool = False
    held: bool = False

    @property
    def name(self) -> str:
        """Who heard, and held to what: by this its figures are calibrated."""
        return f"{self.listener}, vocabulary" if self.held else self.listener

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def least(self) -> float:
        """The probability of its least certain word as it tells it, 0 to 1; 0 where it heard nothing."""
        return min((1.0 if one.confidence is None else one.confidence for one in self.words), default=0.0)

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return {"listener": self.listener, "text": self.text, "noise_reduced": self.cleaned, "vocabulary": self.held}


@dataclass(frozen=True, kw_only=True)
class Heard:
    """verdicts: every word of the listener that is followed, and what only the other heard, with votes and confidence.

    hearings: all of them, the followed one first: what was heard without an aid is never lost. signal_to_noise_db: as
    estimated from the recording. notes: what a caller should know.
    """

    verdicts: tuple[Verdict, ...]
    hearings: tuple[Hearing, ...]
    signal_to_noise_db: float
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words that are believed, in their order; "" where none is."""
        return " ".join(verdict.text for verdict in self.verdicts if not verdict.abstains)

    @property
    def doubted(self) -> tuple[Verdict, ...]:
        """What somebody heard and is better not believed."""
        return tuple(verdict for verdict in self.verdicts if verdict.abstains)

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "text": self.text,
            "words": [_verdict(one) for one in self.verdicts],
            "hearings": [one.told() for one in self.hearings],
            "signal_to_noise_db": round(self.signal_to_noise_db, 1),
        }


def _verdict(verdict: Verdict) -> Mapping[str, Any]:
    votes = [{"listener": one.reader, "text": one.text, "confidence": one.confidence} for one in verdict.ballots]
    return {
        "text": verdict.text,
        "believed": not verdict.abstains,
        "confidence": round(verdict.confidence, 4),
        "calibrated": verdict.calibrated,
        "agreement": verdict.agreement,
        "listener": verdict.reader,
        "votes": votes,
    }
