"""What speaks for a run of words being the short answer to a question, as named figures that `weights` weighs.

Features after Rajpurkar et al. 2016 ("SQuAD", logistic regression), without their parse trees: what kind of words it
is, how near it stands to the question's words, on which side, what stands just before and behind it.
"""
# ruff: noqa: E501 - a line of words that belong together is read more easily than one wrapped

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeAlias

from sensorium.abilities.documents.answering.asking.asked_words import AskedWords
from sensorium.abilities.documents.answering.wording.meeting import meetings, met
from sensorium.abilities.documents.answering.wording.small_words import PREPOSITIONS
from sensorium.abilities.documents.answering.wording.tokens import Token, parted
from sensorium.abilities.documents.printed.folding import folded

Features: TypeAlias = dict[str, float]
_BY: Final = frozenset(("by", "von", "durch", "par", "por", "da", "dal", "door"))
_CALLED: Final = folded("called named as termed dubbed known namens genannt als llamado llamada como")
_BECAUSE: Final = folded("because due since to for as weil wegen um damit da porque debido para por")
_BE: Final = folded("is was are were ist war sind waren wurde es era fue son eran est était")
_UNITS: Final = folded(
    "years year days day months month weeks hours hour minutes seconds miles mile km kilometres kilometers metres meters feet m jahre jahren tage monate stunden meter kilometer años año días meses horas minutos metros kilómetros"
)
_NEAR: Final = 3  # words between two that still count as near
_COUNTED: Final = 6  # words between a number and what it counts


@dataclass(frozen=True, kw_only=True, eq=False)
class Scene:
    """A passage with a question's words met in it. weights: what each of the question's words tells (0 and more);
    rank: how many passages fit better.
    """

    tokens: Sequence[Token]
    asked: AskedWords
    weights: Sequence[float]
    rank: int
    covered: float
    fit: float

    @cached_property
    def met(self) -> list[tuple[float, int]]:
        return meetings(self.tokens, self.asked.words)

    @cached_property
    def told(self) -> list[float]:
        """What each word of the passage tells of the question: 0 for one that does not meet it."""
        return [strength * self.weights[which] if which >= 0 else 0.0 for strength, which in self.met]

    @cached_property
    def clauses(self) -> list[int]:
        """The number of the part of the sentence that each word stands in, parted by any sign."""
        found, number = [], 0
        for at, token in enumerate(self.tokens):
            number += bool(token.before and at)
            found.append(number)
            number += bool(token.behind.strip("'’s"))
        return found

    @cached_property
    def firsts(self) -> list[float]:
        return [max((met(self.asked.first, own) for own in token.stems), default=0.0) for token in self.tokens]

    def counts(self, start: int, end: int) -> bool:
        """Whether the first word behind "how many" stands near a run of words."""
        return any(self.firsts[max(0, start - _COUNTED) : end + _COUNTED])

    @cached_property
    def lasts(self) -> list[float]:
        return [max((met(self.asked.last, own) for own in token.stems), default=0.0) for token in self.tokens]

    @cached_property
    def nouns(self) -> list[float]:
        return [
            max((met(noun, own) for noun in self.asked.nouns for own in token.stems), default=0.0)
            for token in self.tokens
        ]


def features(scene: Scene, start: int, end: int) -> Features:
    """What speaks for words start … end - 1 of a passage."""
    found: Features = {}
    for name, value in (
        *_kind(scene, start, end),
        *_length(scene, start, end),
        *_edges(scene, start, end),
        *_nearness(scene, start, end),
        *_noun(scene, start, end),
        *_passage(scene),
    ):
        if value:
            found[name] = found.get(name, 0.0) + value
    return found


def _kind(scene: Scene, start: int, end: int) -> Iterator[tuple[str, float]]:
    own, sought = scene.tokens[start:end], scene.asked.sought
    content = [token for token in own if not token.small]
    figures = sum(token.figure for token in content)
    signs = "".join(token.folded[-1:] + token.folded[:1] for token in content)
    yield f"{sought} all figures", figures == len(content)
    yield f"{sought} begins with a figure", own[0].figure
    yield f"{sought} has a figure", bool(figures)
    yield f"{sought} year", any(token.year for token in own)
    yield f"{sought} month", any(token.month for token in own)
    yield f"{sought} all capitals", all(token.capital for token in content) and not own[0].figure
    yield f"{sought} a capital", any(token.capital for token in content)
    yield f"{sought} begins small", not own[0].capital and not own[0].figure
    yield f"{sought} sign", any(one in "%$€£¥" for one in signs) or "percent" in own[-1].folded
    yield f"{sought} unit", own[-1].folded in _UNITS


def _length(scene: Scene, start: int, end: int) -> Iterator[tuple[str, float]]:
    length, sought = end - start, scene.asked.sought
    bucket = length if length < 4 else 4 if length < 6 else 6 if length < 9 else 9
    yield f"length {bucket}", 1.0
    yield f"{sought} words", length / 5
    yield "small inside", sum(token.small for token in scene.tokens[start:end]) / length
    yield "comma inside", any("," in token.behind for token in scene.tokens[start : end - 1])
    yield "signs inside", scene.clauses[end - 1] - scene.clauses[start]


def _edges(scene: Scene, start: int, end: int) -> Iterator[tuple[str, float]]:
    tokens, told = scene.tokens, scene.told
    first, last = tokens[start], tokens[end - 1]
    for name, ending in (("ed", ("ed",)), ("lng", ("lng",)), ("ly", ("ly",))):
        yield f"begins in -{name}", not first.capital and first.folded.endswith(ending)
        yield f"ends in -{name}", not last.capital and last.folded.endswith(ending)
    yield from _before(scene, start)
    if end == len(tokens) or parted(tokens, end - 1):
        yield "before a sign", 1.0
        return
    behind = tokens[end]
    yield "before a comma", "," in last.behind
    if last.behind.strip("'’s") or behind.before:
        return
    yield "before a small word", behind.small
    yield "before a form of be", behind.folded in _BE
    yield "before a preposition", behind.folded in PREPOSITIONS
    yield "before a word asked", bool(told[end])
    yield "goes on", not behind.small and not told[end]
    yield "goes on in capitals", behind.capital and last.capital
    yield "goes on from a figure", last.figure


def _before(scene: Scene, start: int) -> Iterator[tuple[str, float]]:
    tokens, told, sought = scene.tokens, scene.told, scene.asked.sought
    first = tokens[start]
    if not start:
        yield "at the start", 1.0
        yield f"{sought} at the start", 1.0
        return
    before = tokens[start - 1]
    if first.before or before.behind.strip("'’s"):
        yield "behind a sign", 1.0
        yield "behind a bracket", "(" in first.before
        yield "behind a quote", any(one in first.before for one in "\"“„«'‘")
        return
    yield "behind a small word", before.small
    yield "behind an article", before.article
    yield "behind a preposition", before.folded in PREPOSITIONS
    yield f"{sought} behind a preposition", before.folded in PREPOSITIONS
    yield f"{sought} behind by", before.folded in _BY
    yield f"{sought} behind called", before.folded in _CALLED
    yield f"{sought} behind because", before.folded in _BECAUSE
    yield "behind a form of be", before.folded in _BE
    yield f"{sought} behind a form of be", before.folded in _BE
    yield "behind a word asked", bool(told[start - 1])
    yield "comes from", not before.small and not told[start - 1]
    yield "comes from capitals", before.capital and first.capital and start > 1
    yield "comes from a figure", before.figure


def _nearness(scene: Scene, start: int, end: int) -> Iterator[tuple[str, float]]:
    told, every = scene.told, max(sum(scene.weights), 1e-9)
    inside = sum(told[start:end])
    yield "asked inside", inside / every
    yield "share asked inside", sum(value > 0 for value in told[start:end]) / (end - start)
    yield "all asked inside", all(value > 0 for value in told[start:end])
    clause = set(scene.clauses[start:end])
    near = before = behind = same = 0.0
    best: dict[int, float] = {}
    for at, value in enumerate(told):
        if not value or start <= at < end:
            continue
        distance = start - at if at < start else at - end + 1
        share = value / every
        best[scene.met[at][1]] = max(best.get(scene.met[at][1], 0.0), share / (1 + 0.3 * distance))
        if distance <= _NEAR:
            before, behind = before + share * (at < start), behind + share * (at >= end)
        same += share if scene.clauses[at] in clause else 0.0
    near = sum(best.values())
    yield "near", near
    yield "near before", min(before, 1.0)
    yield "near behind", min(behind, 1.0)
    yield "same clause", min(same, 1.0)
    yield "first behind", max(scene.firsts[end : end + _NEAR], default=0.0)
    yield f"{scene.asked.sought} first behind", max(scene.firsts[end : end + _NEAR], default=0.0)
    yield "last before", max(scene.lasts[max(0, start - _NEAR) : start], default=0.0)
    yield f"{scene.asked.sought} last before", max(scene.lasts[max(0, start - _NEAR) : start], default=0.0)
    yield "last behind", max(scene.lasts[end : end + _NEAR], default=0.0)
    yield "first before", max(scene.firsts[max(0, start - _NEAR) : start], default=0.0)
    yield f"{scene.asked.sought} first at once behind", scene.firsts[end] if end < len(scene.firsts) else 0.0


def _noun(scene: Scene, start: int, end: int) -> Iterator[tuple[str, float]]:
    if not scene.asked.nouns:
        return
    nouns = scene.nouns
    yield "ends with the noun", nouns[end - 1]
    yield "noun inside", max(nouns[start:end])
    yield "only the noun", end - start == 1 and nouns[start] > 0
    yield "noun just before", max(nouns[max(0, start - 2) : start], default=0.0)
    yield "noun just behind", max(nouns[end : end + 2], default=0.0)


def _passage(scene: Scene) -> Iterator[tuple[str, float]]:
    yield "rank", min(scene.rank, 4) / 4
    yield "covered", scene.covered
    yield "fit", scene.fit
    yield "met here", sum(scene.told) / max(sum(scene.weights), 1e-9)
    yield f"{scene.asked.sought} met first", max(scene.firsts, default=0.0)
