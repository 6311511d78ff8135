"""Readings of the same, word by word: what agrees, what does not, and what is believed.

The first reader is followed. Where another differs, its text is taken only for words of small letters alone, and only
where the calibrated probability is `CLEARLY` higher: numbers, codes and names are never corrected, but doubted. What
was read otherwise stays beside as a ballot. Where only the spaces differ the likelier parting is taken of numbers and
names too, unless it would part or join digits. Of speech nothing is ever taken instead: it has no capitals and no
figures by which a name or a number could be told from other words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from sensorium.abilities.verification.aligning import Match, align
from sensorium.abilities.verification.calibration import PRINT, SPEECH, Calibration, shipped
from sensorium.abilities.verification.claims import (
    Agreement,
    Ballot,
    Claim,
    Verdict,
    exact,
    parts_numbers,
    printed,
    spoken,
)
from sensorium.errors import InvalidInput

CLEARLY = 0.2  # by so much more probable must the text of another reader be


@dataclass(frozen=True, slots=True)
class _Span:
    """What every reader has in one place, the first of them something."""

    words: Mapping[str, tuple[Claim, ...]]

    @property
    def reader(self) -> str:
        """The first that has something."""
        return next(reader for reader, words in self.words.items() if words)

    def text(self, reader: str) -> str:
        return " ".join(word.text for word in self.words[reader])

    def sure(self, reader: str) -> float | None:
        """Of its least certain word."""
        told = [word.confidence for word in self.words[reader] if word.confidence is not None]
        return min(told, default=None)


def verify(
    readings: Mapping[str, str | Sequence[Claim]],
    *,
    fold: Callable[[str], str] | None = None,
    calibration: Calibration | None = None,
    heard: bool | None = None,
) -> list[Verdict]:
    """Compare what several readers or listeners have of the same, and say what to believe.

    readings: by reader, the one that is followed first: words with places and confidences, or a transcript. Places are
    of one unit. heard: whether they are of speech; None for where one of them is a transcript. fold: makes texts
    comparable; None for as speech or as print. Verdicts come in the order of the first reading; what it lacks comes
    where others have it. calibration: None for what is shipped of speech or of print; of listeners that it does not
    know, agreement alone is trusted. Raises InvalidInput without a reading.
    """
    if not readings:
        raise InvalidInput("nothing to verify: give the words of one reader at least", param="readings")
    if heard is None:
        heard = any(isinstance(words, str) for words in readings.values())
    claims = {reader: _claims(words) for reader, words in readings.items()}
    fold = fold or (spoken if heard else printed)
    if calibration is None:
        calibration = shipped(SPEECH if heard else PRINT)
    judge = _Judge(fold, calibration, correcting=not heard)
    return [judge(span) for span in _spans(claims, fold)]


def _claims(words: str | Sequence[Claim]) -> Sequence[Claim]:
    return [Claim(word) for word in words.split()] if isinstance(words, str) else words


def _spans(claims: Mapping[str, Sequence[Claim]], fold: Callable[[str], str]) -> list[_Span]:
    """Words that answer to each other; what the leading reader has nothing of is compared among the others."""
    leader, *others = claims
    matched = {other: align(claims[leader], claims[other], fold) for other in others}
    answering = {
        other: {index: match.second for match in matches for index in match.first} for other, matches in matched.items()
    }
    spans = {(group[0], 0, 0): _span(group, claims, answering) for group in _groups(len(claims[leader]), matched)}
    left, anchors = _left_over(claims, matched)
    if any(left.values()):
        for number, span in enumerate(_spans(left, fold)):
            anchor = anchors[id(span.words[span.reader][0])]
            spans[anchor, 1, number] = _Span({leader: (), **span.words})
    return [spans[place] for place in sorted(spans)]


def _groups(num_words: int, matched: Mapping[str, Sequence[Match]]) -> list[list[int]]:
    """Words of the leading reader that any other takes together."""
    groups = {index: {index} for index in range(num_words)}
    for match in (match for matches in matched.values() for match in matches if match.first):
        together = set().union(*(groups[index] for index in match.first))
        groups.update(dict.fromkeys(together, together))
    return sorted({min(group): sorted(group) for group in groups.values()}.values())


def _span(
    group: list[int], claims: Mapping[str, Sequence[Claim]], answering: Mapping[str, Mapping[int, tuple[int, ...]]]
) -> _Span:
    """answering: by reader, the words that answer to each of the leading one's."""
    leader = next(iter(claims))
    words = {leader: tuple(claims[leader][index] for index in group)}
    for other, answers in answering.items():
        found = sorted({index for place in group for index in answers[place]})
        words[other] = tuple(claims[other][index] for index in found)
    return _Span(words)


def _left_over(
    claims: Mapping[str, Sequence[Claim]], matched: Mapping[str, Sequence[Match]]
) -> tuple[dict[str, list[Claim]], dict[int, int]]:
    """What the leading reader has nothing of, by reader, and behind which word of its each belongs (by `id`)."""
    left: dict[str, list[Claim]] = {other: [] for other in matched}
    anchors = {}
    for other, matches in matched.items():
        anchor = -1
        for match in matches:
            anchor = match.first[-1] if match.first else anchor
            if not match.first:
                left[other] += (claims[other][index] for index in match.second)
                anchors.update({id(claims[other][index]): anchor for index in match.second})
    return left, anchors


@dataclass(frozen=True, slots=True)
class _Judge:
    fold: Callable[[str], str]
    calibration: Calibration
    correcting: bool  # whether the words of another reader may be taken

    def __call__(self, span: _Span) -> Verdict:
        reader = span.reader
        partner, agreement = self._support(span, reader)
        probability = self._probability(span, agreement, (reader, partner))
        if self.correcting and partner and _may_follow(span, agreement, (reader, partner)):
            instead = self._probability(span, agreement, (partner, reader))
            if instead is not None and probability is not None and instead >= probability + CLEARLY:
                reader, probability = partner, instead
        believed = probability if probability is not None else span.sure(reader)
        return Verdict(
            words=span.words[reader],
            reader=reader,
            ballots=tuple(Ballot(other, span.text(other), span.sure(other)) for other in span.words if other != reader),
            agreement=agreement,
            confidence=0.5 if believed is None else believed,
            calibrated=probability is not None,
        )

    def _support(self, span: _Span, reader: str) -> tuple[str | None, Agreement]:
        """The reader that agrees most, and how far."""
        kinds = [(self._agreement(span, reader, other), other) for other in span.words if other != reader]
        for wanted in get_args(Agreement):
            for kind, other in kinds:
                if kind == wanted:
                    return other, kind
        return None, "alone"

    def _agreement(self, span: _Span, reader: str, other: str) -> Agreement:
        if not span.words[other]:
            return "alone"
        one, second = ([self.fold(word.text) for word in span.words[name]] for name in (reader, other))
        if one == second:
            return "same"
        return "spacing" if "".join(one) == "".join(second) else "differ"

    def _probability(self, span: _Span, agreement: Agreement, readers: tuple[str, str | None]) -> float | None:
        reader, other = readers
        return self.calibration(agreement, readers, span.sure(reader), span.sure(other) if other else None)


def _may_follow(span: _Span, agreement: Agreement, readers: tuple[str, str]) -> bool:
    """Whether the second of two readers may be followed instead of the first."""
    if agreement == "spacing":  # no letter or digit changes
        return not any(parts_numbers(span.text(reader)) for reader in readers)
    return agreement == "differ" and not any(exact(word.text) for reader in readers for word in span.words[reader])
