"""Two readers or more on one picture: their words compared, what is believed, and what is better left unsaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sensorium.abilities.documents.box import Box
from sensorium.abilities.documents.readers.obscuring import obscured
from sensorium.abilities.documents.tree import Vote, Word
from sensorium.abilities.verification import Claim, Verdict, verify
from sensorium.abilities.verification.calibration import Calibration
from sensorium.content import Image


@dataclass(frozen=True, kw_only=True)
class Believed:
    """words: what is taken for read, in reading order, each with its calibrated confidence and the others' votes.

    doubted: what a reader gave that is not: too improbable, cut off or covered. verdicts: all of it, with reasons.
    """

    words: tuple[Word, ...]
    doubted: tuple[Word, ...]
    verdicts: tuple[Verdict, ...]


def believed(
    picture: Image, readings: Mapping[str, Sequence[Word]], *, calibration: Calibration | None = None
) -> Believed:
    """Compare what readers found in one picture, boxes in its pixels, the one that is followed first. Raises
    `InvalidInput` without a reader.
    """
    claims = {reader: [_claim(word) for word in words] for reader, words in readings.items()}
    verdicts = verify(claims, calibration=calibration)
    boxes = [_box(verdict) for verdict in verdicts]
    reasons = obscured(picture, boxes)
    judged = tuple(replace(verdict, obscured=why) for verdict, why in zip(verdicts, reasons, strict=True))
    return Believed(
        words=tuple(word for verdict in judged if not verdict.abstains for word in _words(verdict)),
        doubted=tuple(word for verdict in judged if verdict.abstains for word in _words(verdict)),
        verdicts=judged,
    )


def _claim(word: Word) -> Claim:
    box = word.box
    return Claim(word.text, word.confidence, (box.left, box.top, box.right, box.bottom))


def _box(verdict: Verdict) -> Box:
    return Box.around(Box(*claim.place) for claim in verdict.words if claim.place)


def _words(verdict: Verdict) -> list[Word]:
    """A verdict's words; votes are on all of them together, as the others parted them."""
    votes = tuple(Vote(ballot.reader, ballot.text, ballot.confidence) for ballot in verdict.ballots)
    return [
        Word(
            text=claim.text,
            box=Box(*(claim.place or (0.0, 0.0, 0.0, 0.0))),
            source=verdict.reader,
            confidence=verdict.confidence,
            votes=votes,
        )
        for claim in verdict.words
    ]
