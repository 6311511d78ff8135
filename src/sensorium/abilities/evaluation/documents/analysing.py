"""Respondents asked and graded, counted by where the answer stands, with 95% intervals and what vision costs.

Several questions are about one document and go well or badly together: intervals allow for that.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from math import hypot
from typing import Any, Final

from sensorium.abilities.evaluation.documents.grading import Grade, graded
from sensorium.abilities.evaluation.documents.questions import ABOUT, About, Question, QuestionSet
from sensorium.abilities.evaluation.documents.respondents import Given, Respondent
from sensorium.abilities.evaluation.intervals import Figure, clustered

VISUAL: Final = "chart + picture"
ALL: Final = "all"
KINDS: tuple[str, ...] = (*ABOUT, VISUAL, ALL)
"""By where the answer stands; then what has to be seen, then everything."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One question, what somebody answered, and how right that is."""

    respondent: str
    question: Question
    given: Given
    grade: Grade

    def told(self) -> dict[str, Any]:
        """For JSON."""
        asked = asdict(self.question) | {"answers": list(self.question.answers)}
        return {"by": self.respondent, **asked, "given": asdict(self.given), **asdict(self.grade)}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One respondent on questions of one kind (`KINDS`). answered: the share that got any answer, 0 to 1.

    right: how many answers are exactly right, or within the tolerance; anls: their mean similarity. Chance is taken for
    0, for no question names what it may be answered with, but for ticks (8 of 541 in the set that is shipped).
    """

    respondent: str
    kind: str
    right: Figure
    anls: Figure
    answered: float
    num_documents: int

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "by": self.respondent,
            "about": self.kind,
            "right": _told(self.right),
            "anls": _told(self.anls),
            "answered": self.answered,
            "questions": self.right.num_cases,
            "documents": self.num_documents,
        }


@dataclass(frozen=True, kw_only=True)
class Gap:
    """How many points more of text questions than of visual ones are right, with the 95% interval of the difference
    (Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10).
    """

    respondent: str
    points: float
    low: float
    high: float


def sampled(asked: QuestionSet, each: int | None, seed: int) -> QuestionSet:
    """At most `each` questions of every kind, drawn by seed; all where it is None."""
    if each is None:
        return asked
    rng = random.Random(f"analyser {seed}")
    kept: set[int] = set()
    for about in ABOUT:
        numbers = [number for number, one in enumerate(asked.questions) if one.about == about]
        kept.update(rng.sample(numbers, min(each, len(numbers))))
    return replace(asked, questions=tuple(asked.questions[number] for number in sorted(kept)))


def analyse(
    asked: QuestionSet, by: Sequence[Respondent], progress: Callable[[str, int, int], None] = lambda *_: None
) -> Iterator[Case]:
    """Every question put to everybody, graded as it comes. progress: who, questions done, questions in all.

    Raises what respondents raise.
    """
    for respondent in by:
        done = 0
        for path, questions in asked.by_document():
            progress(respondent.name, done, len(asked.questions))
            words = [one.question for one in questions]
            for question, given in zip(questions, respondent.answers(path, words), strict=True):
                grade = graded(question, given.text)
                yield Case(respondent=respondent.name, question=question, given=given, grade=grade)
            done += len(questions)


def rows(cases: Iterable[Case]) -> list[Row]:
    """Figures of everybody on every kind that was asked, in the order of `KINDS`."""
    by: dict[str, list[Case]] = {}
    for case in cases:
        by.setdefault(case.respondent, []).append(case)
    return [
        _row(name, kind, chosen)
        for name, theirs in by.items()
        for kind in KINDS
        if (chosen := [case for case in theirs if belongs(case.question, kind)])
    ]


def belongs(question: Question, kind: str) -> bool:
    """Whether a question is of a kind."""
    return kind == ALL or (question.visual if kind == VISUAL else question.about == kind)


def gaps(found: Sequence[Row]) -> list[Gap]:
    """Text against visual questions, of everybody who was asked both."""
    text: About = "text"
    by = {(row.respondent, row.kind): row.right for row in found}
    names = dict.fromkeys(row.respondent for row in found)
    both = [name for name in names if (name, text) in by and (name, VISUAL) in by]
    return [_gap(name, by[name, text], by[name, VISUAL]) for name in both]


def _row(name: str, kind: str, cases: Sequence[Case]) -> Row:
    documents = [case.question.document for case in cases]
    return Row(
        respondent=name,
        kind=kind,
        right=clustered([float(case.grade.right) for case in cases], 0.0, documents),
        anls=clustered([case.grade.anls for case in cases], 0.0, documents),
        answered=sum(bool(case.given.text) for case in cases) / len(cases),
        num_documents=len(set(documents)),
    )


def _gap(name: str, text: Figure, visual: Figure) -> Gap:
    difference = text.mean - visual.mean
    below = hypot(text.mean - text.low, visual.high - visual.mean)
    above = hypot(text.high - text.mean, visual.mean - visual.low)
    return Gap(
        respondent=name, points=100 * difference, low=100 * (difference - below), high=100 * (difference + above)
    )


def _told(found: Figure) -> dict[str, Any]:
    return {"figure": found.mean, "interval": [found.low, found.high]}
