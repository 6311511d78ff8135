"""Answers out of running text to any question: the run of words that fits best, or the sentence that it stands in.

Runs are weighed against each other (a softmax over all of them, as Rajpurkar et al. 2016 do), and what is best is then
judged by itself: how much of the question is met there, and how much of it nowhere in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

from sensorium.abilities.documents.answering.answered import Possible
from sensorium.abilities.documents.answering.asking.asked_words import AskedWords, Sought, asked_words
from sensorium.abilities.documents.answering.asking.questions import Question
from sensorium.abilities.documents.answering.finding.passages import Passage
from sensorium.abilities.documents.answering.finding.ranking import Ranking
from sensorium.abilities.documents.answering.running_text.short_features import Features, Scene, features
from sensorium.abilities.documents.answering.running_text.weights import Of, chance, weighed
from sensorium.abilities.documents.answering.wanted.can_be import can_be
from sensorium.abilities.documents.answering.wanted.expecting import wanted_figures
from sensorium.abilities.documents.answering.wanted.figures import Figure, Place, figures_in, fitting, told_by_figure
from sensorium.abilities.documents.answering.wording.tokens import Token, runs, tokens_of

MOST_PASSAGES: Final = 4  # that are looked into
SHORT_ENOUGH: Final = 0.6  # chance from which on a run of words is the answer
SURER: Final = 0.7  # the same where the whole sentence can be the answer, which is seldom wrong
SHARE_ENOUGH, FIGURE_ENOUGH = 0.6, 0.75  # the same of a share, and of a sum or a measure, of which documents have more
FIGURES: Final[frozenset[Sought]] = frozenset(("share", "amount", "measure"))
_OF_FIGURES: Final = ("figure", "rank", *(f"{sought}:" for sought in sorted(FIGURES)))  # features that judge them too
_TOLD: Final[frozenset[Sought]] = frozenset(("noun", "is", "other", "why", "how"))  # what a whole sentence may answer


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of a passage (its number), and what speaks for them."""

    text: str
    passage: int
    features: Features


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The best run of words and the likeliest passage, with what speaks for either being right."""

    run: Run
    passage: int
    of_run: Features
    of_passage: Features


def answers_in_short(passages: Sequence[Passage], ranking: Ranking, question: Question) -> Iterator[Possible]:
    """The likeliest short answer, and the likeliest sentence where a sentence can be an answer."""
    asked = asked_words(question)
    found = judged(list(runs_for(passages, ranking, asked)), ranking, asked)
    if found is None:
        return
    if asked.sought in FIGURES:
        sure = chance(found.of_run, "figure")
        if sure >= (SHARE_ENOUGH if asked.sought == "share" else FIGURE_ENOUGH):
            cited = (passages[found.run.passage].cite(),)
            yield Possible(text=found.run.text, confidence=sure, citations=cited, how="the figure that fits best")
        return
    sure = chance(found.of_run, "short")
    cited = (passages[found.run.passage].cite(),)
    whole_will_do = asked.sought in _TOLD
    if sure >= (SURER if whole_will_do else SHORT_ENOUGH):
        yield Possible(text=found.run.text, confidence=sure, citations=cited, how="words of a passage that fits")
    elif whole_will_do:
        whole = passages[found.passage]
        sure = chance(found.of_passage, "sentence")
        yield Possible(text=whole.text, confidence=sure, citations=(whole.cite(),), how="the passage that fits best")


def runs_for(passages: Sequence[Passage], ranking: Ranking, asked: AskedWords) -> Iterator[Run]:
    """All runs of words that may be the answer, in the passages that fit best."""
    ranked = ranking.ranked(asked.words)[:MOST_PASSAGES]
    for rank, (score, number) in enumerate(ranked):
        if passages[number].row:
            continue
        text = passages[number].text
        scene = Scene(
            tokens=tokens_of(text),
            asked=asked,
            weights=[ranking.rarity(word) for word in asked.words],
            rank=rank,
            covered=ranking.index.covered(asked.words, number),
            fit=score / ranked[0][0],
        )
        if asked.sought in FIGURES:
            yield from _figures(scene, text, number)
            continue
        figures = figures_in(text, ".")
        for start, end in runs(scene.tokens):
            first = start - 1 if asked.sought in _TOLD and _belongs(scene.tokens, start) else start
            place = scene.tokens[first].start, scene.tokens[end - 1].end
            if asked.sought == "number" and (not scene.counts(start, end) or _in_share(place, figures)):
                continue
            if can_be(asked.sought, scene.tokens, start, end):
                said = text[slice(*told_by_figure(text, place, figures))]
                yield Run(text=said, passage=number, features=features(scene, start, end))


def _figures(scene: Scene, text: str, number: int) -> Iterator[Run]:
    """The figures of a passage that can be what is asked for, by how well each fits."""
    found = wanted_figures(text, scene.asked.text, scene.asked.sought)
    ranked = fitting(text, [one.place for one in found], scene.asked.text, scene.asked.words)
    for one in found:
        start = next((at for at, token in enumerate(scene.tokens) if token.end > one.start), -1)
        if start < 0:
            continue
        end = next((at for at, token in enumerate(scene.tokens) if token.start >= one.end), len(scene.tokens))
        rank = ranked.index(one.place)
        fits = {
            "figure fits best": float(not rank),
            "figure fits worse": rank / 3,
            f"{scene.asked.sought}: {one.kind}": 1.0,
            "figures beside": float(len(found) > 1),
        }
        yield Run(text=text[one.start : one.end], passage=number, features=features(scene, start, end) | fits)


def _in_share(place: Place, figures: Sequence[Figure]) -> bool:
    """Whether words stand in what tells a share: "one in five" counts nothing."""
    return any(one.kind == "share" and one.start <= place[0] < one.end for one in figures)


def _belongs(tokens: Sequence[Token], start: int) -> bool:
    """Whether an article stands before a word, and goes with it."""
    return start > 0 and tokens[start - 1].article and not tokens[start - 1].behind and not tokens[start].before


def judged(found: Sequence[Run], ranking: Ranking, asked: AskedWords) -> Judged | None:
    """The best of all runs and the likeliest passage; None where there is no run."""
    if not found:
        return None
    of: Of = "figure run" if asked.sought in FIGURES else "run"
    shares = _shares([weighed(one.features, of) for one in found])
    best = max(range(len(found)), key=shares.__getitem__)
    masses: dict[int, float] = {}
    for one, share in zip(found, shares, strict=True):
        masses[one.passage] = masses.get(one.passage, 0.0) + share
    passage = max(masses, key=masses.__getitem__)
    run = found[best]
    same = [_overlap(one, run) for one in found]
    of_run = {
        "share": _logit(shares[best]),
        "shares of the same": _logit(sum(share for share, one in zip(shares, same, strict=True) if one)),
        "share of the next": _logit(
            max((share for share, one in zip(shares, same, strict=True) if not one), default=0)
        ),
    }
    if asked.sought in FIGURES:
        of_run |= {name: value for name, value in run.features.items() if name.startswith(_OF_FIGURES)}
    there = next(one for one in found if one.passage == passage)
    return Judged(
        run=run,
        passage=passage,
        of_run=of_run | _heard(run, ranking, asked),
        of_passage={"share": _logit(masses[passage])} | _heard(there, ranking, asked),
    )


def _shares(scores: Sequence[float]) -> list[float]:
    """Scores as shares of 1 (softmax)."""
    highest = max(scores)
    powers = [exp(score - highest) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def _logit(share: float) -> float:
    """Log odds, of a share between 0.0001 and 0.9999."""
    inside = min(max(share, 1e-4), 1 - 1e-4)
    return log(inside / (1 - inside))


def _overlap(one: Run, other: Run) -> bool:
    return one.passage == other.passage and (one.text in other.text or other.text in one.text)


def _heard(run: Run, ranking: Ranking, asked: AskedWords) -> Features:
    """How much of the question is met in a run's passage, and what of it is met nowhere in the document."""
    weights = {word: ranking.rarity(word) for word in asked.words}
    unheard = [word for word in asked.words if not ranking.met(word)]
    here = run.features.get("met here", 0.0)
    return {
        "always": 1.0,
        asked.sought: 1.0,
        "unheard": float(len(unheard)),
        "something unheard": float(bool(unheard)),
        "a name unheard": float(any(word in asked.names for word in unheard)),
        "unheard, by what it tells": sum(weights[word] for word in unheard) / max(sum(weights.values()), 1e-9),
        "met here": min(here, 1.0),
        "covered": run.features.get("covered", 0.0),
        "near": run.features.get("near", 0.0),
        "same clause": run.features.get("same clause", 0.0),
        "words": len(weights) / 5,
        "few words": 1 / (1 + len(weights)),
        "words met here": min(here, 1.0) * len(weights) / 5,
    }
